"""An oracle for the corridor engine: the road cut into cells of one metre, each looked at alone.

It shares no code with `clearance/geo/`: a cell is the ground whose nearest point of the centreline
has a chainage in [m, m + 1), built from half strips beside each segment, cut off where the angle
of a bend is halved, with wedges outside of bends. Cells are half a millimetre short at both ends:
chainages are measured to the millimetre.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, floor, hypot, sin
from random import Random

import numpy as np
import shapely

FAR, HALF_MM, OVER = 90.0, 0.0005, 0.5
Point = tuple[float, float]


@dataclass
class Road:
    """Vertices, metres reached at each, and the calibration as (measured, chainage) posts."""

    at: list[Point]
    reached: list[float]
    posts: list[tuple[float, float]]

    def chainage(self, measured: float) -> float:
        return _between(self.posts, measured)

    def measured(self, chainage: float) -> float:
        return _between([(b, a) for a, b in self.posts], chainage)

    @property
    def metres(self) -> range:
        ends = [round(self.chainage(m), 3) for m in (0.0, self.reached[-1])]
        return range(floor(ends[0]), ceil(ends[1]))


def _between(posts: list[tuple[float, float]], x: float) -> float:
    if x <= posts[0][0]:
        return posts[0][1] + x - posts[0][0]
    if x >= posts[-1][0]:
        return posts[-1][1] + x - posts[-1][0]
    (a, p), (b, q) = next(pair for pair in pairwise(posts) if pair[0][0] <= x <= pair[1][0])
    return p + (x - a) * (q - p) / (b - a)


def a_road(chance: Random) -> Road:
    """A winding line of a few segments with a random start and long and short kilometres."""
    heading, at = chance.uniform(-3.1, 3.1), [(400_000.0, 2_440_000.0)]
    lengths = [chance.uniform(22, 45) for _ in range(chance.randint(2, 4))]
    reached = [0.0]
    for length in lengths:
        x, y = at[-1]
        at.append((x + length * cos(heading), y + length * sin(heading)))
        reached.append(reached[-1] + hypot(at[-1][0] - x, at[-1][1] - y))
        heading += chance.uniform(-0.22, 0.22)
    start = chance.uniform(-20, 900)
    posts, measured = [(0.0, start)], 0.0
    for _ in range(chance.randint(0, 2)):
        measured += chance.uniform(15, 40)
        posts.append(
            (measured, posts[-1][1] + (measured - posts[-1][0]) * chance.uniform(0.8, 1.3))
        )
    if len(posts) == 1:
        posts.append((1e4, start + 1e4))
    return Road(at, reached, posts)


@dataclass
class Grid:
    """The cells of one side: convex pieces, and which metre (from 0) each belongs to."""

    pieces: np.ndarray
    metre: np.ndarray
    count: int


def cells(road: Road, side: str) -> Grid:
    """The ground of each metre on one side."""
    sign = 1 if side == "left" else -1
    found = []
    for number, metre in enumerate(road.metres):
        low, high = road.measured(metre + HALF_MM), road.measured(metre + 1 - HALF_MM)
        for segment in range(len(road.at) - 1):
            rings = _rings(road, segment, sign, low, high)
            found += [(shapely.Polygon(ring), number) for ring in rings if len(ring) > 2]
    pieces = np.array([piece for piece, _ in found], dtype=object)
    is_ground = shapely.area(pieces) > 1e-9
    metres = np.array([number for _, number in found])
    return Grid(pieces[is_ground], metres[is_ground], len(road.metres))


def _rings(road: Road, number: int, sign: int, low: float, high: float) -> Iterator[list[Point]]:
    """The half strip beside one segment, the caps of the road's ends, the wedge at its far end."""
    (x, y), (dx, dy) = road.at[number], _unit(road, number)
    start, end = road.reached[number], road.reached[number + 1]
    a, b = max(low, start) - start, min(high, end) - start
    a = -FAR if number == 0 and low <= 0 else a
    last = len(road.at) - 2
    b = end - start + FAR if number == last and high >= end else b
    if a < b and low < end and high > start:
        ring = [
            (x + s * dx - sign * w * dy, y + s * dy + sign * w * dx)
            for s, w in ((a, 0.0), (b, 0.0), (b, FAR), (a, FAR))
        ]
        for vertex, keeps_before in ((number, False), (number + 1, True)):
            ring = _cut(road, vertex, sign, ring, keeps_before)
        yield ring
    if number < last and low <= end <= high and _turn(road, number + 1) * sign < 0:
        (ux, uy), (px, py) = _unit(road, number + 1), road.at[number + 1]
        yield [
            (px, py),
            (px - sign * FAR * dy, py + sign * FAR * dx),
            (px - sign * FAR * uy, py + sign * FAR * ux),
        ]


def _unit(road: Road, number: int) -> Point:
    (x, y), (u, v) = road.at[number], road.at[number + 1]
    length = hypot(u - x, v - y)
    return (u - x) / length, (v - y) / length


def _turn(road: Road, vertex: int) -> float:
    (a, b), (c, d) = _unit(road, vertex - 1), _unit(road, vertex)
    return a * d - b * c


def _cut(road: Road, vertex: int, sign: int, ring: list[Point], keeps_before: bool) -> list[Point]:
    """What of a ring lies on one side of the line that halves the angle at an inner bend."""
    if not 0 < vertex < len(road.at) - 1 or _turn(road, vertex) * sign <= 0:
        return ring
    (a, b), (c, d), (px, py) = _unit(road, vertex - 1), _unit(road, vertex), road.at[vertex]
    along, flip = (a + c, b + d), -1.0 if keeps_before else 1.0
    heights = [flip * ((x - px) * along[0] + (y - py) * along[1]) for x, y in ring]
    kept: list[Point] = []
    for i, (here, height) in enumerate(zip(ring, heights, strict=True)):
        there, other = ring[i - 1], heights[i - 1]
        if (height >= 0) != (other >= 0):
            t = other / (other - height)
            kept.append((there[0] + t * (here[0] - there[0]), there[1] + t * (here[1] - there[1])))
        if height >= 0:
            kept.append(here)
    return kept


def half(road: Road, side: str) -> shapely.Polygon:
    """All ground on one side of the line drawn out far beyond its ends."""
    sign, far = (1 if side == "left" else -1), 3_000.0
    (a, b), (c, d) = _unit(road, 0), _unit(road, len(road.at) - 2)
    (x, y), (u, v) = road.at[0], road.at[-1]
    first, last = (x - far * a, y - far * b), (u + far * c, v + far * d)
    return shapely.Polygon(
        [
            first,
            *road.at,
            last,
            (last[0] - sign * far * d, last[1] + sign * far * c),
            (first[0] - sign * far * b, first[1] + sign * far * a),
        ]
    )


def fill(touched: list[bool]) -> list[bool]:
    """From the first to the last: a thing takes the smallest interval that covers it."""
    at = [i for i, is_in in enumerate(touched) if is_in]
    return [bool(at) and at[0] <= i <= at[-1] for i in range(len(touched))]


def touches(grid: Grid, shape: shapely.Geometry) -> np.ndarray:
    """Which metres a shape reaches into."""
    met = grid.metre[shapely.intersects(grid.pieces, shape)]
    return np.isin(np.arange(grid.count), met)


def reach(road: Road, shape: shapely.Geometry, grid: Grid) -> float:
    """How far (m) a shape lies from the line on one side, cell by cell."""
    points = shapely.points(shapely.get_coordinates(shapely.intersection(grid.pieces, shape)))
    return float(shapely.distance(shapely.LineString(road.at), points).max(initial=0.0))
