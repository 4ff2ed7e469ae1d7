"""Current state, one table a subject: read one row, write one row. Only the door writes."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from clearance.rules.basics.names import fold, sort_key
from clearance.rules.procedure.derived_state import Derived
from clearance.rules.records.subjects import PERSONAL, SUBJECTS
from clearance.store.engine.connection import Row, Store

_IDENTITY_COLUMNS = ("subject_uid", "subject", *PERSONAL, "sort_key")


def find_row(store: Store, subject: str, uid: str) -> Row | None:
    """The current row of a subject, None when there is none."""
    if subject not in SUBJECTS:
        return None
    return store.first(f"SELECT * FROM {subject} WHERE uid = :uid", uid=uid)  # noqa: S608


def find_code(
    store: Store, subject: str, project_uid: str, code: str, column: str = "code"
) -> Row | None:
    """The row with that code (or login name) in the project."""
    sql = f"SELECT * FROM {subject} WHERE project_uid = :project AND {column} = :code"  # noqa: S608
    return store.first(sql, project=project_uid, code=code)


def stream_table(store: Store, table: str, key: str) -> Iterator[Row]:
    """Every row of a state table in the order of its key, for comparing two stores."""
    return store.stream(f"SELECT * FROM {table} ORDER BY {key}")  # noqa: S608 – names from the table


@lru_cache(maxsize=512)
def _upsert(table: str, key: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(columns)
    marks = ", ".join(":" + c for c in columns)
    sets = ", ".join(f"{c} = excluded.{c}" for c in columns if c != key)
    return (
        f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 – names from the tables
        f" ON CONFLICT ({key}) DO UPDATE SET {sets}"
    )


@lru_cache(maxsize=512)
def _update(table: str, columns: tuple[str, ...]) -> str:
    sets = ", ".join(f"{c} = :{c}" for c in columns)
    return f"UPDATE {table} SET {sets} WHERE uid = :uid"  # noqa: S608 – names from the tables


def create_row(store: Store, subject: str, values: Mapping[str, Any]) -> None:
    """Write a new row of a subject."""
    store.run(_upsert(subject, "uid", tuple(values)), **values)


def update_row(store: Store, subject: str, uid: str, values: Mapping[str, Any]) -> None:
    """Change columns of a subject's row."""
    store.run(_update(subject, tuple(values)), uid=uid, **values)


def write_derived(store: Store, subject: str, uid: str, derived: Derived) -> None:
    """Write what the rules derived from the dated facts."""
    store.run(
        f"UPDATE {subject} SET stage = :stage, next_step = :next_step, due_on = :due_on,"  # noqa: S608
        " cleared_on = :cleared_on WHERE uid = :uid",
        uid=uid,
        stage=derived.stage,
        next_step=derived.next_step,
        due_on=derived.due_on,
        cleared_on=derived.cleared_on,
    )


def write_identity(store: Store, subject: str, uid: str, values: Mapping[str, Any]) -> None:
    """Write personal values beside the state; names get their sorting key."""
    row = {"subject_uid": uid, "subject": subject, **values}
    if "full_name" in values:
        row["sort_key"] = sort_key(values["full_name"] or "")
    store.run(_upsert("identity", "subject_uid", tuple(row)), **row)


def find_identity(store: Store, uid: str) -> Row:
    """The personal values of a subject; every one None after erasure."""
    row = store.first("SELECT * FROM identity WHERE subject_uid = :uid", uid=uid)
    return row or dict.fromkeys(_IDENTITY_COLUMNS)


def write_words(store: Store, subject: str, uid: str, *words: str | None) -> None:
    """Write the folded words by which a subject is found."""
    text = " ".join(fold(word) for word in words if word)
    sql = _upsert("search_text", "subject_uid", ("subject", "subject_uid", "words"))
    store.run(sql, subject=subject, subject_uid=uid, words=text)


def write_shape(store: Store, row: Mapping[str, Any]) -> None:
    """Write a shape: legal WKB with its CRS, web WKB with its box."""
    store.run(_upsert("shape", "subject_uid", tuple(row)), **row)
