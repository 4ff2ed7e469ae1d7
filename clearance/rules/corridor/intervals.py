"""Rising lists of half-open intervals [from, to) in whole metres."""

from collections.abc import Iterable

Interval = tuple[int, int]


def joined(rising: Iterable[Interval]) -> list[Interval]:
    """Rising intervals as disjoint ones; those that touch become one."""
    merged: list[Interval] = []
    for start, end in rising:
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        elif start < end:
            merged.append((start, end))
    return merged


def intersection(ones: list[Interval], others: list[Interval]) -> list[Interval]:
    """Metres in both lists of disjoint rising intervals, as such a list."""
    found, i, j = [], 0, 0
    while i < len(ones) and j < len(others):
        start, end = max(ones[i][0], others[j][0]), min(ones[i][1], others[j][1])
        if start < end:
            found.append((start, end))
        if ones[i][1] < others[j][1]:
            i += 1
        else:
            j += 1
    return found


def measure(intervals: Iterable[Interval]) -> int:
    """Metres in disjoint intervals."""
    return sum(end - start for start, end in intervals)
