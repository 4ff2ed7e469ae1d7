"""What obstacles of one kilometre have in common: neighbours wait for the same answer.

One luck a kilometre is shared by all its obstacles (shared frailty: Clayton, Biometrika 65, 1978,
in a Gaussian copula). How much is learnt; what is known of each kilometre's luck, from obstacles
over and open alike, is told on a grid of values. Lasting obstacles come in clusters: taken to be
independent, they would hold every long segment by chance.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from clearance.rules.forecast import normal_approx

#: No more is ever shared, so that each obstacle keeps some luck of its own.
MOST = 0.9
_LUCK = np.linspace(-4, 4, 161)
_BEFORE = np.exp(-(_LUCK**2) / 2)
#: Kilometre; shares of obstacles of its kind that were over sooner, and by its last day known.
Seen = tuple[str, float, float]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`share` of the variance of luck that a kilometre has in common; `known`: of each, how
    likely its luck lies below each value of the grid."""

    share: float = 0.0
    known: Mapping[str, np.ndarray] = field(default_factory=dict)

    def luck(self, near: str, chances: np.ndarray) -> np.ndarray:
        """The luck of a kilometre for chances in (0, 1)."""
        if near not in self.known:
            return normal_approx.value(chances)
        return np.asarray(np.interp(chances, self.known[near], _LUCK))

    def chances(self, luck: np.ndarray, own: np.ndarray, gone: float = 0.0) -> np.ndarray:
        """Chances in (0, 1) for one obstacle among those that last longer than a share `gone`.

        `luck`: its kilometre's; `own`: chances of its own luck.
        """
        common, left = np.sqrt(self.share) * luck, np.sqrt(1.0 - self.share)
        least = _beyond(gone, common, left)
        drawn = normal_approx.below(
            common + left * normal_approx.value(least + (1.0 - least) * own)
        )
        return np.asarray(((drawn - gone) / (1.0 - gone)).clip(1e-6, 1 - 1e-6))


ALONE = Neighbours()


def _beyond(gone: float, common: np.ndarray, left: float) -> np.ndarray:
    """The share of one's own luck that is used up when `gone` of all obstacles are over."""
    if gone <= 0.0:
        return np.zeros_like(common)
    return normal_approx.below((normal_approx.value(np.array(gone)) - common) / left)


def neighbours(share: float, seen: Iterable[Seen]) -> Neighbours:
    """What each kilometre's obstacles say of its luck (Bayes on the grid)."""
    share = float(np.clip(share, 0.0, MOST))
    likely: dict[str, np.ndarray] = defaultdict(lambda: _BEFORE.copy())
    common, left = np.sqrt(share) * _LUCK, np.sqrt(1.0 - share)
    for near, low, high in seen:
        ends = np.ones_like(common) if high >= 1.0 else _beyond(high, common, left)
        likely[near] *= np.maximum(ends - _beyond(low, common, left), 1e-9)
    return Neighbours(share, {near: _summed(weights) for near, weights in likely.items()})


def _summed(weights: np.ndarray) -> np.ndarray:
    return np.asarray(np.cumsum(weights / weights.sum()))
