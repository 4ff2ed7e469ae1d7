"""Obstacles: how often they come while a step runs, and how long they stay, learnt alike.

While one is open the days of the step do not count: it goes on where it stood once the obstacle
is gone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from clearance.rules.forecast.correlation import correlation, ranks, score
from clearance.rules.forecast.frailty import ALONE, MOST, Neighbours, neighbours
from clearance.rules.forecast.survival import Curve, Spell, StepKey, curve

#: Futures drawn of everything.
DRAWS = 1000
#: Bounds of the evenness: one kilometre quite unlike the next, all alike.
_EVEN = (0.1, 100.0)
_LONG = 1e5


@dataclass(frozen=True, slots=True)
class Stay:
    """One obstacle of a case: its kind, days from opened to closed or open for so many, where."""

    kind: str
    days: int
    is_over: bool = True
    near: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Obstacles of some kinds taken together: how often, where, and for how long.

    `came`: by step, how many in how many days watched; `near`: by kilometre, how many and how
    many were to be expected; `evenness`: the shape of the gamma distribution of their ratios,
    small where they come in clusters; `stays`: their days, None where too few were closed, then
    `closed` of them in `open_days` days tell.
    """

    came: Mapping[StepKey, tuple[int, int]]
    near: Mapping[str, tuple[int, float]]
    evenness: float
    stays: Curve | None
    closed: int
    open_days: int

    def rate(self, step: StepKey, luck: np.random.Generator) -> np.ndarray:
        """Obstacles a day while a step runs, drawn from what is known of it.

        Gamma, with half an obstacle at the rate of all steps as what is known beforehand: a step
        seldom watched is thought to be like the others.
        """
        came, watched = self.came.get(step, (0, 0))
        return luck.gamma(came + 0.5, 1.0 / (watched + 0.5 / self.common), DRAWS)

    @property
    def common(self) -> float:
        """Obstacles a day over all steps."""
        every = np.array(list(self.came.values()), dtype=float).reshape(-1, 2).sum(axis=0)
        return float((every[0] + 0.5) / (every[1] + 1.0))

    def factor(self, near: str, luck: np.random.Generator) -> np.ndarray:
        """How many times the common rate one kilometre has, drawn from what is known of it.

        Gamma-Poisson empirical Bayes: Clayton and Kaldor, Biometrics 43 (1987).
        """
        came, expected = self.near.get(near, (0, 0.0))
        return luck.gamma(self.evenness + came, 1.0 / (self.evenness + expected), DRAWS)

    def closing(self, luck: np.random.Generator) -> np.ndarray:
        """Closed a day, drawn from the few that were and the days all were open."""
        return luck.gamma(self.closed + 0.5, 1.0 / max(self.open_days, 1), DRAWS)

    def days(self, chances: np.ndarray, closing: np.ndarray) -> np.ndarray:
        """Days one will stay, for chances in (0, 1): as those seen did, or else at those rates."""
        if self.stays:
            return self.stays.draw(chances)
        return np.asarray(np.minimum(-np.log1p(-chances) / np.maximum(closing, 1e-9), _LONG))


@dataclass(frozen=True, slots=True)
class Delays:
    """Days that obstacles stay by kind, how many of each were closed, and what is still to come.

    `kinds` holds only kinds closed often enough: each waits on somebody else, so none is judged
    by another. Those still to come are drawn apart, of `kinds` and of the rest. `around`: what
    those of one kilometre have in common.
    """

    kinds: Mapping[str, Curve] = field(default_factory=dict)
    closed: Mapping[str, int] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    around: Neighbours = ALONE

    def still(self, kind: str, days: int, luck: np.ndarray, own: np.ndarray) -> np.ndarray:
        """Days for which an obstacle open for so many days will stay; its kind is known.

        `luck`: its kilometre's; `own`: chances of its own.
        """
        found = self.kinds[kind]
        return found.draw(self.around.chances(luck, own, 1.0 - found.alive(days)), days)


NONE = Delays()


def learn_delays(spells: Sequence[Spell], stays: Iterable[Stay], fewest: int) -> Delays:
    """What spells and stays known by a day say of obstacles."""
    by_kind: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    stays = list(stays)
    for stay in stays:
        by_kind[stay.kind].append((stay.days, stay.is_over))
    kinds = {kind: made for kind, pairs in by_kind.items() if (made := curve(pairs, fewest))}
    closed = {kind: sum(over for _, over in pairs) for kind, pairs in by_kind.items()}
    groups = [set(kinds), set(by_kind) - set(kinds)]
    return Delays(
        kinds,
        closed,
        tuple(
            _trouble(spells, group, [p for k in sorted(group) for p in by_kind[k]], fewest)
            for group in groups
            if group
        ),
        _around(kinds, stays),
    )


def _around(kinds: Mapping[str, Curve], stays: Iterable[Stay]) -> Neighbours:
    """How alike the obstacles of one kilometre are, and what is known of each kilometre."""
    known = [s for s in stays if s.kind in kinds and s.near]
    scores: dict[str, list[float]] = defaultdict(list)
    for stay in known:
        scores[stay.near].append(score(kinds[stay.kind], stay.days, is_over=stay.is_over))
    share = correlation(scores.values(), MOST)
    return neighbours(
        share, ((s.near, *ranks(kinds[s.kind], s.days, is_over=s.is_over)) for s in known)
    )


def _trouble(
    spells: Sequence[Spell], kinds: set[str], pairs: list[tuple[int, bool]], fewest: int
) -> Trouble:
    came: dict[StepKey, tuple[int, int]] = {}
    for spell in spells:
        seen, watched = came.get(spell.step, (0, 0))
        came[spell.step] = (seen + len(kinds & set(spell.came)), watched + spell.days)
    rates = {step: n / max(watched, 1) for step, (n, watched) in came.items()}
    near: dict[str, tuple[int, float]] = {}
    for spell in spells:
        met, expected = near.get(spell.near, (0, 0.0))
        new = len(kinds & set(spell.came))
        near[spell.near] = (met + new, expected + rates[spell.step] * spell.days)
    closed, open_days = sum(over for _, over in pairs), sum(days for days, _ in pairs)
    stays = curve(pairs, fewest)
    return Trouble(came, near, _evenness(near.values()), stays, closed, open_days)


def _evenness(near: Iterable[tuple[int, float]]) -> float:
    """The shape by moments: the variance of the ratios beyond that of chance alone."""
    seen, expected = np.array([*near, (0, 0.0)], dtype=float).T
    beyond = ((seen - expected) ** 2 - expected).sum() / max((expected**2).sum(), 1e-9)
    return float(np.clip(1.0 / max(beyond, 1e-9), *_EVEN))
