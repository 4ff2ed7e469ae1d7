"""The corridor a demo stands on: Hàm Yên from its files, any further one made up on the spot."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely

from clearance.demo import geodata
from clearance.demo.line import Course, invent
from clearance.demo.units import DISTRICT, LAST_OLD_DAY, PROVINCE, Unit
from clearance.geo.alignment import Alignment

_LENGTH_M, _UNITS, _PACKAGES = 47_999.8, 11, 6
#: Further corridors stand in a grid of these many metres, so that none meets another.
_APART_EAST_M, _APART_NORTH_M, _ABREAST = 15_000, -52_000, 8
_ORIGIN = (410_000.0, 2_418_000.0)


@dataclass(frozen=True, slots=True)
class Corridor:
    """A corridor's ground, the mark before its codes, and its names."""

    number: int
    prefix: str
    code: str
    name: str
    land: geodata.Land

    @property
    def route_units(self) -> list[Unit]:
        """The units the road runs through at the start, in its order."""
        old = [
            u
            for u in self.land.units
            if u.kind in ("commune", "townlet") and u.chainage_to_m is not None and u.valid_to
        ]
        return sorted(old, key=lambda unit: unit.chainage_to_m or 0)


def corridor(number: int, seed: int) -> Corridor:
    """Corridor 0 is Hàm Yên's; the others are invented from the seed."""
    if number == 0:
        name = geodata.ALIGNMENT_NAME
        return Corridor(0, "", geodata.ALIGNMENT_CODE, name, geodata.read())
    prefix = f"{number:03d}-"
    return Corridor(
        number, prefix, f"CT-{number:03d}", f"Tuyến giả định số {number}", _invent(number, seed)
    )


def _invent(number: int, seed: int) -> geodata.Land:
    rng = np.random.default_rng([seed, number, 48])
    row, column = divmod(number, _ABREAST)
    start = (_ORIGIN[0] + column * _APART_EAST_M, _ORIGIN[1] + row * _APART_NORTH_M)
    course = invent(rng, start, np.pi / 2, _LENGTH_M, float(rng.integers(8_000, 40_000)))
    alignment = Alignment(course.line)
    marks = np.round(np.linspace(0, alignment.to_m, _PACKAGES + 1) / 100).astype(int) * 100
    packages = tuple(
        (f"{number:03d}-{i + 1}", "Nhà thầu giả định", int(a), int(b))
        for i, (a, b) in enumerate(pairwise(marks))
    )
    units = _bands(number, course, alignment.to_m)
    return geodata.Land(course, alignment, course.corridor, tuple(units), packages)


def _bands(number: int, course: Course, length_m: int) -> list[Unit]:
    """A made-up district: communes one above the other, cut along parallels."""
    code = f"{DISTRICT[0]}-{number:03d}"
    marks = np.linspace(0, length_m, _UNITS + 1).round().astype(int).tolist()
    shapes = _boxes(course, marks)
    province = Unit(*PROVINCE, "province", None, None, None, None, None, None, None)
    district = Unit(
        code,
        f"Huyện giả định {number}",
        "district",
        PROVINCE[0],
        None,
        LAST_OLD_DAY,
        None,
        0,
        length_m,
        shapely.union_all(shapes),
    )
    communes = [
        Unit(
            f"{number:03d}{i:02d}",
            f"Xã giả định {number}.{i + 1}",
            "commune",
            code,
            None,
            LAST_OLD_DAY,
            None,
            *ends,
            shapes[i],
        )
        for i, ends in enumerate(pairwise(marks))
    ]
    return [province, district, *communes]


def _boxes(course: Course, marks: list[int]) -> list[shapely.Polygon]:
    """Boxes between the northings of the marks; the road always runs north."""
    (west, east), margin = (course.points[:, 0].min(), course.points[:, 0].max()), 1_500
    norths = course.place(np.array(marks, float), np.zeros(len(marks)))[:, 1]
    return [shapely.box(west - margin, a, east + margin, b) for a, b in pairwise(norths)]
