"""Plans of merging and dividing communes: outlines united, or read from a drawing.

A drawn case lies where a point on its surface lies; an undrawn one where its parcel does, a
household where all its land does. What none of these says is asked. EPSG of the project.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from clearance.exchange.lists.drawn_parcels import read_shapes
from clearance.exchange.lists.location_check import Ground
from clearance.exchange.operations.design import File
from clearance.exchange.road.route_tables import UNITS
from clearance.geo import crs as systems
from clearance.geo.shapes import to_hex, union
from clearance.rules.basics.faults import Fault, Refused
from clearance.rules.operations.plan import Plan
from clearance.rules.operations.units import Case, NewUnit, Unit, divide, merge
from clearance.store import Store
from clearance.store.engine.connection import Row
from clearance.store.journal import meta
from clearance.store.map import shapes as drawn_shapes
from clearance.store.people import unit_cases, units

Answers = Mapping[str, str]


def plan_merge(
    store: Store, plan: Plan, uids: Sequence[str], new: NewUnit, answers: Answers
) -> Plan:
    """Fill the plan that makes the units one, with the union of their outlines."""
    known = units.list_all(store)
    olds = [_unit(store, row, plan.on_date) for row in known if row["uid"] in uids]
    drawn = NewUnit(new.code, new.name, new.kind, _united(store, uids))
    return merge(olds, drawn, known, plan, answers)


def plan_divide(
    store: Store, plan: Plan, uid: str, drawing: File | None, crs: int | None, answers: Answers
) -> Plan:
    """Fill the plan that divides a unit by the outlines of a drawing."""
    system = meta.project_crs(store) or systems.DEFAULT
    news, plan.faults = _read(drawing, crs, Ground(system))
    known = units.list_all(store)
    row = next((one for one in known if one["uid"] == uid), None)
    if plan.faults or row is None:
        return plan
    cases = _cases(store, uid, [shapely.from_wkb(new.drawn["shape"]) for new in news], system)
    return divide(_unit(store, row, plan.on_date), news, cases, known, plan, answers)


def _unit(store: Store, row: Row, on: str) -> Unit:
    counts = unit_cases.count_cases(store, row["uid"])
    return Unit(row, counts, unit_cases.list_scopes(store, row["uid"], on))


def _united(store: Store, uids: Iterable[str]) -> dict[str, Any]:
    """The common outline of units that are all drawn in one system; nothing otherwise."""
    found = [drawn_shapes.find_shape(store, uid) for uid in uids]
    rows = [row for row in found if row]
    if len(rows) != len(found) or len({row["crs"] for row in rows}) != 1:
        return {}
    outline = union([shapely.from_wkb(row["legal_wkb"]) for row in rows])
    return {"shape": to_hex(shapely.normalize(outline)), "crs": rows[0]["crs"]}


def _read(
    drawing: File | None, crs: int | None, ground: Ground
) -> tuple[list[NewUnit], list[Fault]]:
    """The new units of a drawing, each with its share of the whole area."""
    if drawing is None:
        return [], [Fault("chưa có bản vẽ ranh các xã mới", "chọn tệp")]
    try:
        reading, outlines = read_shapes(drawing[0], UNITS, ground, drawing[1], crs)
    except Refused as refused:
        return [], refused.faults
    nameless = [
        row for row in reading.rows if not (row.values.get("code") and row.values.get("name"))
    ]
    reading.faults += [row.fault("xã mới chưa có mã hoặc tên", "ghi mã và tên") for row in nameless]
    if reading.faults:
        return [], reading.faults
    areas = shapely.area(outlines)
    shares = np.round(areas / areas.sum(), 6).tolist()
    return [
        NewUnit(
            row.values["code"], row.values["name"], row.values.get("kind") or "commune",
            {"shape": to_hex(outline), "crs": ground.crs}, share,
        )
        for row, outline, share in zip(reading.rows, outlines, shares, strict=True)
    ], []  # fmt: skip


def _cases(store: Store, uid: str, outlines: list[shapely.Geometry], crs: int) -> list[Case]:
    """Every case of the unit with the number of the outline it lies in, None where nobody knows."""
    stopped = defaultdict[str, list[str]](list)
    for one in unit_cases.list_obstacles(store, uid):
        stopped[one["subject_uid"]].append(one["uid"])
    rows = unit_cases.list_cases(store, uid)
    places = {row["uid"]: _inside(row, outlines, crs) for row in rows}
    land = defaultdict[str, set[int | None]](set)
    for row in rows:
        if row["subject"] == "parcel" and row["household_uid"]:
            land[row["household_uid"]].add(places[row["uid"]])
    for row in rows:
        if row["subject"] == "household":
            own = land.get(row["uid"], set())
            places[row["uid"]] = own.pop() if len(own) == 1 else None
        elif places[row["uid"]] is None:
            places[row["uid"]] = places.get(row["parcel_uid"] or "")
    return [
        Case(row["subject"], row["uid"], row["code"], stopped[row["uid"]], places[row["uid"]])
        for row in rows
    ]


def _inside(row: Row, outlines: list[shapely.Geometry], crs: int) -> int | None:
    """The outline that holds a point on the surface of a drawn case."""
    if not row["legal_wkb"]:
        return None
    shape = systems.convert_shapes(shapely.from_wkb(bytes(row["legal_wkb"])), row["crs"], crs)
    point = shapely.point_on_surface(shape)
    held = [n for n, outline in enumerate(outlines) if shapely.intersects(outline, point)]
    return held[0] if len(held) == 1 else None
