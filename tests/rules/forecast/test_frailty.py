from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.forecast import normal_approx
from clearance.rules.forecast.frailty import INDEPENDENT, MOST, learn_frailty
from clearance.rules.forecast.obstacle_rates import DRAWS, ObstacleSpell, learn_obstacles
from clearance.rules.forecast.survival import FEWEST

EVEN = (np.arange(DRAWS) + 0.5) / DRAWS
QUICK, LASTING = (0.2, 0.3), (0.9, 1.0)


def middle(values: np.ndarray) -> float:
    return float(np.median(values))


def test_the_table_of_the_normal_distribution_goes_both_ways() -> None:
    assert normal_approx.cdf(np.array([0.0, 1.959964])) == pytest.approx([0.5, 0.975], abs=1e-6)
    assert normal_approx.cdf(normal_approx.quantile(EVEN)) == pytest.approx(EVEN, abs=1e-5)


def test_where_nothing_is_shared_every_chance_is_the_obstacles_own() -> None:
    assert INDEPENDENT.chances(INDEPENDENT.effect("7", EVEN), EVEN) == pytest.approx(EVEN, abs=1e-5)
    assert INDEPENDENT.chances(INDEPENDENT.effect("7", EVEN), EVEN, 0.7) == pytest.approx(
        EVEN, abs=1e-4
    )


def test_neighbours_of_a_lasting_obstacle_are_expected_to_last_of_a_quick_one_to_go() -> None:
    known = learn_frailty(0.6, [("slow", *LASTING), ("quick", *QUICK), ("quick", *QUICK)])
    slow, unseen, quick = (
        middle(known.chances(known.effect(near, EVEN), EVEN[::-1]))
        for near in ("slow", "9", "quick")
    )
    assert quick < 0.4 < unseen < 0.6 < slow


def test_obstacles_of_one_kilometre_go_together() -> None:
    known, rng = learn_frailty(0.8, []), np.random.default_rng(3)
    luck = known.effect("7", rng.random(DRAWS))
    one, other, far = (
        known.chances(at, rng.random(DRAWS))
        for at in (luck, luck, known.effect("8", rng.random(DRAWS)))
    )
    assert np.corrcoef(one, other)[0, 1] > 0.7
    assert abs(np.corrcoef(one, far)[0, 1]) < 0.15


@pytest.mark.parametrize(("low", "high"), [(0.2, 0.3), (0.9, 1.0), (0.0, 0.5)])
@pytest.mark.parametrize("share", [0.2, 0.64, 0.9])
def test_the_posterior_of_a_kilometre_is_that_of_bayes(
    low: float, high: float, share: float
) -> None:
    normal, step = NormalDist(), 0.002
    grid = [step * n for n in range(-2500, 2501)]

    def over_by(part: float, effect: float) -> float:
        if part in (0.0, 1.0):
            return part
        return normal.cdf((normal.inv_cdf(part) - share**0.5 * effect) / (1 - share) ** 0.5)

    weights = [normal.pdf(z) * (over_by(high, z) - over_by(low, z)) for z in grid]
    below = np.cumsum(weights) / sum(weights)
    expected = np.interp([0.1, 0.5, 0.9], below, grid)
    found = learn_frailty(share, [("7", low, high)]).effect("7", np.array([0.1, 0.5, 0.9]))
    assert found == pytest.approx(expected, abs=0.05)


@given(
    share=st.floats(0, 1),
    gone=st.floats(0, 0.99),
    seen=st.lists(st.sampled_from([("7", *QUICK), ("7", *LASTING), ("7", 0.5, 0.5 + 1e-9)])),
)
def test_whatever_was_seen_chances_are_chances_and_rise_with_luck(
    share: float, gone: float, seen: list[tuple[str, float, float]]
) -> None:
    known = learn_frailty(share, seen)
    found = known.chances(known.effect("7", EVEN), np.full(DRAWS, 0.5), gone)
    assert known.share <= MOST
    assert ((found > 0) & (found < 1)).all()
    assert (np.diff(found) >= -1e-9).all()


def test_how_much_a_kilometre_shares_is_learnt() -> None:
    quick = [ObstacleSpell("PRICE", 10 + n % 9, near=str(n)) for n in range(60)]
    apart = [ObstacleSpell("PRICE", 400, is_over=False, near=str(n)) for n in range(60, 80)]
    together = [
        ObstacleSpell("PRICE", 400, is_over=False, near=str(60 + n // 5)) for n in range(20)
    ]
    paired = [ObstacleSpell("PRICE", 10 + n % 9, near=str(n // 2)) for n in range(60)]
    alone = learn_obstacles([], quick + apart, FEWEST).around
    shared = learn_obstacles([], paired + together, FEWEST).around
    assert alone.share == 0.0
    assert shared.share > 0.4
    assert middle(shared.effect("60", EVEN)) > 0.5 > middle(shared.effect("1", EVEN))


def test_an_obstacle_of_which_no_place_is_known_says_nothing_of_any() -> None:
    assert learn_obstacles([], [ObstacleSpell("PRICE", 9)] * 40, FEWEST).around.known == {}
