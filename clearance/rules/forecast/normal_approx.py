"""Standard normal CDF and quantile for whole arrays, from a table with steps of 0.005."""

from statistics import NormalDist

import numpy as np

_AT = np.linspace(-6, 6, 2401)
_SHARE = np.array([NormalDist().cdf(x) for x in _AT])


def cdf(values: np.ndarray) -> np.ndarray:
    """Standard normal CDF by table, clipped to [1e-6, 1 - 1e-6]; any shape."""
    return np.asarray(np.interp(values, _AT, _SHARE).clip(1e-6, 1 - 1e-6))


def quantile(shares: np.ndarray) -> np.ndarray:
    """Standard normal quantile by table, within [-6, 6]; any shape, probabilities in (0, 1)."""
    return np.asarray(np.interp(shares, _SHARE, _AT))
