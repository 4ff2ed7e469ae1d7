"""Polygons: parsing, validity, overlaps, union."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import shapely

#: Overlaps smaller than this (m²) are drawing noise.
NOISE_M2 = 1.0
#: Shapes compared with all others at a time, and pairs of them measured at a time.
AT_ONCE = 64
PAIRS_AT_ONCE = 1_000
_FLAT = "diện tích bằng không"
_REASONS = {
    "Self-intersection": "đường ranh tự cắt (hình nơ)",
    "Ring Self-intersection": "đường ranh tự chạm",
    "Hole lies outside shell": "lỗ nằm ngoài đường ranh",
    "Nested holes": "lỗ nằm trong lỗ",
    "Nested shells": "mảnh nằm trong mảnh",
    "Interior is disconnected": "phần trong bị tách rời",
    "Too few points in geometry component": "đường ranh có quá ít điểm",
    "Duplicate Rings": "đường ranh lặp lại",
    "Invalid Coordinate": "tọa độ không phải là số",
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """A polygon that cannot be used: index, reason, area (m²) before and after repair."""

    index: int
    reason: str
    area_m2: float = 0.0
    mended_m2: float = 0.0


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two shapes of one set, by index, and their shared area (m²)."""

    first: int
    second: int
    area_m2: float


def from_hex(texts: Sequence[str]) -> np.ndarray:
    """Shapes from hex WKB texts, shape (n,); shapely.errors.ShapelyError for an unreadable one."""
    return shapely.from_wkb(np.asarray(texts, dtype=object))


def to_hex(shapes: Any) -> Any:
    """Hex WKB of one shape or of an array of shapes."""
    return shapely.to_wkb(shapes, hex=True)


def flaws(shapes: Any) -> list[Flaw]:
    """Flaws of a set of polygons in a plane system, metres; nothing is repaired silently."""
    with np.errstate(invalid="ignore"):  # coordinates that are no numbers are named, not warned of
        return [flaw for i, shape in enumerate(shapes) if (flaw := _flaw(i, shape))]


def overlaps(shapes: Any, above_m2: float = NOISE_M2, most: int | None = None) -> list[Overlap]:
    """Pairs of polygons that share more than `above_m2` m², each pair once; plane system, metres.

    `most` limits their number: n shapes on top of each other make n² pairs.
    """
    return list(islice(_overlaps(np.asarray(shapes, dtype=object), above_m2), most))


def _overlaps(given: np.ndarray, above_m2: float) -> Iterator[Overlap]:
    for one, other in _touching(given):
        shared = shapely.area(shapely.intersection(given[one], given[other]))
        for at in np.flatnonzero(shared > above_m2):
            yield Overlap(int(one[at]), int(other[at]), float(shared[at]))


def _touching(given: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Index arrays of shapes that touch or overlap, each pair once, in order, in chunks."""
    tree = shapely.STRtree(given)
    for start in range(0, len(given), AT_ONCE):
        one, other = tree.query(given[start : start + AT_ONCE], predicate="intersects")
        one = one + start
        order = np.lexsort((other, one))
        order = order[one[order] < other[order]]
        for some in range(0, len(order), PAIRS_AT_ONCE):
            pairs = order[some : some + PAIRS_AT_ONCE]
            yield one[pairs], other[pairs]


def union(shapes: Any) -> shapely.Geometry:
    """Union of shapes of one system (any CRS, kept); an empty collection for none."""
    return shapely.union_all(np.asarray(shapes, dtype=object))


def _flaw(index: int, shape: Any) -> Flaw | None:
    if shape is None or shape.is_empty:
        return Flaw(index, "không có hình")
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        return Flaw(index, f"không phải là vùng ({shape.geom_type})")
    if shape.is_valid:
        return None if shape.area > 0 else Flaw(index, _FLAT)
    english = shapely.is_valid_reason(shape).split("[")[0].strip()
    reason = _REASONS.get(english, english)
    if english == "Invalid Coordinate":
        return Flaw(index, reason)
    mended_m2 = _mended_m2(shape)
    return Flaw(index, reason if mended_m2 else _FLAT, shape.area, mended_m2)


def _mended_m2(shape: shapely.Geometry) -> float:
    """Area (m²) after make_valid, 0 when it fails."""
    try:
        return float(shapely.make_valid(shape).area)
    except shapely.errors.GEOSException:
        return 0.0
