"""Drawings out: GeoPackage, Shapefile or GeoJSON of one kind of thing, in the legal system."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas
import shapely

from clearance.geo.crs import WGS84

#: What may leave with a drawing: codes and facts of the ground, nothing of people.
COLUMNS = (
    "code", "name", "kind", "map_sheet_no", "parcel_no", "area_total_m2", "area_recovered_m2",
    "land_use_code", "chainage_from_m", "chainage_to_m", "side", "offset_m", "stage",
    "cleared_on", "is_stuck",
)  # fmt: skip
SUBJECTS = ("unit", "alignment", "corridor", "parcel", "structure", "utility", "grave")


def write_drawing(rows: Sequence[dict[str, Any]], target: Path) -> int:
    """Write rows (with `shape` hex WKB and `crs` EPSG) to a drawing; gives their number.

    GeoJSON is in WGS 84 as its standard asks; the others keep the legal VN-2000 numbers.
    ValueError when no row has a shape.
    """
    drawn = [row for row in rows if row.get("shape")]
    if not drawn:
        raise ValueError("nothing drawn")
    kept = [name for name in COLUMNS if name in drawn[0]]
    frame = geopandas.GeoDataFrame(
        {name: [row[name] for row in drawn] for name in kept},
        geometry=shapely.from_wkb([row["shape"] for row in drawn]),
        crs=drawn[0]["crs"],
    )
    if target.suffix in (".geojson", ".json"):
        frame = frame.to_crs(WGS84)
    frame.to_file(target, engine="pyogrio")
    return len(drawn)
