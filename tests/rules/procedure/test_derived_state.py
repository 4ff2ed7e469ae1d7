"""What is shown of a case follows from its dated facts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.procedure.derived_state import Derived, days_late, derive
from clearance.rules.procedure.steps import steps_of
from tests.given import LINE

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
    assert shown.stage in {None, *dates}
    assert shown.next_step not in dates
    assert shown.cleared_on == dates.get("handed_over")
    assert not shown.due_on or shown.next_step


def test_the_clock_of_the_next_step_runs_from_the_day_it_opened() -> None:
    shown = derive("household", {"notified": "2026-03-01"}, opened="2026-03-02")
    assert shown.due_on == "2026-04-01"


def test_the_next_step_follows_the_kind_of_case_and_the_law_of_its_plan() -> None:
    dates = dict.fromkeys(LINE[:8], "2024-05-06")
    assert derive("household", dates).next_step == "recovered"
    dates = dict.fromkeys((*LINE[:9], "paid"), "2026-05-06")
    assert derive("household", dates).next_step == "recovered"
    moves = frozenset(("relocating",))
    assert derive("household", dates, traits=moves).next_step == "resettled"
    owner = frozenset(("asset_owner",))
    assert derive("household", dates, traits=owner).next_step == "handed_over"


def test_what_is_left_of_a_parcel_is_taken_too_once_its_owner_asks() -> None:
    dates = {"measured": "2026-05-06", "residual_requested": "2026-05-11"}
    assert derive("parcel", dates) == Derived(
        "residual_requested", "residual_agreed", "2026-06-10", None
    )


@pytest.mark.parametrize(
    ("due_on", "late"),
    [
        (None, 0),
        ("", 0),
        ("2026-11-21", 0),
        ("2026-11-20", 0),
        ("2026-11-19", 1),
        ("2025-11-20", 365),
    ],
)
def test_a_case_is_late_from_the_day_after_its_due_day(due_on: str | None, late: int) -> None:
    assert days_late(due_on, "2026-11-20") == late
