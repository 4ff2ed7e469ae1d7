"""Who declared what surveyed along a road, and whether a project counts it."""

from clearance.rules.records.subjects import BLOCKERS
from clearance.store.cases.pieces import meets
from clearance.store.engine.connection import Row, Store


def counted_from(store: Store, project_uid: str) -> str:
    """The day a project began to count surveys; '' for one that does not yet."""
    sql = "SELECT surveys_from FROM project WHERE uid = :uid"
    return store.value(sql, uid=project_uid) or ""


def list_declared(store: Store, alignment_uid: str) -> list[Row]:
    """Declarations along an alignment that were not withdrawn: kind and whole metres."""
    return store.query(
        "SELECT kind, chainage_from_m AS from_m, chainage_to_m AS to_m FROM survey"
        " WHERE alignment_uid = :alignment AND withdrawn_on IS NULL"
        " ORDER BY chainage_from_m, chainage_to_m, uid",
        alignment=alignment_uid,
    )


def first_recorded(store: Store, kind: str, alignment_uid: str, place: tuple[int, int]) -> str:
    """The code of the first thing of a kind on a place [from, to), '' without one."""
    if kind not in BLOCKERS:
        raise KeyError(kind)
    return (
        store.value(
            f"SELECT t.code FROM {kind} t WHERE t.alignment_uid = :alignment"  # noqa: S608
            f" AND {meets(store, 't')} ORDER BY t.chainage_from_m, t.code LIMIT 1",
            alignment=alignment_uid,
            from_m=place[0],
            to_m=place[1],
        )
        or ""
    )
