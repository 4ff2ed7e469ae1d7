"""What is shown of a case follows from its dated facts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.cases import Derived, days_late, derive
from clearance.rules.steps import STEPS, steps_of

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat)


def test_a_household_never_visited_waits_for_its_notice() -> None:
    assert derive("household", {}) == Derived(None, "notified", None, None)


def test_the_term_runs_from_the_latest_step_its_first_day_not_counted() -> None:
    shown = derive("household", {"notified": "2026-03-01"})
    assert shown == Derived("notified", "inventoried", "2026-03-31", None)


def test_paid_is_not_done_the_ground_is_freed_by_the_handover() -> None:
    assert derive("household", {"paid": "2026-05-01"}).cleared_on is None
    handed = derive("household", {"paid": "2026-05-01", "handed_over": "2026-06-01"})
    assert handed.cleared_on == "2026-06-01"


def test_a_case_at_its_end_has_no_next_step_and_no_due_day() -> None:
    shown = derive("household", {"handed_over": "2026-06-01", "closed": "2026-06-09"})
    assert (shown.next_step, shown.due_on) == (None, None)


def test_a_step_without_a_term_has_no_due_day() -> None:
    assert derive("utility", {"relocated": "2026-06-01"}).due_on is None
    assert derive("segment", {"offered": "2026-06-01"}) == Derived("offered", "accepted")


@given(st.dictionaries(st.sampled_from([s.code for s in steps_of("household")]), DAYS))
def test_whatever_was_recorded_the_page_has_something_true_to_show(dates: dict[str, str]) -> None:
    shown = derive("household", dates)
    assert shown.stage is None if not dates else shown.stage in dates
    assert shown.next_step not in dates
    assert shown.cleared_on == dates.get("handed_over")
    if shown.due_on and shown.next_step:
        term = STEPS["household", shown.next_step].due_days or 0
        counted_from = date.fromisoformat(shown.due_on) - timedelta(term)
        assert counted_from.isoformat() == max(dates.values())


@pytest.mark.parametrize(
    ("due_on", "late"),
    [(None, 0), ("", 0), ("2026-11-21", 0), ("2026-11-20", 0), ("2026-11-19", 1),
     ("2025-11-20", 365)],
)  # fmt: skip
def test_a_case_is_late_from_the_day_after_its_due_day(due_on: str | None, late: int) -> None:
    assert days_late(due_on, "2026-11-20") == late
