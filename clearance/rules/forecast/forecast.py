"""When a segment will be free: many drawn futures of the cases that hold it, and their latest.

Days are YYYY-MM-DD. A draw gives every case the days its remaining steps take; the segment is
free on the latest of its cases. The same day and segment give the same draws.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from clearance.rules.forecast.model import Pace
from clearance.rules.forecast.random_effects import Shared
from clearance.rules.forecast.simulation import FARTHEST, Case, draws
from clearance.rules.forecast.survival import StepKey
from clearance.rules.procedure.seasons import Season


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing holds the segment any more."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Days by which the ground is free with a chance of 10, 50, 80, 90 and 95 in 100.

    `cases`: finished steps behind the least known step; `driver`: the case that most often is
    the last one in the late futures; from `farthest` on no day is told.
    """

    p10: str
    p50: str
    p80: str
    p90: str
    p95: str
    cases: int
    driver: str = ""
    farthest: str = "9999"

    @property
    def is_endless(self) -> bool:
        """Whether the slowest futures never end as far as anybody looks."""
        return self.p95 >= self.farthest


@dataclass(frozen=True, slots=True)
class TooFew:
    """No day is told for the whole; why: unsurveyed | not_begun | no_way | too_few | obstacle |
    beyond (more than a fifth of the futures never end).

    Of which step or kind of obstacle, and how many such were finished or closed so far;
    `untold`: cases of which nothing can be said, `rest`: when all others are over. The whole is
    not free before the rest is.
    """

    why: str
    step: StepKey | None = None
    cases: int = 0
    metres: int = 0
    obstacle: str = ""
    untold: int = 0
    rest: Forecast | None = None


def refusal(case: Case, pace: Pace) -> TooFew | None:
    """Why nothing can be told of a case, None when something can."""
    if not case.steps:
        return TooFew("no_way")
    if case.elapsed < 0:
        return TooFew("not_begun", case.steps[0])
    kind = next((k for k, _ in case.obstacles if k not in pace.delays.kinds), "")
    if kind:
        return TooFew("obstacle", None, pace.delays.closed.get(kind, 0), 0, kind)
    unknown = (s for s in case.steps if pace.curve(s, case.place) is None)
    step = next(unknown, None)
    return TooFew("too_few", step, pace.finished.get(step, 0)) if step else None


def foresee(
    cases: Sequence[Case],
    pace: Pace,
    as_of: str,
    name: str,
    seasons: Sequence[Season] = (),
    unknown_m: int = 0,
) -> Forecast | TooFew | Done:
    """The forecast of everything that holds one segment together, `unknown_m` of it unsurveyed."""
    refused = [(case, refusal(case, pace)) for case in cases]
    told = [case for case, why in refused if why is None]
    whys = [why for _, why in refused if why]
    if unknown_m:
        whys.insert(0, TooFew("unsurveyed", metres=unknown_m))
    found = _all_over(told, pace, as_of, name, seasons) if told else Done()
    if not whys:
        return found
    rest = found if isinstance(found, Forecast) else None
    return replace(whys[0], untold=len(cases) - len(told), rest=rest)


def _all_over(
    cases: Sequence[Case], pace: Pace, as_of: str, name: str, seasons: Sequence[Season]
) -> Forecast | TooFew:
    """When cases of which all is known are over, every one of them."""
    shared = Shared(pace, as_of, name)
    drawn = np.stack([draws(c, pace, as_of, name, seasons, shared) for c in cases])
    latest = drawn.max(axis=0)
    told = [day_at(latest, p) for p in (0.1, 0.5, 0.8, 0.9, 0.95)]
    farthest = str(np.datetime64(as_of, "D") + FARTHEST)
    if told[2] >= farthest:
        return TooFew("beyond")
    late = drawn[:, latest >= np.datetime64(told[2])].argmax(axis=0)
    driver = cases[int(np.bincount(late).argmax())].uid
    fewest = min(_cases(c, pace) for c in cases)
    return Forecast(told[0], told[1], told[2], told[3], told[4], fewest, driver, farthest)


def foresee_draws(
    cases: Sequence[Case], pace: Pace, as_of: str, name: str, seasons: Sequence[Season] = ()
) -> np.ndarray:
    """The latest day of all cases (at least one, none refused) in each draw."""
    shared = Shared(pace, as_of, name)
    drawn = [draws(c, pace, as_of, name, seasons, shared) for c in cases]
    return np.asarray(np.stack(drawn).max(axis=0))


def day_at(drawn: np.ndarray, chance: float) -> str:
    """The first day by which that share of the draws is over."""
    return str(np.sort(drawn)[int(np.ceil(chance * len(drawn))) - 1])


def share_before(drawn: np.ndarray, day: str) -> float:
    """The share of the draws before a day, those on the day counting half."""
    then = np.datetime64(day, "D")
    return float((drawn < then).mean() + (drawn == then).mean() / 2)


def _cases(case: Case, pace: Pace) -> int:
    return min(found.cases for s in case.steps if (found := pace.curve(s, case.place)))
