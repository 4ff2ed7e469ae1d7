"""What an operation keeps of each thing before it changes it, so that undoing gives it back.

The thing's own row, shape, steps, clocks, states, turns and promises, as one JSON text; without
free text, which an operation never changes and which may be erased meanwhile.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from clearance.rules.records.remarks import REMARKS
from clearance.store.engine.connection import Row, Store

#: Tables about a thing: the column that names it, the columns that name a row.
_TABLES = {
    "shape": ("subject_uid", ("subject_uid",)),
    "step_taken": ("subject_uid", ("step",)),
    "deadline": ("subject_uid", ("step",)),
    "case_state": ("subject_uid", ("from_day", "subject")),
    "turn": ("subject_uid", ("seq",)),
    "explanation": ("subject_uid", ("seq",)),
    "ask": ("subject_uid", ("seq",)),
    "promise": ("segment_uid", ("seq",)),
}
#: Free text of those tables, and numbers that are the database's own.
_LEFT_OUT = frozenset(("why", "answer", "id"))
_HEX = "hex:"


def keep(store: Store, operation_uid: str, subject: str, uid: str) -> None:
    """Keep what a thing is now, the first time an operation changes it; nothing for a new one."""
    if _find(store, operation_uid, uid) is None:
        body = {table: _rows_of(store, table, subject, uid) for table in (subject, *_TABLES)}
        told = {table: rows for table, rows in body.items() if rows}
        store.run(
            "INSERT INTO operation_row (operation_uid, subject, subject_uid, body)"
            " VALUES (:operation, :subject, :uid, :body)",
            operation=operation_uid,
            subject=subject,
            uid=uid,
            body=json.dumps(told, sort_keys=True),
        )


def list_touched(store: Store, operation_uid: str) -> list[Row]:
    """The things an operation changed or made: subject, uid, former fields.

    Those it made, without former fields, come first: their codes are free before others return.
    """
    rows = store.query(
        "SELECT subject, subject_uid, body FROM operation_row WHERE operation_uid = :operation"
        " ORDER BY subject, subject_uid",
        operation=operation_uid,
    )
    things = [
        {"subject": r["subject"], "uid": r["subject_uid"], "row": _own(r["subject"], r["body"])}
        for r in rows
    ]
    return sorted(things, key=lambda thing: bool(thing["row"]))


def list_units(store: Store, operation_uid: str) -> set[str]:
    """The units in which the things lay that an operation changed."""
    rows = [thing["row"] for thing in list_touched(store, operation_uid)]
    return {row["unit_uid"] for row in rows if row.get("unit_uid")}


def _own(subject: str, body: str) -> Row:
    rows = json.loads(body).get(subject, [])
    return rows[0] if rows else {}


def former_row(store: Store, operation_uid: str, subject: str, uid: str) -> Row:
    """A thing's own row before an operation, {} when the operation made it."""
    return _own(subject, _find(store, operation_uid, uid) or "{}")


def restore(store: Store, operation_uid: str, subject: str, uid: str) -> None:
    """Give a thing back all it was; one that the operation made goes."""
    kept = json.loads(_find(store, operation_uid, uid) or "{}")
    for table in (*_TABLES, subject):
        _put_back(store, table, subject, uid, kept.get(table, []))
    if subject not in kept:
        for table in ("identity", "search_text"):
            store.run(f"DELETE FROM {table} WHERE subject_uid = :uid", uid=uid)  # noqa: S608
    store.run(
        "DELETE FROM operation_row WHERE operation_uid = :operation AND subject_uid = :uid",
        operation=operation_uid,
        uid=uid,
    )


def _find(store: Store, operation_uid: str, uid: str) -> str | None:
    return store.value(  # type: ignore[no-any-return]
        "SELECT body FROM operation_row WHERE operation_uid = :operation AND subject_uid = :uid",
        operation=operation_uid,
        uid=uid,
    )


@cache
def _naming(table: str) -> tuple[str, tuple[str, ...]]:
    """The column that names the thing, and those that name a row among its own."""
    return _TABLES.get(table, ("uid", ("uid",)))


def _rows_of(store: Store, table: str, subject: str, uid: str) -> list[Row]:
    column, key = _naming(table)
    rows = store.query(
        f"SELECT * FROM {table} WHERE {column} = :uid ORDER BY {', '.join(key)}",  # noqa: S608
        uid=uid,
    )
    out = _LEFT_OUT | REMARKS.get(table if table == subject else "", frozenset())
    return [{k: _plain(v) for k, v in row.items() if k not in out} for row in rows]


def _plain(value: Any) -> Any:
    return _HEX + bytes(value).hex() if isinstance(value, bytes | memoryview) else value


def _stored(value: Any) -> Any:
    is_bytes = isinstance(value, str) and value.startswith(_HEX)
    return bytes.fromhex(value.removeprefix(_HEX)) if is_bytes else value


def _put_back(
    store: Store, table: str, subject: str, uid: str, kept: Iterable[Mapping[str, Any]]
) -> None:
    """Make the rows of a thing in one table those kept: others go, changed ones change back."""
    column, key = _naming(table)
    known = {tuple(row[k] for k in key): row for row in _rows_of(store, table, subject, uid)}
    wanted = {tuple(row[k] for k in key): row for row in kept}
    match = " AND ".join(f"{k} = :{k}" for k in key)
    for mark in known.keys() - wanted.keys():
        sql = f"DELETE FROM {table} WHERE {match} AND {column} = :thing"  # noqa: S608 – own names
        store.run(sql, **dict(zip(key, mark, strict=True)), thing=uid)
    for mark, row in wanted.items():
        if known.get(mark) != row:
            _write(store, table, (*key, column), row)


def _write(store: Store, table: str, key: tuple[str, ...], row: Mapping[str, Any]) -> None:
    """Change a row back, or write it again where it is gone."""
    values = {name: _stored(value) for name, value in row.items()}
    match = " AND ".join(f"{name} = :{name}" for name in dict.fromkeys(key))
    sets = ", ".join(f"{name} = :{name}" for name in values)
    found = f"SELECT 1 FROM {table} WHERE {match}"  # noqa: S608 – own names
    if store.value(found, **{name: values[name] for name in key}):
        store.run(f"UPDATE {table} SET {sets} WHERE {match}", **values)  # noqa: S608
    else:
        marks = ", ".join(f":{name}" for name in values)
        store.run(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", **values)  # noqa: S608
