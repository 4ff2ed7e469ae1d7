"""Import of administrative units, outlined or not."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from clearance.exchange.files.drawing_files import is_drawing
from clearance.exchange.lists.drawn_parcels import read_shapes
from clearance.exchange.lists.location_check import Ground
from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.plans.matching import LOCAL
from clearance.exchange.plans.plan import Draft, Known, Plan, Snapshot
from clearance.exchange.plans.stretches import stretches
from clearance.exchange.road.country import check_country
from clearance.exchange.road.reading import CHAINAGE, FIELDS, read_along
from clearance.exchange.road.route_tables import UNITS
from clearance.rules.basics.faults import Fault
from clearance.rules.basics.names import fold

#: A commune's official code has five digits.
LOST_ZERO = re.compile(r"\d{4}")


def import_units(
    path: Path, snapshot: Snapshot, name: str = "", crs: int | None = None, layer: str = "",
    column_map: Mapping[str, str] | None = None,
) -> Plan:  # fmt: skip
    """Plan the import of administrative units from a drawing or a list; relations by code.

    `crs` (EPSG) overrides the declared one. A unit without an outline lies along the road where the
    list's chainages say. A file that cannot be used gives faults.
    """
    ground = Ground(snapshot.ground.crs)
    if is_drawing(path):
        reading, _ = read_shapes(path, UNITS, ground, name, crs, layer, column_map, may_miss=True)
        check_country(reading, ground)
        for row in reading.rows:
            _leave_to_outline(row)
    else:
        reading = read_along(path, UNITS, snapshot.ground, name, column_map)
    return plan_units(reading, snapshot)


def plan_units(reading: Reading, snapshot: Snapshot) -> Plan:
    """Changes that bring the known units to the values read; parents, successors by code."""
    draft = Draft("units", reading, snapshot)
    _put_units(draft, reading, snapshot)
    return draft.finish()


def _leave_to_outline(row: Row) -> None:
    """Drop the chainages a drawing's attributes repeat: the outline itself says them."""
    for name in FIELDS:
        row.values.pop(name, None)


def _put_units(draft: Draft, reading: Reading, snapshot: Snapshot) -> None:
    """Plan the units from the top down, then their successions."""
    known = {_unit_key(row): row for row in snapshot.units}
    uids = {row["code"]: row["uid"] for row in snapshot.units}
    ended: list[tuple[str, str, str | None]] = []
    fit = _fit(draft, reading)
    for (row, values), along in zip(fit, _along(draft, known, [v for _, v in fit]), strict=True):
        parent, successor = values.pop("parent_code", None), values.pop("successor_code", None)
        values["parent_uid"] = uids.get(parent or "")
        before = _find_unit(known, values)
        if before and before.get("shape") and not along:
            values |= dict.fromkeys(CHAINAGE)
        values |= along
        key = _unit_key(values)
        uid = draft.put("unit", before, values, key="/".join(key))
        uids[values["code"]] = uids.get(values["code"], uid) if values.get("valid_to") else uid
        if successor:
            ended.append((uid, successor, values.get("valid_to")))
        draft.sample(values)
        _note_unknown(draft, row, {"Mã cấp trên": parent}, uids)
    _put_successions(draft, snapshot, ended, uids)
    _note_unplaced(draft, [values for _, values in fit], known)
    for row, _ in fit:
        _note_unknown(draft, row, {"Mã đơn vị kế thừa": row.values.get("successor_code")}, uids)


def _fit(draft: Draft, reading: Reading) -> list[tuple[Row, dict[str, Any]]]:
    """Rows with their values, higher units first; faults for those unnamed or given twice."""
    order = {kind: place for place, kind in enumerate(("province", "district", *LOCAL))}
    met: dict[tuple[str, ...], Row] = {}
    fit = []
    for row in sorted(reading.rows, key=lambda r: order.get(r.values.get("kind", ""), 2)):
        values = {**row.values, "kind": row.values.get("kind") or "commune"}
        values.pop("ordinal", None)
        if not (values.get("code") and values.get("name")):
            draft.plan.faults.append(row.fault("thiếu mã hoặc tên đơn vị", "điền đủ"))
            continue
        first = met.setdefault(_unit_key(values), row)
        if first is not row:
            told = f"đơn vị này đã có ở dòng {first.number}"
            draft.plan.faults.append(row.fault(told, "mỗi đơn vị một dòng", "Mã", values["code"]))
            continue
        if values["kind"] in LOCAL and LOST_ZERO.fullmatch(values["code"]):
            told = "mã xã chỉ có bốn chữ số, có thể Excel đã bỏ số 0 ở đầu"
            remedy = f"định dạng ô là Text rồi ghi 0{values['code']}"
            draft.plan.notes.append(row.fault(told, remedy, "Mã", values["code"]))
        fit.append((row, values))
    return fit


def _note_unknown(
    draft: Draft, row: Row, named: Mapping[str, str | None], uids: Mapping[str, str]
) -> None:
    """A note for a code of another unit that nobody knows: the relation is not kept."""
    for column, code in named.items():
        if code and code not in uids:
            remedy = "nhập đơn vị mang mã ấy rồi nhập lại tệp này"
            draft.plan.notes.append(row.fault("không có đơn vị mang mã này", remedy, column, code))


def _note_unplaced(
    draft: Draft, fit: list[dict[str, Any]], known: Mapping[tuple[str, ...], Known]
) -> None:
    """A note when communes have neither an outline nor chainages: they lie nowhere on the road."""
    count = sum(
        values["kind"] in LOCAL
        and not values.get("shape")
        and values.get(CHAINAGE[0]) is None
        and (_find_unit(known, values) or {}).get(CHAINAGE[0]) is None
        for values in fit
    )
    if count:
        told = f"{count} xã chưa có ranh giới, chưa có lý trình: chưa biết ở đoạn nào của tuyến"
        remedy = "nhập bản vẽ ranh giới xã, hoặc ghi lý trình đầu, cuối của xã"
        draft.plan.notes.append(Fault(told, remedy, draft.plan.file))


def _along(
    draft: Draft, known: Mapping[tuple[str, ...], Known], fit: list[dict[str, Any]]
) -> list[dict[str, int]]:
    """The stretch of the road in each unit, the neighbours known already counted among them."""
    snapshot = draft.snapshot
    if not any(values.get("shape") for values in fit):
        return [{} for _ in fit]
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
