import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.forecast.survival import curve, survival

SPELLS = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=60)


def by_hand(spells: list[tuple[int, bool]], day: int) -> float:
    """The product of Kaplan and Meier, one day after the other."""
    left = 1.0
    for at in range(day + 1):
        waiting = sum(days >= at for days, _ in spells)
        ended = sum(days == at and over for days, over in spells)
        left *= 1 - ended / waiting if waiting else 1
    return left


def at(spells: list[tuple[int, bool]], day: int) -> float:
    days, left = survival(spells)
    known = [float(s) for d, s in zip(days, left, strict=True) if d <= day]
    return known[-1] if known else 1.0


@given(SPELLS, st.integers(0, 45))
def test_the_curve_is_the_product_told_day_by_day(spells, day: int) -> None:
    assert at(spells, day) == pytest.approx(by_hand(spells, day))


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60), st.integers(0, 45))
def test_with_every_step_over_the_curve_is_the_plain_share(days, day: int) -> None:
    share = sum(d > day for d in days) / len(days)
    assert at([(d, True) for d in days], day) == pytest.approx(share)


@given(SPELLS, st.integers(0, 45))
def test_knowing_less_never_makes_a_step_shorter(spells, day: int) -> None:
    assert at(spells, day) >= at([(days, True) for days, _ in spells], day) - 1e-12


def test_fewer_than_twenty_finished_steps_say_nothing() -> None:
    assert curve([(5, True)] * 19 + [(9, False)] * 50) is None
    found = curve([(5, True)] * 20)
    assert found is not None
    assert found.cases == 20


def test_the_next_case_may_outlast_all_that_were_seen() -> None:
    found = curve([(days, True) for days in range(1, 21)])
    assert found.alive(20) == pytest.approx(1 / 21)
    assert 0 < found.alive(40) < found.alive(21) < found.alive(20)
    assert found.alive(0) == 1.0


def test_draws_follow_the_curve_and_its_tail() -> None:
    found = curve([(days, True) for days in range(1, 21)])
    assert found.draw(np.array([0.04, 0.5, 0.94])).tolist() == [1, 10, 19]
    beyond = found.draw(1 - np.array([1 / 21, 1 / 42, 1 / 210]))
    assert 20 <= beyond[0] < beyond[1] < beyond[2]
    assert found.alive(float(beyond[2])) == pytest.approx(1 / 210, rel=0.5)


def test_the_tail_is_as_long_as_the_slowest_fifth_says() -> None:
    luck = np.random.default_rng(1)
    even, exponential, heavy = (
        curve([(int(days), True) for days in drawn])
        for drawn in (
            luck.integers(10, 31, 300),
            luck.exponential(30, 300),
            20 * luck.pareto(1.5, 300),
        )
    )
    assert even.scale < 5 < 15 < exponential.scale < 60 < heavy.scale
    assert even.shape < 0.02 < 0.15 < heavy.shape


def test_steps_seen_to_run_on_put_the_tail_beyond_the_last_day_watched() -> None:
    found = curve([(days, True) for days in range(1, 31)] + [(500, False)] * 10)
    assert found.alive(400) == found.alive(30) == pytest.approx(0.25)
    assert found.draw(np.array([0.8]))[0] > 500


def test_days_gone_by_leave_only_the_days_still_to_go() -> None:
    found = curve([(days, True) for days in range(1, 21)])
    assert found.draw(np.array([0.01]), 10)[0] == 1
    assert found.draw(np.array([0.5]), 200)[0] > 0


def test_a_step_begun_and_ended_on_one_day_takes_none() -> None:
    found = curve([(0, True)] * 30)
    assert found.draw(np.array([0.5]))[0] == 0
    assert found.alive(3) < found.alive(0)
