"""Counting days: the Civil Code's rules, and a warning where a year was not confirmed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.basics.calendars import UNCONFIRMED, Calendar, Counted

#: Tết 2026 and two days of spring, as the office confirmed them (invented for 2027).
CALENDAR = Calendar(
    frozenset(
        (
            "2026-02-16",
            "2026-02-17",
            "2026-02-18",
            "2026-02-19",
            "2026-02-20",
            "2026-04-27",
            "2026-04-30",
            "2026-05-01",
        )
    ),
    frozenset((2025, 2026)),
)
DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1)).map(str)


@pytest.mark.parametrize(
    ("day", "length", "unit", "shifts", "end"),
    [
        ("2026-01-15", 60, "days", False, "2026-03-16"),
        ("2026-01-15", 120, "days", False, "2026-05-15"),
        ("2025-03-03", 90, "days", False, "2025-06-01"),
        ("2025-03-03", 180, "days", False, "2025-08-30"),
        ("2025-03-03", 12, "months", False, "2026-03-03"),
        ("2024-02-29", 12, "months", False, "2025-02-28"),
        ("2026-01-31", 1, "months", False, "2026-02-28"),
        ("2026-11-30", 3, "months", False, "2027-02-28"),
        ("2026-02-12", 30, "days", True, "2026-03-16"),
        ("2026-04-20", 10, "days", True, "2026-05-04"),
        ("2026-02-13", 1, "working_days", False, "2026-02-23"),
        ("2026-04-24", 5, "working_days", True, "2026-05-06"),
        ("2026-04-24", 0, "days", True, "2026-04-24"),
    ],
)
def test_a_period_ends_on_the_day_of_the_code(
    day: str, length: int, unit: str, shifts: bool, end: str
) -> None:
    assert CALENDAR.add(day, length, unit, shifts) == Counted(end)


def test_a_year_nobody_confirmed_is_said_and_not_guessed() -> None:
    assert CALENDAR.add("2026-12-20", 30, "days", True) == Counted("2027-01-19", (UNCONFIRMED,))
    assert CALENDAR.add("2026-12-30", 5, "working_days", False).warnings == (UNCONFIRMED,)
    assert CALENDAR.add("2026-12-20", 30, "days", False).warnings == ()
    assert Calendar.empty().add("2026-03-02", 1, "days", True).warnings == (UNCONFIRMED,)


def test_weekends_and_listed_days_are_off() -> None:
    assert [CALENDAR.is_day_off(f"2026-02-{d}") for d in (13, 14, 15, 16, 23)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_a_unit_nobody_knows_is_not_counted() -> None:
    with pytest.raises(KeyError):
        CALENDAR.add("2026-01-01", 1, "moons", False)


@given(DAYS, st.integers(0, 200), st.sampled_from(["days", "working_days", "months"]))
def test_a_shifted_end_is_a_working_day_not_before_the_plain_one(
    day: str, length: int, unit: str
) -> None:
    plain, shifted = (CALENDAR.add(day, length, unit, s).day for s in (False, True))
    assert day <= plain <= shifted
    assert not CALENDAR.is_day_off(shifted)
