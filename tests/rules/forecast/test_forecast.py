import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.forecast.baseline import full_term
from clearance.rules.forecast.forecast import (
    Done,
    Forecast,
    TooFew,
    day_at,
    forecast_segment,
    share_before,
    simulate_segment,
)
from clearance.rules.forecast.model import learn
from clearance.rules.forecast.simulation import Case, draws
from clearance.rules.forecast.survival import Spell, survival
from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.deadlines import deadline
from clearance.rules.procedure.law_shipped import SHIPPED_LAW
from clearance.rules.procedure.seasons import Season

PAID, RECOVERED = ("household", "paid", "household"), ("household", "recovered", "household")
TODAY = "2026-11-20"
PACE = learn([Spell(s, "a", days) for s in (PAID, RECOVERED) for days in range(5, 45)])


def a_case(uid: str, elapsed: int = 0, *steps, may_be_early: bool = False) -> Case:
    return Case(uid, "a", steps or (PAID, RECOVERED), elapsed, may_be_early)


def test_nothing_in_the_way_needs_no_forecast() -> None:
    assert forecast_segment([], PACE, TODAY, "sg") == Done()


def test_a_step_known_from_too_few_cases_is_said_and_not_guessed() -> None:
    pace = learn([Spell(PAID, "a", 9)] * 19)
    assert forecast_segment([a_case("h")], pace, TODAY, "sg") == TooFew(
        "too_few", PAID, 19, untold=1
    )


def test_a_case_not_begun_and_one_without_a_way_out_are_not_guessed() -> None:
    assert forecast_segment([a_case("h", -1)], PACE, TODAY, "sg") == TooFew(
        "not_begun", PAID, untold=1
    )
    assert forecast_segment([Case("h", "a", (), 3)], PACE, TODAY, "sg") == TooFew(
        "no_way", untold=1
    )


def test_what_can_be_told_of_the_rest_is_told_and_counts_what_cannot() -> None:
    told = [a_case("h"), a_case("k", 9)]
    whole = forecast_segment(told, PACE, TODAY, "sg")
    found = forecast_segment([a_case("new", -1), *told], PACE, TODAY, "sg")
    assert found == TooFew("not_begun", PAID, untold=1, rest=whole)
    bare = forecast_segment(told, PACE, TODAY, "sg", unknown_m=40)
    assert bare == TooFew("unsurveyed", metres=40, rest=whole)
    assert forecast_segment([], PACE, TODAY, "sg", unknown_m=40) == TooFew("unsurveyed", metres=40)


def test_the_same_day_and_segment_give_the_same_dates() -> None:
    cases = [a_case("h"), a_case("k", 9)]
    assert forecast_segment(cases, PACE, TODAY, "sg") == forecast_segment(cases, PACE, TODAY, "sg")
    assert forecast_segment(cases, PACE, TODAY, "sg") != forecast_segment(
        cases, PACE, TODAY, "other"
    )


def test_the_dates_widen_in_order_and_lie_ahead() -> None:
    found = forecast_segment([a_case("h")], PACE, TODAY, "sg")
    assert isinstance(found, Forecast)
    assert TODAY < found.p10 <= found.p50 <= found.p80 <= found.p90 <= found.p95
    assert (found.cases, found.driver) == (40, "h")
    assert not found.is_endless


def test_the_case_that_ends_last_drives_the_late_dates() -> None:
    found = forecast_segment([a_case("quick", 0, RECOVERED), a_case("slow")], PACE, TODAY, "sg")
    assert found.driver == "slow"


@given(st.lists(st.integers(0, 60), min_size=1, max_size=5), st.integers(0, 60))
def test_one_more_case_in_the_way_never_makes_a_date_earlier(elapsed, more: int) -> None:
    cases = [a_case(f"h{n}", days) for n, days in enumerate(elapsed)]
    fewer = forecast_segment(cases, PACE, TODAY, "sg")
    found = forecast_segment([*cases, a_case("more", more)], PACE, TODAY, "sg")
    assert all(getattr(found, p) >= getattr(fewer, p) for p in ("p10", "p50", "p80", "p95"))


def test_a_grave_is_moved_only_in_its_season() -> None:
    step = ("grave", "exhumed", "grave")
    pace = learn([Spell(step, "a", days) for days in range(30)])
    season = Season("a", *step[:2], "03-01", "03-31", "custom", "giả định", is_verified=False)
    other = Season("b", *PAID[:2], "06-01", "06-30", "custom", "giả định", is_verified=False)
    found = draws(Case("g", "a", (step,), 0), pace, TODAY, "sg", [season, other])
    assert set(found.astype("datetime64[M]").astype(str)) == {"2027-03"}


def test_ground_given_before_its_turn_comes_earlier() -> None:
    early = learn([Spell(s, "a", days) for s in (PAID, RECOVERED) for days in range(30, 70)], 0.05)
    late = draws(a_case("h"), early, TODAY, "sg")
    soon = draws(a_case("h", may_be_early=True), early, TODAY, "sg")
    assert (soon <= late).all()
    assert day_at(soon, 0.5) < day_at(late, 0.5)


def test_days_on_the_day_itself_count_half() -> None:
    drawn = np.array(["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"], "datetime64[D]")
    assert share_before(drawn, "2026-12-02") == 0.375


def test_the_full_legal_term_follows_the_clock_of_each_step() -> None:
    dossier = Dossier("household", {"notified": "2026-07-20"})
    due = deadline(SHIPPED_LAW, dossier, "inventoried", "2026-07-20").due_on
    assert full_term(SHIPPED_LAW, dossier, ["inventoried"], "2026-07-21") == due
    assert due > "2026-08-01"
    assert full_term(SHIPPED_LAW, dossier, [], TODAY) == TODAY
    assert full_term(SHIPPED_LAW, Dossier("grave", {}), ["discovered"], TODAY) >= TODAY


@pytest.mark.parametrize(("seed", "common"), [(1, 0.0), (2, 0.5), (3, 0.7)])
def test_worlds_with_a_known_truth_fall_within_the_interval_as_often_as_said(
    seed: int, common: float
) -> None:
    """400 lone cases halfway through two gamma steps; what runs on the day is censored."""
    luck = np.random.default_rng(seed)
    spells, cases, truth = [], [], []
    for number in range(400):
        start = int(luck.integers(0, 300))
        pull = np.exp(common * luck.standard_normal())
        first, second = (int(x * pull) + 1 for x in luck.gamma(2.0, 20.0, 2))
        ends = (start + first, start + first + second)
        for step, begin, end in ((PAID, start, ends[0]), (RECOVERED, ends[0], ends[1])):
            if begin <= 300:
                spells.append(Spell(step, "a", min(end, 300) - begin, end <= 300))
        if ends[1] > 300:
            steps = (PAID, RECOVERED) if ends[0] > 300 else (RECOVERED,)
            begin = start if ends[0] > 300 else ends[0]
            cases.append(a_case(str(number), 300 - begin, *steps))
            truth.append(ends[1] - 300)
    pace, today = learn(spells), np.datetime64(TODAY, "D")
    ranks = [
        (share_before(simulate_segment([case], pace, TODAY, case.uid), str(today + days)), True)
        for case, days in zip(cases, truth, strict=True)
    ]
    inside = sum(0.1 <= rank <= 0.9 for rank, _ in ranks) / len(ranks)
    assert 0.72 <= inside <= 0.88
    assert survival(ranks)[1][-1] == pytest.approx(0)
