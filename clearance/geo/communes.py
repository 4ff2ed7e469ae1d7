"""Commune of each metre of an alignment, from their outlines: at most one for a metre.

A metre belongs to the outline that contains the point half a millimetre after its start.
Outlines digitised separately overlap or leave slits; both are resolved here.
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
    """Index of the outline of each metre from the start of the line, NOBODY for none.

    `outlines` are polygons in the plane system of the line, metres; where several contain a point
    the first wins.
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
    """Give each half of a slit to the neighbouring commune."""
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
    """(index, from, to) of each run of metres with one owner, NOBODY's left out.

    `owner` has one index a metre, from chainage `start_m` on; intervals are [from, to).
    """
    return [
        (int(owner[a]), start_m + a, start_m + b) for a, b in _alike(owner) if owner[a] != NOBODY
    ]


def partition(
    line: Alignment | None, whole: Interval, places: Sequence[shapely.Geometry | Interval | None]
) -> list[tuple[int, int, int]]:
    """(index, from, to) of each run of metres of `whole` = [from, to) with one owner.

    Outlines in `places` (plane system of the line, metres) go first; entries with only a stretch
    [from, to) get what no outline contains, earlier entries first.
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
    """First and last metre of each outline that contains any: index to [from, to).

    `outlines` are polygons in the plane system of the line, metres.
    """
    found: dict[int, tuple[int, int]] = {}
    for number, from_m, to_m in runs(owners(line, outlines), line.from_m):
        found[number] = (found.get(number, (from_m, to_m))[0], to_m)
    return found
