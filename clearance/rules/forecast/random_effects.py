"""The luck of drawn futures: what all cases of a segment share, and what each has alone.

Names make it: the same day, segment and case have the same luck whenever they are asked.
"""

from collections.abc import Callable
from hashlib import sha256

import numpy as np

from clearance.rules.forecast import normal_approx
from clearance.rules.forecast.model import Pace
from clearance.rules.forecast.obstacle_rates import DRAWS
from clearance.rules.forecast.survival import StepKey


class Shared:
    """The luck that every case of a segment has alike in its futures; each part drawn once."""

    def __init__(self, pace: Pace, as_of: str, name: str) -> None:
        self.pace, self.name = pace, (as_of, name)
        self._drawn: dict[tuple[str, ...], np.ndarray] = {}

    def of(self, make: Callable[[np.random.Generator], np.ndarray], *parts: str) -> np.ndarray:
        """What `make` draws with the luck of that name."""
        if parts not in self._drawn:
            self._drawn[parts] = make(_seeded(*self.name, *parts))
        return self._drawn[parts]

    def common(self, place: str) -> np.ndarray:
        """The luck of a commune."""
        return self.of(lambda luck: luck.standard_normal(DRAWS), place)

    def around(self, near: str) -> np.ndarray:
        """The luck of the obstacles of a kilometre."""
        known = self.pace.delays.around
        return self.of(lambda luck: known.luck(near, _chances(luck)), "around", near)

    def rate(self, number: int, step: StepKey, near: str) -> np.ndarray:
        """How often obstacles come while a step runs there."""
        trouble = self.pace.delays.troubles[number]
        rate = self.of(lambda luck: trouble.rate(step, luck), f"came {number}", *step)
        factor = self.of(lambda luck: trouble.factor(near, luck), f"near {number}", near)
        return np.asarray(rate * factor)

    def closing(self, number: int) -> np.ndarray:
        """How soon those are closed of which too few were seen to be."""
        return self.of(self.pace.delays.troubles[number].closing, f"stay {number}")


class Luck:
    """The luck of one case in a segment's futures."""

    def __init__(self, shared: Shared, place: str, uid: str) -> None:
        self.shared = shared
        self.own = _seeded(*shared.name, place, uid)
        self._pull = self.own.standard_normal(DRAWS)
        self._common = shared.common(place)

    def chances(self) -> np.ndarray:
        """Chances in (0, 1) for one step: partly the commune's, partly the case's own."""
        alike = self.shared.pace.alike
        rest = np.sqrt(1.0 - alike.place - alike.own) * self.own.standard_normal(DRAWS)
        pulled = np.sqrt(alike.place) * self._common + np.sqrt(alike.own) * self._pull
        return normal_approx.below(pulled + rest)

    def own_chances(self) -> np.ndarray:
        """Chances in (0, 1) of nobody else."""
        return _chances(self.own)


def _chances(luck: np.random.Generator) -> np.ndarray:
    return luck.random(DRAWS).clip(1e-6, 1 - 1e-6)


def _seeded(*parts: str) -> np.random.Generator:
    seed = sha256("\n".join(parts).encode()).digest()
    return np.random.default_rng(int.from_bytes(seed[:16], "big"))
