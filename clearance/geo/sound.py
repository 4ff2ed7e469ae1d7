"""Tolerant reading of stored shapes, so that one bad shape does not stop the others."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

#: Number of the first kind of shape that is made of parts (GEOS: MultiPoint and on).
_OF_PARTS = 4


def sound(wkb: Sequence[bytes | None] | np.ndarray, most: float = np.inf) -> np.ndarray:
    """Shapes of WKB, shape (n,); None for bytes that are no WKB, empty, or with NaN coordinates.

    With `most`, in units of the shapes, a larger coordinate is rejected too. Empty parts of
    multi-part shapes are dropped.
    """
    shapes = readable(wkb)
    coords, owner = shapely.get_coordinates(shapes, return_index=True)
    shapes[owner[~(np.abs(coords) <= most).all(axis=1)]] = None  # NaN is not within anything
    if most == np.inf:
        shapes[owner[~np.isfinite(coords).all(axis=1)]] = None
    return shapes


def readable(wkb: Sequence[bytes | None] | np.ndarray) -> np.ndarray:
    """Shapes of WKB, shape (n,); None for bytes that are no WKB or empty.

    Coordinates are not checked."""
    given = np.array([text or None for text in wkb], dtype=object)
    with np.errstate(invalid="ignore"):
        shapes: np.ndarray = shapely.from_wkb(given, on_invalid="ignore")
    shapes[shapely.is_empty(shapes)] = None
    for at in np.flatnonzero(shapely.get_type_id(shapes) >= _OF_PARTS):
        shapes[at] = _without_empty_parts(shapes[at])
    return shapes


def _without_empty_parts(shape: Any) -> Any:
    parts = shapely.get_parts(shape)
    is_empty = shapely.is_empty(parts)
    return type(shape)(list(parts[~is_empty])) if is_empty.any() else shape
