"""The cases behind what holds the road on a day: whose ground it is and where each case stands."""

from clearance.store.cases.as_of import then
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.intervals import open_kind

#: What can stand in the way, and the case that frees it: its household's, or its own.
_THINGS = {
    "parcel": "household_uid",
    "structure": "household_uid",
    "grave": "NULL",
    "utility": "NULL",
}
_CASES = {
    "household": "c.kind, c.is_relocating, NULL AS family",
    "grave": "NULL AS kind, NULL AS is_relocating, c.family",
    "utility": "NULL AS kind, NULL AS is_relocating, NULL AS family",
}


def list_owners(store: Store, alignment_uid: str, as_of: str) -> list[Row]:
    """Things along one alignment still in the way on a day: uid, whose case frees it, its unit."""
    sql = " UNION ALL ".join(
        f"SELECT t.uid, '{table}' AS subject, t.code, t.unit_uid, {owner} AS household_uid,"  # noqa: S608
        f" {open_kind('t.uid')} AS obstacle FROM {table} t"
        " WHERE t.alignment_uid = :alignment AND (t.cleared_on IS NULL OR t.cleared_on > :as_of)"
        for table, owner in _THINGS.items()
    )
    return store.query(sql, alignment=alignment_uid, as_of=as_of)


def list_cases(store: Store, subject: str, as_of: str, is_today: bool) -> list[Row]:
    """Cases of a subject not freed by a day: next step and what else tells how far they are."""
    derived = f"{subject} d ON d.uid = c.uid" if is_today else then(subject, "c.uid")
    return store.query(
        f"SELECT c.uid, '{subject}' AS subject, c.code, d.next_step, {_CASES[subject]},"  # noqa: S608
        f" {open_kind('c.uid')} AS obstacle FROM {subject} c JOIN {derived}"
        " WHERE d.cleared_on IS NULL OR d.cleared_on > :as_of",
        as_of=as_of,
    )
