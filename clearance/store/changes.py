"""The journal: append and read, never edit."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from clearance.rules.changes import Change
from clearance.store.connection import Row, Store

_COLUMNS = (
    "seq", "uid", "project_uid", "subject", "subject_uid", "fact", "patch", "before", "based_on",
    "who", "device", "happened_on", "recorded_at", "why", "evidence", "standing", "reason",
    "clash", "about", "digest", "previous_hash", "hash",
)  # fmt: skip
_INSERT = (
    f"INSERT INTO change ({', '.join(_COLUMNS)}) "  # noqa: S608 – constant names only
    f"VALUES ({', '.join(':' + c for c in _COLUMNS)})"
)
GENESIS = "0" * 64


def as_json(value: Any) -> str:
    """Canonical JSON: the same value gives the same text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def row_hash(row: Mapping[str, Any]) -> str:
    """Hash of a journal row together with the row before it."""
    return hashlib.sha256(as_json([row[c] for c in _COLUMNS[:-1]]).encode()).hexdigest()


def head(store: Store) -> tuple[int, str]:
    """Number and hash of the newest row, (0, GENESIS) when the journal is empty."""
    row = store.first("SELECT seq, hash FROM change ORDER BY seq DESC LIMIT 1")
    return (row["seq"], row["hash"]) if row else (0, GENESIS)


def append(store: Store, change: Change, **verdict: Any) -> int:
    """Add one row; `verdict` brings patch, before, who, recorded_at, standing, reason, clash."""
    last, previous = head(store)
    row = {
        "seq": last + 1, "uid": change.uid, "project_uid": change.project_uid,
        "subject": change.subject, "subject_uid": change.subject_uid, "fact": change.fact,
        "based_on": change.based_on, "device": change.device,
        "happened_on": change.happened_on, "why": change.why,
        "evidence": as_json(list(change.evidence)), "about": change.about,
        "digest": change.digest(store.digest_key), "previous_hash": previous, **verdict,
    }  # fmt: skip
    store.run(_INSERT, **row, hash=row_hash(row))
    return last + 1


def find_change(store: Store, uid: str) -> Row | None:
    """The journal row of that identifier."""
    return store.first("SELECT * FROM change WHERE uid = :uid", uid=uid)


def fields_since(store: Store, subject_uid: str, based_on: int, who: str) -> set[str]:
    """Names of the fields, personal ones too, that others changed since `who` looked."""
    rows = store.query(
        "SELECT patch FROM change WHERE subject_uid = :uid AND seq > :seq AND who <> :who"
        " AND standing = 'accepted'",
        uid=subject_uid,
        seq=based_on,
        who=who,
    )
    patches = [json.loads(row["patch"]) for row in rows]
    return {name for patch in patches for name in (*patch, *patch.get("personal", ()))}


def list_history(store: Store, subject_uid: str) -> list[Row]:
    """Everything reported about one subject, newest first, with the reporter's name."""
    return store.query(
        "SELECT c.*, p.name AS who_name FROM change c LEFT JOIN person p ON p.uid = c.who"
        " WHERE c.subject_uid = :uid ORDER BY c.seq DESC",
        uid=subject_uid,
    )


def stream_accepted(store: Store) -> Iterator[Row]:
    """Every accepted row in order, for replay."""
    return store.stream("SELECT * FROM change WHERE standing = 'accepted' ORDER BY seq")


def broken_links(store: Store) -> list[int]:
    """Numbers of rows whose hash or whose link to the row before does not hold."""
    broken, last, previous = [], 0, GENESIS
    for row in store.stream("SELECT * FROM change ORDER BY seq"):
        linked = row["seq"] == last + 1 and row["previous_hash"] == previous
        if not linked or row_hash(row) != row["hash"]:
            broken.append(row["seq"])
        last, previous = row["seq"], row["hash"]
    return broken
