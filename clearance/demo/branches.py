"""A ramp at the interchange and a service road beside the line, with some parcels on each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely

from clearance.demo.corridors import Corridor
from clearance.demo.site import Site, cadre_of, unit_of
from clearance.demo.surveys import declare
from clearance.geo import crs
from clearance.geo.alignment import Alignment
from clearance.rules.basics.actors import TERMINAL

_HALF_M, _STEP_M = 8.0, 20.0


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch as drawn: along the main line from–to, metres to its left at start and end.

    `plots` parcels follow each other on it; the last `held` still stand in the way, and the one
    numbered `bare` was never surveyed.
    """

    code: str
    name: str
    kind: str
    along: tuple[float, float]
    aside: tuple[float, float]
    plots: int
    held: int
    bare: int


BRANCHES = (
    Branch(
        "CT-TQHG-N1",
        "Nhánh N1, nút giao Hàm Yên (giả định)",
        "ramp",
        (12_480, 12_920),
        (115, 260),
        7,
        2,
        -1,
    ),
    Branch(
        "CT-TQHG-G1",
        "Đường gom G1 bên phải (giả định)",
        "service_road",
        (20_000, 21_200),
        (-75, -75),
        12,
        3,
        4,
    ),
)


def tell_branches(site: Site, road: Corridor, first: int, last: int, photos: Sequence[str]) -> None:
    """Register every branch with its corridor and parcels, and tell which were handed over."""
    for branch in BRANCHES:
        _tell(site, road, branch, first, last, photos)


def _tell(
    site: Site, road: Corridor, branch: Branch, first: int, last: int, photos: Sequence[str]
) -> None:
    count = round((branch.along[1] - branch.along[0]) / _STEP_M) + 1
    ways = (np.linspace(*branch.along, count), np.linspace(*branch.aside, count))
    line = Alignment(shapely.LineString(road.land.course.place(*ways)))
    plots = list(_plots(line, branch.plots))
    uid = _draw(site, branch, first, line, plots)
    declare(site, first + 10, uid, line.length_m)
    along = np.linspace(*branch.along, branch.plots + 1)
    for number, plot in enumerate(plots):
        if number == branch.bare:
            continue
        parcel = site.log.uid("parcel", branch.code, number)
        unit = site.frame.unit_uids[unit_of(site, along[number])]
        patch = {"alignment_uid": uid, "unit_uid": unit, **_parcel(branch, number, plot, line)}
        site.log.add(first + 10, site.staff.office, "parcel", parcel, "registered", patch)
        if number < branch.plots - branch.held:
            who, day = cadre_of(site, along[number]), last - 40 * (number + 1)
            site.log.add(
                day,
                who,
                "parcel",
                parcel,
                "handed_over",
                evidence=photos[:1],
                why="Đất do xã quản lý, bàn giao theo biên bản",
            )


def _draw(
    site: Site, branch: Branch, day: int, line: Alignment, plots: list[shapely.Polygon]
) -> str:
    """Register the branch's line and its corridor."""
    uid, way = (site.log.uid(name, branch.code) for name in ("alignment", "corridor"))
    patch = {
        "code": branch.code,
        "name": branch.name,
        "kind": branch.kind,
        "start_m": 0,
        "length_m": line.length_m,
        "calibration": "[]",
        **_shape(line.line),
    }
    site.log.add(day, TERMINAL, "alignment", uid, "registered", patch)
    outline = {
        "code": f"GPMB-{branch.code}",
        "alignment_uid": uid,
        **_shape(shapely.union_all(plots)),
    }
    site.log.add(day, TERMINAL, "corridor", way, "registered", outline)
    return uid


def _parcel(
    branch: Branch, number: int, plot: shapely.Polygon, line: Alignment
) -> dict[str, object]:
    (place,), mark = line.intervals([plot]), branch.code[-2:]
    return {
        "code": f"T-{mark}-{number + 1:02d}",
        "map_sheet_no": "90",
        "parcel_no": f"{mark}{number + 1}",
        "area_total_m2": round(plot.area, 1),
        "area_recovered_m2": round(plot.area, 1),
        "land_use_code": "BHK",
        "is_public": 0,
        "chainage_from_m": place.chainage_from_m,
        "chainage_to_m": place.chainage_to_m,
        "side": place.side,
        "offset_m": place.offset_m,
        **_shape(plot),
    }


def _plots(line: Alignment, count: int) -> Iterator[shapely.Polygon]:
    """Parcels over the full width, one after the other, with borders that neighbours share."""
    marks = np.round(np.linspace(0, line.measured_m, count + 1), 2)
    for start, end in pairwise(marks):
        along = np.linspace(start, end, 6)
        left, right = line.point_at(along, _HALF_M), line.point_at(along, -_HALF_M)
        yield shapely.Polygon(np.round(np.vstack([right, left[::-1]]), 2))


def _shape(shape: shapely.Geometry) -> dict[str, object]:
    return {"shape": shapely.to_wkb(shape, hex=True), "crs": crs.DEFAULT}
