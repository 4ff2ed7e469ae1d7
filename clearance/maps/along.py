"""Rows for the layers drawn along the centreline: runs, segments, kilometre posts."""

from collections.abc import Iterable, Sequence

import numpy as np
import shapely

from clearance.geo import crs as systems
from clearance.geo.alignment import Alignment
from clearance.maps.features import Row
from clearance.rules.basics.chainage import to_text
from clearance.rules.corridor.handover import Run

POST_EVERY_M = 100
#: Lines are drawn this near to the true ones (m): finer than a screen shows.
NEAR_M = 1.0


def run_rows(alignment: Alignment, runs: Iterable[Run], crs: int) -> list[Row]:
    """One line a run, coded `from-to` in metres, its state as status. `crs` is the line's EPSG."""
    return piece_rows(
        alignment,
        ((f"{run.from_m}-{run.to_m}", run.state, run.from_m, run.to_m) for run in runs),
        crs,
    )


def piece_rows(
    alignment: Alignment, pieces: Iterable[tuple[str, str, int, int]], crs: int
) -> list[Row]:
    """One line for each (code, status, from_m, to_m), cut from the centreline; WKB in EPSG:3857.

    `crs` is the EPSG code of the line; chainages in metres, half-open.
    """
    given = list(pieces)
    lines = [alignment.part(a, b).simplify(NEAR_M) for _, _, a, b in given]
    return [
        (number, code, status, wkb)
        for number, ((code, status, _, _), wkb) in enumerate(
            zip(given, _web(lines, crs), strict=True)
        )
    ]


def post_rows(alignment: Alignment, crs: int, every_m: int = POST_EVERY_M) -> list[Row]:
    """A point every `every_m` metres of chainage, coded `Km12+300`; WKB in EPSG:3857.

    `crs` is the EPSG code of the line.
    """
    ticks = alignment.ticks(every_m)
    points = [shapely.Point(easting, northing) for _, easting, northing in ticks]
    return [
        (metres, to_text(metres), "", wkb)
        for (metres, _, _), wkb in zip(ticks, _web(points, crs), strict=True)
    ]


def _web(shapes: Sequence[shapely.Geometry], crs: int) -> list[bytes]:
    """Shapes of a legal system as WKB in EPSG:3857."""
    if not shapes:
        return []
    carried = systems.convert_shapes(np.array(shapes, dtype=object), crs, systems.WEB)
    return [bytes(wkb) for wkb in shapely.to_wkb(carried)]
