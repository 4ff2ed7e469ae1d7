"""Percentages, rounded in one way on every page."""

from fractions import Fraction

Number = int | float | Fraction


def percent(part: Number, whole: Number) -> float | None:
    """Percent of a whole with one decimal, halves upward; None of nothing.

    Never 100 while something is missing, never 0 while something is there.
    """
    if not whole:
        return None
    tenths = int(Fraction(part) / Fraction(whole) * 1000 + Fraction(1, 2))
    low, high = int(part > 0), 1000 - int(part < whole)
    return min(max(tenths, low), high) / 10
