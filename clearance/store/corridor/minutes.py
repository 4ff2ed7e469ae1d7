"""What the minutes of one stretch of road list: its parcels, and how many things of each kind."""

from clearance.store.cases.pieces import meeting
from clearance.store.engine.connection import Row, Store

_KINDS = ("structure", "grave", "utility")
#: A parcel as minutes list it.
PARCELS = (
    "SELECT p.uid, p.code, p.map_sheet_no, p.parcel_no, p.area_total_m2, p.area_recovered_m2,"
    " p.land_use_code, p.is_public, p.chainage_from_m AS from_m, p.chainage_to_m AS to_m,"
    " p.side, p.parts, p.cleared_on, u.name AS commune"
    " FROM parcel p LEFT JOIN unit u ON u.uid = p.unit_uid"
)


def list_parcels(store: Store, alignment_uid: str, from_m: int, to_m: int) -> list[Row]:
    """Parcels lying on [from_m, to_m) of an alignment, along the road; nobody's name."""
    rows = store.query(
        f"{PARCELS} WHERE p.alignment_uid = :alignment"
        " AND p.chainage_from_m < :to_m AND p.chainage_to_m > :from_m"
        " ORDER BY p.chainage_from_m, p.chainage_to_m, p.code",
        alignment=alignment_uid,
        from_m=from_m,
        to_m=to_m,
    )
    return list(meeting(rows, (from_m, to_m)))


def count_things(
    store: Store, alignment_uid: str, from_m: int, to_m: int, as_of: str
) -> dict[str, Row]:
    """Structures, graves and utilities on a stretch on a day: number, and how many are gone."""
    return {kind: _counted(store, kind, alignment_uid, (from_m, to_m), as_of) for kind in _KINDS}


def _counted(
    store: Store, kind: str, alignment_uid: str, place: tuple[int, int], as_of: str
) -> Row:
    rows = store.query(
        "SELECT chainage_from_m AS from_m, chainage_to_m AS to_m, parts, cleared_on"  # noqa: S608
        f" FROM {kind} WHERE alignment_uid = :alignment"
        " AND chainage_from_m < :to_m AND chainage_to_m > :from_m",
        alignment=alignment_uid,
        from_m=place[0],
        to_m=place[1],
    )
    met = list(meeting(rows, place))
    gone = [row for row in met if row["cleared_on"] and row["cleared_on"] <= as_of]
    return {"number": len(met), "gone": len(gone)}
