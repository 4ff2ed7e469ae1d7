"""Lateness: on time is on time by the first promise; who sees a late case, and when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.records.holders import HOLDERS
from clearance.rules.records.lateness import (
    ESCALATION,
    LATE_CATEGORIES,
    Clock,
    Rate,
    escalation,
    late_from,
    on_time_rate,
)
from clearance.rules.records.subjects import ROLES

TODAY = "2026-11-20"
DAYS = st.integers(0, 400).map(lambda n: (date(2025, 11, 20) + timedelta(days=n)).isoformat())
CLOCKS = st.lists(
    st.builds(
        Clock,
        step=st.sampled_from(["household.paid", "grave.exhumed"]),
        person=st.sampled_from("ab"),
        unit=st.sampled_from("xy"),
        opened_on=DAYS,
        first_due_on=st.none() | DAYS,
        due_on=DAYS,
        closed_on=st.none() | DAYS,
    ),
    max_size=30,
)
KEYS = (lambda c: c.step, lambda c: c.person, lambda c: c.unit, lambda c: c.month)


@given(CLOCKS, st.lists(DAYS, min_size=1, max_size=20))
def test_a_thousand_new_dates_leave_the_on_time_rate_where_it_was(
    clocks: list[Clock], dates: list[str]
) -> None:
    again = list(clocks)
    for turn in range(1000):
        again = [replace(c, due_on=dates[turn % len(dates)]) for c in again]
    for by in KEYS:
        assert on_time_rate(again, by, TODAY) == on_time_rate(clocks, by, TODAY)


@given(CLOCKS)
def test_every_key_adds_up_to_the_same_whole(clocks: list[Clock]) -> None:
    sums = {sum(r.of for r in on_time_rate(clocks, by, TODAY).values()) for by in KEYS}
    assert len(sums) == 1


def a_clock(**more: str | None) -> Clock:
    """A payment that was promised for the tenth."""
    return replace(
        Clock("household.paid", "a", "x", "2026-11-01", "2026-11-10"),
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        (a_clock(closed_on="2026-11-10"), (1, 1)),
        (a_clock(closed_on="2026-11-11", due_on="2026-12-01"), (0, 1)),
        (a_clock(due_on="2026-12-01"), (0, 1)),
        (a_clock(first_due_on="2026-11-21", closed_on="2026-11-15"), (1, 1)),
        (a_clock(first_due_on="2026-11-20"), None),
        (a_clock(first_due_on=None, closed_on="2026-11-15"), None),
    ],
)
def test_what_counts_as_on_time(clock: Clock, expected: tuple[int, int] | None) -> None:
    found = on_time_rate([clock], lambda c: c.step, TODAY).get("household.paid")
    assert (found and (found.on_time, found.of)) == expected
    assert found is None or found.share == found.on_time


@pytest.mark.parametrize(
    ("on_time", "late", "share"), [(1, 1, 0.5), (3, 1, 0.75), (1, 4, 0.2), (0, 3, 0.0), (3, 0, 1.0)]
)
def test_the_share_on_time_is_of_all_that_were_due(on_time: int, late: int, share: float) -> None:
    clocks = [a_clock(closed_on="2026-11-09")] * on_time + [a_clock()] * late
    (rate,) = on_time_rate(clocks, lambda c: c.step, TODAY).values()
    assert rate == Rate(on_time, on_time + late)
    assert rate.share == share


def test_the_share_of_nothing_is_unknown() -> None:
    assert Rate(0, 0).share is None


def test_the_longer_late_the_higher_it_is_shown() -> None:
    days = (0, 1, 3, 4, 7, 8, 30, 31, 900)
    codes = [
        "none",
        "holder",
        "holder",
        "office",
        "office",
        "leader",
        "leader",
        "committee",
        "committee",
    ]
    assert [escalation(n).code for n in days] == codes


def test_whoever_was_asked_may_answer_before_it_is_shown_upward() -> None:
    assert escalation(20, waits_since_asked=3).code == "holder"
    assert escalation(20, waits_since_asked=4).code == "leader"
    assert escalation(0, waits_since_asked=1).code == "none"


def test_an_explanation_spares_until_its_new_date_is_past() -> None:
    assert escalation(20, promised_on=TODAY, today=TODAY).code == "holder"
    assert escalation(20, promised_on="2026-11-19", today=TODAY).code == "leader"


def test_categories_rest_with_known_holders_and_levels_with_known_roles() -> None:
    assert {row.rests_with for row in LATE_CATEGORIES.values()} <= set(HOLDERS)
    assert {role for level in ESCALATION for role in level.roles} <= set(ROLES)
    days = [level.from_days for level in ESCALATION]
    assert days == sorted(set(days))


@pytest.mark.parametrize(
    ("due_on", "first_due_on", "day"),
    [
        (None, None, None),
        (None, "2026-11-01", None),
        ("2026-11-10", None, "2026-11-10"),
        ("2026-12-24", "2026-11-10", "2026-11-10"),
        ("2026-11-01", "2026-11-10", "2026-11-01"),
    ],
)
def test_a_case_is_late_from_its_first_promise(
    due_on: str | None, first_due_on: str | None, day: str | None
) -> None:
    assert late_from(due_on, first_due_on) == day
