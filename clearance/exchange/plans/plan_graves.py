"""Import plan of a grave list: each grave placed by its coordinates or its chainage."""

from typing import Any

from clearance.exchange.lists.location_check import settled
from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.plans.matching import ContentCodes, Households, Parcels, Units
from clearance.exchange.plans.plan import Draft, Known, Plan, Snapshot
from clearance.exchange.road.coordinates import locate
from clearance.geo.places import METRES

OWN = (
    "cemetery",
    "kind",
    "burial",
    "family",
    "buried_year",
    "destination",
    "planned_on",
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
    "full_name",
    "deceased_name",
    "phone",
    "note",
)
PLACE = (*METRES, "outside")
TELLING = (
    "cemetery",
    "deceased_name",
    "full_name",
    "buried_year",
    "map_sheet_no",
    "parcel_no",
    "chainage_from_m",
    "north_m",
    "east_m",
)


def plan_graves(
    reading: Reading, snapshot: Snapshot, crs: int | None = None, outside: str = ""
) -> Plan:
    """Changes that bring the known graves to the list's values; `crs` (EPSG) is that of X and Y.

    `outside`: confirmation for graves outside every corridor, "aside" or "blocks".
    """
    locate(reading, snapshot.ground, crs or snapshot.ground.crs, outside)
    return _GravePlanner(reading, snapshot, outside).run(reading)


class _GravePlanner:
    def __init__(self, reading: Reading, snapshot: Snapshot, outside: str) -> None:
        self._outside = outside
        self._draft = Draft("graves", reading, snapshot)
        self._titles, self._ground = reading.titles, snapshot.ground
        self._units = Units(snapshot)
        self._parcels = Parcels(snapshot, self._units)
        self._households = Households(snapshot, self._units, self._parcels)
        self._known = {row["code"]: row for row in snapshot.graves}
        self._codes = ContentCodes(snapshot.project_uid, "M")

    def run(self, reading: Reading) -> Plan:
        for row in reading.rows:
            unit = self._unit(row)
            if unit is not None:
                self._grave(row, unit)
        return self._draft.finish()

    def _fault(self, row: Row, message: str, remedy: str, column: str, value: object = "") -> None:
        self._draft.plan.faults.append(row.fault(message, remedy, column, value))

    def _unit(self, row: Row) -> Known | None:
        written = row.values.get("unit")
        if written:
            unit = self._units.find(written)
            if unit is None:
                remedy = f"ghi một trong: {self._units.names()}"
                self._fault(row, "không có đơn vị này", remedy, "Xã", written)
            return unit
        known = self._known.get(row.values.get("code", ""))
        of_known = self._units.of(known) if known else None
        title = self._titles.get(row.sheet, "")
        unit = (
            of_known
            or self._units.in_text(title, row.sheet, row.file)
            or self._units.at_chainage(row.values.get("chainage_from_m"))
        )
        if unit is None:
            self._fault(row, "không rõ mộ ở xã nào", "thêm cột Xã", "Xã")
        return unit

    def _grave(self, row: Row, unit: Known) -> None:
        values = row.values
        code = values.get("code") or self._codes.next(unit["code"], row, TELLING)
        known = self._known.get(code)
        patch: dict[str, Any] = {name: values.get(name) for name in OWN}
        patch["cemetery"] = values.get("cemetery") or values.get("village")
        if "outside" in values:
            place = {name: values.get(name) for name in PLACE}
            patch |= settled(place, known, self._outside == "blocks")
        if patch.get("chainage_from_m") is not None:
            patch["alignment_uid"] = patch["alignment_uid"] or self._ground.alignment_uid or None
        if known is None:
            patch |= {"code": code, "unit_uid": unit["uid"]}
        elif self._units.key(known.get("unit_uid")) != unit["code"]:
            patch["unit_uid"] = unit["uid"]
        patch |= self._links(row, unit)
        cleared = PLACE if "outside" in values else ()
        self._draft.put("grave", known, patch, cleared=cleared)
        self._draft.sample({"code": code, "unit": unit["name"], **patch})

    def _links(self, row: Row, unit: Known) -> dict[str, Any]:
        """The household and the parcel the row names."""
        values, links = row.values, {}
        if code := values.get("household_code"):
            household = self._households.by_code.get(code)
            if household is None:
                remedy = "nhập danh sách hộ trước, hoặc sửa mã"
                self._fault(row, "không có hộ mang mã này", remedy, "Mã hộ", code)
            else:
                links["household_uid"] = household["uid"]
        parcel = self._parcels.find(unit, values.get("map_sheet_no"), values.get("parcel_no"))
        if parcel:
            links["parcel_uid"] = parcel["uid"]
        return links
