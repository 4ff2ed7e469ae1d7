import numpy as np
import pytest

from clearance.rules.forecast.correlation import UNCORRELATED, Correlations, correlations, score
from clearance.rules.forecast.survival import Spell, curve

PAID = ("household", "paid", "household")
EVERY = curve([(days, True) for days in range(1, 101)])


def a_history(seed: int, group: float) -> list[Spell]:
    """200 communes of five cases; `group`: the share of the luck that a commune has in common."""
    luck = np.random.default_rng(seed)
    found = []
    for commune in range(200):
        common = luck.standard_normal()
        for case in range(5):
            drawn = np.sqrt(group) * common + np.sqrt(1 - group) * luck.standard_normal()
            days = int(np.clip(50 + 20 * drawn, 1, 99))
            found.append(Spell(PAID, str(commune), days, True, (), f"{commune}-{case}", "2026-01"))
    return found


@pytest.mark.parametrize("group", [0.0, 0.2, 0.4])
def test_what_a_commune_has_in_common_is_found_again(group: float) -> None:
    spells = a_history(1, group)
    made = curve([(s.days, True) for s in spells])
    assert correlations(spells, lambda _step, _place: made).place == pytest.approx(group, abs=0.07)


def test_cases_that_nobody_can_compare_are_taken_to_be_apart() -> None:
    assert correlations([], lambda _step, _place: EVERY) == UNCORRELATED
    assert (
        correlations([Spell(PAID, "a", 9, case="h")], lambda _step, _place: EVERY) == UNCORRELATED
    )
    assert correlations(a_history(1, 0.4), lambda _step, _place: None) == UNCORRELATED


def test_a_slow_step_scores_high_and_one_still_running_higher_than_one_just_over() -> None:
    assert score(EVERY, 95, is_over=True) > score(EVERY, 50, is_over=True)
    assert score(EVERY, 50, is_over=True) == pytest.approx(0, abs=0.05)
    assert score(EVERY, 50, is_over=False) > score(EVERY, 50, is_over=True)


def test_what_a_case_has_in_common_beyond_its_commune_is_its_own() -> None:
    assert Correlations(0.3, 0.1).own == pytest.approx(0.2)
    assert Correlations(0.1, 0.3).own == 0.0
