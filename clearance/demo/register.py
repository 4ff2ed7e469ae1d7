"""The lists as first handed in: households, parcel parts, graves; houses and lines by import."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import shapely

from clearance.demo import names
from clearance.demo.intake import a_list, bring, drawn
from clearance.demo.plan import FORESTRY, PUBLIC, UNSURVEYED, Case
from clearance.demo.site import Book, Site, cadre_of, placed, unit_of
from clearance.demo.surveys import declare
from clearance.demo.things import Thing
from clearance.exchange.plans.plan_things import STRUCTURE, UTILITY, ThingKind, plan_things
from clearance.geo import crs
from clearance.geo.alignment import Interval

_FIELDS = (("LUC", 0.34), ("BHK", 0.24), ("CLN", 0.26), ("RSX", 0.11), ("NTS", 0.05))
_ORIGINS = ("Nhà nước giao đất", "Nhận chuyển nhượng", "Được thừa kế", "Tự khai hoang trước 1993")
_SHEET_COLUMNS = 20
_LETTERS = {"structure": "CT", "grave": "M", "utility": "HT"}
_COMPARED = ("code", "unit_uid", "household_uid", "map_sheet_no", "parcel_no")


def register(site: Site, rng: np.random.Generator, day: int) -> Book:
    """Register all lists of a corridor on one day, each row pointing to the import."""
    log = site.log
    rows = len(site.plan.cases) + len(site.ground.row) + len(site.things["grave"])
    head = {
        "target": "parcels",
        "file_name": f"danh-sach-{site.prefix or 'ham-yen'}.gpkg",
        "rows": rows,
    }
    about = log.add(day, site.staff.office, "import_run", log.uid("import_run"), "recorded", head)
    book = Book(
        [log.uid("household", n) for n in range(len(site.plan.cases))],
        [log.uid("parcel", n) for n in range(len(site.ground.row))],
    )
    for number, case in enumerate(site.plan.cases):
        patch = _household(site, rng, number, case)
        _know(book, "households", book.households[number], patch)
        log.add(
            day,
            site.staff.office,
            "household",
            book.households[number],
            "registered",
            patch,
            about=about,
        )
    _parcels(site, rng, day, book, about)
    _graves(site, rng, day, book, about)
    for kind in (STRUCTURE, UTILITY):
        _listed(site, day, book, kind)
    declare(site, day, site.frame.alignment_uid, site.alignment.length_m, about)
    return book


def _household(site: Site, rng: np.random.Generator, number: int, case: Case) -> dict[str, Any]:
    is_family = case.kind == "household"
    return {
        "code": f"{site.prefix}HD-{number + 1:04d}",
        "unit_uid": site.frame.unit_uids[case.unit],
        "village": case.village or None,
        "kind": case.kind,
        "holder_uid": cadre_of(site, case.along_m).uid,
        "is_relocating": int(case.is_relocating),
        "chainage_m": case.along_m,
        "full_name": case.head,
        "spouse_name": case.spouse or None,
        "phone": names.phone(number),
        "id_number": names.id_number(int(rng.integers(10**9))) if is_family else None,
        "address": case.village or None,
    }


def _parcels(site: Site, rng: np.random.Generator, day: int, book: Book, about: str) -> None:
    ground, plan = site.ground, site.plan
    areas = np.round(shapely.area(ground.shapes), 1)
    hexes = shapely.to_wkb(ground.shapes, hex=True)
    homes = {case.parcels[0] for case in plan.cases if case.has_house}
    numbers: dict[tuple[int, int], int] = {}
    book.spans["parcel"] = ground.intervals
    for i, uid in enumerate(book.parcels):
        if plan.ground_is[i] == UNSURVEYED:
            continue
        unit, sheet = unit_of(site, ground.along_m[i]), int(ground.column[i]) // _SHEET_COLUMNS + 1
        numbers[unit, sheet] = numbers.get((unit, sheet), 0) + 1
        owner = int(plan.case_of[i])
        patch = {
            "code": f"{site.prefix}T-{i + 1:04d}",
            "unit_uid": site.frame.unit_uids[unit],
            "household_uid": book.households[owner] if owner >= 0 else None,
            "map_sheet_no": str(sheet),
            "parcel_no": str(numbers[unit, sheet]),
            "area_total_m2": round(float(areas[i] * rng.uniform(1, 2.5)), 1),
            "area_recovered_m2": float(areas[i]),
            "land_use_code": _land_use(rng, str(plan.ground_is[i]), i in homes),
            "origin": _ORIGINS[int(rng.integers(len(_ORIGINS)))] if owner >= 0 else None,
            "is_public": int(plan.ground_is[i] == PUBLIC),
            **placed(site, ground.intervals[i]),
            "shape": hexes[i],
            "crs": crs.DEFAULT,
        }
        _enter(site, day, "parcel", uid, patch, about)
        _know(book, "parcels", uid, patch)


def _know(book: Book, name: str, uid: str, patch: dict[str, Any]) -> None:
    """Keep what an import compares its rows with."""
    row = {field: patch[field] for field in _COMPARED if field in patch}
    book.known.setdefault(name, []).append({"uid": uid, **row})


def _land_use(rng: np.random.Generator, state: str, is_home: bool) -> str:
    if state in (PUBLIC, FORESTRY):
        return "RSX" if state == FORESTRY else ("SON", "DGT")[int(rng.integers(2))]
    drawn = int(rng.choice(len(_FIELDS), p=[chance for _, chance in _FIELDS]))
    return "ONT" if is_home else _FIELDS[drawn][0]


def _graves(site: Site, rng: np.random.Generator, day: int, book: Book, about: str) -> None:
    things = site.things["grave"]
    shapes = np.array([thing.shape for thing in things], dtype=object)
    book.spans["grave"] = site.alignment.intervals(shapes)
    book.things["grave"] = [site.log.uid("grave", n) for n in range(len(things))]
    hexes = shapely.to_wkb(shapes, hex=True)
    for number, thing in enumerate(things):
        patch = {
            "code": _code(site, "grave", number),
            "unit_uid": site.frame.unit_uids[unit_of(site, thing.along_m)],
            **_belongs(site, rng, book, thing),
            "holder_uid": cadre_of(site, thing.along_m).uid,
            **thing.fields,
            **thing.personal,
            **placed(site, book.spans["grave"][number]),
            "shape": hexes[number],
            "crs": crs.DEFAULT,
        }
        _enter(site, day, "grave", book.things["grave"][number], patch, about)


def _code(site: Site, subject: str, number: int) -> str:
    return f"{site.prefix}{_LETTERS[subject]}-{number + 1:03d}"


def _belongs(
    site: Site, rng: np.random.Generator, book: Book, thing: Thing
) -> dict[str, str | None]:
    """A grave is often another family's than the parcel's."""
    owner = int(site.plan.case_of[thing.parcel])
    if rng.random() < 0.7:
        owner = int(np.clip(owner + rng.integers(-30, 31), 0, len(book.households) - 1))
    is_known = thing.fields.get("family", "known") == "known"
    return {
        "parcel_uid": book.parcels[thing.parcel],
        "household_uid": book.households[owner] if is_known else None,
    }


def _listed(site: Site, day: int, book: Book, kind: ThingKind) -> None:
    """Bring houses or lines in as drawn, by the plan of their import."""
    things = site.things[kind.subject]
    places = drawn(site.road.ground, [thing.shape for thing in things])
    lots = {row["uid"]: row for row in book.known["parcels"]}
    rows = [
        {**_said(site, book, lots, kind, number, thing), **place}
        for number, (thing, place) in enumerate(zip(things, places, strict=True))
    ]
    listed = a_list(kind.target, f"{kind.target}-{site.prefix or 'ham-yen'}.gpkg", rows)
    known = book.known["households"], book.known["parcels"]
    snapshot = replace(site.road, households=known[0], parcels=known[1])
    uids = bring(site.log, day, site.staff.office, plan_things(listed, snapshot, kind))
    book.things[kind.subject] = [uids[row["code"]] for row in rows]
    book.spans[kind.subject] = [
        Interval(p["chainage_from_m"], p["chainage_to_m"], p["side"], p["offset_m"]) for p in places
    ]


def _said(
    site: Site,
    book: Book,
    lots: Mapping[str, Mapping[str, Any]],
    kind: ThingKind,
    number: int,
    thing: Thing,
) -> dict[str, Any]:
    """What the attributes say: code, commune, its own fields; of a house its household, parcel."""
    unit = site.road.units[unit_of(site, thing.along_m)]
    said = {"code": _code(site, kind.subject, number), "unit": unit["code"], **thing.fields}
    if kind is UTILITY:
        return said
    home = book.known["households"][int(site.plan.case_of[thing.parcel])]
    lot = lots[book.parcels[thing.parcel]]
    numbers = {name: lot[name] for name in ("map_sheet_no", "parcel_no")}
    return {**said, "household_code": home["code"], **numbers}


def _enter(site: Site, day: int, subject: str, uid: str, patch: dict[str, Any], about: str) -> None:
    """Register one thing of the lists, by the office."""
    site.log.add(day, site.staff.office, subject, uid, "registered", patch, about=about)
