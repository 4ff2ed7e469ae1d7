"""How long steps take, learnt from finished and still running ones alike; days are whole.

Kaplan and Meier, J. Amer. Statist. Assoc. 53 (1958): a step still running says that it takes
longer than so many days. Leaving it out would make every step look shorter than it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

#: Fewest finished steps of a kind from which anything is said (reference: refuses under 20).
FEWEST = 20
#: Subject, step, and the kind of line it belongs to: an organisation's steps are not a household's.
StepKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Spell:
    """Days from one step of a case to the next: over, or running for so many days already."""

    step: StepKey
    place: str
    days: int
    is_over: bool = True


@dataclass(frozen=True, slots=True)
class Curve:
    """The share of cases still waiting after each number of days, and how many were finished."""

    days: np.ndarray
    left: np.ndarray
    cases: int

    def alive(self, days: int) -> float:
        """The share for which the step takes more than so many days."""
        at = int(np.searchsorted(self.days, days, "right")) - 1
        if days > self.days[-1]:
            return float(self.left[-1] ** (days / max(float(self.days[-1]), 1.0)))
        return float(self.left[at]) if at >= 0 else 1.0

    def draw(self, chances: np.ndarray, elapsed: int = -1) -> np.ndarray:
        """Days still to go for chances in (0, 1), when so many have gone by (-1: not begun).

        Beyond the longest step seen the share falls on as left ** (t / longest): the exponential
        completion of Brown, Hollander and Korwar (1974).
        """
        wanted = self.alive(elapsed) * (1.0 - chances)
        at = np.searchsorted(-self.left, -wanted, "left")
        longest = max(float(self.days[-1]), 1.0)
        tail = np.ceil(longest * np.log(wanted) / np.log(self.left[-1]) - 1e-9)
        inside = self.days[np.minimum(at, len(self.days) - 1)]
        days = np.where(at < len(self.days), inside, tail)
        return np.asarray(np.maximum(days - max(elapsed, 0), 0.0))


def survival(spells: Sequence[tuple[float, bool]]) -> tuple[np.ndarray, np.ndarray]:
    """Days on which steps ended, rising, and the share still waiting after each of them."""
    days = np.array([d for d, _ in spells])
    over = np.array([o for _, o in spells], dtype=bool)
    ends, ended = np.unique(days[over], return_counts=True)
    at_risk = len(days) - np.searchsorted(np.sort(days), ends, "left")
    return ends, np.cumprod(1.0 - ended / at_risk)


def curve(spells: Sequence[tuple[int, bool]], fewest: int = FEWEST) -> Curve | None:
    """The curve of (days, is over) pairs; None when fewer than `fewest` are over.

    The share never falls below 1 / (n + 1): the next case outlasts all n seen with that chance
    (exchangeable cases; Wilks, Ann. Math. Statist. 12, 1941).
    """
    cases = sum(over for _, over in spells)
    if cases < fewest:
        return None
    days, left = survival(spells)
    return Curve(days, np.maximum(left, 1.0 / (cases + 1)), cases)


@dataclass(frozen=True, slots=True)
class Pace:
    """What was learnt by a day: curves by step and commune, and by step over all communes."""

    by_place: dict[tuple[StepKey, str], Curve]
    pooled: dict[StepKey, Curve]
    finished: dict[StepKey, int]
    early: float = 0.0

    def curve(self, step: StepKey, place: str) -> Curve | None:
        """The curve of the commune itself, else of all communes, None with too few cases."""
        return self.by_place.get((step, place)) or self.pooled.get(step)


def learn(spells: Iterable[Spell], early: float = 0.0, fewest: int = FEWEST) -> Pace:
    """Curves from every spell known; `early`: chance a day that ground is given before its turn."""
    by_place, pooled = defaultdict(list), defaultdict(list)
    finished: dict[StepKey, int] = defaultdict(int)
    for spell in spells:
        pair = (spell.days, spell.is_over)
        by_place[spell.step, spell.place].append(pair)
        pooled[spell.step].append(pair)
        finished[spell.step] += spell.is_over
    own = {key: made for key, pairs in by_place.items() if (made := curve(pairs, fewest))}
    every = {key: made for key, pairs in pooled.items() if (made := curve(pairs, fewest))}
    return Pace(own, every, dict(finished), early)
