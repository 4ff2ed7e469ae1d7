"""Import plan of structures and utility lines: joined by code, placed along the road."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clearance.exchange.lists.location_check import settled
from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.plans.matching import ContentCodes, Households, Parcels, Units
from clearance.exchange.plans.plan import Draft, Known, Plan, Snapshot
from clearance.exchange.plans.roads import roads_of
from clearance.exchange.road.put_out import PutOut
from clearance.geo.places import METRES
from clearance.rules.basics.faults import Fault

PLACE = (*METRES, "outside")
#: What tells a thing without a code from others, beside its unit.
TELLING = ("kind", "owner", "household_code", "full_name", "map_sheet_no", "parcel_no",
           "chainage_from_m", "chainage_to_m", "side", "shape")  # fmt: skip
#: A chainage of a list further (m) from where the thing is drawn is noted.
AWAY_M = 50


@dataclass(frozen=True, slots=True)
class ThingKind:
    """One kind of thing: import target, subject, letters of its codes, word, own fields."""

    target: str
    subject: str
    letters: str
    noun: str
    own: tuple[str, ...]
    known: Callable[[Snapshot], Sequence[Known]]


STRUCTURE = ThingKind(
    "structures", "structure", "CT", "nhà, công trình", ("kind", "area_m2", "scope"),
    lambda s: s.structures)  # fmt: skip
UTILITY = ThingKind(
    "utilities", "utility", "HT", "hạ tầng kỹ thuật", ("kind", "owner", "scope"),
    lambda s: s.utilities)  # fmt: skip


def plan_things(reading: Reading, snapshot: Snapshot, kind: ThingKind, outside: str = "") -> Plan:
    """Changes that bring the known things to the values of a list or drawing, by code.

    `outside`: confirmation for what lies outside every corridor, "aside" or "blocks".
    """
    return _ThingPlanner(reading, snapshot, kind, outside).run(reading)


class _ThingPlanner:
    def __init__(self, reading: Reading, snapshot: Snapshot, kind: ThingKind, outside: str) -> None:
        self._kind, self._outside = kind, outside
        self._put_out = PutOut(snapshot.ground, kind.noun)
        self._draft = Draft(kind.target, reading, snapshot)
        self._titles, self._roads = reading.titles, roads_of(snapshot)
        self._units = Units(snapshot)
        self._parcels = Parcels(snapshot, self._units)
        self._households = Households(snapshot, self._units, self._parcels)
        self._known = {row["code"]: row for row in kind.known(snapshot)}
        self._codes = ContentCodes(snapshot.project_uid, kind.letters)
        self._named: dict[str, Known | None] = {}
        self._loose = self._unowned = 0

    def run(self, reading: Reading) -> Plan:
        for row, there in zip(reading.rows, self._there(reading.rows), strict=True):
            self._draft.plan.faults.extend(self._put(row, there))
        if not self._outside:
            self._draft.plan.faults.extend(self._put_out.faults())
        self._tell()
        return self._draft.finish()

    def _there(self, rows: list[Row]) -> list[Known | None]:
        """The unit each thing lies in by the outlines known; None for what is not drawn."""
        spots = iter(self._units.holding([s for row in rows if (s := row.values.get("shape"))]))
        return [next(spots) if row.values.get("shape") else None for row in rows]

    def _put(self, row: Row, there: Known | None) -> list[Fault]:
        """Plan one thing; its faults when it cannot be taken."""
        known = self._known.get(row.values.get("code") or "")
        road = self._roads.uid_of(row, known)
        off = None
        if isinstance(road, str) and "shape" not in row.values:
            off = self._roads.off_road(row, road)
        unit = self._unit(row, known, there)
        household = self._household(row, unit)
        if isinstance(unit, Fault) and household and not isinstance(household, Fault):
            unit = self._units.of(household) or unit
        faults = [f for f in (road, off, unit, household) if isinstance(f, Fault)]
        if not faults and (other := self._others(row, known, household)):
            faults = [other]
        if not faults:
            self._add(row, known, unit, household, str(road))
        return faults

    def _others(self, row: Row, known: Known | None, household: Any) -> Fault | None:
        """A fault when the known thing is of another household than the row says."""
        owner = (known or {}).get("household_uid")
        if not household or not owner or owner == household["uid"]:
            return None
        code = self._households.by_uid.get(owner, {}).get("code", "khác")
        told = f"{self._kind.noun} này đang thuộc hộ {code}"
        return row.fault(told, "xem lại mã hộ", "Mã hộ", household["code"])

    def _add(self, row: Row, known: Known | None, unit: Any, household: Any, road: str) -> None:
        values = row.values
        code = values.get("code") or self._codes.next(unit["code"], row, TELLING)
        known = known or self._known.get(code)
        patch = {name: values.get(name) for name in self._kind.own}
        patch |= self._place(row, known, road)
        patch |= self._links(row, unit, household)
        if known is None:
            patch |= {"code": code, "unit_uid": unit["uid"]}
        elif self._units.key(known.get("unit_uid")) != unit["code"]:
            patch["unit_uid"] = unit["uid"]
        self._put_out.note(row, known)
        cleared = PLACE if "outside" in values else ()
        self._draft.put(self._kind.subject, known, patch, cleared=cleared)
        shown = {n: v for n, v in patch.items() if not n.endswith("_uid")}
        self._draft.sample({**shown, "code": code, "unit": unit["name"]})

    def _place(self, row: Row, known: Known | None, road: str) -> dict[str, Any]:
        """Shape and metres; of a thing already drawn a list's chainages say nothing new."""
        values = row.values
        if "shape" in values:
            drawn = {name: values.get(name) for name in ("shape", "crs", "alignment_uid")}
            place = {name: values[name] for name in PLACE if name in values}
            return drawn | settled(place, known, self._outside == "blocks")
        start = values.get("chainage_from_m")
        if known and known.get("shape"):
            self._note_away(row, known, start)
            return {}
        listed = ("chainage_from_m", "chainage_to_m", "side")
        return {n: values.get(n) for n in listed} | {"alignment_uid": road or None}

    def _note_away(self, row: Row, known: Known, start: int | None) -> None:
        drawn = known.get("chainage_from_m")
        if start is not None and drawn is not None and abs(start - drawn) > AWAY_M:
            told = f"lý trình cách hình đã vẽ {abs(start - drawn)} m; giữ theo hình vẽ"
            self._draft.plan.notes.append(row.fault(told, "xem lại mã hoặc lý trình", "Lý trình"))

    def _unit(self, row: Row, known: Known | None, there: Known | None) -> Known | Fault:
        """The unit written, the known thing's, where it lies, its title's; or why there is none."""
        if written := row.values.get("unit"):
            remedy = f"ghi một trong: {self._units.names()}"
            fault = row.fault("không có đơn vị này", remedy, "Xã", written)
            return self._units.find(written) or fault
        found = (
            (self._units.of(known) if known else None)
            or there
            or self._titled(row.sheet, row.file)
            or self._units.at_chainage(row.values.get("chainage_from_m"))
        )
        remedy = "thêm cột Xã, hoặc nhập đơn vị hành chính trước"
        told, code = f"không rõ {self._kind.noun} ở xã nào", row.values.get("code")
        return found or row.fault(told, remedy, "Xã", code)

    def _titled(self, sheet: str, file: str) -> Known | None:
        """The only unit named above a sheet, on its tab or in the file's name; asked once each."""
        if sheet not in self._named:
            self._named[sheet] = self._units.in_text(self._titles.get(sheet, ""), sheet, file)
        return self._named[sheet]

    def _household(self, row: Row, unit: Known | Fault) -> Known | Fault | None:
        """The household of the row's code or name, or why there is none; None when not named."""
        values: Mapping[str, Any] = row.values
        code, name = values.get("household_code"), values.get("full_name")
        remedy = "nhập danh sách hộ trước, hoặc sửa lại"
        if code:
            known = self._households.by_code.get(code)
            return known or row.fault("không có hộ mang mã này", remedy, "Mã hộ", code)
        if not name:
            return None
        found = self._households.find(values, None if isinstance(unit, Fault) else unit, [values])
        told = "không tìm thấy hộ này, hoặc có nhiều hộ trùng tên"
        return found or row.fault(told, f"ghi mã hộ; {remedy}", "Họ và tên chủ hộ", name)

    def _links(self, row: Row, unit: Known, household: Known | None) -> dict[str, Any]:
        """Household and parcel of a structure; a parcel named but not known is counted."""
        if self._kind is UTILITY:
            return {}
        values = row.values
        parcel = self._parcels.find(unit, values.get("map_sheet_no"), values.get("parcel_no"))
        self._loose += bool(values.get("parcel_no") and parcel is None)
        known = (self._known.get(values.get("code") or "") or {}).get("household_uid")
        owner = household["uid"] if household else known or (parcel or {}).get("household_uid")
        self._unowned += not owner
        return {"household_uid": owner, "parcel_uid": (parcel or {}).get("uid")}

    def _tell(self) -> None:
        plan = self._draft.plan
        if self._loose:
            told = f"{self._loose} dòng ghi số thửa chưa có trong hệ thống, chưa gắn với thửa"
            plan.notes.append(Fault(told, "nhập thửa rồi nhập lại tệp này", plan.file))
        if self._unowned:
            told = f"{self._unowned} {self._kind.noun} chưa rõ của hộ nào"
            plan.notes.append(Fault(told, "thêm cột Mã hộ nếu là của hộ", plan.file))
