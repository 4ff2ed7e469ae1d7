"""Random effects of the Monte Carlo forecast: shared per segment, commune and kilometre, plus one
per case. Seeded by name, so the same day, segment and case repeat the same draws.
"""

from collections.abc import Callable
from hashlib import sha256

import numpy as np

from clearance.rules.forecast import normal_approx
from clearance.rules.forecast.model import DurationModel
from clearance.rules.forecast.obstacle_rates import DRAWS
from clearance.rules.forecast.survival import StepKey


class SharedEffects:
    """Random effects that all cases of a segment share, each drawn once; length DRAWS."""

    def __init__(self, model: DurationModel, as_of: str, name: str) -> None:
        self.model, self.name = model, (as_of, name)
        self._drawn: dict[tuple[str, ...], np.ndarray] = {}

    def of(self, make: Callable[[np.random.Generator], np.ndarray], *parts: str) -> np.ndarray:
        """The array (DRAWS,) that `make` draws, seeded with the day, the segment and `parts`."""
        if parts not in self._drawn:
            self._drawn[parts] = make(_seeded(*self.name, *parts))
        return self._drawn[parts]

    def common(self, place: str) -> np.ndarray:
        """Standard normal effects of a commune, length DRAWS."""
        return self.of(lambda rng: rng.standard_normal(DRAWS), place)

    def around(self, near: str) -> np.ndarray:
        """Normal effects of a kilometre on its obstacles, given those observed; length DRAWS."""
        known = self.model.obstacles.around
        return self.of(lambda rng: known.effect(near, _chances(rng)), "around", near)

    def rate(self, number: int, step: StepKey, near: str) -> np.ndarray:
        """Obstacles a day during a step in a kilometre, length DRAWS; `number`: of the model."""
        arrivals = self.model.obstacles.arrivals[number]
        rate = self.of(lambda rng: arrivals.rate(step, rng), f"came {number}", *step)
        factor = self.of(lambda rng: arrivals.factor(near, rng), f"near {number}", near)
        return np.asarray(rate * factor)

    def closing(self, number: int) -> np.ndarray:
        """Closing rate (a day) of obstacles of which too few were seen to close, length DRAWS."""
        return self.of(self.model.obstacles.arrivals[number].closing, f"stay {number}")


class CaseEffects:
    """Random effects of one case in the simulation of a segment."""

    def __init__(self, shared: SharedEffects, place: str, uid: str) -> None:
        self.shared = shared
        self.own = _seeded(*shared.name, place, uid)
        self._pull = self.own.standard_normal(DRAWS)
        self._common = shared.common(place)

    def chances(self) -> np.ndarray:
        """Probabilities in (0, 1) of one step's duration, correlated within case and commune."""
        shares = self.shared.model.correlations
        rest = np.sqrt(1.0 - shares.place - shares.own) * self.own.standard_normal(DRAWS)
        pulled = np.sqrt(shares.place) * self._common + np.sqrt(shares.own) * self._pull
        return normal_approx.cdf(pulled + rest)

    def own_chances(self) -> np.ndarray:
        """Independent probabilities in (0, 1), length DRAWS."""
        return _chances(self.own)


def _chances(rng: np.random.Generator) -> np.ndarray:
    return rng.random(DRAWS).clip(1e-6, 1 - 1e-6)


def _seeded(*parts: str) -> np.random.Generator:
    seed = sha256("\n".join(parts).encode()).digest()
    return np.random.default_rng(int.from_bytes(seed[:16], "big"))
