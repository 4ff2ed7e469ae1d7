"""How alike cases run: the steps of one case, and the cases of one commune at one time.

The maximum of many cases hangs on it: alike, they end together; apart, one of them is always
late. It is learnt from the history, not chosen.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from clearance.rules.forecast.survival import Curve, Spell, StepKey

_STANDARD = NormalDist()
#: No more of the luck than this is ever shared, so that some is left for each case.
_MOST = 0.45


@dataclass(frozen=True, slots=True)
class Likeness:
    """Shares of the variance of luck that one case's steps have in common, and one commune's."""

    case: float = 0.0
    place: float = 0.0

    @property
    def own(self) -> float:
        """What a case's steps have in common beyond what the whole commune has."""
        return max(self.case - self.place, 0.0)


APART = Likeness()


def likeness(spells: Iterable[Spell], curve_of: Callable[[StepKey, str], Curve | None]) -> Likeness:
    """Intra-class correlations of normal scores (Fisher 1925; ties and running steps by means).

    A step over between two days scores the mean of a normal variable between its two ranks, one
    still running the mean beyond its rank.
    """
    cases, places = defaultdict(list), defaultdict(list)
    for spell in spells:
        if spell.case and (curve := curve_of(spell.step, spell.place)):
            told = score(curve, spell.days, is_over=spell.is_over)
            cases[spell.case].append(told)
            places[spell.step, spell.place, spell.begun[:7]].append(told)
    return Likeness(correlation(cases.values(), _MOST), correlation(places.values(), _MOST))


def ranks(curve: Curve, days: int, *, is_over: bool) -> tuple[float, float]:
    """Between which two shares of a curve a time lies: over on its last day, or beyond it."""
    low = 1.0 - curve.alive(days - 1)
    return low, max(1.0 - curve.alive(days), low + 1e-9) if is_over else 1.0


def score(curve: Curve, days: int, *, is_over: bool) -> float:
    """The normal score of a step: below 0 quick, above 0 slow."""
    low, high = ranks(curve, days, is_over=is_over)
    return (_density(low) - _density(high)) / max(high - low, 1e-9)


def _density(chance: float) -> float:
    inside = 0.0 < chance < 1.0
    return _STANDARD.pdf(_STANDARD.inv_cdf(chance)) if inside else 0.0


def correlation(groups: Iterable[list[float]], most: float) -> float:
    """The mean product of pairs within a group over the mean square, freed of attenuation.

    Means in place of scores not fully known have a smaller spread than 1; by it the correlation
    comes out too small (Spearman, Amer. J. Psychology 15, 1904).
    """
    sums = np.array([(sum(g), sum(x * x for x in g), len(g)) for g in groups])
    if not len(sums) or (pairs := (sums[:, 2] * (sums[:, 2] - 1)).sum()) == 0:
        return 0.0
    product = (sums[:, 0] ** 2 - sums[:, 1]).sum() / pairs
    square = sums[:, 1].sum() / sums[:, 2].sum()
    return float(np.clip(product / max(square, 1e-9) ** 2, 0.0, _MOST))
