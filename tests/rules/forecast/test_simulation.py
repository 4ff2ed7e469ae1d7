"""Segments drawn as the latest of their cases, in worlds whose truth is known."""

from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from clearance.rules.forecast.correlation import Correlations
from clearance.rules.forecast.forecast import (
    TooFew,
    day_at,
    forecast_segment,
    share_before,
    simulate_segment,
)
from clearance.rules.forecast.model import learn
from clearance.rules.forecast.obstacle_rates import ObstacleSpell
from clearance.rules.forecast.simulation import HORIZON_DAYS, Case, draws
from clearance.rules.forecast.survival import Spell

PAID, RECOVERED = ("household", "paid", "household"), ("household", "recovered", "household")
TODAY, DAY = "2026-11-20", 300
SPELLS = [Spell(s, "a", days) for s in (PAID, RECOVERED) for days in range(5, 45)]
OPEN = Case("h", "a", (PAID, RECOVERED), 3, obstacles=(("PRICE", 10),))


@dataclass(slots=True)
class World:
    """Cases of two steps known up to DAY: what was seen of them, and when they truly end."""

    spells: list[Spell] = field(default_factory=list)
    stays: list[ObstacleSpell] = field(default_factory=list)
    cases: dict[str, list[Case]] = field(default_factory=dict)
    truth: dict[str, int] = field(default_factory=dict)


def a_world(
    seed: int, *, segments: int = 220, each: int = 9, shared: float = 0.0, trouble: float = 0.0
) -> World:
    """Segments of some cases each; `shared`: how far a commune's pace swings from month to month,
    `trouble`: the chance a day of an obstacle, which stays 40 days in the mean."""
    luck, world = np.random.default_rng(seed), World()
    pull = np.exp(shared * luck.standard_normal((12, 12)))
    for number in range(segments):
        start, commune = int(luck.integers(0, DAY)), number % 12
        for part in range(each):
            case = f"{number}-{part}"
            begin = start + int(luck.integers(0, 20))
            _live(
                world,
                luck,
                f"s{number}",
                case,
                f"c{commune}",
                begin,
                float(pull[commune, begin // 30 % 12]),
                trouble,
            )
    return world


def _live(
    world: World,
    luck: np.random.Generator,
    segment: str,
    case: str,
    commune: str,
    begin: int,
    pull: float,
    trouble: float,
) -> None:
    at, is_told = begin, begin > DAY
    for number, step in enumerate((PAID, RECOVERED)):
        work = max(int(luck.gamma(2.0, 15.0) * pull), 1)
        stop = int(luck.exponential(1 / trouble)) if trouble else work
        stay = max(int(luck.exponential(40.0)), 1) if stop < work else 0
        end = at + work + stay
        opened, closed = at + stop, at + stop + stay
        came = ("PRICE",) if stay and opened < min(end, DAY) else ()
        if at <= DAY and came:
            world.stays.append(ObstacleSpell("PRICE", min(closed, DAY) - opened, closed <= DAY))
        seen = min(end, DAY) - at - (max(0, min(closed, DAY) - opened) if came else 0)
        if at <= DAY:
            begun = f"2026-{at // 30 + 1:02d}-01"
            world.spells.append(Spell(step, commune, seen, end <= DAY, came, case, begun, commune))
        if end > DAY and not is_told:
            held = (("PRICE", DAY - opened),) if came and opened <= DAY < closed else ()
            steps = (PAID, RECOVERED)[number:]
            new = Case(case, commune, steps, seen, obstacles=held, near=commune)
            world.cases.setdefault(segment, []).append(new)
            is_told = True
        at = end
    if begin <= DAY < at:
        world.truth[segment] = max(world.truth.get(segment, 0), at - DAY)


def coverage(world: World, alike: Correlations | None = None) -> float:
    """The share of segments that end between their P10 and their P90."""
    pace, today = learn(world.spells, stays=world.stays), np.datetime64(TODAY, "D")
    pace = replace(pace, correlations=alike or pace.correlations)
    ranks = [
        share_before(simulate_segment(cases, pace, TODAY, name), str(today + world.truth[name]))
        for name, cases in world.cases.items()
    ]
    return float(np.mean([0.1 <= rank <= 0.9 for rank in ranks]))


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("more", [{}, {"each": 25}, {"trouble": 0.004}])
def test_segments_end_within_the_interval_as_often_as_said(seed: int, more: dict) -> None:
    assert 0.72 <= coverage(a_world(seed, **more)) <= 0.88


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_where_a_commune_swings_the_interval_widens_by_what_was_learnt_of_it(seed: int) -> None:
    world = a_world(seed, shared=0.5)
    assert 0.68 <= coverage(world) <= 0.88
    assert coverage(world) > coverage(world, Correlations(0.0, 0.0))


def test_an_open_obstacle_puts_the_case_off_by_the_days_such_ones_stay() -> None:
    pace = learn(SPELLS, stays=[ObstacleSpell("PRICE", days) for days in range(30, 70)])
    free = draws(Case("h", "a", OPEN.steps, 3), pace, TODAY, "sg")
    held = draws(OPEN, pace, TODAY, "sg")
    assert 20 <= (held - free).astype(int).mean() <= 60


def test_a_kind_of_obstacle_seldom_closed_is_said_and_not_guessed() -> None:
    stays = [ObstacleSpell("PRICE", 9)] * 19 + [ObstacleSpell("BUDGET", 5)] * 40
    found = forecast_segment([OPEN], learn(SPELLS, stays=stays), TODAY, "sg")
    assert found == TooFew("obstacle", None, 19, 0, "PRICE", untold=1)


def test_obstacles_still_to_come_make_the_late_dates_later() -> None:
    troubled = [Spell(PAID, "a", days, came=("PRICE",)) for days in range(5, 45)]
    calm = learn(SPELLS)
    pace = learn(
        [*troubled, *SPELLS], stays=[ObstacleSpell("PRICE", days) for days in range(60, 100)]
    )
    case = Case("h", "a", (PAID, RECOVERED), 0)
    late = day_at(draws(case, pace, TODAY, "sg"), 0.9)
    assert late > day_at(draws(case, calm, TODAY, "sg"), 0.9)


def test_an_obstacle_that_was_never_closed_may_stay_for_good() -> None:
    troubled = [Spell(PAID, "a", days, came=("BUDGET",)) for days in range(5, 45)]
    pace = learn(troubled, stays=[ObstacleSpell("BUDGET", 400, is_over=False)] * 40)
    drawn = draws(Case("h", "a", (PAID,), 0), pace, TODAY, "sg")
    assert drawn.max() == np.datetime64(TODAY) + HORIZON_DAYS


@pytest.mark.parametrize(
    ("elapsed", "wait", "least"), [(-1, 30, 35), (10, 30, 25), (30, 30, 1), (50, 30, 1)]
)
def test_what_the_law_makes_a_step_wait_is_added_until_it_has_gone_by(
    elapsed: int, wait: int, least: int
) -> None:
    case = Case("h", "a", (PAID,), elapsed, waits=(wait,))
    drawn = draws(case, learn(SPELLS), TODAY, "sg") - np.datetime64(TODAY)
    assert drawn.astype(int).min() >= least


def test_a_segment_that_may_well_never_end_is_not_given_a_day() -> None:
    troubled = [Spell(PAID, "a", days, came=("BUDGET",)) for days in range(5, 45)]
    pace = learn(troubled, stays=[ObstacleSpell("BUDGET", 4000, is_over=False)] * 40)
    assert forecast_segment([Case("h", "a", (PAID,), 0)], pace, TODAY, "sg") == TooFew("beyond")
