"""`flask import parcels` of 5,000 drawn parcels: read, checked, placed, recorded."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import geopandas as gpd
import numpy as np
import shapely
from flask import Flask

from clearance.geo.alignment import Alignment
from tests.bench.registry import Figure, Setup, benchmark
from tests.bench.world import a_demo, command
from tests.engines import ENGINES

WIDE_M, DEEP_M = 14, 25
#: Seconds: each row is decided on alone, and a server is asked over a socket.
BUDGETS = {"sqlite": 3.0, "postgresql": 6.0}


def drawn_along(line: Alignment, count: int, crs: int) -> gpd.GeoDataFrame:
    """Parcels in two rows on each side of a road, under sheet numbers nobody has yet."""
    lanes = (5, 5 + DEEP_M, -5, -5 - DEEP_M)
    starts = line.from_m + 500 + np.repeat(np.arange(-(-count // len(lanes))), len(lanes)) * WIDE_M
    near = np.tile(lanes, len(starts) // len(lanes))
    far = near + np.sign(near) * (DEEP_M - 1)
    corners = (
        (starts, near),
        (starts + WIDE_M - 1, near),
        (starts + WIDE_M - 1, far),
        (starts, far),
    )
    rings = np.stack([line.point_at(at, off) for at, off in corners], axis=1)[:count]
    values = {
        "Số tờ": 901,
        "Số thửa": range(1, count + 1),
        "Loại đất": "RSX",
        "Diện tích thu hồi": 300.0,
    }
    return gpd.GeoDataFrame(values, geometry=shapely.polygons(rings), crs=crs)


def a_drawing(app: Flask, folder: Path, count: int) -> Path:
    """A GeoPackage of parcels along the demo's own road."""
    row = app.extensions["clearance"].store.first(
        "SELECT crs, legal_wkb FROM shape WHERE subject = 'alignment'"
    )
    line = Alignment(shapely.from_wkb(row["legal_wkb"]))
    drawn_along(line, count, row["crs"]).to_file(folder / "parcels.gpkg", layer="parcels")
    return folder / "parcels.gpkg"


@benchmark("import", ENGINES)
def parcels(setup: Setup) -> Iterator[Figure]:
    """The command from file to committed journal, then the same file again."""
    count = setup.times(5_000)
    with a_demo(setup) as app:
        path = str(a_drawing(app, setup.folder, count))
        for what, budget in (
            ("import, all checks", BUDGETS[setup.engine]),
            ("the same file again", None),
        ):
            start = perf_counter()
            command(app, "import", "parcels", path)
            size = f"{count:,} parcels, GeoPackage"
            yield Figure(what, size, perf_counter() - start, "s", budget)
