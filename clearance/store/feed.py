"""The journal as others may read it: accepted changes of their own area, no personal values."""

from clearance.rules.people import Who
from clearance.store.connection import Row, Store
from clearance.store.scope import bounds, within

#: Where the unit of a changed thing is found.
_PLACED = ("household", "parcel", "structure", "utility", "grave", "obstacle")
_PRIVATE = ("household", "member", "parcel", "structure", "grave", "obstacle", "person", "scope")


def list_after(store: Store, who: Who, today: str, after: int, most: int = 500) -> list[Row]:
    """Accepted changes with a greater number; the investor sees the road, not the families."""
    places = " UNION ALL ".join(
        f"SELECT uid FROM {table} WHERE {within('unit_uid')}"  # noqa: S608 – constant names
        for table in _PLACED
    )
    kinds = ", ".join(f"'{name}'" for name in (*_PLACED, "member", "person", "scope"))
    private = ", ".join(f"'{name}'" for name in _PRIVATE)
    hidden = f"AND c.subject NOT IN ({private})" if who.role == "liaison" else ""
    return store.query(
        "SELECT c.seq, c.uid, c.subject, c.subject_uid, c.fact, c.patch, c.happened_on,"  # noqa: S608
        f" c.recorded_at FROM change c WHERE c.standing = 'accepted' AND c.seq > :after {hidden}"
        f" AND (:sees_all = 1 OR c.subject NOT IN ({kinds}) OR c.subject_uid IN ({places}))"
        " ORDER BY c.seq LIMIT :most",
        after=after,
        most=most,
        **bounds(who, today),
    )
