"""Import plan of a household list: households, and their parcels by sheet and number."""

from collections.abc import Mapping
from typing import Any

from clearance.exchange.lists.households import HouseholdEntry
from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.plans.matching import Households, Parcels, Units
from clearance.exchange.plans.plan import Draft, Known, Plan, Snapshot, short_mark
from clearance.exchange.plans.sums import REGISTER, unfounded
from clearance.rules.basics.names import fold, slug

OWN = (
    "village",
    "is_relocating",
    "chainage_m",
    "approved_vnd",
    "paid_vnd",
    "full_name",
    "spouse_name",
    "phone",
    "id_number",
    "address",
    "note",
)


def parcel_code(unit: Known, sheet: object, number: object) -> str:
    """The code for a parcel without one: unit, sheet, number."""
    return slug(unit["code"], sheet, number)


def plan_households(reading: Reading, entries: list[HouseholdEntry], snapshot: Snapshot) -> Plan:
    """Changes that bring the known households and parcels to the list's values."""
    return _HouseholdPlanner(reading, snapshot).run(entries)


class _HouseholdPlanner:
    def __init__(self, reading: Reading, snapshot: Snapshot) -> None:
        self._draft = Draft("households", reading, snapshot)
        self._titles = reading.titles
        self._units = Units(snapshot)
        self._parcels = Parcels(snapshot, self._units)
        self._households = Households(snapshot, self._units, self._parcels)
        self._codes: dict[str, HouseholdEntry] = {}
        self._met: dict[str, HouseholdEntry] = {}

    def run(self, entries: list[HouseholdEntry]) -> Plan:
        for entry in entries:
            unit = self._unit(entry)
            if unit is not None and entry.values.get("full_name"):
                self._household(entry, unit)
        return self._draft.finish()

    def _fault(
        self, row: Row, message: str, remedy: str, column: str = "", value: object = ""
    ) -> None:
        self._draft.plan.faults.append(row.fault(message, remedy, column, value))

    def _unit(self, entry: HouseholdEntry) -> Known | None:
        """The commune: its own cell, else the known household's, the title's or the tab's."""
        written = entry.values.get("unit")
        if written:
            unit = self._units.find(written)
            if unit is None:
                remedy = f"ghi một trong: {self._units.names()}"
                self._fault(entry.row, "không có đơn vị này", remedy, "Xã", written)
            return unit
        code = entry.values.get("household_code")
        known = self._households.by_code.get(code or "")
        of_known = self._units.of(known) if known else None
        title = self._titles.get(entry.row.sheet, "")
        unit = of_known or self._units.in_text(title, entry.row.sheet, entry.row.file)
        if unit is None:
            self._fault(entry.row, "không rõ hộ ở xã nào", "thêm cột Xã", "Xã")
        return unit if of_known else self._agreed(entry, unit)

    def _agreed(self, entry: HouseholdEntry, unit: Known | None) -> Known | None:
        """The title's commune, unless the village's cell names another: then a fault."""
        village = entry.values.get("village") or ""
        stated = self._units.stated_in(village)
        if unit is None or stated is None or stated["code"] == unit["code"]:
            return unit
        told = f"xã trong ô này khác xã ở tiêu đề ({unit['name']})"
        self._fault(entry.row, told, "thêm cột Xã, ghi xã của hộ", "Thôn", village)
        return None

    def _household(self, entry: HouseholdEntry, unit: Known) -> None:
        values = entry.values
        numbers = [row.values for row in entry.parcels]
        known = self._households.find(values, unit, numbers)
        patch: dict[str, Any] = {name: values.get(name) for name in OWN}
        if known is None:
            code = values.get("household_code") or self._new_code(entry, unit)
            patch |= {"code": code, "unit_uid": unit["uid"], "kind": values["kind"]}
        elif not self._is_plausible(entry, known):
            return
        elif self._units.key(known.get("unit_uid")) != unit["code"]:
            patch["unit_uid"] = unit["uid"]
        dates = self._draft.snapshot.taken.get(known["uid"] if known else "", {})
        if fault := unfounded(values, known, dates, REGISTER):
            self._draft.plan.faults.append(entry.row.fault(*fault))
        uid = self._draft.put("household", known, patch)
        self._draft.sample(
            {
                "code": (known or patch)["code"],
                "unit": unit["name"],
                **patch,
                "parcels": len(numbers),
            }
        )
        for row in entry.parcels:
            self._parcel(row, unit, uid)

    def _is_plausible(self, entry: HouseholdEntry, known: Known) -> bool:
        """Whether the entry may be the known household: not with another name and number."""
        first = self._met.setdefault(known["uid"], entry)
        if first is not entry:
            told = f"cùng là hộ {known['code']} với dòng {first.row.number}"
            self._fault(entry.row, told, "gộp hai dòng, hoặc ghi mã hộ khác")
            return False
        values = entry.values
        renamed = fold(known.get("full_name") or "") not in ("", fold(values["full_name"]))
        other_id = known.get("id_number") and values.get("id_number") not in (
            None,
            known["id_number"],
        )
        if renamed and other_id:
            told = f"mã hộ {known['code']} đang thuộc người khác tên, khác số định danh"
            self._fault(entry.row, told, "xem lại mã hộ", "Mã hộ", known["code"])
            return False
        if renamed:
            self._draft.plan.notes.append(
                entry.row.fault(f"tên khác với hộ {known['code']} đã có; sẽ đổi tên")
            )
        return True

    def _new_code(self, entry: HouseholdEntry, unit: Known) -> str:
        """A code from the content: the first parcel's, else a hash of name and village."""
        first = min((_number(row) for row in entry.parcels), default=None)
        words = entry.values["full_name"], entry.values.get("village")
        mark = first or (short_mark(self._draft.snapshot.project_uid, unit["code"], *words),)
        base = slug("H", unit["code"], *mark)
        code, count = base, 1
        while self._codes.setdefault(code, entry) is not entry or code in self._households.by_code:
            count += 1
            code = f"{base}-{count}"
        return code

    def _parcel(self, row: Row, unit: Known, household_uid: str) -> None:
        """Join a parcel to its household; a parcel of somebody else is a fault."""
        sheet, number = row.values.get("map_sheet_no"), row.values.get("parcel_no")
        known = self._parcels.find(unit, sheet, number)
        holder = known.get("household_uid") if known else None
        if holder and holder != household_uid:
            code = self._households.by_uid.get(holder, {}).get("code", "khác")
            remedy = "xem lại số thửa, hoặc sửa chủ sử dụng của thửa trước"
            self._fault(row, f"thửa này đang thuộc hộ {code}", remedy, "Thửa", f"{sheet}/{number}")
            return
        patch: dict[str, Any] = {**row.values, "household_uid": household_uid}
        if known is None:
            patch |= {"code": parcel_code(unit, sheet, number), "unit_uid": unit["uid"]}
        self._draft.put("parcel", known, patch)


def _number(row: Row) -> tuple[str, str]:
    values: Mapping[str, Any] = row.values
    return str(values.get("map_sheet_no", "")), str(values["parcel_no"])
