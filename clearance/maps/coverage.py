"""Neighbouring areas thinned together, so that borders stay glued: no gaps, no overlaps."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import shapely

from clearance.maps.features import Row

#: Corners that enclose less than the square of this (metres of EPSG:3857) are left out.
CORNER_M = 60.0


def glued(rows: Sequence[Row], corner_m: float = CORNER_M) -> list[Row]:
    """The same rows with thinned areas (WKB, EPSG:3857); a border is thinned once for both sides.

    Areas that do not fit together to begin with are cleaned first: each gap or overlap goes to
    one of its neighbours.
    """
    thinned = _thinned(tuple(row[3] for row in rows), corner_m)
    return [(*row[:3], wkb) for row, wkb in zip(rows, thinned, strict=True)]


@lru_cache(maxsize=8)
def _thinned(wkbs: tuple[bytes, ...], corner_m: float) -> tuple[bytes, ...]:
    shapes = shapely.from_wkb(np.array(wkbs, dtype=object))
    if not len(shapes):
        return ()
    if not shapely.coverage_is_valid(shapes):
        shapes = shapely.coverage_clean(shapes)  # type: ignore[attr-defined]
    found = shapely.coverage_simplify(shapes, corner_m)
    return tuple(bytes(wkb) for wkb in shapely.to_wkb(found))
