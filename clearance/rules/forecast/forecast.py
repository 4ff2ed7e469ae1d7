"""Forecast of a segment's handover: the latest cleared day over its cases, by simulation.

Days are YYYY-MM-DD. Each draw simulates the remaining steps of every case; the segment is free
on the latest day. The same day and segment give the same draws.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from clearance.rules.forecast.model import DurationModel
from clearance.rules.forecast.random_effects import SharedEffects
from clearance.rules.forecast.simulation import HORIZON_DAYS, Case, draws
from clearance.rules.forecast.survival import StepKey
from clearance.rules.procedure.seasons import Season


@dataclass(frozen=True, slots=True)
class Done:
    """No case holds the segment."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Quantiles of the cleared day: 10, 50, 80, 90 and 95 per cent.

    `cases`: finished steps behind the least observed step; `driver`: the case that is most often
    last in the late draws; `farthest`: horizon, from which no day is given.
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
        """Whether the 95 per cent quantile lies at the horizon or beyond."""
        return self.p95 >= self.farthest


@dataclass(frozen=True, slots=True)
class TooFew:
    """No forecast of the whole; why: unsurveyed | not_begun | no_way | too_few | obstacle | beyond
    (more than a fifth of the draws reach the horizon).

    `step` or `obstacle`: which kind lacks data, and in `cases` how many finished or closed;
    `untold`: cases without a forecast; `rest`: the forecast of all others, a lower bound.
    """

    why: str
    step: StepKey | None = None
    cases: int = 0
    metres: int = 0
    obstacle: str = ""
    untold: int = 0
    rest: Forecast | None = None


def refusal(case: Case, model: DurationModel) -> TooFew | None:
    """Why a case cannot be forecast, None when it can."""
    if not case.steps:
        return TooFew("no_way")
    if case.elapsed < 0:
        return TooFew("not_begun", case.steps[0])
    kind = next((k for k, _ in case.obstacles if k not in model.obstacles.kinds), "")
    if kind:
        return TooFew("obstacle", None, model.obstacles.closed.get(kind, 0), 0, kind)
    unknown = (s for s in case.steps if model.curve(s, case.place) is None)
    step = next(unknown, None)
    return TooFew("too_few", step, model.finished.get(step, 0)) if step else None


def forecast_segment(
    cases: Sequence[Case],
    model: DurationModel,
    as_of: str,
    name: str,
    seasons: Sequence[Season] = (),
    unknown_m: int = 0,
) -> Forecast | TooFew | Done:
    """The joint forecast of the cases that hold one segment; `unknown_m`: its unsurveyed metres."""
    refused = [(case, refusal(case, model)) for case in cases]
    foreseen = [case for case, why in refused if why is None]
    whys = [why for _, why in refused if why]
    if unknown_m:
        whys.insert(0, TooFew("unsurveyed", metres=unknown_m))
    found = _all_over(foreseen, model, as_of, name, seasons) if foreseen else Done()
    if not whys:
        return found
    rest = found if isinstance(found, Forecast) else None
    return replace(whys[0], untold=len(cases) - len(foreseen), rest=rest)


def _all_over(
    cases: Sequence[Case], model: DurationModel, as_of: str, name: str, seasons: Sequence[Season]
) -> Forecast | TooFew:
    """The forecast of cases of which each has one."""
    shared = SharedEffects(model, as_of, name)
    drawn = np.stack([draws(c, model, as_of, name, seasons, shared) for c in cases])
    latest = drawn.max(axis=0)
    days = [day_at(latest, p) for p in (0.1, 0.5, 0.8, 0.9, 0.95)]
    farthest = str(np.datetime64(as_of, "D") + HORIZON_DAYS)
    if days[2] >= farthest:
        return TooFew("beyond")
    late = drawn[:, latest >= np.datetime64(days[2])].argmax(axis=0)
    driver = cases[int(np.bincount(late).argmax())].uid
    fewest = min(_cases(c, model) for c in cases)
    return Forecast(days[0], days[1], days[2], days[3], days[4], fewest, driver, farthest)


def simulate_segment(
    cases: Sequence[Case],
    model: DurationModel,
    as_of: str,
    name: str,
    seasons: Sequence[Season] = (),
) -> np.ndarray:
    """Latest cleared day over all cases in each draw (datetime64[D]).

    At least one case, none with a refusal."""
    shared = SharedEffects(model, as_of, name)
    drawn = [draws(c, model, as_of, name, seasons, shared) for c in cases]
    return np.asarray(np.stack(drawn).max(axis=0))


def day_at(drawn: np.ndarray, chance: float) -> str:
    """The quantile of simulated days at `chance`, in (0, 1], as YYYY-MM-DD."""
    return str(np.sort(drawn)[int(np.ceil(chance * len(drawn))) - 1])


def share_before(drawn: np.ndarray, day: str) -> float:
    """Share of simulated days (datetime64[D]) before a day; the day itself counts half."""
    then = np.datetime64(day, "D")
    return float((drawn < then).mean() + (drawn == then).mean() / 2)


def _cases(case: Case, model: DurationModel) -> int:
    return min(found.cases for s in case.steps if (found := model.curve(s, case.place)))
