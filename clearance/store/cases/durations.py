"""Steps of the cases that can hold ground, as they were known at the end of a day."""

from clearance.store.engine.connection import Row, Store

_CASES = " UNION ALL ".join(
    f"SELECT '{table}' AS subject, uid, project_uid, unit_uid, code, {kind} AS kind,"  # noqa: S608 – constant names
    f" {relocating} AS is_relocating, {family} AS family FROM {table}"
    for table, kind, relocating, family in (
        ("household", "kind", "is_relocating", "NULL"),
        ("grave", "NULL", "NULL", "family"),
        ("utility", "NULL", "NULL", "NULL"),
        ("parcel", "NULL", "NULL", "NULL"),
        ("structure", "NULL", "NULL", "NULL"),
    )
)
_OWNED = " UNION ALL ".join(
    f"SELECT uid, household_uid FROM {table} WHERE household_uid IS NOT NULL"  # noqa: S608
    for table in ("parcel", "structure")
)

_LYING = " UNION ALL ".join(
    f"SELECT {uid} AS uid, alignment_uid, chainage_from_m FROM {table}"  # noqa: S608
    for table, uid in (
        ("parcel", "COALESCE(household_uid, uid)"),
        ("structure", "COALESCE(household_uid, uid)"),
        ("grave", "uid"),
        ("utility", "uid"),
    )
)


def list_facts(store: Store, as_of: str, since: str, until: str) -> list[Row]:
    """Steps that happened by a day, recorded from one stamp to before another.

    Each tells subject, uid, step and day; `since` '' for all.
    """
    return store.query(
        "SELECT subject, subject_uid AS uid, step, happened_on FROM step_taken"
        " WHERE subject IN ('household', 'grave', 'utility', 'parcel', 'structure')"
        " AND happened_on <= :as_of AND recorded_at >= :since AND recorded_at < :until"
        " ORDER BY subject_uid, happened_on, seq",
        as_of=as_of,
        since=since,
        until=until,
    )


def last_before(store: Store, stamp: str) -> int:
    """Number of the newest journal row recorded before a stamp, 0 for none."""
    row = store.first(
        "SELECT seq FROM change WHERE recorded_at < :stamp ORDER BY seq DESC LIMIT 1", stamp=stamp
    )
    return row["seq"] if row else 0


def list_news(store: Store, after: int, until: str) -> list[Row]:
    """Subject, uid and fact of what was accepted after a journal row and before a stamp."""
    return store.query(
        "SELECT subject, subject_uid AS uid, fact FROM change"
        " WHERE seq > :after AND recorded_at < :until AND standing = 'accepted'",
        after=after,
        until=until,
    )


def list_cases(store: Store) -> list[Row]:
    """Whatever has steps and can hold ground: what its line depends on, and its commune."""
    return store.query(_CASES)


def owners(store: Store) -> dict[str, str]:
    """Parcel or structure → the household whose handover frees it."""
    return {row["uid"]: row["household_uid"] for row in store.query(_OWNED)}


def list_obstacles(store: Store, as_of: str, until: str) -> list[Row]:
    """Obstacles opened by a day as known before a stamp: what they stop, kind, opened, closed."""
    return store.query(
        f"SELECT o.subject_uid AS uid, o.kind, o.opened_on, {_CLOSED} AS closed_on"  # noqa: S608
        f" FROM obstacle o WHERE o.opened_on <= :as_of AND {_known('opened')}"
        " ORDER BY o.subject_uid, o.opened_on, o.uid",
        as_of=as_of,
        until=until,
    )


def spots(store: Store) -> dict[str, str]:
    """Case → the alignment and kilometre where its first thing lies."""
    rows = store.query(
        "SELECT uid, alignment_uid, MIN(chainage_from_m) AS from_m FROM ("  # noqa: S608
        f"{_LYING}) t WHERE chainage_from_m IS NOT NULL GROUP BY uid, alignment_uid"
        " ORDER BY uid, alignment_uid DESC"
    )
    return {row["uid"]: f"{row['alignment_uid']} {row['from_m'] // 1000}" for row in rows}


def _known(fact: str) -> str:
    """Whether the journal had it by then: a fact written late was not known."""
    return (
        "EXISTS (SELECT 1 FROM change c WHERE c.subject_uid = o.uid"  # noqa: S608
        f" AND c.fact = '{fact}' AND c.standing = 'accepted' AND c.recorded_at < :until)"
    )


_CLOSED = f"CASE WHEN o.closed_on <= :as_of AND {_known('closed')} THEN o.closed_on END"
