"""Things entered by mistake: taken out of every table of state, kept whole in one of their own.

Only the door writes. What is read elsewhere needs no filter: a retired thing is not there.
"""

import json
from collections.abc import Iterable

from clearance.rules.basics.actors import Who
from clearance.rules.records.register import BARRED_BY
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.scope import bounds, within
from clearance.store.journal.changes import as_json
from clearance.store.journal.remarks import WHY

#: Tables in which a thing has rows besides its own, and the column that names it there.
_TABLES = {
    "step_taken": "subject_uid",
    "deadline": "subject_uid",
    "case_state": "subject_uid",
    "turn": "subject_uid",
    "explanation": "subject_uid",
    "ask": "subject_uid",
    "promise": "segment_uid",
    "shape": "subject_uid",
}
_OWN_COLUMNS = ("code", "unit_uid", "household_uid")
_INSERT = (
    "INSERT INTO retired (subject_uid, project_uid, subject, root_uid, code, unit_uid,"
    " household_uid, seq, retired_on, kept) VALUES (:subject_uid, :project_uid, :subject,"
    " :root_uid, :code, :unit_uid, :household_uid, :seq, :retired_on, :kept)"
)
#: Beside those rows: the household's handovers that took a step of the thing.
_COVERED = "covered"
Kept = dict[str, list[Row]]


def put_aside(store: Store, subject: str, uid: str, seq: int, on: str) -> Row:
    """Take a thing and its obstacles out of the state; its row as it was."""
    for row in store.query("SELECT uid FROM obstacle WHERE subject_uid = :uid", uid=uid):
        _move(store, "obstacle", row["uid"], {"root_uid": uid, "seq": seq, "retired_on": on})
    return _move(store, subject, uid, {"root_uid": uid, "seq": seq, "retired_on": on})


def _move(store: Store, subject: str, uid: str, more: Row) -> Row:
    columns = {subject: "uid", **_TABLES}
    kept = {table: _rows(store, table, column, uid) for table, column in columns.items()}
    kept[_COVERED] = _covered_by(store, uid)
    for table, column in (*columns.items(), ("search_text", "subject_uid")):
        store.run(f"DELETE FROM {table} WHERE {column} = :uid", uid=uid)  # noqa: S608 – own names
    own = kept[subject][0]
    named: Row = {name: own.get(name) for name in _OWN_COLUMNS}
    named |= {"code": named["code"] or "", "project_uid": own["project_uid"], "subject": subject}
    store.run(_INSERT, subject_uid=uid, kept=_text(kept), **named, **more)
    store.found.pop("retired", None)
    return own


def _rows(store: Store, table: str, column: str, uid: str) -> list[Row]:
    """Rows of one table without what is empty, so that a later version may add columns."""
    rows = store.query(f"SELECT * FROM {table} WHERE {column} = :uid", uid=uid)  # noqa: S608
    plain = [{k: v for k, v in row.items() if v is not None and k != "id"} for row in rows]
    return sorted(plain, key=lambda row: as_json(_written(row)))


def _written(row: Row) -> Row:
    return {k: {"hex": bytes(v).hex()} if isinstance(v, bytes) else v for k, v in row.items()}


def _text(kept: Kept) -> str:
    return as_json({name: [_written(row) for row in rows] for name, rows in kept.items() if rows})


def kept_of(row: Row) -> Kept:
    """The rows of a retired thing by table."""
    return {name: [_read(each) for each in rows] for name, rows in json.loads(row["kept"]).items()}


def _read(row: Row) -> Row:
    return {k: bytes.fromhex(v["hex"]) if isinstance(v, dict) else v for k, v in row.items()}


def bring_back(store: Store, uid: str) -> tuple[Row, list[Row]]:
    """Put a thing and its obstacles back; its row, and the handovers that had covered it."""
    own: Row = {}
    covered: list[Row] = []
    for row in store.query("SELECT * FROM retired WHERE root_uid = :uid", uid=uid):
        kept = kept_of(row)
        covered += kept.pop(_COVERED, [])
        for table, rows in kept.items():
            for each in rows:
                _insert(store, table, each)
        own = kept[row["subject"]][0] if row["subject_uid"] == uid else own
    store.run("DELETE FROM retired WHERE root_uid = :uid", uid=uid)
    store.found.pop("retired", None)
    return own, covered


def _insert(store: Store, table: str, row: Row) -> None:
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    store.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", **row)  # noqa: S608 – own names


def uids(store: Store) -> dict[str, str]:
    """Every retired thing and what lay upon it → the thing that was retired."""
    known: dict[str, str] | None = store.found.get("retired")
    if known is None:
        rows = store.query("SELECT subject_uid, root_uid FROM retired")
        known = {row["subject_uid"]: row["root_uid"] for row in rows}
        store.found["retired"] = known
    return known


def find(store: Store, uid: str) -> Row | None:
    """One retired thing by its identifier."""
    return store.first("SELECT * FROM retired WHERE subject_uid = :uid", uid=uid)


def find_code(store: Store, subject: str, code: str) -> list[Row]:
    """Things of that subject and code that were retired, the last first."""
    return store.query(
        "SELECT * FROM retired WHERE subject = :subject AND code = :code ORDER BY seq DESC",
        subject=subject,
        code=code,
    )


def own_row(row: Row) -> Row:
    """The row a retired thing had in the table of its subject."""
    return kept_of(row)[row["subject"]][0] if row else {}


def list_days(store: Store) -> dict[str, str]:
    """The day on which each thing was retired, by its uid and by subject and code."""
    rows = store.query("SELECT subject, subject_uid, code, retired_on FROM retired ORDER BY seq")
    by_code = {f"{row['subject']} {row['code']}": row["retired_on"] for row in rows}
    return by_code | {row["subject_uid"]: row["retired_on"] for row in rows}


def stamp(store: Store) -> tuple[int, int]:
    """What changes whenever a thing is retired or brought back."""
    row = store.first("SELECT COUNT(*) AS n, COALESCE(MAX(seq), 0) AS last FROM retired") or {}
    return row["n"], row["last"]


def list_retired(store: Store, who: Who, today: str, subject: str = "") -> list[Row]:
    """Things retired in the person's area, the last first: who did, why, what was reported since.

    `awaiting`: reports about the thing that came later and are held.
    """
    return store.query(
        "SELECT r.subject, r.subject_uid, r.code, r.retired_on, r.seq, u.name AS unit_name,"  # noqa: S608
        f" i.full_name, COALESCE(wi.full_name, w.name, c.who) AS who_name, {WHY},"
        " (SELECT COUNT(*) FROM change h WHERE h.subject_uid = r.subject_uid AND h.seq > r.seq"
        " AND h.standing = 'held') AS awaiting"
        " FROM retired r JOIN change c ON c.seq = r.seq LEFT JOIN unit u ON u.uid = r.unit_uid"
        " LEFT JOIN identity i ON i.subject_uid = r.subject_uid"
        " LEFT JOIN person w ON w.uid = c.who LEFT JOIN identity wi ON wi.subject_uid = c.who"
        " WHERE r.root_uid = r.subject_uid AND (:subject = '' OR r.subject = :subject)"
        " AND NOT EXISTS (SELECT 1 FROM lineage l WHERE l.former_parcel_uid = r.subject_uid"
        " OR l.former_household_uid = r.subject_uid)"
        f" AND (r.unit_uid IS NULL OR {within('r.unit_uid')}) ORDER BY r.seq DESC, r.code",
        subject=subject,
        **bounds(who, today),
    )


def list_bound(store: Store, subject: str, uid: str) -> list[str]:
    """Codes of what still belongs to a thing, so that it cannot be retired before them."""
    found = (
        f"SELECT code FROM {table} WHERE {column} = :uid"  # noqa: S608 – names from the table
        for table, column in BARRED_BY.get(subject, ())
    )
    rows = [row for sql in found for row in store.query(f"{sql} ORDER BY code", uid=uid)]
    return [row["code"] for row in rows]


def is_offered(store: Store, parcel_uid: str) -> bool:
    """Whether an offering that was not refused holds the parcel."""
    sql = (
        "SELECT 1 FROM offering_parcel x JOIN step_taken s ON s.subject_uid = x.offering_uid"
        " WHERE x.parcel_uid = :uid AND s.step = 'offered' AND NOT EXISTS (SELECT 1"
        " FROM step_taken r WHERE r.subject_uid = x.offering_uid AND r.step = 'refused') LIMIT 1"
    )
    return store.first(sql, uid=parcel_uid) is not None


def take_over(store: Store, folded: Store) -> None:
    """Put the retired things of a folded journal in place of ours."""
    store.run("DELETE FROM retired")
    store.run_many(_INSERT, folded.query("SELECT * FROM retired"))


def rewrite(store: Store, uid: str, kept: Kept) -> None:
    """Write the rows of a retired thing anew."""
    store.run("UPDATE retired SET kept = :kept WHERE subject_uid = :uid", uid=uid, kept=_text(kept))


def _covered_by(store: Store, uid: str) -> list[Row]:
    """Numbers of the household's handovers by which steps of a thing were taken."""
    return store.query(
        "SELECT DISTINCT s.seq FROM step_taken s JOIN step_taken h ON h.seq = s.seq"
        " AND h.subject = 'household' WHERE s.subject_uid = :uid AND s.subject <> 'household'"
        " ORDER BY s.seq",
        uid=uid,
    )


def drop_uncovered(store: Store, uid: str, covered: Iterable[Row]) -> bool:
    """Forget the steps whose household handover was withdrawn meanwhile; whether there were any."""
    gone = [
        step
        for row in covered
        for step in store.query(
            "DELETE FROM step_taken WHERE subject_uid = :uid AND seq = :seq AND NOT EXISTS"
            " (SELECT 1 FROM step_taken h WHERE h.seq = :seq AND h.subject = 'household')"
            " RETURNING step",
            uid=uid,
            seq=row["seq"],
        )
    ]
    return bool(gone)
