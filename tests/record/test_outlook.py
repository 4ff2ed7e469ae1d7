"""What other law would move in open cases, told before it is applied."""

from dataclasses import replace

from clearance.record.law_preview import shifts
from clearance.rules.procedure.law import Law
from clearance.rules.procedure.law_shipped import SHIPPED_LAW
from tests.given import TODAY, a_case_at, a_household, a_project, a_store, step


def _with_shorter(code: str) -> Law:
    """The shipped law with every period for that step of a household one day shorter."""
    terms = tuple(
        replace(t, length=t.length - 1)
        if (t.subject, t.step, t.kind) == ("household", code, "within")
        else t
        for t in SHIPPED_LAW.terms
    )
    return replace(SHIPPED_LAW, terms=terms)


def test_the_same_law_moves_no_open_case() -> None:
    store = a_project(a_store())
    a_household(store)
    step(store, "h", "notified")
    assert list(shifts(store, SHIPPED_LAW, SHIPPED_LAW, TODAY)) == []


def test_only_the_cases_that_wait_for_the_step_would_move() -> None:
    store = a_project(a_store())
    a_case_at(store, "notified", "h")
    a_case_at(store, "inventoried", "i")
    moved = list(shifts(store, SHIPPED_LAW, _with_shorter("inventoried"), TODAY))
    assert [(shift.step, shift.due_on > shift.new_due_on) for shift in moved] == [
        ("inventoried", True)
    ]
