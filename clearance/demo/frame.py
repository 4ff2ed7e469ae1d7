"""What stands before any household: project, units, road, packages, people and their areas."""

from dataclasses import dataclass
from datetime import date

import shapely

from clearance.demo.corridors import Corridor
from clearance.demo.intake import a_list, bring, road_of
from clearance.demo.line import surroundings
from clearance.demo.log import Log, uid_of
from clearance.demo.staff import Staff, grant
from clearance.demo.units import MERGED_ON, Unit
from clearance.exchange.plans.plan_packages import plan_packages
from clearance.geo import crs
from clearance.rules.basics.actors import TERMINAL

PROJECT_CODE, PROJECT_NAME = "HAM-YEN-DEMO", "Đường cao tốc qua Hàm Yên (dữ liệu giả định)"


@dataclass(frozen=True, slots=True)
class Frame:
    """Identifiers that later changes point to."""

    alignment_uid: str
    unit_uids: tuple[str, ...]
    unit_ends_m: tuple[int, ...]
    district_uid: str
    package_uids: dict[str, str]


def start_project(log: Log, day: int) -> None:
    """Register the project itself."""
    patch = {
        "code": PROJECT_CODE,
        "name": PROJECT_NAME,
        "crs": crs.DEFAULT,
        "usable_m": 500,
        "begun_on": date.fromordinal(day).isoformat(),
        "surveys_from": date.fromordinal(day).isoformat(),
    }
    log.add(day, TERMINAL, "project", log.project_uid, "registered", patch)


def build(log: Log, day: int, corridor: Corridor, staff: Staff) -> Frame:
    """Register units, successions, road, corridor and packages; give everyone an area."""
    uids = _units(log, day, corridor)
    alignment_uid = _road(log, day, corridor)
    packages = _packages(log, day, corridor, alignment_uid)
    district = next(u for u in corridor.land.units if u.kind == "district")
    route = tuple(uids[_key(unit)] for unit in corridor.route_units)
    ends = tuple(unit.chainage_to_m or 0 for unit in corridor.route_units)
    frame = Frame(alignment_uid, route, ends, uids[_key(district)], packages)
    _areas(log, day, corridor, staff, frame, uids)
    return frame


def _key(unit: Unit) -> tuple[str, str, str]:
    return unit.kind, unit.code, unit.valid_from or ""


def _units(log: Log, day: int, corridor: Corridor) -> dict[tuple[str, str, str], str]:
    """Register units from the top down; a province shared by several corridors only once."""
    uids: dict[tuple[str, str, str], str] = {}
    by_code: dict[str, str] = {}
    for unit in corridor.land.units:
        uid = log.uid("unit", *_key(unit)) if unit.kind != "province" else _province(log)
        uids[_key(unit)] = uid
        if unit.kind in ("province", "district"):
            by_code[unit.code] = uid
        if unit.kind != "province" or corridor.number == 0:
            patch = {
                "code": unit.code,
                "name": unit.name,
                "kind": unit.kind,
                "parent_uid": by_code.get(unit.parent_code or ""),
                "valid_from": unit.valid_from,
                "valid_to": unit.valid_to,
                "chainage_from_m": unit.chainage_from_m,
                "chainage_to_m": unit.chainage_to_m,
                **_shape(unit.shape),
            }
            log.add(day, TERMINAL, "unit", uid, "registered", patch)
    _successions(log, day, corridor, uids)
    return uids


def _province(log: Log) -> str:
    """Identifier of the province: one for all corridors of a demo, another in another demo."""
    return uid_of("province", log.project_uid)


def _successions(
    log: Log, day: int, corridor: Corridor, uids: dict[tuple[str, str, str], str]
) -> None:
    for old in corridor.land.units:
        if old.successor_code:
            pair = uids[_key(old)], uids["commune", old.successor_code, MERGED_ON]
            patch = {"old_uid": pair[0], "new_uid": pair[1], "on_date": MERGED_ON, "kind": "merge"}
            log.add(day, TERMINAL, "succession", log.uid("succession", *pair), "registered", patch)


def _road(log: Log, day: int, corridor: Corridor) -> str:
    uid, land = log.uid("alignment"), corridor.land
    patch = {
        "code": corridor.code,
        "name": corridor.name,
        "start_m": 0,
        "length_m": land.alignment.length_m,
        "calibration": "[]",
        **_shape(land.course.line),
    }
    log.add(day, TERMINAL, "alignment", uid, "registered", patch)
    way = {"code": f"GPMB-{corridor.code}", "alignment_uid": uid, **_shape(land.corridor)}
    log.add(day, TERMINAL, "corridor", log.uid("corridor"), "registered", way)
    for kind, name, line in surroundings(land.alignment):
        drawn = {
            "code": f"{kind.upper()}-{corridor.code}",
            "name": name,
            "kind": kind,
            **_shape(line),
        }
        log.add(day, TERMINAL, "base_feature", log.uid("base", kind), "registered", drawn)
    return uid


def _packages(log: Log, day: int, corridor: Corridor, alignment_uid: str) -> dict[str, str]:
    """Bring the list of packages in; gives the uid of each by code."""
    rows = [
        {"code": code, "contractor": contractor, "chainage_from_m": start, "chainage_to_m": end}
        for code, contractor, start, end in corridor.land.packages
    ]
    listed = a_list("packages", f"goi-thau-{corridor.prefix or 'ham-yen'}.xlsx", rows)
    snapshot = road_of(log, corridor, alignment_uid)
    return bring(log, day, TERMINAL, plan_packages(listed, snapshot))


def _areas(
    log: Log,
    day: int,
    corridor: Corridor,
    staff: Staff,
    frame: Frame,
    uids: dict[tuple[str, str, str], str],
) -> None:
    """Cadres have their commune and, from the merger on, its successor; the rest the district."""
    since = date.fromordinal(day).isoformat()
    for team, unit, uid in zip(staff.cadres, corridor.route_units, frame.unit_uids, strict=True):
        later = uids.get(("commune", unit.successor_code or "", MERGED_ON))
        for cadre in team:
            grant(log, day, cadre, uid, since)
            if later:
                grant(log, day, cadre, later, MERGED_ON)
    merged = [uid for (kind, _, start), uid in uids.items() if kind == "commune" and start]
    for person in (staff.leader, staff.office, staff.liaison):
        grant(log, day, person, frame.district_uid, since)
        for uid in merged:
            grant(log, day, person, uid, MERGED_ON)


def _shape(shape: shapely.Geometry | None) -> dict[str, object]:
    if shape is None:
        return {}
    return {"shape": shapely.to_wkb(shape, hex=True), "crs": crs.DEFAULT}
