"""Shared frailty of a kilometre: its obstacles last alike, as they wait for the same answer.

One normal effect a kilometre is shared by all its obstacles (Clayton, Biometrika 65, 1978, in a
Gaussian copula). Its posterior, from closed and open obstacles, is kept on a grid. Lasting
obstacles come in clusters: taken as independent, they would hold every long segment by chance.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from clearance.rules.forecast import normal_approx

#: No more is ever shared, so that each obstacle keeps some variance of its own.
MOST = 0.9
_EFFECTS = np.linspace(-4, 4, 161)
_BEFORE = np.exp(-(_EFFECTS**2) / 2)
#: Kilometre; shares of obstacles of its kind that were over sooner, and by its last day known.
Seen = tuple[str, float, float]


@dataclass(frozen=True, slots=True)
class SharedFrailty:
    """`share`: variance fraction shared within a kilometre; `known`: posterior CDF by kilometre.

    Each posterior is an array over the grid of effects; a kilometre without one has the prior.
    """

    share: float = 0.0
    known: Mapping[str, np.ndarray] = field(default_factory=dict)

    def effect(self, near: str, chances: np.ndarray) -> np.ndarray:
        """Effect of a kilometre at probabilities in (0, 1); same shape."""
        if near not in self.known:
            return normal_approx.quantile(chances)
        return np.asarray(np.interp(chances, self.known[near], _EFFECTS))

    def chances(self, effect: np.ndarray, own: np.ndarray, gone: float = 0.0) -> np.ndarray:
        """Probabilities in (0, 1) of an obstacle's duration, given that it outlasts a share `gone`.

        `effect`: the effect of its kilometre; `own`: independent probabilities. All the same shape.
        """
        common, left = np.sqrt(self.share) * effect, np.sqrt(1.0 - self.share)
        least = _beyond(gone, common, left)
        drawn = normal_approx.cdf(
            common + left * normal_approx.quantile(least + (1.0 - least) * own)
        )
        return np.asarray(((drawn - gone) / (1.0 - gone)).clip(1e-6, 1 - 1e-6))


INDEPENDENT = SharedFrailty()


def _beyond(gone: float, common: np.ndarray, left: float) -> np.ndarray:
    """Conditional CDF of an obstacle's own effect at the quantile `gone` of all obstacles."""
    if gone <= 0.0:
        return np.zeros_like(common)
    return normal_approx.cdf((normal_approx.quantile(np.array(gone)) - common) / left)


def learn_frailty(share: float, seen: Iterable[Seen]) -> SharedFrailty:
    """Posterior of each kilometre's effect from its obstacles (Bayes on the grid)."""
    share = float(np.clip(share, 0.0, MOST))
    likely: dict[str, np.ndarray] = defaultdict(lambda: _BEFORE.copy())
    common, left = np.sqrt(share) * _EFFECTS, np.sqrt(1.0 - share)
    for near, low, high in seen:
        ends = np.ones_like(common) if high >= 1.0 else _beyond(high, common, left)
        likely[near] *= np.maximum(ends - _beyond(low, common, left), 1e-9)
    return SharedFrailty(share, {near: _summed(weights) for near, weights in likely.items()})


def _summed(weights: np.ndarray) -> np.ndarray:
    return np.asarray(np.cumsum(weights / weights.sum()))
