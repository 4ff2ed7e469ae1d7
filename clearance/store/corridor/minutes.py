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
    return {
        kind: store.query(
            f"SELECT COUNT(*) AS number, COALESCE(SUM(CASE WHEN cleared_on <= :as_of THEN 1 ELSE 0"  # noqa: S608 – constant names
            f" END), 0) AS gone FROM {kind} WHERE alignment_uid = :alignment"
            " AND chainage_from_m < :to_m AND chainage_to_m > :from_m",
            alignment=alignment_uid,
            from_m=from_m,
            to_m=to_m,
            as_of=as_of,
        )[0]
        for kind in _KINDS
    }
