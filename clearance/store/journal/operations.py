"""Operations as the journal knows them, and what was recorded after one."""

import json
from collections.abc import Iterable, Iterator

from clearance.store.engine.connection import Row, Store

_SHOWN = "seq, subject, subject_uid, fact, patch, about, recorded_at, who"


def find(store: Store, uid: str | None) -> Row | None:
    """The operation of that identifier."""
    return store.first("SELECT * FROM operation WHERE uid = :uid", uid=uid)


def list_all(store: Store) -> list[Row]:
    """Every operation with who made it and when, newest first."""
    return store.query(
        "SELECT o.*, c.who, c.recorded_at, COALESCE(p.name, c.who) AS person FROM operation o"
        " JOIN change c ON c.subject_uid = o.uid AND c.fact = 'recorded'"
        " LEFT JOIN person p ON p.uid = c.who ORDER BY c.seq DESC"
    )


_MOST = 2000
_LATER = (
    f"SELECT {_SHOWN} FROM change WHERE seq > :seq AND standing = 'accepted'"  # noqa: S608
    " AND subject <> 'operation' AND NOT EXISTS (SELECT 1 FROM operation o"
    f" WHERE o.uid = change.about AND o.undone_on IS NOT NULL) ORDER BY seq LIMIT {_MOST}"
)


def list_later(store: Store, seq: int) -> Iterator[Row]:
    """Accepted rows after one of the journal with their patch opened, in order.

    Left out: the operations themselves, and what belongs to one that was undone.
    """
    while rows := store.query(_LATER, seq=seq):
        yield from ({**row, "patch": json.loads(row["patch"])} for row in rows)
        seq = rows[-1]["seq"]


def last_seq(store: Store, uid: str) -> int:
    """The number of the last row of an operation."""
    sql = "SELECT MAX(seq) FROM change WHERE about = :uid OR subject_uid = :uid"
    return store.value(sql, uid=uid) or 0


def list_of_thing(store: Store, uids: Iterable[str]) -> list[Row]:
    """Operations that changed some things, newest first."""
    found = (
        store.query(
            "SELECT DISTINCT o.* FROM operation o JOIN change c ON c.about = o.uid"
            " WHERE c.subject_uid = :uid AND c.fact <> 'reverted'",
            uid=uid,
        )
        for uid in uids
    )
    rows = {row["uid"]: row for some in found for row in some}
    return sorted(rows.values(), key=lambda row: -row["version"])


def list_former_places(store: Store, subject_uid: str) -> list[Row]:
    """Where a thing lay before each revision of the design that stands, newest first.

    Day and document of the revision, and the row of before with its chainages.
    """
    rows = store.query(
        "SELECT o.on_date, r.subject, r.body FROM operation_row r"
        " JOIN operation o ON o.uid = r.operation_uid WHERE r.subject_uid = :uid"
        " AND o.kind = 'alignment_revision' ORDER BY o.version DESC",
        uid=subject_uid,
    )
    return [
        {**own[0], "on_date": row["on_date"]}
        for row in rows
        if (own := json.loads(row["body"]).get(row["subject"]))
    ]
