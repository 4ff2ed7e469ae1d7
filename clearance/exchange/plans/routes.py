"""Import of the alignment and the corridor from drawings."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely

from clearance.exchange.files.features import read_drawing, system_of
from clearance.exchange.lists.attributes import read_attributes
from clearance.exchange.lists.drawn_parcels import flat, place, read_shapes
from clearance.exchange.lists.location_check import Ground
from clearance.exchange.lists.row_account import JOINED
from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.plans.adoption import adopt, is_main
from clearance.exchange.plans.plan import Draft, Known, Plan, Snapshot
from clearance.exchange.plans.road_changes import (
    judge_corridor,
    judge_line,
    judge_twin,
    place_again,
    with_line,
)
from clearance.exchange.plans.stretches import put_stretches
from clearance.exchange.road.country import check_country
from clearance.exchange.road.route_tables import ALIGNMENTS, CORRIDORS
from clearance.geo import shapes as figures
from clearance.geo.alignment import Alignment
from clearance.rules.basics.faults import Fault
from clearance.rules.basics.names import slug


def import_alignment(
    path: Path, snapshot: Snapshot, name: str = "", crs: int | None = None, layer: str = "",
    column_map: Mapping[str, str] | None = None,
) -> Plan:  # fmt: skip
    """Plan the import of the centreline: one line, its first point where chainage starts.

    `crs` (EPSG) overrides the declared one. A file that cannot be used gives faults.
    """
    reading, line = read_centreline(path, snapshot, name, crs, layer, column_map)
    draft = Draft("alignment", reading, snapshot)
    if line is not None and not reading.faults:
        _put_line(draft, reading.rows[0], line, snapshot)
    return draft.finish()


def read_centreline(
    path: Path, snapshot: Snapshot, name: str = "", crs: int | None = None, layer: str = "",
    column_map: Mapping[str, str] | None = None,
) -> tuple[Reading, shapely.LineString | None]:  # fmt: skip
    """Read a centreline: its one row with faults, the line in the ground's system if it is one."""
    features = read_drawing(path, name, layer)
    reading = Reading("alignment", features.file, hashlib.sha256(path.read_bytes()).hexdigest())
    ground = Ground(snapshot.ground.crs)
    read_attributes(features, ALIGNMENTS, column_map or {}, reading)
    source, _ = system_of(features, crs, ground.crs)
    line = shapely.line_merge(shapely.multilinestrings(_lines(flat(features, reading))))
    if not isinstance(line, shapely.LineString) or shapely.is_empty(line):
        told = f"tim tuyến phải là một đường liền, không phải {shapely.get_num_geometries(line)}"
        reading.faults.append(Fault(told, "nối các đoạn lại thành một đường", features.file))
        return reading, None
    reading.skipped += [(row.sheet, row.number, JOINED) for row in reading.rows[1:]]
    features.shapes, reading.rows = np.array([line], dtype=object), reading.rows[:1]
    shapes = place(features, ground, source, reading, polygons=False)
    check_country(reading, ground)
    return reading, None if reading.faults else shapes[0]


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
    if (
        draft.plan.changes
        and is_main(values)
        and not any(is_main(a) and a["uid"] != uid for a in snapshot.alignments)
    ):
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
