"""Usable metres added up over parts of a road, and why they are not those of the whole line.

A stretch cut at the ends of parts may be too short on either side; parts may leave ground out,
overlap, or count shorter stretches as usable. Chainages are whole metres, intervals half-open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clearance.rules.corridor.handover import Run, stretches, within
from clearance.rules.corridor.intervals import Interval, intersection, joined

#: A part of the road: [from, to) and the length from which its stretches are usable, metres.
Part = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class UsableSum:
    """Usable metres of the whole line and of its parts.

    `total_m` = `whole_m` - `outside_m` + `twice_m` - `cut_m` + `gained_m`, exactly.
    """

    whole_m: int
    outside_m: int
    twice_m: int
    cut_m: int
    gained_m: int

    @property
    def total_m(self) -> int:
        """The sum over the parts."""
        return self.whole_m - self.outside_m + self.twice_m - self.cut_m + self.gained_m


def usable_sum(runs: Sequence[Run], least_m: int, parts: Iterable[Part]) -> UsableSum:
    """How the sum over some parts comes of the usable metres of the whole line.

    Metres of usable stretches of the line (at least `least_m` long) that lie in no part, those
    counted in several, those cut into pieces too short for their part; and metres usable in a part
    alone, by a shorter length of its own.
    """
    line = _usable(runs, least_m)
    pairs = [
        (intersection(line, [(low, high)]), _usable(within(runs, low, high), own_m))
        for low, high, own_m in parts
    ]
    covered = joined(sorted(span for shared, _ in pairs for span in shared))
    inside = sum(_measure(shared) for shared, _ in pairs)
    kept = sum(_measure(intersection(shared, own)) for shared, own in pairs)
    own = sum(_measure(own) for _, own in pairs)
    whole, once = _measure(line), _measure(covered)
    return UsableSum(whole, whole - once, inside - once, inside - kept, own - kept)


def _usable(runs: Sequence[Run], least_m: int) -> list[Interval]:
    return [(s.from_m, s.to_m) for s in stretches(runs, least_m).stretches if s.is_usable]


def _measure(spans: Iterable[Interval]) -> int:
    return sum(end - start for start, end in spans)
