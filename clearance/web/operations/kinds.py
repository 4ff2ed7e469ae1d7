"""Every kind of operation as pages know it: its form, and how its plan is made of the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from clearance.i18n import gettext as _
from clearance.reports.operations.households import plan_divide
from clearance.reports.operations.households import plan_merge as plan_one
from clearance.reports.operations.packages import list_choices, plan_recut
from clearance.reports.operations.parcels import plan_merge, plan_split
from clearance.rules.basics.chainage import span_text
from clearance.rules.operations.households import Second
from clearance.rules.operations.parcel_facts import Part
from clearance.rules.operations.plan import Plan
from clearance.store.cases import case_page, parcels
from clearance.web.frame.context import store, today, who
from clearance.web.operations.operation_form import (
    AlignmentRevision,
    HouseholdMerge,
    HouseholdSplit,
    Operation,
    PackageRecut,
    ParcelMerge,
    ParcelSplit,
    UnitMerge,
    UnitSplit,
)
from clearance.web.operations.road_revision import fill_revision, offer_alignments
from clearance.web.operations.unit_changes import (
    fill_divided,
    fill_merged,
    offer_divided,
    offer_ending,
)

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: its form class, what fills the choices of a form, what fills the plan.

    `fill` gives None when a field names nothing known: the fault is then beside the field.
    """

    form: type[Operation]
    offer: Callable[[Any], None]
    fill: Callable[[Any, Plan, Answers], Plan | None]


def _nothing(_form: Operation) -> None:
    """A form without lists to choose from."""


def _case(form: Operation, name: str, subject: str, code: str) -> str:
    """The uid of a thing of the person's area by its code; '' and a fault beside the field."""
    row = case_page.find_case(store(), subject, who(), today(), code.strip())
    if row is None:
        form.blame(name, _("Không có mã %(code)s trong phạm vi phụ trách.", code=code.strip()))
    return str(row["uid"]) if row else ""


def _fill_split(form: ParcelSplit, plan: Plan, answers: Answers) -> Plan | None:
    uid = _case(form, "parcel", "parcel", form.parcel.data or "")
    row = parcels.find_whole(store(), uid) if uid else {}
    parts = [_part(form, entry, row) for entry in form.parts if entry.parcel_no.data]
    return None if form.errors else plan_split(store(), plan, uid, parts, answers)


def _part(form: ParcelSplit, entry: Any, row: dict[str, Any]) -> Part:
    """A part as typed; sheet and household are the old parcel's where none is given."""
    code = (entry.household.data or "").strip()
    household = _case(form, "parts", "household", code) if code else None
    areas = {"area_total_m2": entry.area_total.area,
             "area_recovered_m2": entry.area_recovered.area}  # fmt: skip
    sheet = (entry.map_sheet_no.data or "").strip() or row.get("map_sheet_no") or ""
    return Part(sheet, entry.parcel_no.data.strip(), areas, household)


def _fill_merge(form: ParcelMerge, plan: Plan, answers: Answers) -> Plan | None:
    uids = [_case(form, "parcels", "parcel", code) for code in _codes(form.parcels.data)]
    areas = {"area_total_m2": form.area_total.area, "area_recovered_m2": form.area_recovered.area}
    part = Part(form.map_sheet_no.data or "", (form.parcel_no.data or "").strip(), areas)
    return None if form.errors else plan_merge(store(), plan, uids, part, answers)


def _fill_one(form: HouseholdMerge, plan: Plan, answers: Answers) -> Plan | None:
    kept = _case(form, "household", "household", form.household.data or "")
    gone = _case(form, "other", "household", form.other.data or "")
    return None if form.errors else plan_one(store(), plan, kept, gone, answers)


def _fill_two(form: HouseholdSplit, plan: Plan, answers: Answers) -> Plan | None:
    uid = _case(form, "household", "household", form.household.data or "")
    sums = {"approved_vnd": form.approved_vnd.amount, "paid_vnd": form.paid_vnd.amount}
    names = (form.code.data or "").strip(), (form.full_name.data or "").strip()
    second = Second(*names, frozenset(_codes(form.things.data)), sums)
    return None if form.errors else plan_divide(store(), plan, uid, second, answers)


def _codes(text: str | None) -> list[str]:
    """Codes written with commas between, each once."""
    found = (code.strip() for code in (text or "").split(","))
    return list(dict.fromkeys(code for code in found if code))


def _offer_packages(form: PackageRecut) -> None:
    form.package.choices = [
        (row["uid"], f"{row['code']} · {span_text(row['from_m'], row['to_m'])} · {row['road']}")
        for row in list_choices(store())
    ]


def _fill_recut(form: PackageRecut, plan: Plan, answers: Answers) -> Plan:
    to = form.from_km.metres, form.to_km.metres
    return plan_recut(store(), plan, form.package.data or "", to, answers)


KINDS: dict[str, Kind] = {
    "parcel_split": Kind(ParcelSplit, _nothing, _fill_split),
    "parcel_merge": Kind(ParcelMerge, _nothing, _fill_merge),
    "household_merge": Kind(HouseholdMerge, _nothing, _fill_one),
    "household_split": Kind(HouseholdSplit, _nothing, _fill_two),
    "alignment_revision": Kind(AlignmentRevision, offer_alignments, fill_revision),
    "unit_merge": Kind(UnitMerge, offer_ending, fill_merged),
    "unit_split": Kind(UnitSplit, offer_divided, fill_divided),
    "package_recut": Kind(PackageRecut, _offer_packages, _fill_recut),
}
