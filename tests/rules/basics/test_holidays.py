"""The first draft of a year's public holidays."""

from clearance.rules.basics.holidays import days_off


def test_a_year_has_its_fixed_days_and_tet_in_order() -> None:
    days = days_off(2026)
    assert {"2026-01-01", "2026-02-17", "2026-04-30", "2026-05-01", "2026-09-02"} <= set(days)
    assert list(days) == sorted(set(days))
    assert all(day.startswith("2026-") for day in days)
