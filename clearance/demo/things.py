"""Houses, graves and lines on the ground: where each stands and whether it still does."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from clearance.demo import names
from clearance.demo.ground import ROWS, Ground
from clearance.demo.line import Course
from clearance.demo.plan import FORESTRY, HELD, Plan
from clearance.demo.scales import Scale

#: Kind, length and depth in metres.
_BUILDINGS = (("Nhà cấp 4", 11.0, 7.0), ("Nhà sàn", 9.0, 8.0), ("Nhà xây 2 tầng", 10.0, 6.0))
_ANNEXES = (("Chuồng trại", 6.0, 4.0), ("Bếp", 5.0, 4.0), ("Sân, tường rào", 9.0, 2.0))
_LINES = (
    ("Đường dây trung thế 35 kV", "Điện lực"),
    ("Đường dây hạ thế 0,4 kV", "Điện lực"),
    ("Cáp viễn thông", "Viễn thông"),
    ("Ống nước sạch", "Cấp nước"),
    ("Kênh mương", "Thủy lợi"),
)
#: Share of graves lying together, how many lie in one place, chances of standing at the end.
_TOGETHER, _CEMETERY_SIZE, _STANDS_HELD, _STANDS_FREE = 0.62, 15, 0.7, 0.02
_LINE_STANDS_HELD, _LINE_STANDS_FREE = 0.5, 0.01


@dataclass(slots=True)
class Thing:
    """One structure, grave or line: its fields, parcel part (-1: none), shape, whether it stays."""

    subject: str
    fields: dict[str, Any]
    parcel: int
    shape: Any
    along_m: float
    stands: bool = False
    personal: dict[str, str] = field(default_factory=dict)


def structures(
    rng: np.random.Generator, course: Course, ground: Ground, plan: Plan, scale: Scale
) -> list[Thing]:
    """A house for each case that has one, annexes till the number is reached."""
    homes = [(case.parcels[0], _BUILDINGS, -1) for case in plan.cases if case.has_house]
    annexes = [(parcel, _ANNEXES, 1) for parcel, _, _ in homes][: scale.structures - len(homes)]
    return [_building(rng, course, ground, *row) for row in homes + annexes]


def _building(
    rng: np.random.Generator, course: Course, ground: Ground, parcel: int, kinds: tuple, way: int
) -> Thing:
    kind, length, depth = kinds[int(rng.integers(len(kinds)))]
    along, aside = ground.along_m[parcel] + way * (length / 2 + 0.5), ground.aside_m[parcel]
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * (length / 2, depth / 2)
    shape = shapely.Polygon(course.place(along + corners[:, 0], aside + corners[:, 1]))
    fields = {"kind": kind, "area_m2": round(length * depth, 1)}
    return Thing("structure", fields, parcel, shape, float(along))


def graves(
    rng: np.random.Generator, course: Course, ground: Ground, plan: Plan, scale: Scale
) -> list[Thing]:
    """Graves in a few cemeteries and singly in the fields."""
    free = np.flatnonzero(plan.case_of >= 0)
    places = rng.choice(free, max(1, round(scale.graves * _TOGETHER / _CEMETERY_SIZE)), False)
    together = np.repeat(places, _CEMETERY_SIZE)[: round(scale.graves * _TOGETHER)]
    single = rng.choice(free, scale.graves - len(together))
    spots = np.concatenate([together, single])
    heights = (
        np.interp(
            ground.along_m[spots],
            np.arange(len(course.points)) * 20.0,
            course.left_m + course.right_m,
        )
        / ROWS
    )
    along = ground.along_m[spots] + rng.uniform(-0.3, 0.3, len(spots)) * ground.width_m[spots]
    aside = ground.aside_m[spots] + rng.uniform(-0.3, 0.3, len(spots)) * heights
    points = np.asarray(shapely.points(course.place(along, aside)))
    named = set(places.tolist())
    return [
        _grave(rng, plan, int(spot), point, float(at), int(spot) in named)
        for spot, point, at in zip(spots, points, along, strict=True)
    ]


def _grave(
    rng: np.random.Generator, plan: Plan, parcel: int, point: Any, along: float, is_together: bool
) -> Thing:
    draw = rng.random()
    family = "known" if draw < 0.86 else "searching" if draw < 0.92 else "unclaimed"
    is_old = bool(rng.random() < 0.7)
    fields = {
        "kind": ("earth", "built", "monumental")[int(rng.choice(3, p=(0.55, 0.42, 0.03)))],
        "burial": "ossuary" if is_old else "coffin",
        "family": "known" if family == "searching" else family,
        "buried_year": int(rng.integers(1962, 2012) if is_old else rng.integers(2012, 2021)),
        "cemetery": "Khu mộ tập trung" if is_together else "",
        "destination": "Nghĩa trang nhân dân xã (giả định)",
    }
    held = plan.ground_is[parcel] in (HELD, FORESTRY)
    stands = bool(rng.random() < (_STANDS_HELD if held else _STANDS_FREE))
    dead = {"deceased_name": names.person(rng, "mf"[int(rng.integers(2))])}
    thing = Thing("grave", fields, parcel, point, along, stands)
    thing.personal = dead if family == "known" else {}
    return thing


def utilities(
    rng: np.random.Generator, course: Course, ground: Ground, plan: Plan, scale: Scale
) -> list[Thing]:
    """Lines across the corridor, a few along it."""
    return list(_lines(rng, course, ground, plan, scale.utilities))


def _lines(
    rng: np.random.Generator, course: Course, ground: Ground, plan: Plan, count: int
) -> Iterator[Thing]:
    for parcel in rng.choice(len(ground.row), count, replace=False):
        at = float(ground.along_m[parcel])
        kind, owner = _LINES[int(rng.integers(len(_LINES)))]
        station = int(at // 20)
        left, right = float(course.left_m[station]), float(course.right_m[station])
        held = plan.ground_is[parcel] in (HELD, FORESTRY)
        stands = bool(rng.random() < (_LINE_STANDS_HELD if held else _LINE_STANDS_FREE))
        skew = float(rng.uniform(-4, 4))
        if rng.random() < 0.15 and not stands:
            reach = float(rng.uniform(30, 90))
            aside = (0.7 if rng.random() < 0.5 else -0.7) * min(left, right)
            ends = ((at - reach, aside), (at + reach, aside))
        else:
            ends = ((at - skew, left - 0.5), (at + skew, 0.5 - right))
        along, aside_m = np.array(ends).T
        along = np.clip(along, 1, ground.segments_m[-1][1] - 1)
        shape = shapely.LineString(course.place(along, aside_m))
        fields = {"kind": kind, "owner": f"{owner} {names.INVENTED}"}
        yield Thing("utility", fields, -1, shape, at, stands)
