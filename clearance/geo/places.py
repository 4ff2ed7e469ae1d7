"""Place of shapes along a road, part by part: ground between two parts does not count."""

import json
from collections.abc import Iterable
from itertools import groupby
from typing import Any

import numpy as np
import shapely

from clearance.geo.alignment import Alignment, Interval

#: Fields that say which metres a thing takes.
METRES = ("chainage_from_m", "chainage_to_m", "side", "offset_m", "parts")
#: A piece smaller than this (m²) beside a bigger one is drawing noise.
SLIVER_M2 = 0.1
Piece = tuple[int, int, str]


def placed(line: Alignment, shapes: np.ndarray) -> list[dict[str, Any]]:
    """The METRES fields of each shape: interval, side, offset (m), `parts` for several.

    Shapes are in the plane system of the line; chainages are whole metres, half-open. `parts` is
    JSON of rising rows [from, to, side]; touching parts of one side are joined.
    """
    several: dict[int, list[Piece]] = {}
    many = np.flatnonzero(shapely.get_num_geometries(shapes) > 1)
    if len(many):
        owned = _pieces(shapes[many])
        at = line.intervals([shape for _, shape in owned])
        for (owner, _), lies in zip(owned, at, strict=True):
            piece = (lies.chainage_from_m, lies.chainage_to_m, lies.side)
            several.setdefault(int(many[owner]), []).append(piece)
    return [_fields(at, several.get(i, ())) for i, at in enumerate(line.intervals(shapes))]


def _pieces(shapes: np.ndarray) -> list[tuple[int, shapely.Geometry]]:
    """Every part of the shapes with the index of its shape; slivers beside areas left out."""
    pieces, owner = shapely.get_parts(shapes, return_index=True)
    keep = (shapely.get_dimensions(pieces) == 2) & (shapely.area(pieces) >= SLIVER_M2)
    whole = np.isin(owner, owner[keep], invert=True)  # no area at all: lines and points count
    return [(int(o), p) for o, p, k in zip(owner, pieces, keep | whole, strict=True) if k]


def _fields(at: Interval, pieces: Iterable[Piece]) -> dict[str, Any]:
    found = join(pieces) or [(at.chainage_from_m, at.chainage_to_m, at.side)]
    sides = {side for _, _, side in found}
    return {
        "chainage_from_m": found[0][0],
        "chainage_to_m": max(end for _, end, _ in found),
        "side": found[0][2] if len(sides) == 1 else "both",
        "offset_m": at.offset_m,
        "parts": json.dumps(found) if len(found) > 1 else None,
    }


def join(pieces: Iterable[Piece]) -> list[Piece]:
    """Parts (from, to, side) in order; those of one side that touch or overlap are joined."""
    joined: list[Piece] = []
    by_side = groupby(sorted(pieces, key=lambda p: (p[2], p)), key=lambda p: p[2])
    for side, own in by_side:
        for start, end, _ in own:
            if joined and joined[-1][2] == side and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]), side)
            else:
                joined.append((start, end, side))
    return sorted(joined)
