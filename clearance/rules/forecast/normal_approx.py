"""The standard normal distribution for whole arrays, from a table of half hundredths."""

from statistics import NormalDist

import numpy as np

_AT = np.linspace(-6, 6, 2401)
_SHARE = np.array([NormalDist().cdf(x) for x in _AT])


def below(values: np.ndarray) -> np.ndarray:
    """The share below each value, within (0, 1)."""
    return np.asarray(np.interp(values, _AT, _SHARE).clip(1e-6, 1 - 1e-6))


def value(shares: np.ndarray) -> np.ndarray:
    """The value below which each share lies, within -6 and 6."""
    return np.asarray(np.interp(shares, _SHARE, _AT))
