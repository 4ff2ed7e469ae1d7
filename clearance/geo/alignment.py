"""The alignment (tim tuyến): chainage and offset of points and shapes, and the inverse.

Metres in the legal plane system. Offset is positive to the left looking toward rising chainage.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
import shapely

from clearance.geo.bends import crossings, folds_of
from clearance.rules.basics import chainage

#: A shape is on both sides only when it reaches this far (m) over the centreline.
OVER_LINE_M = 0.5
#: Long edges are cut this fine (m), so that a bend of the road inside an edge is not missed.
_FINE_M = 25.0
#: Distances (m) that differ by less are the same.
_SAME_M = 1e-6


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a shape lies: whole metres [from, to), side, signed offset (m) of its centroid."""

    chainage_from_m: int
    chainage_to_m: int
    side: str
    offset_m: float


class Alignment:
    """A centreline with its calibration table of measured metres and chainage.

    `line` is in a plane system, metres. `calibration` rows are [measured_m, chainage_m], both
    rising (long and short kilometres), linear between rows and with slope 1 beyond them.
    ValueError for a line of fewer than two points or rows that do not rise.
    """

    def __init__(
        self,
        line: shapely.LineString,
        start_m: float = 0,
        calibration: Sequence[Sequence[float]] = (),
    ) -> None:
        coords = shapely.get_coordinates(shapely.remove_repeated_points(line))
        if line.geom_type != "LineString" or len(coords) < 2:
            raise ValueError("an alignment is one line of at least two points")
        self.line = line
        self._starts = coords[:-1]
        self._along = np.diff(coords, axis=0)
        self._lengths = np.hypot(*self._along.T)
        self._reached = np.concatenate([[0.0], np.cumsum(self._lengths)])
        pieces = np.asarray(shapely.linestrings(np.stack([coords[:-1], coords[1:]], 1)))
        self._tree = shapely.STRtree(pieces)
        self._folds = folds_of(coords)
        self._measured, self._posts = _table(calibration, float(start_m), self.measured_m)

    @property
    def measured_m(self) -> float:
        """Length along the line in plane metres."""
        return float(self._reached[-1])

    @property
    def from_m(self) -> int:
        """Chainage of the start, rounded down to a metre."""
        return chainage.covering(*np.round(self._ends(), 3))[0]

    @property
    def to_m(self) -> int:
        """Chainage of the end, rounded up to a metre."""
        return ceil(round(float(self._ends()[1]), 3))

    @property
    def length_m(self) -> int:
        """Whole metres of chainage from start to end."""
        return self.to_m - self.from_m

    def chainage_of(self, measured: Any) -> np.ndarray:
        """Chainage (m) of metres measured along the line; same shape."""
        return _interpolate(np.asarray(measured, float), self._measured, self._posts)

    def measured_of(self, chainages: Any) -> np.ndarray:
        """Metres along the line of chainages, the inverse of `chainage_of`; same shape."""
        return _interpolate(np.asarray(chainages, float), self._posts, self._measured)

    def locate(self, points: Any) -> tuple[np.ndarray, np.ndarray]:
        """Chainage and signed offset (m), each (n,), of points (shapely array or (n, 2))."""
        pairs = _pairs(points)
        if not len(pairs):
            return np.empty(0), np.empty(0)
        measured, offset = self._project(pairs)
        return self.chainage_of(measured), offset

    def intervals(self, shapes: Any) -> list[Interval]:
        """Chainage interval, side and offset of each shape; ValueError for an empty one.

        Points, lines or polygons in the plane system of the line.
        """
        given = np.atleast_1d(np.asarray(shapes, dtype=object))
        if not len(given):
            return []
        low, high, right, left = self.reaches(given)
        middle = self._project(shapely.get_coordinates(shapely.centroid(given)))[1]
        spans = [chainage.covering(a, b) for a, b in zip(low.tolist(), high.tolist(), strict=True)]
        return [
            Interval(*span, side, value)
            for span, side, value in zip(
                spans, _sides(left, right), np.round(middle, 2).tolist(), strict=True
            )
        ]

    def reaches(self, given: np.ndarray) -> np.ndarray:
        """Extent of each shape, (4, n): lowest and highest chainage, right and left offset (m).

        Chainage to a millimetre. ValueError for an empty shape.
        """
        pairs, owner = shapely.get_coordinates(
            shapely.segmentize(given, _FINE_M), return_index=True
        )
        if len(np.unique(owner)) != len(given):
            raise ValueError("an empty shape lies nowhere")
        measured, offset = self._project(pairs)
        more, more_offset, more_owner = self._at_folds(given)
        owner = np.concatenate([owner, more_owner])
        order = np.argsort(owner, kind="stable")
        stations = np.round(self.chainage_of(np.concatenate([measured, more])), 3)[order]
        offset = np.concatenate([offset, more_offset])[order]
        first = np.searchsorted(owner[order], np.arange(len(given)))
        least, most = np.minimum.reduceat, np.maximum.reduceat
        return np.array(
            [
                least(stations, first),
                most(stations, first),
                least(offset, first),
                most(offset, first),
            ]
        )

    def _at_folds(self, given: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Measured metres on both sides of a fold, offset, shape index, where outlines cross."""
        points, owner, vertex = crossings(self._folds, given)
        if not len(points):
            return np.empty(0), np.empty(0), np.empty(0, int)
        measured, offset = self._project(points)
        step = np.abs(self._reached[vertex] - measured)
        away = np.hypot(*(points - self._starts[vertex]).T)
        is_near = np.abs(np.hypot(step, offset) - away) < _SAME_M  # else another bend is nearer
        step, offset, owner = step[is_near], offset[is_near], owner[is_near]
        post = self._reached[vertex[is_near]]
        both = np.concatenate([post - step, post + step])
        return both, np.tile(offset, 2), np.tile(owner, 2)

    def point_at(self, chainages: Any, offset_m: Any = 0.0) -> np.ndarray:
        """Coordinates (n, 2) at chainages, moved sideways by the offset in metres (+ left)."""
        measured = np.clip(np.atleast_1d(self.measured_of(chainages)), 0, self.measured_m)
        at = np.clip(np.searchsorted(self._reached, measured, "right") - 1, 0, len(self._along) - 1)
        unit = self._along[at] / self._lengths[at, None]
        on_line = self._starts[at] + unit * (measured - self._reached[at])[:, None]
        left = np.column_stack([-unit[:, 1], unit[:, 0]])
        return on_line + left * np.broadcast_to(offset_m, measured.shape)[:, None]

    def ticks(self, every_m: int = 1000) -> list[tuple[int, float, float]]:
        """(chainage, easting, northing) of each multiple of `every_m` on the line."""
        first = -(-self.from_m // every_m) * every_m
        marks = np.arange(first, float(self._ends()[1]) + 1e-6, every_m)
        at = self.point_at(marks) if len(marks) else np.empty((0, 2))
        return [(int(m), float(x), float(y)) for m, (x, y) in zip(marks, at, strict=True)]

    def part(self, from_m: float, to_m: float) -> shapely.LineString:
        """The part of the centreline between two chainages (m), clipped to its ends."""
        start, end = np.clip(self.measured_of([from_m, to_m]), 0, self.measured_m)
        inside = (self._reached > start) & (self._reached < end)
        ends = self.point_at([from_m, to_m])
        corners = np.vstack([self._starts, self._starts[-1] + self._along[-1]])[inside]
        return shapely.LineString(np.vstack([ends[:1], corners, ends[1:]]))

    def nodes(self, within_m: float) -> np.ndarray:
        """Rows (easting, northing, chainage), (n, 3): simplified line and calibration posts.

        No point of the line is further than `within_m` metres from the line through them.
        """
        few = set(map(tuple, shapely.get_coordinates(self.line.simplify(within_m)).tolist()))
        is_kept = [*(tuple(pair) in few for pair in self._starts.tolist()), True]
        inside = (self._measured > 0) & (self._measured < self.measured_m)
        at = self.chainage_of(np.union1d(self._reached[is_kept], self._measured[inside]))
        return np.column_stack([self.point_at(at), at])

    def _ends(self) -> np.ndarray:
        return self.chainage_of([0.0, self.measured_m])

    def _project(self, pairs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Metres along the line and signed distance, by the nearest segment of each point."""
        nearest = self._tree.nearest(shapely.points(pairs))
        along, length = self._along[nearest], self._lengths[nearest]
        away = pairs - self._starts[nearest]
        on_segment = np.clip((away * along).sum(1) / length, 0, length)
        cross = along[:, 0] * away[:, 1] - along[:, 1] * away[:, 0]
        rest = away - along * (on_segment / length)[:, None]
        return self._reached[nearest] + on_segment, np.copysign(np.hypot(*rest.T), cross)


def _sides(left: np.ndarray, right: np.ndarray) -> list[str]:
    """Side of each shape from its utmost offsets (m)."""
    both = (left > OVER_LINE_M) & (right < -OVER_LINE_M)
    one = np.where(left >= -right, "left", "right")
    return [str(side) for side in np.where(both, "both", one)]


def _pairs(points: Any) -> np.ndarray:
    given = np.asarray(points)
    if given.dtype == object:
        return shapely.get_coordinates(given)
    return given.reshape(-1, 2).astype(float)


def _table(
    rows: Sequence[Sequence[float]], start_m: float, measured_m: float
) -> tuple[np.ndarray, np.ndarray]:
    """The calibration as two rising arrays with at least two posts."""
    table = np.asarray(rows, dtype=float).reshape(-1, 2)
    if not len(table):
        table = np.array([[0.0, start_m]])
    if (np.diff(table, axis=0) <= 0).any() or not np.isfinite(table).all():
        raise ValueError("calibration must rise in both columns")
    if len(table) == 1:
        table = np.vstack([table, table[0] + max(measured_m, 1.0)])
    return table[:, 0], table[:, 1]


def _interpolate(at: np.ndarray, given: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Piecewise linear between posts, slope 1 beyond the first and the last."""
    inside = np.interp(at, given, wanted)
    return inside + np.minimum(at - given[0], 0) + np.maximum(at - given[-1], 0)
