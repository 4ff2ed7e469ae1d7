"""Intra-class correlation of durations: among the steps of a case, among the cases of a commune.

The maximum over many cases depends on it: correlated cases end together, independent ones
nearly always leave one late. It is estimated from the history, not chosen.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from clearance.rules.forecast.survival import Spell, StepKey, SurvivalCurve

_STANDARD = NormalDist()
#: Upper bound of each share, so that every case keeps some variance of its own.
_MOST = 0.45


@dataclass(frozen=True, slots=True)
class Correlations:
    """Intra-class correlations of normal scores: of a case's steps, of a commune's in a month."""

    case: float = 0.0
    place: float = 0.0

    @property
    def own(self) -> float:
        """Correlation of a case's steps beyond that of its commune."""
        return max(self.case - self.place, 0.0)


UNCORRELATED = Correlations()


def correlations(
    spells: Iterable[Spell], curve_of: Callable[[StepKey, str], SurvivalCurve | None]
) -> Correlations:
    """Intra-class correlations of normal scores (Fisher 1925; ties and running steps by means).

    A step finished between two days scores the mean of a normal variable between its two ranks, a
    running one the mean beyond its rank.
    """
    cases, places = defaultdict(list), defaultdict(list)
    for spell in spells:
        if spell.case and (curve := curve_of(spell.step, spell.place)):
            scored = score(curve, spell.days, is_over=spell.is_over)
            cases[spell.case].append(scored)
            places[spell.step, spell.place, spell.begun[:7]].append(scored)
    return Correlations(correlation(cases.values(), _MOST), correlation(places.values(), _MOST))


def ranks(curve: SurvivalCurve, days: int, *, is_over: bool) -> tuple[float, float]:
    """Interval of the CDF (from, to) in which a duration lies; to 1 while it still runs."""
    low = 1.0 - curve.alive(days - 1)
    return low, max(1.0 - curve.alive(days), low + 1e-9) if is_over else 1.0


def score(curve: SurvivalCurve, days: int, *, is_over: bool) -> float:
    """Normal score of a duration: below 0 quick, above 0 slow."""
    low, high = ranks(curve, days, is_over=is_over)
    return (_density(low) - _density(high)) / max(high - low, 1e-9)


def _density(chance: float) -> float:
    inside = 0.0 < chance < 1.0
    return _STANDARD.pdf(_STANDARD.inv_cdf(chance)) if inside else 0.0


def correlation(groups: Iterable[list[float]], most: float) -> float:
    """Mean product of pairs within a group over the mean square, corrected for attenuation.

    Means in place of censored scores have a variance below 1, which biases the correlation
    downward (Spearman, Amer. J. Psychology 15, 1904). Clipped to [0, most].
    """
    sums = np.array([(sum(g), sum(x * x for x in g), len(g)) for g in groups])
    if not len(sums) or (pairs := (sums[:, 2] * (sums[:, 2] - 1)).sum()) == 0:
        return 0.0
    product = (sums[:, 0] ** 2 - sums[:, 1]).sum() / pairs
    square = sums[:, 1].sum() / sums[:, 2].sum()
    return float(np.clip(product / max(square, 1e-9) ** 2, 0.0, _MOST))
