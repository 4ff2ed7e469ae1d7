"""The corridor cut into parcel parts: five rows across, with borders that neighbours share."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely

from clearance.demo.line import STEP_M, Course
from clearance.geo.alignment import Alignment, Interval

ROWS = 5
_SEGMENT_M = 1_200
#: How far inner corners stray: metres along the road, share of the width.
_STRAY_M, _STRAY_SHARE = 8.0, 0.035


@dataclass(frozen=True, slots=True)
class Ground:
    """Parcel parts in order along the road; `row` is -1 for public land over the full width."""

    segments_m: tuple[tuple[int, int], ...]
    column: np.ndarray
    row: np.ndarray
    along_m: np.ndarray
    aside_m: np.ndarray
    width_m: np.ndarray
    segment: np.ndarray
    shapes: np.ndarray
    intervals: list[Interval]


def cut_segments(packages: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Handover segments of some 1.2 km within each package, ends on 20 m marks."""
    marks = [
        STEP_M * round(mark / STEP_M)
        for start, end in packages
        for mark in np.linspace(start, end, max(1, round((end - start) / _SEGMENT_M)) + 1)[:-1]
    ] + [packages[-1][1]]
    return tuple(pairwise(marks))


def cut(
    rng: np.random.Generator,
    course: Course,
    alignment: Alignment,
    packages: list[tuple[int, int]],
    columns: int,
    crossings: int,
) -> Ground:
    """Cut the corridor into columns of five parcel parts; `crossings` of them whole and public."""
    segments = cut_segments(packages)
    marks = _marks(rng, segments, columns)
    public = _public(rng, np.diff(marks), crossings)
    rows = [(c, r) for c in range(len(marks) - 1) for r in ([-1] if c in public else range(ROWS))]
    borders = [_border(rng, course, marks, row) for row in range(ROWS + 1)]
    rings = [_ring(borders, column, row) for column, row in rows]
    shapes = np.array([shapely.Polygon(ring) for ring in rings])
    column, row = np.array(rows).T
    middle = (marks[column] + marks[column + 1]) / 2
    left, right = (
        np.interp(middle / STEP_M, np.arange(len(w)), w) for w in (course.left_m, course.right_m)
    )
    aside = np.where(row < 0, 0.0, -right + (left + right) * (row + 0.5) / ROWS)
    segment = np.searchsorted([end for _, end in segments], middle, "right")
    intervals = alignment.intervals(shapes)
    width = marks[column + 1] - marks[column]
    return Ground(segments, column, row, middle, aside, width, segment, shapes, intervals)


def _marks(
    rng: np.random.Generator, segments: tuple[tuple[int, int], ...], columns: int
) -> np.ndarray:
    """Metres where columns begin: every segment shared out in whole 20 m steps, one at least."""
    total = segments[-1][1] - segments[0][0]
    marks = [segments[0][0]]
    for start, end in segments:
        steps = (end - start) // STEP_M
        wanted = round((end - segments[0][0]) * columns / total) - (len(marks) - 1)
        count = int(np.clip(wanted, 1, steps))
        least = 2 if steps >= 2 * count else 1
        widths = least + rng.multinomial(steps - least * count, rng.dirichlet(np.full(count, 4.0)))
        marks.extend((start + STEP_M * np.cumsum(widths)).tolist())
    return np.array(marks)


def _public(rng: np.random.Generator, widths: np.ndarray, crossings: int) -> set[int]:
    """Columns a river or an existing road takes: narrow ones, not at the ends."""
    narrow = np.flatnonzero(widths[1:-1] <= 3 * STEP_M) + 1
    return set(rng.choice(narrow, min(crossings, len(narrow)), replace=False).tolist())


def _border(
    rng: np.random.Generator, course: Course, marks: np.ndarray, row: int
) -> tuple[np.ndarray, np.ndarray]:
    """One line between rows from end to end: its vertices and, for each mark, which vertex."""
    stations = np.arange(len(course.points)) * float(STEP_M)
    if row in (0, ROWS):
        return course.edge("right" if row == 0 else "left"), marks // STEP_M
    stray = rng.uniform(-1, 1, (2, len(marks)))
    stray[:, [0, -1]] = 0
    corners = marks + stray[0] * _STRAY_M
    shares = row / ROWS + stray[1] * _STRAY_SHARE
    after = np.searchsorted(corners, stations)
    gap = np.minimum(
        np.abs(stations - corners[np.clip(after, 0, len(marks) - 1)]),
        np.abs(stations - corners[np.clip(after - 1, 0, len(marks) - 1)]),
    )
    along = np.sort(np.concatenate([corners, stations[gap > 6]]))
    left, right = (np.interp(along, stations, w) for w in (course.left_m, course.right_m))
    aside = -right + np.interp(along, corners, shares) * (left + right)
    return course.place(along, aside), np.searchsorted(along, corners)


def _ring(borders: list[tuple[np.ndarray, np.ndarray]], column: int, row: int) -> np.ndarray:
    """The outline of a parcel part; of a whole column when the row is -1."""
    low, high = (0, ROWS) if row < 0 else (row, row + 1)
    pieces = []
    for border in (low, high):
        vertices, at = borders[border]
        pieces.append(vertices[at[column] : at[column + 1] + 1])
    between = range(low + 1, high)
    far = [borders[i][0][borders[i][1][column + 1]][None] for i in between]
    near = [borders[i][0][borders[i][1][column]][None] for i in reversed(between)]
    return np.vstack([pieces[0], *far, pieces[1][::-1], *near])
