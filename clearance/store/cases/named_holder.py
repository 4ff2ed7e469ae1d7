"""The named holder of a thing in SQL: the rule of `rules/records/holders`, for any query."""

from clearance.rules.records.holders import HOLDER_SOURCES

_SQL = {
    "own": "{thing}.holder_uid",
    "household": "(SELECT o.holder_uid FROM household o WHERE o.uid = {thing}.household_uid)",
}


def holder_sql(subject: str, thing: str) -> str:
    """SQL for the uid of the person who holds a row of that subject; `thing` is its alias.

    NULL for a subject nobody holds. Scalar, so it changes no row count; the household is looked
    up only where the row has no holder of its own.
    """
    parts = [_SQL[source].format(thing=thing) for source in HOLDER_SOURCES[subject]]
    return f"COALESCE({', '.join(parts)})" if len(parts) > 1 else "".join(parts) or "NULL"
