"""Every kind of operation as pages know it: its form, and how its plan is made of the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from clearance.reports.operations.packages import list_choices, plan_recut
from clearance.rules.basics.chainage import span_text
from clearance.rules.operations.plan import Plan
from clearance.web.frame.context import store
from clearance.web.operations.operation_form import Operation, PackageRecut

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: its form class, what fills the choices of a form, what fills the plan."""

    form: type[Operation]
    offer: Callable[[Any], None]
    fill: Callable[[Any, Plan, Answers], Plan]


def _offer_packages(form: PackageRecut) -> None:
    form.package.choices = [
        (row["uid"], f"{row['code']} · {span_text(row['from_m'], row['to_m'])} · {row['road']}")
        for row in list_choices(store())
    ]


def _fill_recut(form: PackageRecut, plan: Plan, answers: Answers) -> Plan:
    to = form.from_km.metres, form.to_km.metres
    return plan_recut(store(), plan, form.package.data or "", to, answers)


KINDS: dict[str, Kind] = {
    "package_recut": Kind(PackageRecut, _offer_packages, _fill_recut),
}
