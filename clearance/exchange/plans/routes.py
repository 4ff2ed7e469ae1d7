"""Import of units, the alignment and the corridor from drawings."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from clearance.exchange.files.features import read_drawing, system_of
from clearance.exchange.lists.attributes import read_attributes
from clearance.exchange.lists.drawn_parcels import flat, place, read_shapes
from clearance.exchange.lists.location_check import Ground
from clearance.exchange.lists.row_account import JOINED
from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.lists.tables import Table, column
from clearance.exchange.plans.adoption import adopt
from clearance.exchange.plans.country import check_country
from clearance.exchange.plans.matching import LOCAL
from clearance.exchange.plans.plan import Draft, Known, Plan, Snapshot
from clearance.exchange.plans.plan_households import slug
from clearance.exchange.plans.road_changes import (
    judge_corridor,
    judge_line,
    judge_twin,
    place_again,
    with_line,
)
from clearance.exchange.plans.stretches import put_stretches, stretches
from clearance.geo import shapes as figures
from clearance.geo.alignment import Alignment
from clearance.rules.basics.faults import Fault
from clearance.rules.basics.names import fold

UNIT_KINDS = {"tinh": "province", "province": "province", "huyen": "district",
              "district": "district", "xa": "commune", "commune": "commune",
              "phuong": "commune", "thi tran": "townlet", "townlet": "townlet"}  # fmt: skip
ROAD_KINDS = {"tuyen chinh": "main", "chinh": "main", "main": "main", "nhanh": "ramp",
              "nhanh nut giao": "ramp", "ramp": "ramp", "duong gom": "service_road",
              "gom": "service_road", "service road": "service_road",
              "service_road": "service_road"}  # fmt: skip
UNITS = Table("units", "đơn vị hành chính", (
    column("code", "code", "Mã", "Mã xã|Mã đơn vị|ma_xa|maxa|code|id", required=True),
    column("name", "text", "Tên", "Tên xã|Tên đơn vị|ten_xa|tenxa|ten|name", required=True),
    column("kind", "choice", "Cấp", "Loại|Loại đơn vị|loai|kind|type", options=UNIT_KINDS),
    column("parent_code", "code", "Mã cấp trên", "parent_code|parent|ma_huyen|mahuyen"),
    column("valid_from", "date", "Từ ngày", "valid_from"),
    column("valid_to", "date", "Đến ngày", "valid_to"),
    column("successor_code", "code", "Mã đơn vị kế thừa", "successor_code|successor|ma_moi"),
))  # fmt: skip
ALIGNMENTS = Table("alignment", "tim tuyến", (
    column("code", "code", "Mã tuyến", "Mã|code|ma_tuyen"),
    column("name", "text", "Tên tuyến", "Tên|name|ten|ten_tuyen"),
    column("start_m", "whole", "Lý trình đầu (m)", "start_m|Lý trình đầu"),
    column("kind", "choice", "Loại đường", "Loại|kind|loai|loai_duong", options=ROAD_KINDS),
    column("calibration", "note", "Bảng lý trình", "calibration"),
))  # fmt: skip
CORRIDORS = Table("corridor", "phạm vi GPMB", (
    column("code", "code", "Mã", "code|ma"),
    column("alignment_code", "code", "Mã tuyến", "alignment_code|alignment|ma_tuyen"),
))  # fmt: skip


def import_units(
    path: Path, snapshot: Snapshot, name: str = "", crs: int | None = None, layer: str = "",
    column_map: Mapping[str, str] | None = None,
) -> Plan:  # fmt: skip
    """Plan the import of administrative units, outlined or not; parents, successors by code.

    `crs` (EPSG) overrides the declared one. A file that cannot be used gives faults.
    """
    ground = Ground(snapshot.ground.crs)
    reading, _ = read_shapes(path, UNITS, ground, name, crs, layer, column_map, may_miss=True)
    check_country(reading, ground)
    draft = Draft("units", reading, snapshot)
    _put_units(draft, reading, snapshot)
    return draft.finish()


def _put_units(draft: Draft, reading: Reading, snapshot: Snapshot) -> None:
    """Plan the units from the top down, then their successions."""
    known = {_unit_key(row): row for row in snapshot.units}
    uids = {row["code"]: row["uid"] for row in snapshot.units}
    ended: list[tuple[str, str, str | None]] = []
    order = {kind: place for place, kind in enumerate(("province", "district", *LOCAL))}
    fit = []
    for row in sorted(reading.rows, key=lambda r: order.get(r.values.get("kind", ""), 2)):
        if row.values.get("code") and row.values.get("name"):
            fit.append({**row.values, "kind": row.values.get("kind") or "commune"})
        else:
            draft.plan.faults.append(row.fault("thiếu mã hoặc tên đơn vị", "điền đủ"))
    for values, along in zip(fit, _along(draft, known, fit), strict=True):
        values["parent_uid"] = uids.get(values.pop("parent_code", None) or "")
        successor = values.pop("successor_code", None)
        values |= along
        key = _unit_key(values)
        uid = draft.put("unit", _find_unit(known, values), values, key="/".join(key))
        uids[values["code"]] = uids.get(values["code"], uid) if values.get("valid_to") else uid
        if successor:
            ended.append((uid, successor, values.get("valid_to")))
        draft.sample(values)
    _put_successions(draft, snapshot, ended, uids)


def _along(
    draft: Draft, known: Mapping[tuple[str, ...], Known], fit: list[dict[str, Any]]
) -> list[dict[str, int]]:
    """The stretch of the road in each unit, the neighbours known already counted among them."""
    snapshot = draft.snapshot
    if snapshot.ground.alignment is None:
        told = "chưa có tim tuyến nên chưa tính được lý trình của các xã"
        draft.plan.notes.append(Fault(told, "nhập tim tuyến; lý trình được tính ngay khi đó",
                                      draft.plan.file))  # fmt: skip
        return [{} for _ in fit]
    again = {found["uid"] for values in fit if (found := _find_unit(known, values))}
    others = [unit for unit in snapshot.units if unit["uid"] not in again]
    return stretches(snapshot.ground.alignment, snapshot.ground, [*fit, *others])[: len(fit)]


def _put_successions(
    draft: Draft, snapshot: Snapshot, ended: list[tuple[str, str, str | None]],
    uids: Mapping[str, str],
) -> None:  # fmt: skip
    """Plan that each ended unit went into the one that bears its successor's code today."""
    known = {(row["old_uid"], row["new_uid"]): row for row in snapshot.successions}
    for old, code, last in ended:
        new = uids.get(code)
        if new and new != old:
            day = date.fromisoformat(last) + timedelta(days=1) if last else None
            values = {"old_uid": old, "new_uid": new, "kind": "merge",
                      "on_date": day.isoformat() if day else None}  # fmt: skip
            draft.put("succession", known.get((old, new)), values, key=f"{old}/{new}")


def _unit_key(row: Known) -> tuple[str, ...]:
    """Identity of a unit: code, name, kind and first day, which a merger changes."""
    kind, since = row.get("kind") or "commune", row.get("valid_from") or ""
    return row["code"], fold(row["name"]), kind, since


def _find_unit(known: Mapping[tuple[str, ...], Known], row: Known) -> Known | None:
    """The unit meant; a row without a first day means the only one of its name."""
    key = _unit_key(row)
    alike = [unit for mark, unit in known.items() if mark[:3] == key[:3]]
    return known.get(key) or (alike[0] if len(alike) == 1 and not key[3] else None)


def import_alignment(
    path: Path, snapshot: Snapshot, name: str = "", crs: int | None = None, layer: str = "",
    column_map: Mapping[str, str] | None = None,
) -> Plan:  # fmt: skip
    """Plan the import of the centreline: one line, its first point where chainage starts.

    `crs` (EPSG) overrides the declared one. A file that cannot be used gives faults.
    """
    features = read_drawing(path, name, layer)
    reading = Reading("alignment", features.file, hashlib.sha256(path.read_bytes()).hexdigest())
    ground = Ground(snapshot.ground.crs)
    read_attributes(features, ALIGNMENTS, column_map or {}, reading)
    source, _ = system_of(features, crs, ground.crs)
    line = shapely.line_merge(shapely.multilinestrings(_lines(flat(features, reading))))
    if not isinstance(line, shapely.LineString) or shapely.is_empty(line):
        told = f"tim tuyến phải là một đường liền, không phải {shapely.get_num_geometries(line)}"
        reading.faults.append(Fault(told, "nối các đoạn lại thành một đường", features.file))
        return Draft("alignment", reading, snapshot).finish()
    reading.skipped += [(row.sheet, row.number, JOINED) for row in reading.rows[1:]]
    features.shapes, reading.rows = np.array([line], dtype=object), reading.rows[:1]
    shapes = place(features, ground, source, reading, polygons=False)
    check_country(reading, ground)
    draft = Draft("alignment", reading, snapshot)
    if not reading.faults:
        _put_line(draft, reading.rows[0], shapes[0], snapshot)
    return draft.finish()


def _lines(shapes: np.ndarray) -> np.ndarray:
    parts = shapely.get_parts(shapes[~shapely.is_missing(shapes)])
    return parts[shapely.get_type_id(parts) == 1]


def _put_line(draft: Draft, row: Row, line: shapely.LineString, snapshot: Snapshot) -> None:
    values = dict(row.values)
    start, table = values.get("start_m") or 0, values.get("calibration") or "[]"
    try:
        course = Alignment(line, start, json.loads(table))
    except (ValueError, TypeError):
        draft.plan.faults.append(
            row.fault("bảng lý trình sai", "mỗi hàng [mét đo, lý trình] tăng dần")
        )
        return
    values |= {"start_m": start, "length_m": course.length_m, "calibration": table}
    values["code"] = values.get("code") or slug(values.get("name") or "TUYEN")
    known = next((a for a in snapshot.alignments if a["code"] == values["code"]), None)
    fault = judge_line(row, known, course, values, snapshot) if known else judge_twin(
        row, course, snapshot)  # fmt: skip
    if fault:
        draft.plan.faults.append(fault)
        return
    uid = draft.put("alignment", known, values)
    if snapshot.ground.alignment_uid in ("", uid) and draft.plan.changes:
        place_again(draft, with_line(snapshot.ground, uid, course))
        adopt(draft, uid, course)
    put_stretches(draft, course, values)
    draft.sample(values)


def import_corridor(
    path: Path, snapshot: Snapshot, name: str = "", crs: int | None = None, layer: str = "",
    column_map: Mapping[str, str] | None = None,
) -> Plan:  # fmt: skip
    """Plan the import of the right of way; its polygons become one shape of one alignment.

    `crs` (EPSG) overrides the declared one. A file that cannot be used gives faults.
    """
    ground = replace(snapshot.ground, corridor=None, own=None, others=())
    reading, shapes = read_shapes(path, CORRIDORS, ground, name, crs, layer, column_map)
    draft = Draft("corridor", reading, snapshot)
    if reading.faults:
        return draft.finish()
    values = reading.rows[0].values
    line = _line_of(values.get("alignment_code"), snapshot)
    if line is None:
        remedy = "nhập tim tuyến trước, hoặc ghi mã tuyến"
        draft.plan.faults.append(reading.rows[0].fault("không rõ phạm vi của tuyến nào", remedy))
        return draft.finish()
    code = values.get("code") or f"GPMB-{line['code']}"
    whole = shapely.normalize(figures.union(shapes))
    known = next((c for c in snapshot.corridors if c["code"] == code), None)
    others = [c for c in snapshot.corridors if c.get("shape") and c["code"] != code
              and c["alignment_uid"] == line["uid"]]  # fmt: skip
    fault, ground, is_same = judge_corridor(reading.rows[0], line, whole, others, snapshot)
    if fault:
        draft.plan.faults.append(fault)
        return draft.finish()
    shape = known["shape"] if known and is_same else figures.to_hex(whole)
    draft.put("corridor", known, {"code": code, "alignment_uid": line["uid"], "shape": shape,
                                  "crs": snapshot.ground.crs})  # fmt: skip
    if draft.plan.changes and not is_same:
        place_again(draft, ground)
    area_m2 = round(shapely.area(whole), 1)
    draft.sample({"code": code, "alignment": line["code"], "area_m2": area_m2})
    return draft.finish()


def _line_of(code: str | None, snapshot: Snapshot) -> Known | None:
    fitting = [a for a in snapshot.alignments if code in (None, a["code"])]
    return fitting[0] if len(fitting) == 1 else None
