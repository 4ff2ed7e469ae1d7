"""What was known on a day: the past never learns of the future, a day learns once."""

from datetime import UTC, date, datetime

import pytest

from clearance.reports.forecast.backtest import backtest
from clearance.reports.forecast.forecast import segment_forecast
from clearance.reports.forecast.known_cases import known_on
from clearance.rules.forecast.forecast import Forecast, TooFew
from clearance.store import Store
from tests.given import (
    OFFICE,
    PROJECT,
    TODAY,
    a_change,
    a_household,
    a_parcel,
    a_project,
    a_store,
    by,
)
from tests.histories import a_history, a_season, take

#: A season of law for approving plans.
OF_PLANS = {"subject": "household", "step": "plan_approved", "basis": "law"}
LATER, LATE = datetime(2026, 11, 25, 2, tzinfo=UTC), "2026-11-25"


def an_obstacle_on(
    store: Store,
    target: str,
    on: str,
    closed: str = "",
    *,
    uid: str = "",
    kind: str = "PRICE",
    now: datetime = LATER,
    subject: str = "household",
) -> None:
    """An obstacle opened and perhaps closed on some days, written down at one instant."""
    name = uid or f"o-{target}-{on}"
    patch = {"subject": subject, "subject_uid": target, "kind": kind}
    told = a_change("obstacle", name, "opened", patch=patch, why="chưa thống nhất", happened_on=on)
    assert by(OFFICE, store, told, now).is_accepted
    if closed:
        done = a_change("obstacle", name, "closed", why="đã thống nhất", happened_on=closed)
        assert by(OFFICE, store, done, now).is_accepted


def future(store: Store) -> None:
    """All that may happen or be written after a day, some of it about days before."""
    take(store, "run", "plan_approved", date(2026, 11, 24))
    take(store, "run", "plan_approved", date(2026, 11, 1), known=LATE)
    take(store, "run-p", "handed_over", date(2026, 11, 2), "parcel", known=LATE)
    an_obstacle_on(store, "run", "2026-11-03")
    an_obstacle_on(store, "f3", "2026-11-04", "2026-11-06")
    for number in range(30):
        take(store, f"f{number % 24}", "paid", date(2026, 10, 1), known=LATE)


def test_what_comes_or_is_written_later_changes_no_past_forecast() -> None:
    store, past = a_history(), a_history()
    told = segment_forecast(store, TODAY)
    scored = backtest(past, ["2026-11-18", TODAY], TODAY)
    future(store), future(past)
    assert segment_forecast(store, TODAY) == told
    assert segment_forecast(past, TODAY) == told
    assert known_on(store, TODAY).cases == known_on(a_history(), TODAY).cases
    assert backtest(past, ["2026-11-18", TODAY], TODAY) == scored


def test_an_obstacle_is_known_from_the_day_it_was_written_down() -> None:
    store = a_history()
    an_obstacle_on(store, "run", "2026-11-10")
    assert known_on(store, "2026-11-24").cases["run"].obstacles == ()
    assert known_on(store, LATE).cases["run"].obstacles == (("PRICE", 15),)
    assert segment_forecast(store, LATE)["sg"] == TooFew("obstacle", None, 0, 0, "PRICE", untold=1)


def test_a_closing_written_late_leaves_the_obstacle_open_until_then() -> None:
    store = a_history()
    an_obstacle_on(store, "run", "2026-11-10", uid="o", now=datetime(2026, 11, 20, 3, tzinfo=UTC))
    done = a_change("obstacle", "o", "closed", why="đã thống nhất", happened_on="2026-11-21")
    assert by(OFFICE, store, done, LATER).is_accepted
    assert known_on(store, "2026-11-22").cases["run"].obstacles == (("PRICE", 12),)
    assert known_on(store, LATE).cases["run"].obstacles == ()


def test_days_with_an_obstacle_open_do_not_count_as_days_of_the_step() -> None:
    store = a_history()
    before = known_on(store, LATE).cases["run"].elapsed
    an_obstacle_on(store, "run", "2026-11-10", "2026-11-15")
    assert known_on(store, LATE).cases["run"].elapsed == before - 5


def test_obstacles_at_once_are_one_and_those_of_a_parcel_are_its_households() -> None:
    store = a_history()
    for number, (opened, closed) in enumerate((("10", "14"), ("12", "16"), ("20", "21"))):
        an_obstacle_on(
            store,
            "run-p",
            f"2026-11-{opened}",
            f"2026-11-{closed}",
            uid=f"o{number}",
            subject="parcel",
        )
    known = known_on(store, LATE)
    assert [(s.kind, s.days, s.is_over) for s in known.stops["run"].stays] == [
        ("PRICE", 6, True),
        ("PRICE", 1, True),
    ]
    assert known.pace.obstacles.closed == {}


def test_what_is_told_during_a_day_moves_its_case_and_nothing_that_was_learnt() -> None:
    store = a_history()
    first, told = known_on(store, LATE), segment_forecast(store, LATE)["sg"]
    an_obstacle_on(store, "f3", "2026-11-25")
    assert known_on(store, LATE) is not first
    assert known_on(store, LATE).pace is first.pace
    assert segment_forecast(store, LATE)["sg"] is told
    take(store, "run", "plan_approved", date(2026, 11, 25))
    an_obstacle_on(store, "f4", "2026-11-25")
    assert known_on(store, LATE).cases["run"].elapsed == 0
    assert known_on(store, LATE).pace is first.pace
    assert isinstance(told, Forecast)
    assert segment_forecast(store, LATE)["sg"] != told


def test_a_day_told_bit_by_bit_is_the_same_as_told_at_once() -> None:
    bits, whole = a_history(), a_history()
    known_on(bits, LATE)
    for store in (bits, whole):
        take(store, "run", "plan_approved", date(2026, 11, 25))
        an_obstacle_on(store, "run", "2026-11-25", kind="BUDGET")
    told = a_change("household", "f5", "revised", patch={"village": "Thôn 2"}, why="ghi lại")
    assert by(OFFICE, whole, told, LATER).is_accepted
    one, other = known_on(bits, LATE), known_on(whole, LATE)
    assert (one.cases, one.freed, one.stops) == (other.cases, other.freed, other.stops)


def test_a_season_recorded_today_moves_todays_forecast_and_a_later_one_moves_it_again() -> None:
    store = a_history()
    told = segment_forecast(store, LATE)["sg"]
    assert isinstance(told, Forecast)
    a_season(store, "03-01", "03-31", LATER, **OF_PLANS)
    spring = segment_forecast(store, LATE)["sg"]
    assert isinstance(spring, Forecast)
    assert told.p10 < "2027-03-01" < spring.p10
    mended = a_change("season", "s", "revised", patch={"to_day": "12-31", "from_day": "01-01"})
    assert by(OFFICE, store, mended, LATER).is_accepted
    assert segment_forecast(store, LATE)["sg"] == told


def test_a_season_learnt_late_is_as_one_known_from_the_start() -> None:
    late, early = a_history(), a_history()
    known_on(late, LATE)
    for store in (late, early):
        a_season(store, "03-01", "03-31", LATER, **OF_PLANS)
    one, other = known_on(late, LATE), known_on(early, LATE)
    assert (one.seasons, one.cases) == (other.seasons, other.cases)
    assert [row.code for row in one.seasons[PROJECT]] == ["xuan"]


def test_a_custom_that_the_projects_own_cases_broke_is_not_waited_for() -> None:
    store = a_history()
    a_season(store, "03-01", "03-31", LATER, **OF_PLANS | {"basis": "custom"})
    assert known_on(store, LATE).seasons == {PROJECT: ()}


def test_a_household_whose_ground_is_all_given_holds_nobody_up() -> None:
    store = a_history()
    take(store, "run-p", "handed_over", date(2026, 11, 15), "parcel")
    known = known_on(store, LATE)
    assert known.given == {"run": "2026-11-15"}
    an_obstacle_on(store, "run", "2026-11-20")
    assert known_on(store, LATE).stops == {}


def test_ground_given_before_its_turn_is_counted_per_day_at_risk() -> None:
    assert known_on(a_history(), LATE).pace.early == 0.0
    store = a_history()
    take(store, "run-p", "handed_over", date(2026, 11, 15), "parcel")
    finished = (date(2025, 9, 8) - date(2025, 6, 1)).days  # f0, whose parcels came after its turn
    given = (date(2026, 11, 15) - date(2026, 9, 1)).days
    assert known_on(store, LATE).pace.early == pytest.approx(1 / (finished + given))


def test_a_case_told_of_today_may_be_over_today() -> None:
    store = a_history()
    assert "run" in known_on(store, LATE).cases
    take(store, "run", "handed_over", date(2026, 11, 25))
    an_obstacle_on(store, "f3", "2026-11-25")
    assert "run" not in known_on(store, LATE).cases


def test_nothing_is_known_of_an_empty_project() -> None:
    store = a_project(a_store())
    a_household(store, "h")
    a_parcel(store, "p", "h")
    assert known_on(store, LATE).pace.pooled == {}
