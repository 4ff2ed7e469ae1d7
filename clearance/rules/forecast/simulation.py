"""Monte Carlo simulation of one case: the days on which its ground may be free.

The same day, segment and case give the same draws, so adding a case never makes a date earlier.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from clearance.rules.forecast.model import DurationModel
from clearance.rules.forecast.obstacle_rates import DRAWS
from clearance.rules.forecast.random_effects import CaseEffects, SharedEffects
from clearance.rules.forecast.survival import StepKey, SurvivalCurve
from clearance.rules.procedure.seasons import Season, next_in_season

#: No date farther off than this is given.
HORIZON_DAYS = 20 * 365


@dataclass(frozen=True, slots=True)
class Case:
    """A case still to be cleared: place, steps it still needs, days elapsed since its last step.

    `obstacles`: kind of each open one and the days it has been open; those days are not in
    `elapsed`. `waits`: statutory waiting days before each step; `near`: its kilometre.
    """

    uid: str
    place: str
    steps: tuple[StepKey, ...]
    elapsed: int
    may_be_early: bool = False
    obstacles: tuple[tuple[str, int], ...] = ()
    waits: tuple[int, ...] = ()
    near: str = ""


def draws(
    case: Case,
    model: DurationModel,
    as_of: str,
    name: str,
    seasons: Sequence[Season] = (),
    shared: SharedEffects | None = None,
) -> np.ndarray:
    """DRAWS simulated days (datetime64[D]) on which a case is cleared, HORIZON_DAYS ahead at most.

    Its steps, places and obstacle kinds must have a curve in `model`. `name` (the segment's), day
    and case seed the generator; pass one `shared` for all cases of a segment, so that effects
    they share are drawn once.
    """
    effects, start = (
        CaseEffects(shared or SharedEffects(model, as_of, name), case.place, case.uid),
        np.datetime64(as_of, "D"),
    )
    at = start + _whole(_held(case, model, effects))
    elapsed = case.elapsed
    for step, wait in zip(case.steps, case.waits or (0,) * len(case.steps), strict=True):
        found = cast(SurvivalCurve, model.curve(step, case.place))
        left = found.draw(effects.chances(), elapsed - wait if elapsed >= wait else -1)
        left = left + _to_come(step, case.near, left, effects)
        at = at + _whole(left + max(wait - max(elapsed, 0), 0))
        elapsed = -1
        at = next_in_season(seasons, step[:2], at)
    at = np.maximum(at, start + 1)
    if case.may_be_early and model.early > 0:
        early = np.ceil(effects.own.exponential(1 / model.early, DRAWS)).clip(1, HORIZON_DAYS)
        at = np.minimum(at, start + early.astype("timedelta64[D]"))
    return np.asarray(np.minimum(at, start + HORIZON_DAYS))


def _held(case: Case, model: DurationModel, effects: CaseEffects) -> np.ndarray:
    """Days until the last open obstacle is closed, length DRAWS."""
    around = effects.shared.around(case.near)
    stays = [
        model.obstacles.remaining(kind, days, around, effects.own_chances())
        for kind, days in case.obstacles
    ]
    return np.asarray(np.max([np.zeros(DRAWS), *stays], axis=0))


def _to_come(step: StepKey, near: str, left: np.ndarray, effects: CaseEffects) -> np.ndarray:
    """Days that new obstacles add to a step: Poisson arrivals at a rate shared by the kilometre."""
    added, obstacles = np.zeros(DRAWS), effects.shared.model.obstacles
    for number, arrival in enumerate(obstacles.arrivals):
        rate = effects.shared.rate(number, step, near)
        hit = np.flatnonzero(effects.own.random(DRAWS) < -np.expm1(-rate * left))
        own, around = effects.own_chances()[hit], effects.shared.around(near)[hit]
        chances = obstacles.around.chances(around, own)
        added[hit] += arrival.days(chances, effects.shared.closing(number)[hit])
    return added


def _whole(days: np.ndarray) -> np.ndarray:
    return np.asarray(np.minimum(days, HORIZON_DAYS).astype("timedelta64[D]"))
