"""Metres of the corridor covered by records, per side; the rest is unsurveyed."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from shapely.ops import split

from clearance.geo.alignment import OVER_LINE_M, Alignment
from clearance.rules.basics.chainage import covering
from clearance.rules.corridor.handover import SIDES, Span

#: Slits narrower than this (m) between neighbouring parcels are drawing noise.
SLIT_M = 0.4
#: The centreline is drawn out this far (m) at both ends to cut what lies around them.
_BEYOND_M = 2_000.0


def unsurveyed(corridor: shapely.Geometry, shapes: Any, slit_m: float = SLIT_M) -> np.ndarray:
    """Polygons of the corridor that no shape covers; plane system of the inputs, metres.

    Gaps narrower than `slit_m` metres are digitising noise and are left out. Shapes that cross
    themselves are repaired first.
    """
    given = np.asarray(shapes, dtype=object)
    try:
        covered = shapely.union_all(given)
    except shapely.errors.GEOSException:  # some ring crosses itself: what it means is guessed
        covered = shapely.union_all(shapely.make_valid(given))
    bare = shapely.difference(corridor, covered)
    opened = shapely.buffer(bare, -slit_m / 2, join_style="mitre")
    left = shapely.intersection(shapely.buffer(opened, slit_m / 2, join_style="mitre"), bare)
    parts = shapely.get_parts(left)
    return parts[(shapely.get_type_id(parts) == 3) & (shapely.area(parts) > slit_m)]


def inside(corridor: shapely.Geometry, shapes: np.ndarray) -> np.ndarray:
    """Part of each shape inside the corridor, empty for none; one plane system, metres.

    Only shapes across its edge are cut: a long corridor has thousands of corners.
    """
    shapely.prepare(corridor)
    is_whole = shapely.covers(corridor, shapes)
    is_cut = shapely.intersects(corridor, shapes) & ~is_whole
    parts = shapes.copy()
    parts[~is_whole] = shapely.Polygon()
    parts[is_cut] = shapely.intersection(shapes[is_cut], corridor)
    return parts


def recorded(
    alignment: Alignment, corridor: shapely.Geometry, shapes: Any, slit_m: float = SLIT_M
) -> list[Span]:
    """Spans [from, to) of each side that records cover over that side's full width.

    One plane system, metres; gaps narrower than `slit_m` count as covered. A piece of bare ground
    takes, on each side it reaches, the metres from its first to its last there
    (docs/decisions/0009, 0036). Where the centreline lies outside the corridor nothing is covered.
    """
    gaps = list(bare_spans(alignment, unsurveyed(corridor, shapes, slit_m)))
    outside = list(_outside(alignment, corridor))
    spans: list[Span] = []
    for side in SIDES:
        bare = sorted([*((g.from_m, g.to_m) for g in gaps if g.side == side), *outside])
        spans.extend(_between(bare, side, alignment.from_m, alignment.to_m))
    return spans


def _outside(alignment: Alignment, corridor: shapely.Geometry) -> Iterator[tuple[int, int]]:
    """Whole metres [from, to) of the centreline that no corridor is drawn around."""
    parts = shapely.get_parts(shapely.difference(alignment.line, corridor))
    for part in parts[shapely.length(parts) > SLIT_M]:
        ends = shapely.get_coordinates(part)[[0, -1]]
        start, end = sorted(alignment.locate(ends)[0].tolist())
        yield covering(start, end)


def bare_spans(alignment: Alignment, bare: np.ndarray) -> Iterator[Span]:
    """Whole metres [from, to) and side of bare polygons, cut along the centreline.

    Polygons are in the plane system of the line. A part reaching no more than OVER_LINE_M over the
    line counts on the other side, so that no bare ground is lost.
    """
    line = _drawn_out(alignment.line)
    is_cut = shapely.crosses(line, bare)
    cut = [part for shape in bare[is_cut] for part in shapely.get_parts(split(shape, line))]
    parts = np.array([*bare[~is_cut], *cut], dtype=object)
    if not len(parts):
        return
    low, high, right, left = alignment.reaches(parts)
    is_left = alignment.locate(shapely.point_on_surface(parts))[1] >= 0
    is_narrow = np.maximum(left, -right) <= OVER_LINE_M
    is_left ^= is_narrow & (np.arange(len(parts)) >= np.count_nonzero(~is_cut))
    for start, end, lies_left in zip(low.tolist(), high.tolist(), is_left.tolist(), strict=True):
        yield Span(*covering(start, end), "left" if lies_left else "right")


def _drawn_out(line: shapely.LineString) -> shapely.LineString:
    """The line, extended straight at both ends."""
    at = shapely.get_coordinates(line)
    ends = [(at[0], at[0] - at[1]), (at[-1], at[-1] - at[-2])]
    far = [point + way / np.hypot(*way) * _BEYOND_M for point, way in ends]
    return shapely.LineString([far[0], *at, far[1]])


def _between(bare: list[tuple[int, int]], side: str, from_m: int, to_m: int) -> list[Span]:
    """The parts of [from_m, to_m) outside the given rising intervals."""
    spans, at = [], from_m
    for start, end in [*bare, (to_m, to_m)]:
        if start > at:
            spans.append(Span(at, min(start, to_m), side))
        at = max(at, end)
    return spans
