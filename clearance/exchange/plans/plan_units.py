"""Import of administrative units, outlined or not."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from clearance.exchange.lists.drawn_parcels import read_shapes
from clearance.exchange.lists.location_check import Ground
from clearance.exchange.lists.rows import Reading
from clearance.exchange.plans.country import check_country
from clearance.exchange.plans.matching import LOCAL
from clearance.exchange.plans.plan import Draft, Known, Plan, Snapshot
from clearance.exchange.plans.stretches import stretches
from clearance.exchange.road.route_tables import UNITS
from clearance.rules.basics.faults import Fault
from clearance.rules.basics.names import fold


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
