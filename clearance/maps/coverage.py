"""Simplification of neighbouring areas as one coverage: no gaps, no overlaps."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import shapely

from clearance.geo.sound import sound
from clearance.maps.features import WORLD_M, Row

#: Corners that enclose less than the square of this (metres of EPSG:3857) are left out.
CORNER_M = 60.0
#: Polygon, MultiPolygon (numbers of GEOS).
_AREAS = (3, 6)


def glued(rows: Sequence[Row], corner_m: float = CORNER_M) -> list[Row]:
    """The rows with simplified areas (WKB, EPSG:3857); a shared border is simplified once.

    `corner_m`: corners below this size (m) are dropped. Gaps and overlaps are closed first, each
    going to one neighbour. Invalid areas, and those that would vanish though larger than a corner,
    are returned unchanged.
    """
    thinned = _thinned(tuple(row[3] for row in rows), corner_m)
    return [(*row[:3], wkb) for row, wkb in zip(rows, thinned, strict=True)]


@lru_cache(maxsize=8)
def _thinned(wkbs: tuple[bytes, ...], corner_m: float) -> tuple[bytes, ...]:
    shapes = sound(wkbs, WORLD_M)
    fit = np.flatnonzero(np.isin(shapely.get_type_id(shapes), _AREAS))
    areas = shapes[fit]
    if len(areas) and not shapely.coverage_is_valid(areas):
        areas = shapely.coverage_clean(areas)  # type: ignore[attr-defined]
    found = list(wkbs)
    for at, shape in zip(fit.tolist(), shapely.coverage_simplify(areas, corner_m), strict=True):
        if not shapely.is_empty(shape) or _area_m2(shapes[at]) < corner_m**2:
            found[at] = bytes(shapely.to_wkb(shape))
    return tuple(found)


def _area_m2(shape: shapely.Geometry) -> float:
    """What a ring encloses, though it may cross itself, in EPSG:3857."""
    return float(shapely.area(shapely.make_valid(shape)))
