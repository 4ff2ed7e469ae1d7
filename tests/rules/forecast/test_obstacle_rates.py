import numpy as np
import pytest

from clearance.rules.forecast.obstacle_rates import DRAWS, NONE, ObstacleSpell, learn_obstacles
from clearance.rules.forecast.survival import FEWEST, Spell

PAID, CLAIMED = ("household", "paid", "household"), ("grave", "claimed", "grave")

EVEN = (np.arange(DRAWS) + 0.5) / DRAWS


def luck() -> np.random.Generator:
    return np.random.default_rng(1)


def some_spells(troubled: int = 10) -> list[Spell]:
    """200 steps of 50 days in 20 kilometres; the obstacles all come in the first one."""
    return [
        Spell(PAID, "a", 50, came=("PRICE",) if n < troubled else (), near=str(n // 10))
        for n in range(200)
    ]


def test_only_a_kind_closed_often_enough_speaks_of_itself() -> None:
    found = learn_obstacles(
        [], [ObstacleSpell("PRICE", 9)] * 20 + [ObstacleSpell("BUDGET", 9)] * 19, FEWEST
    )
    assert set(found.kinds) == {"PRICE"}
    assert found.closed == {"PRICE": 20, "BUDGET": 19}
    assert found.remaining("PRICE", 0, np.zeros(1), np.array([0.5]))[0] == 9


def test_where_no_obstacle_was_ever_met_none_is_expected() -> None:
    assert learn_obstacles(some_spells(0), [], FEWEST) == NONE


def test_obstacles_come_as_often_as_they_came() -> None:
    (trouble,) = learn_obstacles(some_spells(), [ObstacleSpell("PRICE", 9)] * 20, FEWEST).arrivals
    assert trouble.rate(PAID, luck()).mean() == pytest.approx(10 / 10_000, rel=0.15)


def test_a_step_seldom_watched_is_thought_to_be_like_the_others() -> None:
    (trouble,) = learn_obstacles(some_spells(), [ObstacleSpell("PRICE", 9)] * 20, FEWEST).arrivals
    assert trouble.rate(CLAIMED, luck()).mean() == pytest.approx(trouble.common, rel=0.2)


def test_where_obstacles_cluster_a_quiet_kilometre_is_expected_to_stay_quiet() -> None:
    (trouble,) = learn_obstacles(some_spells(), [ObstacleSpell("PRICE", 9)] * 20, FEWEST).arrivals
    assert trouble.shape < 1
    quiet, hit = (trouble.factor(near, luck()).mean() for near in ("7", "0"))
    assert quiet < 0.5 < 5 < hit


def test_an_obstacle_stays_as_those_seen_did_or_as_long_as_few_closed_allow() -> None:
    (seen,) = learn_obstacles(some_spells(), [ObstacleSpell("PRICE", 9)] * 400, FEWEST).arrivals
    assert np.median(seen.days(EVEN, seen.closing(luck()))) == 9
    stays = [ObstacleSpell("PRICE", 200, is_over=False)] * 50
    (never,) = learn_obstacles(some_spells(), stays, FEWEST).arrivals
    assert np.median(never.days(EVEN, never.closing(luck()))) > 10_000
    assert len(never.days(EVEN, never.closing(luck()))) == DRAWS
