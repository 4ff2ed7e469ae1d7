"""What the minutes of one stretch of road list: its parcels, and how many things of each kind."""

from clearance.store.engine.connection import Row, Store
from clearance.store.engine.pieces import meets

_KINDS = ("structure", "grave", "utility")
#: A parcel as minutes list it.
PARCELS = (
    "SELECT p.uid, p.code, p.map_sheet_no, p.parcel_no, p.area_total_m2, p.area_recovered_m2,"
    " p.land_use_code, p.is_public, p.chainage_from_m AS from_m, p.chainage_to_m AS to_m,"
    " p.side, p.cleared_on, u.name AS commune"
    " FROM parcel p LEFT JOIN unit u ON u.uid = p.unit_uid"
)


def list_parcels(store: Store, alignment_uid: str, from_m: int, to_m: int) -> list[Row]:
    """Parcels lying on [from_m, to_m) of an alignment, along the road; nobody's name."""
    return store.query(
        f"{PARCELS} WHERE p.alignment_uid = :alignment"
        f" AND {meets(store, 'p')}"
        " ORDER BY p.chainage_from_m, p.chainage_to_m, p.code",
        alignment=alignment_uid,
        from_m=from_m,
        to_m=to_m,
    )


def count_things(
    store: Store, alignment_uid: str, from_m: int, to_m: int, as_of: str
) -> dict[str, Row]:
    """Structures, graves and utilities on a stretch on a day: number, and how many are gone."""
    return {kind: _counted(store, kind, alignment_uid, (from_m, to_m), as_of) for kind in _KINDS}


def _counted(
    store: Store, kind: str, alignment_uid: str, place: tuple[int, int], as_of: str
) -> Row:
    (row,) = store.query(
        "SELECT COUNT(*) AS number,"  # noqa: S608
        " COALESCE(SUM(CASE WHEN t.cleared_on <= :as_of THEN 1 ELSE 0 END), 0) AS gone"
        f" FROM {kind} t WHERE t.alignment_uid = :alignment AND {meets(store, 't')}",
        as_of=as_of,
        alignment=alignment_uid,
        from_m=place[0],
        to_m=place[1],
    )
    return row
