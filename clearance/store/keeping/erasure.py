"""Taking out what is written of a person: names, and the free text of reports; facts stay."""

import json
from collections.abc import Collection, Iterable
from typing import Any

from clearance.rules.records.remarks import REMARKS
from clearance.store.cases import lineage, retired
from clearance.store.engine.connection import Row, Store
from clearance.store.journal import remarks
from clearance.store.upgrade.sealing import REASONS

#: What belongs to a household and is about its people.
_BELONGING = ("member", "parcel", "structure")
_KEPT_OF = (
    "SELECT subject_uid AS uid FROM retired WHERE household_uid = :uid AND subject <> 'grave'"
)
#: Reports about another thing, named in their patch.
_ABOUT = ("obstacle", "decision_note")


def family_of(store: Store, subject: str, uid: str) -> list[str]:
    """A thing, what belongs to it, and what was reported or decided about any of those."""
    known = [uid, *(former["uid"] for former in lineage.list_former(store, uid))]
    if subject == "household":
        for table in _BELONGING:
            rows = store.query(f"SELECT uid FROM {table} WHERE household_uid = :uid", uid=uid)  # noqa: S608
            known += [row["uid"] for row in rows]
        known += [row["uid"] for row in store.query(_KEPT_OF, uid=uid)]
    found = [row["subject_uid"] for each in known for row in _about(store, each)]
    return list(dict.fromkeys((*known, *found)))


def _about(store: Store, uid: str) -> list[Row]:
    """Obstacles and notes about a thing, those that were refused too."""
    named = ", ".join(f"'{name}'" for name in _ABOUT)
    return store.query(
        f"SELECT DISTINCT subject_uid FROM change WHERE subject IN ({named})"  # noqa: S608
        " AND patch LIKE :uid",
        uid=f'%"subject_uid":{json.dumps(uid)}%',
    )


def rows_of(store: Store, uids: Collection[str], before: int) -> list[Row]:
    """Number, subject and uid of the reports about some things; who erased what is kept."""
    return _chosen(store, "subject_uid", uids, before)


def row_of(store: Store, change_uid: str, before: int) -> list[Row]:
    """The same of one report."""
    return _chosen(store, "uid", [change_uid], before)


def _chosen(store: Store, column: str, values: Iterable[Any], before: int) -> list[Row]:
    named = {f"v{number}": value for number, value in enumerate(values)}
    places = ", ".join(f":{name}" for name in named)
    return store.query(
        f"SELECT seq, subject, subject_uid FROM change WHERE {column} IN ({places})"  # noqa: S608
        " AND seq < :before AND fact <> 'erased' ORDER BY seq",
        before=before,
        **named,
    )


def erase_texts(store: Store, rows: list[Row]) -> None:
    """Delete the texts of journal rows with their salts, and where the state repeats them."""
    for row in rows:
        store.run("DELETE FROM remark WHERE seq = :seq", seq=row["seq"])
        for table, columns in REASONS.items():
            for name, seq in columns.items():
                store.run(f"UPDATE {table} SET {name} = '' WHERE {seq} = :seq", seq=row["seq"])  # noqa: S608
    for subject, uid in dict.fromkeys((row["subject"], row["subject_uid"]) for row in rows):
        if values := _still_told(store, subject, uid):
            sets = ", ".join(f"{name} = :{name}" for name in values)
            store.run(f"UPDATE {subject} SET {sets} WHERE uid = :uid", uid=uid, **values)  # noqa: S608
        if kept := retired.find(store, uid):
            _erase_kept(store, kept, {each["seq"] for each in rows}, values)


def _erase_kept(store: Store, row: Row, seqs: Collection[int], told: Row) -> None:
    """The same where a retired thing is kept."""
    kept = retired.kept_of(row)
    for table, columns in REASONS.items():
        for each in kept.get(table, ()):
            each |= {name: "" for name, seq in columns.items() if each.get(seq) in seqs}
    kept[row["subject"]][0] |= {name: text for name, text in told.items() if text is not None}
    retired.rewrite(store, row["subject_uid"], kept)


def _still_told(store: Store, subject: str, uid: str) -> Row:
    """Free text of a thing as the reports that are left tell it."""
    names = REMARKS.get(subject, frozenset())
    rows = store.query(
        "SELECT * FROM change WHERE subject_uid = :uid AND standing = 'accepted' ORDER BY seq",
        uid=uid,
    )
    patches = (json.loads(row["patch"]) for row in remarks.opened(store, rows)) if names else ()
    return {name: patch[name] for patch in patches for name in names if name in patch}


def erase_identity(store: Store, uids: Iterable[str]) -> None:
    """Delete names, numbers, addresses and notes of some things."""
    for uid in uids:
        store.run("DELETE FROM identity WHERE subject_uid = :uid", uid=uid)


def count_files(store: Store, uids: Iterable[str]) -> int:
    """Evidence files that reports about some things name."""
    rows = (
        row
        for uid in uids
        for row in store.query(
            "SELECT evidence FROM change WHERE subject_uid = :uid AND evidence <> '[]'", uid=uid
        )
    )
    return len({sha for row in rows for sha in json.loads(row["evidence"])})
