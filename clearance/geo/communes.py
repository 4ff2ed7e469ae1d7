"""Which outline each metre of an alignment lies in: every metre in one at most.

A metre belongs to the outline that holds the point where it begins, as a chainage is floored:
half a millimetre on, so that one that begins on a border lies behind it.
Outlines digitised apart from each other overlap or leave slits; those are closed here.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import shapely

from clearance.geo.alignment import Alignment

Interval = tuple[int, int]
_BEGUN_M = 0.0005
#: Metres in no outline between two that are, up to so many (m), are a slit of the drawing.
SLIT_M = 20
#: The owner of a metre that lies in no outline.
NOBODY = -1


def owners(line: Alignment, outlines: Sequence[shapely.Geometry]) -> np.ndarray:
    """For each metre from the start of the line the number of its outline, or NOBODY.

    `outlines` are polygons in the plane system of the line, metres. Where several hold a point
    the first does.
    """
    points = line.point_at(np.arange(line.from_m, line.to_m) + _BEGUN_M)
    found = np.full(len(points), NOBODY)
    for number, outline in enumerate(outlines):
        shapely.prepare(outline)
        west, south, east, north = shapely.bounds(outline)
        x, y = points.T
        is_near = (x >= west) & (x <= east) & (y >= south) & (y <= north)
        near = np.flatnonzero(is_near & (found == NOBODY))
        found[near[shapely.intersects_xy(outline, points[near])]] = number
    _close(found)
    return found


def _close(owner: np.ndarray) -> None:
    """Give each half of a slit to the commune beside it."""
    for start, end in _alike(owner):
        is_slit = owner[start] == NOBODY and start > 0 and end < len(owner)
        if is_slit and end - start <= SLIT_M:
            middle = (start + end + 1) // 2
            owner[start:middle], owner[middle:end] = owner[start - 1], owner[end]


def _alike(owner: np.ndarray) -> list[tuple[int, int]]:
    """[from, to) of each run of equal numbers."""
    cuts = [0, *(np.flatnonzero(np.diff(owner)) + 1).tolist(), len(owner)]
    return [(a, b) for a, b in pairwise(cuts) if a < b]


def runs(owner: np.ndarray, start_m: int) -> list[tuple[int, int, int]]:
    """(number, from, to) of each run of metres with one owner, along the line; NOBODY's left out.

    `owner` holds a number for each metre from `start_m` on; the intervals are [from, to).
    """
    return [
        (int(owner[a]), start_m + a, start_m + b) for a, b in _alike(owner) if owner[a] != NOBODY
    ]


def partition(
    line: Alignment | None, whole: Interval, places: Sequence[shapely.Geometry | Interval | None]
) -> list[tuple[int, int, int]]:
    """(number, from, to) of each run of metres of `whole` = [from, to) with one owner.

    Of `places` the outlines (plane system of the line, metres) go first; those that have only a
    stretch [from, to) written get what of it no outline holds, the first before the later.
    """
    start, end = whole
    owner = np.full(end - start, NOBODY)
    drawn = {n: place for n, place in enumerate(places) if isinstance(place, shapely.Geometry)}
    if line and drawn:
        found = owners(line, list(drawn.values()))[: len(owner)]
        owner[: len(found)] = np.array([*drawn, NOBODY])[found]
    for number, place in enumerate(places):
        if isinstance(place, tuple):
            part = owner[max(place[0] - start, 0) : max(place[1] - start, 0)]
            part[part == NOBODY] = number
    return runs(owner, start)


def reaches(line: Alignment, outlines: Sequence[shapely.Geometry]) -> dict[int, tuple[int, int]]:
    """From the first to the last metre of each outline that has any: [from, to) by its number."""
    found: dict[int, tuple[int, int]] = {}
    for number, from_m, to_m in runs(owners(line, outlines), line.from_m):
        found[number] = (found.get(number, (from_m, to_m))[0], to_m)
    return found
