"""The journal: append and read, never edit."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from clearance.rules.basics.changes import Change
from clearance.rules.basics.devices import device_code
from clearance.rules.records.remarks import names_in
from clearance.store.engine.connection import Row, Store
from clearance.store.journal import remarks

COLUMNS = (
    "seq",
    "uid",
    "project_uid",
    "subject",
    "subject_uid",
    "fact",
    "patch",
    "before",
    "based_on",
    "who",
    "device",
    "happened_on",
    "recorded_at",
    "why",
    "evidence",
    "standing",
    "reason",
    "clash",
    "about",
    "digest",
    "previous_hash",
    "hash",
)
_INSERT = (
    f"INSERT INTO change ({', '.join(COLUMNS)}) "  # noqa: S608 – constant names only
    f"VALUES ({', '.join(':' + c for c in COLUMNS)})"
)
GENESIS = "0" * 64


_CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def as_json(value: Any) -> str:
    """Canonical JSON: the same value gives the same text."""
    return _CANONICAL.encode(value)


def row_hash(row: Mapping[str, Any]) -> str:
    """Hash of a journal row together with the row before it."""
    return hashlib.sha256(as_json([row[c] for c in COLUMNS[:-1]]).encode()).hexdigest()


def head(store: Store) -> tuple[int, str]:
    """Number and hash of the newest row, (0, GENESIS) when the journal is empty."""
    row = store.first("SELECT seq, hash FROM change ORDER BY seq DESC LIMIT 1")
    return (row["seq"], row["hash"]) if row else (0, GENESIS)


def not_accepted(store: Store, who: str, since: str, most: int) -> str | None:
    """When the `most`-th last report that did not stand was made by a person since an instant."""
    words = (
        "SELECT recorded_at FROM change WHERE who = :who AND standing <> 'accepted'"
        " AND recorded_at > :since ORDER BY recorded_at DESC LIMIT 1 OFFSET :before"
    )
    row = store.first(words, who=who, since=since, before=most - 1)
    return str(row["recorded_at"]) if row else None


def last_of(store: Store, facts: frozenset[str]) -> tuple[int, str]:
    """Number and hash of the newest accepted row of one of these facts; (0, GENESIS): none."""
    row = store.first(_last_of(facts))
    return (row["seq"], row["hash"]) if row else (0, GENESIS)


@lru_cache(maxsize=16)
def _last_of(facts: frozenset[str]) -> str:
    names = ", ".join(f"'{fact}'" for fact in sorted(facts))
    return (
        f"SELECT seq, hash FROM change WHERE standing = 'accepted' AND fact IN ({names})"  # noqa: S608 – names from the tables
        " ORDER BY seq DESC LIMIT 1"
    )


def append(store: Store, change: Change, **verdict: Any) -> int:
    """Add one row; `verdict` brings what the door says of it, a sealed `why` and patch among it."""
    return write(
        store,
        {
            "uid": change.uid,
            "project_uid": change.project_uid,
            "subject": change.subject,
            "subject_uid": change.subject_uid,
            "fact": change.fact,
            "based_on": change.based_on,
            "device": device_code(change.device),
            "happened_on": change.happened_on,
            "about": change.about,
            "evidence": as_json(list(change.evidence)),
            "digest": change.digest(store.digest_key),
            **verdict,
        },
    )


def write(store: Store, row: Mapping[str, Any]) -> int:
    """Add one row after the newest: its number, link and hash are made here."""
    last, previous = store.found.get("head") or head(store)
    linked = {name: row.get(name) for name in COLUMNS}
    linked |= {"seq": last + 1, "previous_hash": previous}
    linked["hash"] = row_hash(linked)
    store.run(_INSERT, **linked)
    store.found["head"] = (last + 1, linked["hash"])
    return last + 1


def find_change(store: Store, uid: str) -> Row | None:
    """The journal row of that identifier."""
    return store.first("SELECT * FROM change WHERE uid = :uid", uid=uid)


def list_known(store: Store, uids: Iterable[str]) -> set[str]:
    """Those of some identifiers that the journal holds."""
    named = {f"u{number}": uid for number, uid in enumerate(uids)}
    places = ", ".join(f":{name}" for name in named)
    rows = store.query(f"SELECT uid FROM change WHERE uid IN ({places})", **named)  # noqa: S608 – numbered names
    return {row["uid"] for row in rows}


def find_numbered(store: Store, seq: int) -> Row | None:
    """The journal row of that number."""
    return store.first("SELECT * FROM change WHERE seq = :seq", seq=seq)


def newest_of(store: Store, subject_uid: str) -> Row | None:
    """The newest accepted row about one subject."""
    return store.first(
        "SELECT * FROM change WHERE subject_uid = :uid AND standing = 'accepted'"
        " ORDER BY seq DESC LIMIT 1",
        uid=subject_uid,
    )


def receipt(store: Store, seq: int | None) -> str:
    """What a reporter can read out to prove a row: its number and the first of its hash."""
    row = find_numbered(store, seq) if seq else None
    return f"{row['seq']}-{row['hash'][:4].upper()}" if row else ""


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
    return {name for patch in patches for name in names_in(patch)}


def stream_accepted(store: Store) -> Iterator[Row]:
    """Every accepted row in order, free text sealed, for a file."""
    return store.stream("SELECT * FROM change WHERE standing = 'accepted' ORDER BY seq")


def pages_accepted(
    store: Store, since: str = "", until: str = "9999", most: int = 1000
) -> Iterator[list[Row]]:
    """Accepted rows recorded in [since, until) in order, with their kept text, for replay."""
    last = 0
    while rows := store.query(
        "SELECT * FROM change WHERE standing = 'accepted' AND seq > :last"
        " AND recorded_at >= :since AND recorded_at < :until ORDER BY seq LIMIT :most",
        last=last,
        since=since,
        until=until,
        most=most,
    ):
        last = rows[-1]["seq"]
        yield remarks.opened(store, rows)


class Chain:
    """Follows the journal: where a row's hash, or its link to the row before, does not hold."""

    def __init__(self) -> None:
        self.broken: list[int] = []
        self.end = (0, GENESIS)

    def follow(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Take the next rows, their values in the order of COLUMNS."""
        for row in rows:
            last, previous = self.end
            text = _CANONICAL.encode(row[:-1])
            own = hashlib.sha256(text.encode()).hexdigest()
            if row[0] != last + 1 or row[-2] != previous or row[-1] != own:
                self.broken.append(row[0])
            self.end = (row[0], row[-1])


def broken_links(store: Store) -> list[int]:
    """Numbers of rows whose hash or whose link to the row before does not hold."""
    chain = Chain()
    with store.atomic(reads_only=True):
        for batch in store.batches(f"SELECT {', '.join(COLUMNS)} FROM change ORDER BY seq"):  # noqa: S608
            chain.follow(batch)
    return chain.broken
