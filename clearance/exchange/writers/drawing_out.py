"""Drawings out: GeoPackage, Shapefile or GeoJSON of one kind of thing, in the legal systems."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas

from clearance.exchange.writers.parquet_tables import TABLES
from clearance.geo.crs import WGS84, convert_shapes
from clearance.geo.sound import sound
from clearance.store import Store
from clearance.store.keeping import whole_tables

#: What may leave with a drawing: codes and facts of the ground, nothing of people.
COLUMNS = (
    "code",
    "name",
    "kind",
    "map_sheet_no",
    "parcel_no",
    "area_total_m2",
    "area_recovered_m2",
    "land_use_code",
    "chainage_from_m",
    "chainage_to_m",
    "side",
    "offset_m",
    "stage",
    "cleared_on",
    "is_stuck",
)
SUBJECTS = ("unit", "alignment", "corridor", "parcel", "structure", "utility", "grave")
_TABLES = {table.name: table for table in TABLES}
#: Beside them whose each thing is: two offices of a hub may use one code.
_WHOSE = ("project_uid", "project", "unit")
#: A Shapefile cuts names at ten letters: those it would cut, in words of their own.
_SHORT = {
    "map_sheet_no": "map_sheet",
    "area_total_m2": "total_m2",
    "area_recovered_m2": "recov_m2",
    "land_use_code": "land_use",
    "chainage_from_m": "from_m",
    "chainage_to_m": "to_m",
    "project_uid": "project_id",
}
_LAYERED, _NARROW = ".gpkg", ".shp"
_DEGREES = (".geojson", ".json")

Row = dict[str, Any]


class SeveralSystems(ValueError):
    """Shapes of several legal systems for a file that holds one; `systems`: their EPSG codes."""

    def __init__(self, systems: Sequence[int]) -> None:
        super().__init__(str(systems))
        self.systems = tuple(systems)


def write_drawing(store: Store, subject: str, target: Path, crs: int = 0) -> int:
    """Write the drawn things of a subject; gives their number.

    GeoJSON is in WGS 84 as its standard asks; the others keep the legal VN-2000 numbers, each
    system in a layer of its own where there are several, or are carried into `crs` (EPSG).
    ValueError when nothing is drawn, SeveralSystems when the file has room for one layer.
    """
    columns = [name for name in COLUMNS if name in _TABLES[subject].columns]
    rows = whole_tables.list_drawn(store, subject, columns)
    return write_rows(rows, [*columns, *_WHOSE], target, crs)


def write_rows(rows: Sequence[Row], columns: Sequence[str], target: Path, crs: int = 0) -> int:
    """Write rows with `legal_wkb` and `legal_crs` (EPSG) and these columns; as `write_drawing`."""
    layers = _layers(rows, WGS84 if target.suffix in _DEGREES else crs)
    if not rows:
        raise ValueError("nothing drawn")
    if len(layers) > 1 and target.suffix != _LAYERED:
        raise SeveralSystems(sorted(layers))
    _write(layers, columns, target)
    return len(rows)


def _layers(rows: Sequence[Row], into: int) -> dict[int, list[Row]]:
    """Rows under the system they are written in, each with its `geometry`."""
    found: dict[int, list[Row]] = {}
    for row, shape in zip(rows, sound([row["legal_wkb"] for row in rows]), strict=True):
        if shape is None:
            continue
        system = into or row["legal_crs"]
        found.setdefault(system, []).append(
            row | {"geometry": convert_shapes(shape, row["legal_crs"], system)}
        )
    return found


def _write(layers: dict[int, list[Row]], columns: Sequence[str], target: Path) -> None:
    """The layers in place of whatever file stood there."""
    if target.suffix == _LAYERED:
        target.unlink(missing_ok=True)
    short = _SHORT if target.suffix == _NARROW else {}
    for crs, rows in sorted(layers.items()):
        frame = geopandas.GeoDataFrame(
            {short.get(name, name): [row[name] for row in rows] for name in columns},
            geometry=[row["geometry"] for row in rows],
            crs=crs,
        )
        name = {} if len(layers) == 1 else {"layer": f"{target.stem}_{crs}"}
        frame.to_file(target, engine="pyogrio", **name)
