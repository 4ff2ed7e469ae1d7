"""Which metres of the corridor some record covers, side by side: what is left is unsurveyed."""

from typing import Any

import numpy as np
import shapely
from shapely.ops import split

from clearance.geo.alignment import Alignment, Interval
from clearance.rules.handover import SIDES, Span

#: Slits narrower than this (m) between neighbouring parcels are drawing noise.
SLIT_M = 0.4


def unsurveyed(corridor: shapely.Geometry, shapes: Any, slit_m: float = SLIT_M) -> np.ndarray:
    """Polygons of the corridor that no shape covers; the plane system of the inputs, metres."""
    given = np.asarray(shapes, dtype=object)
    bare = shapely.difference(corridor, shapely.union_all(given))
    opened = shapely.buffer(bare, -slit_m / 2, join_style="mitre")
    left = shapely.intersection(shapely.buffer(opened, slit_m / 2, join_style="mitre"), bare)
    parts = shapely.get_parts(left)
    return parts[(shapely.get_type_id(parts) == 3) & (shapely.area(parts) > slit_m)]


def recorded(
    alignment: Alignment, corridor: shapely.Geometry, shapes: Any, slit_m: float = SLIT_M
) -> list[Span]:
    """Spans of each side that records cover over that side's full width."""
    gaps = _by_side(alignment, unsurveyed(corridor, shapes, slit_m))
    spans: list[Span] = []
    for side in SIDES:
        bare = sorted(
            (g.chainage_from_m, g.chainage_to_m) for g in gaps if g.side in (side, "both")
        )
        spans.extend(_between(bare, side, alignment.from_m, alignment.to_m))
    return spans


def _by_side(alignment: Alignment, bare: np.ndarray) -> list[Interval]:
    """Intervals of bare ground, cut along the centreline: an L over it is two, one a side."""
    whole = alignment.intervals(bare)
    over = [shape for shape, gap in zip(bare, whole, strict=True) if gap.side == "both"]
    cut = [piece for shape in over for piece in shapely.get_parts(split(shape, alignment.line))]
    return [gap for gap in whole if gap.side != "both"] + alignment.intervals(cut)


def _between(bare: list[tuple[int, int]], side: str, from_m: int, to_m: int) -> list[Span]:
    """What rising intervals leave of [from_m, to_m)."""
    spans, at = [], from_m
    for start, end in [*bare, (to_m, to_m)]:
        if start > at:
            spans.append(Span(at, min(start, to_m), side))
        at = max(at, end)
    return spans
