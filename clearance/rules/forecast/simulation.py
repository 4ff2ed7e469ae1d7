"""Drawn futures of one case: the days on which it may be out of the way.

The same day, segment and case give the same draws, so one case more never makes a date earlier.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from clearance.rules.forecast.model import Pace
from clearance.rules.forecast.obstacle_rates import DRAWS
from clearance.rules.forecast.random_effects import Luck, Shared
from clearance.rules.forecast.survival import Curve, StepKey
from clearance.rules.procedure.seasons import Season, next_in_season

#: No date is told farther off than this.
FARTHEST = 20 * 365


@dataclass(frozen=True, slots=True)
class Case:
    """A case in the way: where, the steps it still needs, days gone by since its last step.

    `obstacles`: kind of each open one and the days it has been open; those are not in `elapsed`.
    `waits`: days the law makes each step wait for the one before; `near`: its kilometre.
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
    pace: Pace,
    as_of: str,
    name: str,
    seasons: Sequence[Season] = (),
    shared: Shared | None = None,
) -> np.ndarray:
    """`DRAWS` days (datetime64[D]) on which a case may be out of the way.

    Its steps, places and obstacles must be known to `pace`. `name` (a segment's) with the day
    and the case makes the luck; what `pace.alike` says is shared within a segment, and drawn once
    where the cases of a segment are given the same `shared`.
    """
    luck, start = (
        Luck(shared or Shared(pace, as_of, name), case.place, case.uid),
        np.datetime64(as_of, "D"),
    )
    at = start + _whole(_held(case, pace, luck))
    elapsed = case.elapsed
    for step, wait in zip(case.steps, case.waits or (0,) * len(case.steps), strict=True):
        found = cast(Curve, pace.curve(step, case.place))
        left = found.draw(luck.chances(), elapsed - wait if elapsed >= wait else -1)
        left = left + _to_come(step, case.near, left, luck)
        at = at + _whole(left + max(wait - max(elapsed, 0), 0))
        elapsed = -1
        at = next_in_season(seasons, step[:2], at)
    at = np.maximum(at, start + 1)
    if case.may_be_early and pace.early > 0:
        early = np.ceil(luck.own.exponential(1 / pace.early, DRAWS)).clip(1, FARTHEST)
        at = np.minimum(at, start + early.astype("timedelta64[D]"))
    return np.asarray(np.minimum(at, start + FARTHEST))


def _held(case: Case, pace: Pace, luck: Luck) -> np.ndarray:
    """Days until the last of the open obstacles is gone."""
    around = luck.shared.around(case.near)
    stays = [
        pace.delays.still(kind, days, around, luck.own_chances()) for kind, days in case.obstacles
    ]
    return np.asarray(np.max([np.zeros(DRAWS), *stays], axis=0))


def _to_come(step: StepKey, near: str, left: np.ndarray, luck: Luck) -> np.ndarray:
    """Days that obstacles still to come add to a step: by chance (Poisson), at a rate that the
    whole kilometre has in common."""
    added, delays = np.zeros(DRAWS), luck.shared.pace.delays
    for number, trouble in enumerate(delays.troubles):
        rate = luck.shared.rate(number, step, near)
        hit = np.flatnonzero(luck.own.random(DRAWS) < -np.expm1(-rate * left))
        own, around = luck.own_chances()[hit], luck.shared.around(near)[hit]
        chances = delays.around.chances(around, own)
        added[hit] += trouble.days(chances, luck.shared.closing(number)[hit])
    return added


def _whole(days: np.ndarray) -> np.ndarray:
    return np.asarray(np.minimum(days, FARTHEST).astype("timedelta64[D]"))
