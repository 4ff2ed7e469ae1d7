"""When a segment will be free: many drawn futures of the cases that hold it, and their latest.

Days are YYYY-MM-DD. A draw gives every case the days its remaining steps take; the segment is
free on the latest of its cases. The same day and segment give the same draws.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from statistics import NormalDist
from typing import cast

import numpy as np

from clearance.rules.durations import Curve, Pace, StepKey
from clearance.rules.seasons import Season

DRAWS = 1000
#: Share of the luck that the cases of one commune have in common (decision 0035).
SHARED = 0.5
#: No date is told farther off than this.
FARTHEST = 20 * 365
_GRID = np.linspace(-6, 6, 2401)
_NORMAL = np.array([NormalDist().cdf(x) for x in _GRID])


@dataclass(frozen=True, slots=True)
class Case:
    """A case in the way: where, the steps it still needs, days gone by since its last step."""

    uid: str
    place: str
    steps: tuple[StepKey, ...]
    elapsed: int
    may_be_early: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing holds the segment any more."""


@dataclass(frozen=True, slots=True)
class TooFew:
    """Nothing is told; why: unsurveyed | not_begun | no_way | too_few, and of which step."""

    why: str
    step: StepKey | None = None
    cases: int = 0
    metres: int = 0


@dataclass(frozen=True, slots=True)
class Forecast:
    """Days by which the ground is free with a chance of 10, 50, 80, 90 and 95 in 100.

    `cases`: finished steps behind the least known step; `driver`: the case that most often is
    the last one in the late futures.
    """

    p10: str
    p50: str
    p80: str
    p90: str
    p95: str
    cases: int
    driver: str = ""


def refusal(case: Case, pace: Pace) -> TooFew | None:
    """Why nothing can be told of a case, None when something can."""
    if not case.steps:
        return TooFew("no_way")
    if case.elapsed < 0:
        return TooFew("not_begun", case.steps[0])
    unknown = (s for s in case.steps if pace.curve(s, case.place) is None)
    step = next(unknown, None)
    return TooFew("too_few", step, pace.finished.get(step, 0)) if step else None


def draws(
    case: Case, pace: Pace, as_of: str, name: str, seasons: Sequence[Season] = (),
    shared: float = SHARED,
) -> np.ndarray:  # fmt: skip
    """`DRAWS` days (datetime64[D]) on which a case may be out of the way; `refusal` is None.

    `name` (a segment's) with the day and the case makes the luck; the cases of one place share
    some of it within a segment.
    """
    luck, own = _luck(as_of, name, case.place), _luck(as_of, name, case.place, case.uid)
    common, start = luck.standard_normal(DRAWS), np.datetime64(as_of, "D")
    at, elapsed = np.full(DRAWS, start), case.elapsed
    for step in case.steps:
        mixed = np.sqrt(shared) * common + np.sqrt(1 - shared) * own.standard_normal(DRAWS)
        found = cast(Curve, pace.curve(step, case.place))  # `refusal` has been asked
        left = found.draw(np.interp(mixed, _GRID, _NORMAL).clip(1e-6, 1 - 1e-6), elapsed)
        at = at + np.minimum(left, FARTHEST).astype("timedelta64[D]")
        elapsed = -1
        for season in (s for s in seasons if s.step == step[:2]):
            at = season.wait(at)
    at = np.maximum(at, start + 1)
    if case.may_be_early and pace.early > 0:
        early = np.ceil(own.exponential(1 / pace.early, DRAWS)).clip(1, FARTHEST)
        at = np.minimum(at, start + early.astype("timedelta64[D]"))
    return np.minimum(at, start + FARTHEST)


def foresee(
    cases: Sequence[Case], pace: Pace, as_of: str, name: str, seasons: Sequence[Season] = ()
) -> Forecast | TooFew | Done:
    """The forecast of everything that holds one segment together."""
    if not cases:
        return Done()
    why = next((found for c in cases if (found := refusal(c, pace))), None)
    if why:
        return why
    drawn = np.stack([draws(c, pace, as_of, name, seasons) for c in cases])
    latest = drawn.max(axis=0)
    told = [day_at(latest, p) for p in (0.1, 0.5, 0.8, 0.9, 0.95)]
    late = drawn[:, latest >= np.datetime64(told[2])].argmax(axis=0)
    driver = cases[int(np.bincount(late).argmax())].uid
    fewest = min(_cases(c, pace) for c in cases)
    return Forecast(told[0], told[1], told[2], told[3], told[4], fewest, driver)


def foresee_draws(
    cases: Sequence[Case], pace: Pace, as_of: str, name: str, seasons: Sequence[Season] = ()
) -> np.ndarray:
    """The latest day of all cases (at least one, none refused) in each draw."""
    return np.asarray(np.stack([draws(c, pace, as_of, name, seasons) for c in cases]).max(axis=0))


def day_at(drawn: np.ndarray, chance: float) -> str:
    """The first day by which that share of the draws is over."""
    return str(np.sort(drawn)[int(np.ceil(chance * len(drawn))) - 1])


def share_before(drawn: np.ndarray, day: str) -> float:
    """The share of the draws before a day, those on the day counting half."""
    then = np.datetime64(day, "D")
    return float((drawn < then).mean() + (drawn == then).mean() / 2)


def _cases(case: Case, pace: Pace) -> int:
    return min(found.cases for s in case.steps if (found := pace.curve(s, case.place)))


def _luck(*parts: str) -> np.random.Generator:
    seed = sha256("\n".join(parts).encode()).digest()
    return np.random.default_rng(int.from_bytes(seed[:16], "big"))
