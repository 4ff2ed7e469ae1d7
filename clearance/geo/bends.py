"""Where the inside of a bend folds: there a shape's reach along the road may end off its corners.

On the inside of a bend the nearest point jumps at the line that halves the angle. What a shape
reaches along the road is met at its corners or where its outline crosses such a line.
"""

from dataclasses import dataclass

import numpy as np
import shapely

#: Ground farther than this (m) from the centreline is measured by corners alone.
FAR_M = 300.0
#: Bends smaller than this (radians) fold nothing a millimetre could tell.
_STRAIGHT = 1e-7


@dataclass(frozen=True, slots=True)
class Folds:
    """The halving lines of all bends of a centreline, each by its vertex; plane metres."""

    tree: shapely.STRtree
    lines: np.ndarray
    vertex: np.ndarray


def folds_of(coords: np.ndarray) -> Folds:
    """The folds of a centreline's vertices (n, 2)."""
    along = np.diff(coords, axis=0)
    unit = along / np.hypot(*along.T)[:, None]
    inward = np.diff(unit, axis=0)
    size = np.hypot(*inward.T)
    vertex = np.flatnonzero(size > _STRAIGHT) + 1
    ends = coords[vertex] + inward[vertex - 1] / size[vertex - 1, None] * FAR_M
    lines = np.asarray(shapely.linestrings(np.stack([coords[vertex], ends], axis=1)))
    return Folds(shapely.STRtree(lines), lines, vertex)


def crossings(folds: Folds, shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points (n, 2) where outlines cross folds, with the shape's index and the fold's vertex."""
    outlines = np.where(shapely.get_dimensions(shapes) == 2, shapely.boundary(shapes), shapes)
    owner, fold = folds.tree.query(outlines, predicate="intersects")
    met = shapely.intersection(outlines[owner], folds.lines[fold])
    points, at = shapely.get_coordinates(met, return_index=True)
    return points, owner[at], folds.vertex[fold[at]]
