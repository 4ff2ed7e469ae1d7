from datetime import date

from clearance.reports.corridor.communes import by_commune
from clearance.reports.forecast.backtest import backtest, days_every
from clearance.reports.forecast.forecast import segment_forecast
from clearance.reports.forecast.known_cases import known_on
from clearance.reports.responsibility.late_holders import late_and_held
from clearance.rules.basics.actors import Who
from clearance.rules.forecast.forecast import Done, Forecast, TooFew
from tests.given import (
    TODAY,
    a_grave,
    a_parcel,
    a_project,
    a_store,
)
from tests.histories import a_history, take


def test_a_segment_is_told_from_the_households_that_went_before() -> None:
    found = segment_forecast(a_history(), TODAY)["sg"]
    assert isinstance(found, Forecast)
    assert TODAY < found.p50 <= found.p80 <= found.p95 < "2027-12-31"
    assert (found.driver, found.cases) == ("run", 24)


def test_nineteen_households_are_too_few() -> None:
    found = segment_forecast(a_history(finished=19), TODAY)["sg"]
    assert found == TooFew("too_few", ("household", "plan_approved", "household"), 19, untold=1)


def test_metres_nobody_surveyed_are_not_guessed() -> None:
    assert segment_forecast(a_project(a_store()), TODAY)["sg"] == TooFew("unsurveyed", metres=2000)


def test_a_clear_segment_and_an_accepted_one_need_no_forecast() -> None:
    assert segment_forecast(a_history(running=False), TODAY)["sg"] == Done()
    store = a_history()
    take(store, "sg", "accepted", date(2026, 11, 1), "segment")
    assert segment_forecast(store, TODAY)["sg"] == Done()


def test_a_grave_without_any_step_has_not_begun() -> None:
    store = a_history()
    rest = segment_forecast(store, TODAY)["sg"]
    a_grave(store)
    assert segment_forecast(store, TODAY)["sg"] == TooFew(
        "not_begun", ("grave", "discovered", "grave"), untold=1, rest=rest
    )


def test_what_came_or_was_written_later_changes_nothing() -> None:
    before, after = a_history(), a_history()
    take(after, "run", "plan_approved", date(2026, 11, 25))
    take(after, "run", "handed_over", date(2026, 11, 1), known="2026-11-21")
    take(after, "run-p", "handed_over", date(2026, 11, 1), "parcel", known="2026-11-21")
    assert segment_forecast(after, TODAY) == segment_forecast(before, TODAY)
    assert known_on(after, TODAY).pace.finished == known_on(before, TODAY).pace.finished


def test_parcels_of_one_household_share_one_future() -> None:
    store = a_history()
    a_parcel(store, "second", "run", chainage_from_m=200, chainage_to_m=260)
    assert segment_forecast(store, TODAY) == segment_forecast(a_history(), TODAY)


def test_ground_given_before_its_turn_is_learnt_as_a_chance() -> None:
    store = a_history()
    a_parcel(store, "soon", "f1")
    take(store, "soon", "handed_over", date(2025, 8, 1), "parcel")
    assert known_on(store, "2026-11-19").pace.early > 0
    assert known_on(a_project(a_store()), TODAY).pace.early == 0


def test_a_step_taken_instead_counts_for_the_one_it_stands_for() -> None:
    store = a_history()
    take(store, "run", "deposited", date(2026, 11, 10))
    assert known_on(store, TODAY).cases["run"].elapsed == 10


def test_a_forecast_is_still_there_after_sixty_four_other_readers() -> None:
    store = a_history()
    before = segment_forecast(store, TODAY)
    for number in range(64):
        reader = Who(f"nguoi.{number}", f"nguoi.{number}", "leader")
        by_commune(store, reader, TODAY, TODAY)
        late_and_held(store, reader, TODAY, TODAY)
    assert segment_forecast(store, TODAY) is before


def test_past_days_are_held_against_what_came_after() -> None:
    store = a_history()
    take(store, "run-p", "handed_over", date(2026, 12, 10), "parcel")
    found = backtest(store, [TODAY], "2026-12-31")
    for kind in ("cases", "segments"):
        assert (found[kind].trials, found[kind].finished) == (1, 1)
        assert found[kind].mae_days > 0
        assert found[kind].full_term_mae_days > 0
    assert backtest(store, ["2025-06-20"], "2026-12-31")["cases"].refused > 0


def test_days_are_taken_at_equal_distances() -> None:
    assert days_every("2026-01-01", "2026-01-05", 2) == ["2026-01-01", "2026-01-03", "2026-01-05"]


def test_a_forecast_still_running_counts_as_later_than_today() -> None:
    found = backtest(a_history(), ["2026-11-15", "2026-11-16"], TODAY)
    assert found["cases"].trials == found["segments"].trials == 2
    assert found["cases"].finished == 0


def test_what_a_finished_household_left_behind_is_not_guessed() -> None:
    store = a_history(running=False)
    a_parcel(store, "left", "f1")
    assert segment_forecast(store, TODAY)["sg"] == TooFew("no_way", untold=1)
