"""Forms of communes merged and divided."""

from collections.abc import Mapping

from clearance.exchange.operations.units import plan_divide, plan_merge
from clearance.rules.operations.plan import Plan
from clearance.rules.operations.units import NewUnit
from clearance.rules.procedure.unit_kinds import LOCAL
from clearance.rules.records.areas import labels
from clearance.store.people import units
from clearance.web.frame.context import store, today
from clearance.web.frame.office_labels import KINDS
from clearance.web.operations.operation_form import UnitMerge, UnitSplit
from clearance.web.operations.road_revision import kept_file

Answers = Mapping[str, str]


def _standing() -> list[tuple[str, str]]:
    """The communes, wards, townlets and special zones that stand today."""
    rows = units.list_all(store())
    words = labels(rows)
    return [
        (row["uid"], words[row["uid"]])
        for row in rows
        if row["kind"] in (None, *LOCAL) and (row["valid_to"] or "9999") >= today()
    ]


def offer_ending(form: UnitMerge) -> None:
    """The units that may end."""
    form.units.choices = _standing()
    form.kind.choices = [(kind, words()) for kind, words in KINDS.items()]


def offer_divided(form: UnitSplit) -> None:
    """The units that may be divided."""
    form.unit.choices = _standing()


def fill_merged(form: UnitMerge, plan: Plan, answers: Answers) -> Plan | None:
    """The plan of units that become one."""
    plan.is_dated = False
    new = NewUnit((form.code.data or "").strip(), (form.name.data or "").strip(), form.kind.data)
    return plan_merge(store(), plan, form.units.data or (), new, answers)


def fill_divided(form: UnitSplit, plan: Plan, answers: Answers) -> Plan | None:
    """The plan of a unit divided by a drawing."""
    plan.is_dated = False
    drawing = kept_file(form, "outlines")
    return plan_divide(store(), plan, form.unit.data or "", drawing, form.crs.data, answers)
