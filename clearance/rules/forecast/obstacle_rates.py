"""Obstacles: arrival rate during a step and duration, both learnt with censoring.

While one is open the step's clock stops; it resumes once the obstacle is closed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from clearance.rules.forecast.correlation import correlation, ranks, score
from clearance.rules.forecast.frailty import INDEPENDENT, MOST, SharedFrailty, learn_frailty
from clearance.rules.forecast.survival import Spell, StepKey, SurvivalCurve, curve

#: Futures drawn of everything.
DRAWS = 1000
#: Bounds of the shape: clustered in few kilometres, or spread evenly.
_SHAPES = (0.1, 100.0)
_LONG = 1e5


@dataclass(frozen=True, slots=True)
class ObstacleSpell:
    """Duration of one obstacle: kind, days from opening to closing or so far, kilometre."""

    kind: str
    days: int
    is_over: bool = True
    near: str = ""


@dataclass(frozen=True, slots=True)
class ArrivalModel:
    """Arrivals and durations of a group of obstacle kinds.

    `came`: by step, obstacles and days observed; `near`: by kilometre, obstacles observed and
    expected; `shape`: of the gamma distribution of their ratios, small where they cluster; `stays`:
    survival curve of their durations, None with too few closed; then an exponential with `closed`
    closings in `open_days` days.
    """

    came: Mapping[StepKey, tuple[int, int]]
    near: Mapping[str, tuple[int, float]]
    shape: float
    stays: SurvivalCurve | None
    closed: int
    open_days: int

    def rate(self, step: StepKey, rng: np.random.Generator) -> np.ndarray:
        """Obstacles a day during a step, DRAWS values of its posterior.

        Gamma with half an obstacle at the overall rate as prior: a step seldom observed is taken to
        be like the others.
        """
        came, watched = self.came.get(step, (0, 0))
        return rng.gamma(came + 0.5, 1.0 / (watched + 0.5 / self.common), DRAWS)

    @property
    def common(self) -> float:
        """Obstacles a day over all steps."""
        every = np.array(list(self.came.values()), dtype=float).reshape(-1, 2).sum(axis=0)
        return float((every[0] + 0.5) / (every[1] + 1.0))

    def factor(self, near: str, rng: np.random.Generator) -> np.ndarray:
        """Rate of one kilometre relative to the overall rate, DRAWS values of its posterior.

        Gamma-Poisson empirical Bayes: Clayton and Kaldor, Biometrics 43 (1987).
        """
        came, expected = self.near.get(near, (0, 0.0))
        return rng.gamma(self.shape + came, 1.0 / (self.shape + expected), DRAWS)

    def closing(self, rng: np.random.Generator) -> np.ndarray:
        """Closings a day, DRAWS values of their gamma posterior."""
        return rng.gamma(self.closed + 0.5, 1.0 / max(self.open_days, 1), DRAWS)

    def days(self, chances: np.ndarray, closing: np.ndarray) -> np.ndarray:
        """Durations (days) at probabilities in (0, 1): by the curve, else at rate `closing`."""
        if self.stays:
            return self.stays.draw(chances)
        return np.asarray(np.minimum(-np.log1p(-chances) / np.maximum(closing, 1e-9), _LONG))


@dataclass(frozen=True, slots=True)
class ObstacleModel:
    """What was learnt of obstacles: duration by kind, closed by kind, arrivals, shared frailty.

    `kinds` holds only kinds with enough closed ones: each depends on another body, so none is
    estimated from another. Arrivals are modelled apart for `kinds` and for the rest.
    """

    kinds: Mapping[str, SurvivalCurve] = field(default_factory=dict)
    closed: Mapping[str, int] = field(default_factory=dict)
    arrivals: tuple[ArrivalModel, ...] = ()
    around: SharedFrailty = INDEPENDENT

    def remaining(self, kind: str, days: int, effect: np.ndarray, own: np.ndarray) -> np.ndarray:
        """Remaining days of an obstacle open for `days`; KeyError for a kind without a curve.

        `effect`: the effect of its kilometre; `own`: independent probabilities. Same shape.
        """
        found = self.kinds[kind]
        return found.draw(self.around.chances(effect, own, 1.0 - found.alive(days)), days)


NONE = ObstacleModel()


def learn_obstacles(
    spells: Sequence[Spell], stays: Iterable[ObstacleSpell], fewest: int
) -> ObstacleModel:
    """The obstacle model from spells and obstacle durations known by a day."""
    by_kind: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    stays = list(stays)
    for stay in stays:
        by_kind[stay.kind].append((stay.days, stay.is_over))
    kinds = {kind: made for kind, pairs in by_kind.items() if (made := curve(pairs, fewest))}
    closed = {kind: sum(over for _, over in pairs) for kind, pairs in by_kind.items()}
    groups = [set(kinds), set(by_kind) - set(kinds)]
    return ObstacleModel(
        kinds,
        closed,
        tuple(
            _trouble(spells, group, [p for k in sorted(group) for p in by_kind[k]], fewest)
            for group in groups
            if group
        ),
        _around(kinds, stays),
    )


def _around(kinds: Mapping[str, SurvivalCurve], stays: Iterable[ObstacleSpell]) -> SharedFrailty:
    """Shared frailty of the obstacles of each kilometre."""
    known = [s for s in stays if s.kind in kinds and s.near]
    scores: dict[str, list[float]] = defaultdict(list)
    for stay in known:
        scores[stay.near].append(score(kinds[stay.kind], stay.days, is_over=stay.is_over))
    share = correlation(scores.values(), MOST)
    return learn_frailty(
        share, ((s.near, *ranks(kinds[s.kind], s.days, is_over=s.is_over)) for s in known)
    )


def _trouble(
    spells: Sequence[Spell], kinds: set[str], pairs: list[tuple[int, bool]], fewest: int
) -> ArrivalModel:
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
    return ArrivalModel(came, near, _gamma_shape(near.values()), stays, closed, open_days)


def _gamma_shape(near: Iterable[tuple[int, float]]) -> float:
    """Gamma shape by moments: variance of observed over expected beyond Poisson variance."""
    seen, expected = np.array([*near, (0, 0.0)], dtype=float).T
    beyond = ((seen - expected) ** 2 - expected).sum() / max((expected**2).sum(), 1e-9)
    return float(np.clip(1.0 / max(beyond, 1e-9), *_SHAPES))
