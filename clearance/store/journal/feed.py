"""The journal as others may read it: of their own area; for a hub all of it. No personal values."""

from collections.abc import Iterator

from clearance.rules.basics.actors import Who
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.scope import bounds, within
from clearance.store.journal import changes
from clearance.store.journal.meta import project_uid

#: Where the unit of a changed thing is found.
_PLACED = (
    "household",
    "parcel",
    "structure",
    "utility",
    "grave",
    "obstacle",
    "decision_note",
    "request",
)
_PRIVATE = (
    "household",
    "member",
    "parcel",
    "structure",
    "grave",
    "obstacle",
    "person",
    "scope",
    "decision_note",
)


def list_after(store: Store, who: Who, today: str, after: int, most: int = 500) -> list[Row]:
    """Accepted changes with a greater number; the investor sees the road, not the families."""
    places = " UNION ALL ".join(
        f"SELECT {uid} FROM {table} WHERE {within('unit_uid')}"  # noqa: S608 – constant names
        for table, uid in (*((name, "uid") for name in _PLACED), ("retired", "subject_uid"))
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


def head_of(store: Store) -> Row:
    """Whose journal this is and how far it reaches: office uid, number and hash of the last row."""
    seq, last_hash = changes.head(store)
    return {"office": {"uid": project_uid(store)}, "head": {"seq": seq, "hash": last_hash}}


def list_whole(store: Store, after: int, most: int) -> list[Row]:
    """Journal rows after a number as they are, whatever their verdict: for a hub."""
    return store.query(
        "SELECT * FROM change WHERE seq > :after ORDER BY seq LIMIT :most", after=after, most=most
    )


def stream_whole(store: Store, after: int) -> Iterator[Row]:
    """The same without end, row by row: for a file."""
    return store.stream("SELECT * FROM change WHERE seq > :after ORDER BY seq", after=after)
