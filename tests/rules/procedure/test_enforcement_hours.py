"""Hours and days on which nobody may be coerced."""

from dataclasses import replace

import pytest

from clearance.rules.basics.calendars import Calendar
from clearance.rules.procedure.enforcement_hours import REASONS, forbidden, next_allowed, tet_break
from tests.rules.basics.test_calendars import CALENDAR


@pytest.mark.parametrize(
    ("at_time", "is_night"),
    [
        ("21:59", False),
        ("22:00", True),
        ("23:30", True),
        ("00:00", True),
        ("05:59", True),
        ("06:00", False),
        ("12:00", False),
        ("", False),
    ],
)
def test_nobody_is_coerced_at_night(at_time: str, is_night: bool) -> None:
    assert forbidden(CALENDAR, "coerced", "2026-06-10", at_time) == ("night",) * is_night


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-06-13", ("day_off",)),
        ("2026-06-14", ("day_off",)),
        ("2026-04-30", ("holiday",)),
        ("2026-06-12", ()),
    ],
)
def test_nobody_is_coerced_on_days_off_and_holidays(day: str, why: tuple[str, ...]) -> None:
    assert forbidden(CALENDAR, "coerced", day, "09:00") == why


def test_the_office_lists_the_holidays_of_ethnic_groups() -> None:
    calendar = replace(CALENDAR, ethnic_days=frozenset(("2026-06-10",)))
    assert forbidden(calendar, "coerced", "2026-06-10") == ("ethnic",)
    assert forbidden(calendar, "inv_enforced", "2026-06-10") == ()


def test_the_tet_break_is_the_run_of_days_off_around_the_first_lunar_day() -> None:
    assert tet_break(CALENDAR, 2026) == ("2026-02-14", "2026-02-22")
    assert tet_break(Calendar.empty(), 2026) == ("2026-02-14", "2026-02-22")
    assert tet_break(Calendar.empty(), 2030) == ("2030-02-01", "2030-02-05")
    assert tet_break(Calendar.empty(), 2007)[0] == "2007-02-16"


@pytest.mark.parametrize(
    ("day", "is_barred"),
    [
        ("2026-01-29", False),
        ("2026-01-30", True),
        ("2026-02-12", True),
        ("2026-03-09", True),
        ("2026-03-10", False),
        ("2051-02-10", False),
    ],
)
def test_fifteen_days_on_either_side_of_the_tet_break_are_barred(day: str, is_barred: bool) -> None:
    assert ("tet" in forbidden(CALENDAR, "coerced", day)) == is_barred


def test_an_inventory_is_enforced_in_office_hours_only() -> None:
    assert forbidden(CALENDAR, "inv_enforced", "2026-06-10", "17:00") == ("night",)
    assert forbidden(CALENDAR, "inv_enforced", "2026-02-12", "09:00") == ()


def test_the_next_day_allowed_is_named() -> None:
    assert next_allowed(CALENDAR, "coerced", "2026-02-12") == "2026-03-10"
    assert next_allowed(CALENDAR, "coerced", "2026-06-10") == "2026-06-10"


def test_every_reason_has_words() -> None:
    assert all(row.vi and row.en for row in REASONS.values())
