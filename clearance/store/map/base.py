"""What the map is drawn upon: rivers, roads, railways. Nobody's case, so no area limits it."""

from clearance.store.engine.connection import Row, Store
from clearance.store.engine.dialect import in_box
from clearance.store.map.shapes import Box


def list_base(store: Store, kind: str, box: Box, most: int) -> list[Row]:
    """Features of one kind in a box (EPSG:3857), with their names."""
    west, south, east, north = box
    return store.query(
        "SELECT s.id, t.code, t.name, s.web_wkb FROM shape_box b JOIN shape s ON s.id = b.id"  # noqa: S608
        " JOIN base_feature t ON t.uid = s.subject_uid WHERE s.subject = 'base_feature'"
        f" AND t.kind = :kind AND {in_box(store)} ORDER BY t.code LIMIT :most",
        kind=kind,
        west=west,
        south=south,
        east=east,
        north=north,
        most=most,
    )
