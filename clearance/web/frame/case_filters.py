"""Filters of cases on lists and on the map: title, and the values with their words."""

from collections.abc import Callable, Mapping
from typing import Any

from clearance.i18n import label
from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.scopes import SCOPES
from clearance.rules.procedure.steps import steps_of
from clearance.rules.records.obstacle_kinds import OBSTACLE_KINDS
from clearance.store.engine import scope
from clearance.store.people.accounts import list_people
from clearance.web.frame.context import store, today, who
from clearance.web.frame.labels import SCOPE_WORDS, say

Words = Mapping[str, Any]


def _communes(_subject: str) -> Words:
    """Communes along the road; where two share a code, the one that begins last names it, as rows
    do: cases lie in the former unit, inside the one that took over its code."""
    names: dict[str, str] = {}
    for unit in scope.list_units(store(), who(), today()):
        names.pop(unit["code"], None)
        names[unit["code"]] = unit["name"]
    return names


def _steps(subject: str) -> Words:
    return {step.code: label(step) for step in steps_of(subject)}


def _people(_subject: str) -> Words:
    return {p["name"]: p["full_name"] or p["name"] for p in list_people(store())}


#: By name in the address: the title, and the values of a subject with their words, in order.
CASE_FILTERS: dict[str, tuple[Any, Callable[[str], Words]]] = {
    "late": (_l("Hạn"), lambda _subject: {"1": _l("Trễ hạn")}),
    "stuck": (_l("Vướng mắc"), lambda _subject: {"1": _l("Có vướng mắc")}),
    "done": (
        _l("Mặt bằng"),
        lambda _subject: {"1": _l("Đã bàn giao"), "0": _l("Chưa bàn giao")},
    ),
    "commune": (_l("Xã"), _communes),
    "stage": (
        _l("Đã đến bước"),
        lambda subject: {"none": _l("Chưa bắt đầu"), **_steps(subject)},
    ),
    "next": (_l("Bước tiếp theo"), _steps),
    "obstacle": (
        _l("Lý do vướng"),
        lambda _subject: {code: label(kind) for code, kind in OBSTACLE_KINDS.items()},
    ),
    "segment": (_l("Đoạn"), lambda _subject: {}),
    "scope": (_l("Thuộc phạm vi"), lambda _subject: {c: say(SCOPE_WORDS, c) for c in SCOPES}),
    "holder": (_l("Người phụ trách"), _people),
}
