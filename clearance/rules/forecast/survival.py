"""Step durations learnt from finished and running steps: Kaplan-Meier curves with a Pareto tail.

Kaplan and Meier, J. Amer. Statist. Assoc. 53 (1958). Running steps are right-censored; leaving
them out would bias every duration downward. Days are whole calendar days.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

#: Fewest finished steps of a kind from which anything is said (reference: refuses under 20).
FEWEST = 20
#: The slowest share from which the tail is learnt, and the bounds of its shape.
SLOWEST, _LIGHTEST, _HEAVIEST = 0.2, 0.01, 0.5
#: Subject, step, and the kind of line it belongs to: an organisation's steps are not a household's.
StepKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Spell:
    """Duration of one step of a case in days: finished, or right-censored while it runs.

    Days with an open obstacle are excluded (`obstacle_rates.py`), as are statutory waits
    (`statutory_waits.py`). `came`: kinds of the obstacles opened during it; `near`: its kilometre;
    `law`: the day on which the regime under which it began came into force.
    """

    step: StepKey
    place: str
    days: int
    is_over: bool = True
    came: tuple[str, ...] = ()
    case: str = ""
    begun: str = ""
    near: str = ""
    law: str = ""


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """Survival function of a step: share still waiting (`left`) after each number of `days`.

    `cases`: finished steps behind it; `longest`: longest observed duration, finished or not. Beyond
    it the tail is generalised Pareto with this `scale` (days) and `shape`.
    """

    days: np.ndarray
    left: np.ndarray
    cases: int
    longest: float
    scale: float
    shape: float

    def alive(self, days: float) -> float:
        """P(duration > days)."""
        if days > self.longest:
            beyond = 1.0 + self.shape * (days - self.longest) / self.scale
            return float(self.left[-1] * beyond ** (-1.0 / self.shape))
        at = int(np.searchsorted(self.days, days, "right")) - 1
        return float(self.left[at]) if at >= 0 else 1.0

    def draw(self, chances: np.ndarray, elapsed: int = -1) -> np.ndarray:
        """Remaining days at probabilities in (0, 1), `elapsed` days so far (-1: not begun)."""
        wanted = self.alive(elapsed) * (1.0 - chances)
        at = np.searchsorted(-self.left, -wanted, "left")
        beyond = np.expm1(self.shape * np.log(self.left[-1] / wanted)) / self.shape
        tail = np.ceil(self.longest + self.scale * np.maximum(beyond, 0.0) - 1e-9)
        inside = self.days[np.minimum(at, len(self.days) - 1)]
        days = np.where(at < len(self.days), inside, tail)
        return np.asarray(np.maximum(days - max(elapsed, 0), 0.0))


def survival(spells: Sequence[tuple[float, bool]]) -> tuple[np.ndarray, np.ndarray]:
    """Kaplan-Meier estimate of (days, is over) pairs: rising end days and survival after each."""
    days = np.array([d for d, _ in spells])
    over = np.array([o for _, o in spells], dtype=bool)
    ends, ended = np.unique(days[over], return_counts=True)
    at_risk = len(days) - np.searchsorted(np.sort(days), ends, "left")
    return ends, np.cumprod(1.0 - ended / at_risk)


def curve(spells: Sequence[tuple[int, bool]], fewest: int = FEWEST) -> SurvivalCurve | None:
    """Survival curve of (days, is over) pairs; None when fewer than `fewest` are over.

    The share never falls below 1 / (n + 1): the next case outlasts all n seen with that probability
    (exchangeable cases; Wilks, Ann. Math. Statist. 12, 1941).
    """
    cases = sum(over for _, over in spells)
    if cases < fewest:
        return None
    days, left = survival(spells)
    longest = max(1.0, *(float(d) for d, _ in spells))
    scale, shape = tail(days, left, longest)
    return SurvivalCurve(days, np.maximum(left, 1.0 / (cases + 1)), cases, longest, scale, shape)


def tail(days: np.ndarray, left: np.ndarray, longest: float) -> tuple[float, float]:
    """Scale (days, at least 1) and shape of the tail beyond the longest observed duration.

    Generalised Pareto by the moments of the slowest fifth (Hosking and Wallis, Technometrics 29,
    1987). The shape is kept between an exponential tail and one of finite variance, because few
    slow cases are seen.
    """
    slow = int(np.argmax(left <= max(SLOWEST, left[-1])))
    from_day, share = float(days[slow]), float(max(left[slow], 1e-9))
    ends = np.append(days[slow:], longest) - from_day
    steps = np.diff(ends) * left[slow:] / share if left[slow] > 0 else np.zeros(1)
    mean = float(steps.sum())
    square = float((steps * (ends[1:] + ends[:-1])).sum())
    ratio = mean**2 / max(square - mean**2, 1e-9)
    shape = float(np.clip((1.0 - ratio) / 2, _LIGHTEST, _HEAVIEST))
    return max(mean * (1.0 - shape) + shape * (longest - from_day), 1.0), shape
