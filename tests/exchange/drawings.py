"""Draws parcels along a short road in the true neighbourhood; everything is invented."""

import zipfile
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import shapely

from clearance.exchange.lists.location_check import Ground
from clearance.exchange.plans.plan import Snapshot
from clearance.geo import crs as systems
from clearance.geo.alignment import Alignment

EAST, NORTH = 400_000.0, 2_440_000.0
LINE = shapely.LineString([(EAST, NORTH + step) for step in range(0, 10_001, 500)])
GROUND = Ground(systems.DEFAULT, Alignment(LINE), LINE.buffer(30), "line-1")
UNITS = [
    {
        "uid": "u1",
        "code": "02407",
        "name": "Thái Sơn",
        "kind": "commune",
        "valid_to": None,
        "chainage_from_m": 0,
        "chainage_to_m": 5000,
    },
    {
        "uid": "u2",
        "code": "02413",
        "name": "Thành Long",
        "kind": "commune",
        "valid_to": None,
        "chainage_from_m": 5000,
        "chainage_to_m": 10000,
    },
]
SNAPSHOT = Snapshot("project-1", units=UNITS, ground=GROUND)


def squares(count: int, left: bool = True, size: float = 20) -> list[shapely.Polygon]:
    """Squares touching the line, one every 25 m, on its left (west) or right."""
    west = EAST - size if left else EAST
    return [
        shapely.box(west, NORTH + 25 * n, west + size, NORTH + 25 * n + size) for n in range(count)
    ]


def frame(shapes: list[Any], crs: int | None = systems.DEFAULT, **columns: Any) -> Any:
    """Shapes with sheet and parcel numbers and any further columns."""
    count = len(shapes)
    data = {"so_to": [12] * count, "so_thua": [str(n + 1) for n in range(count)], **columns}
    return geopandas.GeoDataFrame(data, geometry=shapes, crs=crs)


def moved(shapes: list[Any], source: int, target: int) -> list[Any]:
    """Shapes carried from one system to another."""
    return list(systems.convert_shapes(np.array(shapes, dtype=object), source, target))


def write_gpkg(path: Path, table: Any, layer: str = "thua") -> Path:
    """A GeoPackage of one layer."""
    table.to_file(path, layer=layer, driver="GPKG")
    return path


def write_shapefile(path: Path, table: Any, keep_cpg: bool = True, **options: Any) -> Path:
    """A zipped Shapefile in a folder of its own."""
    folder = path.parent / f"{path.stem}-files"
    folder.mkdir()
    table.to_file(folder / "thua.shp", driver="ESRI Shapefile", **options)
    with zipfile.ZipFile(path, "w") as box:
        for part in folder.iterdir():
            if keep_cpg or part.suffix != ".cpg":
                box.write(part, f"ban ve/{part.name}")
    return path
