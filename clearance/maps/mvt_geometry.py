"""Shapes to the command streams of a Mapbox Vector Tile, many at once.

Vector Tile Specification 2.1, §4.3: a cursor that runs on through one feature, MoveTo, LineTo and
ClosePath with their counts, zigzag deltas, all as varints. Exterior rings have a positive area by
the surveyor's formula in tile units (y down), holes a negative one.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely

Ints = np.ndarray
#: Numbers of the three kinds of geometry in a tile.
POINT, LINE, POLYGON = 1, 2, 3
_KINDS = np.array([POINT, LINE, LINE, POLYGON, POINT, LINE, POLYGON])
_MOVE_ONE, _CLOSE = 9, 15


@dataclass(frozen=True, slots=True)
class Grid:
    """Whole units of a tile: its upper left corner (EPSG:3857) and units to a metre, y down."""

    west: float
    north: float
    unit: float

    def of(self, at: Ints) -> Ints:
        """Coordinates in metres as whole units."""
        scaled = (at - (self.west, self.north)) * (self.unit, -self.unit)
        return np.rint(scaled).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Paths:
    """Runs of whole tile units: where each starts, how many points, whose feature it is."""

    points: Ints
    sizes: Ints
    owners: Ints

    @property
    def starts(self) -> Ints:
        """Index of the first point of each path."""
        return np.cumsum(self.sizes) - self.sizes

    def only(self, kept: Ints) -> "Paths":
        """Some of the paths."""
        return Paths(self.points[np.repeat(kept, self.sizes)], self.sizes[kept], self.owners[kept])


def kinds(shapes: Ints) -> Ints:
    """POINT, LINE or POLYGON of each shape, (n,); 0 for a mixed collection."""
    numbers = shapely.get_type_id(shapes)
    return np.where(numbers < len(_KINDS), _KINDS[np.minimum(numbers, len(_KINDS) - 1)], 0)


def streams(shapes: Ints, kind: int, grid: Grid) -> list[bytes]:
    """Encoded geometry of each shape of one kind, (n,) in EPSG:3857; b"" where nothing is left."""
    paths = _POINTS_OF[kind](shapes, grid)
    values, sizes = _COMMANDS[kind](paths)
    return _cut(values, sizes, paths.owners, len(shapes))


def _points(shapes: Ints, grid: Grid) -> Paths:
    """All points of a feature are one path."""
    at, owner = shapely.get_coordinates(shapes, return_index=True)
    owners, sizes = np.unique(owner, return_counts=True)
    return Paths(grid.of(at), sizes, owners)


def _lines(shapes: Ints, grid: Grid) -> Paths:
    parts, owner = shapely.get_parts(shapes, return_index=True)
    paths = _quantised(parts, owner, grid)
    return paths.only(paths.sizes >= 2)


def _rings(shapes: Ints, grid: Grid) -> Paths:
    """Rings without their closing point, wound as the specification asks; collapsed ones dropped.

    `get_rings` skips multipolygons silently: their parts first.
    """
    parts, owner = _parts(shapes)
    rings, part = _each_ring(parts)
    is_hole = np.diff(part, prepend=-1) == 0
    paths = _unclosed(_quantised(rings, owner[part], grid))
    area = _doubled_area(paths)
    paths = _turned(paths, (area < 0) != is_hole)
    has_area = area != 0
    shells = np.flatnonzero(~is_hole)[part] if len(part) else part
    return paths.only(has_area & has_area[shells])


def _parts(shapes: Ints) -> tuple[Ints, Ints]:
    """Polygons one by one with their shape's index; nothing to do where each is but one."""
    if (shapely.get_type_id(shapes) == 3).all():
        return shapes, np.arange(len(shapes))
    return shapely.get_parts(shapes, return_index=True)


def _each_ring(parts: Ints) -> tuple[Ints, Ints]:
    """Rings of polygons with their polygon's index; a polygon without holes is used as its ring."""
    if not shapely.get_num_interior_rings(parts).any():
        return parts, np.arange(len(parts))
    return shapely.get_rings(parts, return_index=True)


def _quantised(parts: Ints, owners: Ints, grid: Grid) -> Paths:
    """Whole units, points repeating the one before dropped; every path keeps its first."""
    at, path = shapely.get_coordinates(parts, return_index=True)
    whole = grid.of(at)
    is_new = np.ones(len(whole), bool)
    (x, y), ends = whole.T, path[1:] != path[:-1]
    is_new[1:] = (x[1:] != x[:-1]) | (y[1:] != y[:-1]) | ends
    return Paths(whole[is_new], np.bincount(path[is_new], minlength=len(parts)), owners)


def _unclosed(paths: Paths) -> Paths:
    ends = np.cumsum(paths.sizes) - 1
    is_closed = (paths.points[ends] == paths.points[paths.starts]).all(1) & (paths.sizes > 1)
    kept = np.ones(len(paths.points), bool)
    kept[ends[is_closed]] = False
    return Paths(paths.points[kept], paths.sizes - is_closed, paths.owners)


def _doubled_area(paths: Paths) -> Ints:
    """Twice the signed area of each ring by the surveyor's formula, exact in integers."""
    if not len(paths.sizes):
        return np.empty(0, np.int64)
    following = np.arange(1, len(paths.points) + 1)
    following[np.cumsum(paths.sizes) - 1] = paths.starts
    here, there = paths.points, paths.points[following]
    cross = here[:, 0] * there[:, 1] - there[:, 0] * here[:, 1]
    return np.add.reduceat(cross, paths.starts)


def _turned(paths: Paths, is_wrong: Ints) -> Paths:
    """The same rings, the wrong ones run through from their end."""
    at = np.arange(len(paths.points)) - np.repeat(paths.starts, paths.sizes)
    last = np.repeat(paths.sizes - 1, paths.sizes)
    order = np.where(np.repeat(is_wrong, paths.sizes), last - at, at)
    return Paths(
        paths.points[np.repeat(paths.starts, paths.sizes) + order], paths.sizes, paths.owners
    )


def _deltas(paths: Paths) -> Ints:
    """Zigzag steps from point to point; the cursor starts at nought in every feature."""
    steps = paths.points.copy()
    steps[1:] -= paths.points[:-1]
    is_first = np.diff(paths.owners, prepend=-1) != 0
    first = paths.starts[is_first]
    steps[first] = paths.points[first]
    return (steps << 1) ^ (steps >> 63)


def _scattered(paths: Paths, others: Ints | int, heads: int) -> tuple[Ints, Ints, Ints]:
    """An array with each path's deltas in place after `heads`, its bases and its sizes."""
    sizes = 2 * paths.sizes + others
    bases = np.cumsum(sizes) - sizes
    at = np.arange(len(paths.points)) - np.repeat(paths.starts, paths.sizes)
    where = np.repeat(bases, paths.sizes) + 1 + 2 * at + (heads == 2) * (at > 0)
    values = np.empty(int(sizes.sum()), np.int64)
    values[where], values[where + 1] = _deltas(paths).T
    return values, bases, sizes


def _dots(paths: Paths) -> tuple[Ints, Ints]:
    values, bases, sizes = _scattered(paths, 1, heads=1)
    values[bases] = (paths.sizes << 3) | 1
    return values, sizes


def _strokes(paths: Paths) -> tuple[Ints, Ints]:
    values, bases, sizes = _scattered(paths, 2, heads=2)
    values[bases] = _MOVE_ONE
    values[bases + 3] = ((paths.sizes - 1) << 3) | 2
    return values, sizes


def _loops(paths: Paths) -> tuple[Ints, Ints]:
    values, bases, sizes = _scattered(paths, 3, heads=2)
    values[bases] = _MOVE_ONE
    values[bases + 3] = ((paths.sizes - 1) << 3) | 2
    values[bases + sizes - 1] = _CLOSE
    return values, sizes


def _cut(values: Ints, sizes: Ints, owners: Ints, count: int) -> list[bytes]:
    """One varint stream, cut where a feature ends."""
    encoded, ends = varints(values)
    numbers = np.bincount(owners, sizes, minlength=count).astype(np.int64)
    cuts = np.concatenate([[0], ends])[np.concatenate([[0], np.cumsum(numbers)])].tolist()
    return [encoded[a:b] for a, b in pairwise(cuts)]


def varints(values: Ints) -> tuple[bytes, Ints]:
    """Numbers 0 … 2⁶³ as varints one after another, and where each of them ends."""
    lengths = np.ones(len(values), np.int64)
    limit = 7
    while limit < 63 and (is_long := values >> limit > 0).any():
        lengths += is_long
        limit += 7
    ends = np.cumsum(lengths)
    out = np.empty(int(ends[-1]) if len(ends) else 0, np.uint8)
    for place in range(int(lengths.max(initial=0))):
        has = lengths > place
        more = (lengths[has] > place + 1) << 7
        out[(ends - lengths)[has] + place] = (values[has] >> 7 * place) & 0x7F | more
    return out.tobytes(), ends


_POINTS_OF = {POINT: _points, LINE: _lines, POLYGON: _rings}
_COMMANDS = {POINT: _dots, LINE: _strokes, POLYGON: _loops}
