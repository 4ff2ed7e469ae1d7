"""Neighbouring areas thinned together, so that borders stay glued: no gaps, no overlaps."""

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
    """The same rows with thinned areas (WKB, EPSG:3857); a border is thinned once for both sides.

    Areas that do not fit together to begin with are cleaned first: each gap or overlap goes to
    one of its neighbours. What is no sound area, or of which nothing would be left (all of it
    within a neighbour) though it is larger than a corner, stays as it is.
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
