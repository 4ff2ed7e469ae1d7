"""Drawn futures of one case: the days on which it may be out of the way.

The same day, segment and case give the same draws, so one case more never makes a date earlier.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import cast

import numpy as np

from clearance.rules import normal
from clearance.rules.delays import DRAWS
from clearance.rules.durations import Curve, StepKey
from clearance.rules.pace import Pace
from clearance.rules.seasons import Season, next_in_season

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
    case: Case, pace: Pace, as_of: str, name: str, seasons: Sequence[Season] = ()
) -> np.ndarray:
    """`DRAWS` days (datetime64[D]) on which a case may be out of the way.

    Its steps, places and obstacles must be known to `pace`. `name` (a segment's) with the day
    and the case makes the luck; what `pace.alike` says is shared within a segment.
    """
    luck, start = _Luck(as_of, name, case, pace), np.datetime64(as_of, "D")
    at = start + _whole(_held(case, pace, luck))
    elapsed = case.elapsed
    for step, wait in zip(case.steps, case.waits or (0,) * len(case.steps), strict=True):
        found = cast(Curve, pace.curve(step, case.place))
        left = found.draw(luck.chances(), elapsed - wait if elapsed >= wait else -1)
        left = left + _to_come(step, left, pace, luck)
        at = at + _whole(left + max(wait - max(elapsed, 0), 0))
        elapsed = -1
        at = next_in_season(seasons, step[:2], at)
    at = np.maximum(at, start + 1)
    if case.may_be_early and pace.early > 0:
        early = np.ceil(luck.own.exponential(1 / pace.early, DRAWS)).clip(1, FARTHEST)
        at = np.minimum(at, start + early.astype("timedelta64[D]"))
    return np.asarray(np.minimum(at, start + FARTHEST))


class _Luck:
    """The luck of one case in a segment's futures, and what it shares with others."""

    def __init__(self, as_of: str, name: str, case: Case, pace: Pace) -> None:
        self._name, self._pace, self.near = (as_of, name), pace, case.near
        self.own = _seeded(as_of, name, case.place, case.uid)
        self._pull = self.own.standard_normal(DRAWS)
        self._common = self.shared(case.place).standard_normal(DRAWS)

    def shared(self, *parts: str) -> np.random.Generator:
        """Luck that every case of the segment draws alike."""
        return _seeded(*self._name, *parts)

    def chances(self) -> np.ndarray:
        """Chances in (0, 1) for one step: partly the commune's, partly the case's own."""
        place, case = self._pace.alike.place, self._pace.alike.own
        mixed = (np.sqrt(place) * self._common + np.sqrt(case) * self._pull
                 + np.sqrt(1.0 - place - case) * self.own.standard_normal(DRAWS))  # fmt: skip
        return normal.below(mixed)

    @cached_property
    def around(self) -> np.ndarray:
        """The luck of obstacles that the whole kilometre shares."""
        chances = self.shared("around", self.near).random(DRAWS).clip(1e-6, 1 - 1e-6)
        return self._pace.delays.around.luck(self.near, chances)

    def own_chances(self) -> np.ndarray:
        """Chances in (0, 1) of nobody else."""
        return self.own.random(DRAWS).clip(1e-6, 1 - 1e-6)


def _held(case: Case, pace: Pace, luck: _Luck) -> np.ndarray:
    """Days until the last of the open obstacles is gone."""
    stays = [pace.delays.still(kind, days, luck.around, luck.own_chances())
             for kind, days in case.obstacles]  # fmt: skip
    return np.asarray(np.max([np.zeros(DRAWS), *stays], axis=0))


def _to_come(step: StepKey, left: np.ndarray, pace: Pace, luck: _Luck) -> np.ndarray:
    """Days that obstacles still to come add to a step: by chance (Poisson), at a rate that the
    whole kilometre has in common."""
    added = np.zeros(DRAWS)
    for number, trouble in enumerate(pace.delays.troubles):
        rate = trouble.rate(step, luck.shared(f"came {number}", *step))
        rate = rate * trouble.factor(luck.near, luck.shared(f"near {number}", luck.near))
        is_hit = luck.own.random(DRAWS) < -np.expm1(-rate * left)
        chances = pace.delays.around.chances(luck.around, luck.own_chances())
        added += np.where(is_hit, trouble.days(chances, luck.shared(f"stay {number}")), 0.0)
    return added


def _whole(days: np.ndarray) -> np.ndarray:
    return np.asarray(np.minimum(days, FARTHEST).astype("timedelta64[D]"))


def _seeded(*parts: str) -> np.random.Generator:
    seed = sha256("\n".join(parts).encode()).digest()
    return np.random.default_rng(int.from_bytes(seed[:16], "big"))
