"""Obstacles: what stops a case, since when."""

from clearance.store.engine.connection import Row, Store

#: Cases that an obstacle stops.
_STOPPED = ("household", "parcel", "structure", "utility", "grave")


def mark_stuck(store: Store, obstacle_uid: str) -> tuple[str, str]:
    """Set or clear the mark on what the obstacle stops: subject and uid, empty if unknown."""
    row = store.first("SELECT * FROM obstacle WHERE uid = :uid", uid=obstacle_uid)
    if row and mark_case(store, row["subject"], row["subject_uid"]):
        return row["subject"], row["subject_uid"]
    return "", ""


def mark_case(store: Store, subject: str, uid: str) -> bool:
    """Set or clear the mark on a case; False when an obstacle cannot stop such a thing."""
    if subject in _STOPPED:
        store.run(
            f"UPDATE {subject} SET is_stuck = CASE WHEN EXISTS (SELECT 1 FROM obstacle"  # noqa: S608
            " WHERE subject_uid = :uid AND closed_on IS NULL) THEN 1 ELSE 0 END WHERE uid = :uid",
            uid=uid,
        )
    return subject in _STOPPED


def list_obstacles(store: Store, subject_uid: str) -> list[Row]:
    """Every obstacle of one case, open ones first."""
    return store.query(
        "SELECT * FROM obstacle WHERE subject_uid = :uid"
        " ORDER BY closed_on IS NOT NULL, opened_on DESC NULLS LAST",
        uid=subject_uid,
    )


def find_open(store: Store, subject_uid: str, kind: str) -> Row | None:
    """The obstacle of a kind that stands in the way of one case now."""
    return store.first(
        "SELECT * FROM obstacle WHERE subject_uid = :uid AND kind = :kind AND closed_on IS NULL"
        " ORDER BY opened_on DESC",
        uid=subject_uid,
        kind=kind,
    )
