"""Steps of the cases that can hold ground, as they were known at the end of a day."""

from clearance.rules.days import day_ends
from clearance.store.connection import Row, Store

_CASES = " UNION ALL ".join(
    f"SELECT '{table}' AS subject, uid, project_uid, unit_uid, code, {kind} AS kind,"  # noqa: S608 – constant names
    f" {relocating} AS is_relocating, {family} AS family FROM {table}"
    for table, kind, relocating, family in (
        ("household", "kind", "is_relocating", "NULL"),
        ("grave", "NULL", "NULL", "family"), ("utility", "NULL", "NULL", "NULL"),
        ("parcel", "NULL", "NULL", "NULL"), ("structure", "NULL", "NULL", "NULL"),
    )
)  # fmt: skip
_OWNED = " UNION ALL ".join(
    f"SELECT uid, household_uid FROM {table} WHERE household_uid IS NOT NULL"  # noqa: S608
    for table in ("parcel", "structure")
)


def list_facts(store: Store, as_of: str) -> list[Row]:
    """Steps that happened by a day and had been recorded by its end: subject, uid, step, day."""
    return store.query(
        "SELECT subject, subject_uid AS uid, step, happened_on FROM step_taken"
        " WHERE subject IN ('household', 'grave', 'utility', 'parcel', 'structure')"
        " AND happened_on <= :as_of AND recorded_at < :until"
        " ORDER BY subject_uid, happened_on, seq",
        as_of=as_of,
        until=day_ends(as_of),
    )


def list_cases(store: Store) -> list[Row]:
    """Whatever has steps and can hold ground: what its line depends on, and its commune."""
    return store.query(_CASES)


def owners(store: Store) -> dict[str, str]:
    """Parcel or structure → the household whose handover frees it."""
    return {row["uid"]: row["household_uid"] for row in store.query(_OWNED)}
