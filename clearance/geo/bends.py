"""Folds on the inside of bends, where a shape's extent along the road may end between its corners.

There the nearest point on the line jumps at the bisector of the angle. The extremes of a shape
are at its corners or where its outline crosses such a bisector.
"""

from dataclasses import dataclass

import numpy as np
import shapely

#: Ground farther than this (m) from the centreline is measured by corners alone.
FAR_M = 300.0
#: Bends smaller than this (radians) fold nothing that shows in a millimetre.
_STRAIGHT = 1e-7


@dataclass(frozen=True, slots=True)
class Folds:
    """Bisectors of all bends of a centreline with their vertex numbers; legal plane, metres."""

    tree: shapely.STRtree
    lines: np.ndarray
    vertex: np.ndarray


def folds_of(coords: np.ndarray) -> Folds:
    """The folds at the vertices of a centreline, coordinates (n, 2) in metres."""
    along = np.diff(coords, axis=0)
    unit = along / np.hypot(*along.T)[:, None]
    inward = np.diff(unit, axis=0)
    size = np.hypot(*inward.T)
    vertex = np.flatnonzero(size > _STRAIGHT) + 1
    ends = coords[vertex] + inward[vertex - 1] / size[vertex - 1, None] * FAR_M
    lines = np.asarray(shapely.linestrings(np.stack([coords[vertex], ends], axis=1)))
    return Folds(shapely.STRtree(lines), lines, vertex)


def crossings(folds: Folds, shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points (n, 2) where outlines cross folds, with index of shape (n,) and of vertex (n,).

    `shapes` is an array of geometries in the plane system of the folds, metres.
    """
    outlines = np.where(shapely.get_dimensions(shapes) == 2, shapely.boundary(shapes), shapes)
    owner, fold = folds.tree.query(outlines, predicate="intersects")
    met = shapely.intersection(outlines[owner], folds.lines[fold])
    points, at = shapely.get_coordinates(met, return_index=True)
    return points, owner[at], folds.vertex[fold[at]]
