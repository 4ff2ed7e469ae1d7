"""Import plan of drawn parcels: shapes and places, matched to households by code or number."""

from collections.abc import Mapping
from typing import Any

from clearance.exchange.lists.location_check import label, settled
from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.plans.matching import Households, Parcels, Units
from clearance.exchange.plans.plan import Draft, Known, Plan, Snapshot
from clearance.exchange.plans.plan_households import parcel_code
from clearance.exchange.road.double_ground import upon_known
from clearance.exchange.road.put_out import PutOut
from clearance.geo.places import METRES
from clearance.rules.basics.faults import Fault

OWN = (
    "map_sheet_no",
    "parcel_no",
    "area_total_m2",
    "area_recovered_m2",
    "land_use_code",
    "origin",
    "encumbrance",
    "is_public",
    "alignment_uid",
    "chainage_from_m",
    "chainage_to_m",
    "side",
    "offset_m",
    "parts",
    "outside",
    "scope",
    "shape",
    "crs",
)
PLACE = (*METRES, "outside")


def plan_parcels(reading: Reading, snapshot: Snapshot, outside: str = "") -> Plan:
    """Changes that give the known parcels these shapes, and register the others.

    `outside`: confirmation for parcels outside every corridor, "aside" or "blocks".
    """
    return _ParcelPlanner(reading, snapshot, outside).run(reading.rows)


class _ParcelPlanner:
    def __init__(self, reading: Reading, snapshot: Snapshot, outside: str) -> None:
        self._outside, self._put_out = outside, PutOut(snapshot.ground)
        self._draft = Draft("parcels", reading, snapshot)
        self._units = Units(snapshot)
        self._parcels = Parcels(snapshot, self._units)
        self._households = Households(snapshot, self._units, self._parcels)
        self._nearest: dict[str, int] = {}
        self._met: dict[str, Row] = {}

    def run(self, rows: list[Row]) -> Plan:
        placed = [row for row in rows if "shape" in row.values and _is_named(row.values)]
        shapes = [row.values["shape"] for row in placed]
        for row, there in zip(placed, self._units.holding(shapes), strict=True):
            self._parcel(row, there)
        for uid, metres in self._nearest.items():
            self._draft.put("household", self._households.by_uid[uid], {"chainage_m": metres})
        self._tell_ownerless(placed)
        self._tell_upon_known(placed)
        if not self._outside:
            self._draft.plan.faults.extend(self._put_out.faults())
        return self._draft.finish()

    def _parcel(self, row: Row, there: Known | None) -> None:
        values = row.values
        household = self._household(row)
        unit = self._unit(row, household, there)
        known = self._known(values, unit)
        if household is False or (unit is None and known is None):
            if household is not False:
                self._fault(row, "không rõ thửa ở xã nào", "thêm cột tên xã")
            return
        patch: dict[str, Any] = {name: values.get(name) for name in OWN}
        cleared = PLACE if "outside" in values else ()
        patch |= settled({n: values[n] for n in cleared}, known, self._outside == "blocks")
        self._put_out.note(row, known)
        holder = (known or {}).get("household_uid")
        if household:
            if holder and holder != household["uid"]:
                told = f"thửa đang thuộc hộ khác, không phải {household['code']}"
                self._fault(row, told, "xem lại mã hộ của thửa")
                return
            holder = patch["household_uid"] = household["uid"]
        if known is None and unit is not None:
            patch |= {"code": self._code(values, unit), "unit_uid": unit["uid"]}
        if self._is_second(row, str((known or patch)["code"])):
            return
        self._draft.put("parcel", known, patch, cleared=cleared)
        self._draft.sample({"code": (known or patch)["code"], **patch})
        self._remember(holder, values)

    def _fault(self, row: Row, message: str, remedy: str) -> None:
        self._draft.plan.faults.append(row.fault(message, remedy, "", label(row)))

    def _household(self, row: Row) -> Any:
        """The household of the row's code; None without a code, False for an unknown one."""
        code = row.values.get("household_code")
        if not code:
            return None
        household = self._households.by_code.get(code)
        if household is None:
            self._fault(row, f"không có hộ mã {code}", "nhập danh sách hộ trước, hoặc sửa mã")
        return household or False

    def _unit(self, row: Row, household: Any, there: Known | None) -> Known | None:
        """The unit written, else the household's, else where the parcel lies."""
        if written := row.values.get("unit"):
            unit = self._units.find(written)
            if unit is None:
                self._fault(
                    row, f"không có đơn vị “{written}”", f"một trong: {self._units.names()}"
                )
            return unit
        if household:
            return self._units.of(household)
        return there or self._units.at_chainage(row.values.get("chainage_from_m"))

    def _known(self, values: Mapping[str, Any], unit: Known | None) -> Known | None:
        if code := values.get("code"):
            return self._parcels.by_code.get(code)
        return self._parcels.find(unit, values.get("map_sheet_no"), values.get("parcel_no"))

    def _code(self, values: Mapping[str, Any], unit: Known) -> str:
        written = values.get("code")
        return written or parcel_code(unit, values["map_sheet_no"], values["parcel_no"])

    def _is_second(self, row: Row, code: str) -> bool:
        """Whether another feature of the file is the same parcel; adds a fault."""
        first = self._met.setdefault(code, row)
        if first is not row:
            self._fault(row, f"cùng thửa {code} với hình số {first.number}", "mỗi thửa một hình")
        return first is not row

    def _remember(self, holder: str | None, values: Mapping[str, Any]) -> None:
        """A household without chainage is where its first parcel is."""
        household = self._households.by_uid.get(holder or "")
        start = values.get("chainage_from_m")
        if household and household.get("chainage_m") is None and start is not None:
            uid = household["uid"]
            self._nearest[uid] = min(start, self._nearest.get(uid, start))

    def _tell_upon_known(self, rows: list[Row]) -> None:
        """Name new parcels that mostly lie in a known one: their area would be counted twice."""
        new = [
            c.patch
            for c in self._draft.plan.changes
            if c.subject == "parcel" and c.fact == "registered" and c.patch.get("shape")
        ]
        outlines = [str(patch["shape"]) for patch in new]
        snapshot = self._draft.snapshot
        found = upon_known(outlines, snapshot.parcels, snapshot.ground.crs)
        remedy = "nếu là phần của thửa ấy: tách thửa ở trang Biến động, đừng nhập thêm"
        for patch, code in zip(new, found, strict=True):
            if code:
                told = f"thửa {patch['code']} nằm trong thửa {code} đã có, diện tích tính hai lần"
                self._draft.plan.notes.append(Fault(told, remedy, rows[0].file))

    def _tell_ownerless(self, rows: list[Row]) -> None:
        count = sum(
            "household_uid" not in c.patch
            for c in self._draft.plan.changes
            if c.subject == "parcel" and c.fact == "registered"
        )
        if count:
            first = rows[0]
            self._draft.plan.notes.append(
                Row(first.file, first.sheet, 0, {}).fault(f"{count} thửa mới chưa có hộ")
            )


def _is_named(values: Mapping[str, Any]) -> bool:
    """Whether a code, or sheet and number, says which parcel it is; else a fault names the row."""
    return "code" in values or {"map_sheet_no", "parcel_no"} <= values.keys()
