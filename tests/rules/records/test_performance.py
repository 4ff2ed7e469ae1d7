"""Results and paces: each figure with what it is out of, and the year before beside it."""

from datetime import timedelta

from clearance.rules.records.lateness import Clock, Rate
from clearance.rules.records.performance import Ended, a_year_before, results, step_durations


def a_clock(opened: str, closed: str | None, due: str | None = "2026-12-31") -> Clock:
    """A payment of commune x."""
    return Clock("household.paid", "a", "x", opened, due, closed_on=closed)


def test_a_pace_stands_beside_the_limit_and_the_same_months_a_year_earlier() -> None:
    clocks = [
        a_clock("2026-05-01", "2026-05-11", "2026-05-31"),
        a_clock("2026-05-01", "2026-05-21", "2026-05-16"),
        a_clock("2026-05-01", "2026-05-15", None),
        a_clock("2025-05-01", "2025-05-21", "2025-05-31"),
        a_clock("2026-05-01", None),
        a_clock("2024-05-01", "2024-05-02"),
    ]
    pace = step_durations(clocks, lambda c: c.step, "2026-05-01", "2026-05-31")["household.paid"]
    assert (pace.median_days, pace.of) == (14, 3)
    assert pace.within == Rate(1, 2)
    assert pace.limit_days == 22.5
    assert (pace.before, pace.before_of) == (20, 1)
    assert pace.change is not None
    assert round(pace.change, 3) == -0.3


def test_without_a_year_before_there_is_no_change_to_tell() -> None:
    pace = step_durations(
        [a_clock("2026-05-01", "2026-05-11", None)], lambda c: c.unit, "2026-05-01", "2026-05-31"
    )["x"]
    assert (pace.before, pace.before_of, pace.change, pace.limit_days) == (None, 0, None, None)


def test_the_year_before_a_leap_day_has_its_last_day_of_february() -> None:
    assert a_year_before("2024-02-29") == "2023-02-28"
    assert a_year_before("2026-11-23") == "2025-11-23"


def test_results_tell_own_time_from_time_waited_on_others() -> None:
    held = {"a": timedelta(days=3), "superior": timedelta(days=5)}
    cases = [Ended("h", "2026-01-01", "2026-03-02"), Ended("k", "2026-01-01", "2026-01-31")]
    clocks = [a_clock("2026-01-01", "2026-01-05"), a_clock("2026-01-01", None, "2026-01-09")]
    found = results(cases, clocks, held, ["a"], 2, "2026-11-20")
    assert (found.cases_closed, found.median_days, found.steps_closed) == (2, 45, 1)
    assert found.on_time == Rate(1, 2)
    assert found.held_self == timedelta(days=3)
    assert found.held_others == {"superior": timedelta(days=5)}
    assert found.explanations == 2


def test_whoever_did_nothing_yet_has_no_median_and_no_rate() -> None:
    found = results([], [], {}, ["a"], 0, "2026-11-20")
    assert (found.median_days, found.on_time.share, found.held_self) == (None, None, timedelta())
