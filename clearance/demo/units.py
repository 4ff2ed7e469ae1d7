"""Invented outlines of the units around a centreline: real old names, made-up shapes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely

from clearance.geo.alignment import Alignment
from clearance.geo.communes import reaches

PROVINCE, DISTRICT = ("08", "Tuyên Quang"), ("074", "Hàm Yên")
MERGED_ON, LAST_OLD_DAY = "2025-07-01", "2025-06-30"
#: Old code, name, kind, successor's code, seat (share of the length, metres to the left); the
#: first eleven lie on the road. Codes and names: domain.md section 7; seats are invented.
SEATS = (
    ("02425", "Hùng Đức", "commune", "02425", 0.045, -600),
    ("02407", "Thái Sơn", "commune", "02407", 0.140, -900),
    ("02413", "Thành Long", "commune", "02407", 0.225, 700),
    ("02416", "Bằng Cốc", "commune", "02374", 0.325, 800),
    ("02410", "Nhân Mục", "commune", "02374", 0.410, -500),
    ("02374", "Tân Yên", "townlet", "02374", 0.480, -300),
    ("02401", "Tân Thành", "commune", "02374", 0.560, 300),
    ("02398", "Yên Phú", "commune", "02398", 0.665, 900),
    ("02389", "Minh Dân", "commune", "02392", 0.765, -700),
    ("02383", "Minh Khương", "commune", "02380", 0.865, 500),
    ("02380", "Bạch Xa", "commune", "02380", 0.960, 300),
    ("02419", "Thái Hòa", "commune", "02419", 0.060, -6_200),
    ("02422", "Đức Ninh", "commune", "02419", 0.180, -6_600),
    ("02404", "Bình Xa", "commune", "02404", 0.420, -6_300),
    ("02395", "Minh Hương", "commune", "02404", 0.600, -6_500),
    ("02392", "Phù Lưu", "commune", "02392", 0.800, -6_100),
    ("02386", "Yên Lâm", "commune", "02398", 0.700, 6_400),
    ("02377", "Yên Thuận", "commune", "02380", 1.090, 200),
)
SUCCESSORS = {
    "02374": "Hàm Yên",
    "02380": "Bạch Xa",
    "02392": "Phù Lưu",
    "02398": "Yên Phú",
    "02404": "Bình Xa",
    "02407": "Thái Sơn",
    "02419": "Thái Hòa",
    "02425": "Hùng Đức",
}
_REACH_M, _CELLS, _THIN_M = 7_800, 4_500, 120


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the units file: validity days are inclusive, chainages whole metres."""

    code: str
    name: str
    kind: str
    parent_code: str | None
    valid_from: str | None
    valid_to: str | None
    successor_code: str | None
    chainage_from_m: int | None
    chainage_to_m: int | None
    shape: shapely.Geometry | None


def invent_units(rng: np.random.Generator, alignment: Alignment) -> list[Unit]:
    """Province, district, the 18 old units and the 8 that followed them."""
    shapes = _outlines(rng, alignment)
    old = [_old(seat, shape) for seat, shape in zip(SEATS, shapes, strict=True)]
    old, new = _along(old, alignment), _along(list(_new(old)), alignment)
    whole = shapely.union_all([unit.shape for unit in old])
    district = Unit(
        *DISTRICT, "district", PROVINCE[0], None, LAST_OLD_DAY, None, 0, alignment.to_m, whole
    )
    province = Unit(*PROVINCE, "province", None, None, None, None, None, None, None)
    return [province, district, *old, *new]


def _old(seat: tuple[Any, ...], shape: shapely.Geometry) -> Unit:
    code, name, kind, successor = seat[:4]
    return Unit(code, name, kind, DISTRICT[0], None, LAST_OLD_DAY, successor, None, None, shape)


def _new(old: list[Unit]) -> Iterator[Unit]:
    for code, name in SUCCESSORS.items():
        shape = shapely.union_all([u.shape for u in old if u.successor_code == code])
        yield Unit(code, name, "commune", PROVINCE[0], MERGED_ON, None, None, None, None, shape)


def _along(units: list[Unit], alignment: Alignment) -> list[Unit]:
    """Units with their stretch of the road, as an import of their outlines finds it."""
    found = reaches(alignment, [u.shape for u in units if u.shape])
    places = (found.get(number, (None, None)) for number in range(len(units)))
    return [
        replace(unit, chainage_from_m=start, chainage_to_m=end)
        for unit, (start, end) in zip(units, places, strict=True)
    ]


def _outlines(rng: np.random.Generator, alignment: Alignment) -> np.ndarray:
    """Cells of a fine random mosaic, each given to the seat nearest in a warped plane."""
    shares, aside = np.array([seat[4:] for seat in SEATS]).T
    seats = _seat_points(alignment, shares, aside)
    around = shapely.simplify(alignment.line, 200).buffer(_REACH_M)
    cells = _mosaic(rng, around)
    middle = shapely.get_coordinates(shapely.centroid(cells))
    warped = middle + 500 * np.sin(middle[:, ::-1] / 1_700 + rng.random(2) * 6)
    inside = shapely.distance(shapely.points(warped), alignment.line) < _REACH_M - 700
    nearest = np.argmin(np.hypot(*(warped[:, None] - seats[None]).transpose(2, 0, 1)), axis=1)
    merged = [_largest(cells[inside & (nearest == i)]) for i in range(len(SEATS))]
    thin = shapely.coverage_simplify(np.array(merged), _THIN_M)
    return shapely.set_precision(thin, 1.0)


def _seat_points(alignment: Alignment, shares: np.ndarray, aside: np.ndarray) -> np.ndarray:
    """Where the seats stand; one beyond the end lies on the line drawn on."""
    end = alignment.point_at(alignment.to_m)[0]
    ahead = end - alignment.point_at(alignment.to_m - 3_000)[0]
    beyond = np.maximum(shares - 1, 0)[:, None] * alignment.measured_m * ahead / 3_000
    return alignment.point_at(np.minimum(shares, 1) * alignment.measured_m, aside) + beyond


def _mosaic(rng: np.random.Generator, around: shapely.Geometry) -> np.ndarray:
    west, south, east, north = shapely.bounds(around)
    spots = rng.uniform((west, south), (east, north), (_CELLS, 2))
    return shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(spots)))


def _largest(cells: np.ndarray) -> shapely.Polygon:
    """The biggest piece of a union, without holes."""
    pieces = shapely.get_parts(shapely.union_all(cells))
    return shapely.Polygon(pieces[np.argmax(shapely.area(pieces))].exterior)
