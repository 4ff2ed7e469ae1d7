"""When each 100 m of the road was not available, and why: for claims of more time.

Whole metres, intervals half-open; days are texts `YYYY-MM-DD`, periods [from day, to day). A
metre is available on a day when it is clear at the end of that day
(rules/corridor/handover.py). A row is a longest period in which the same metres of a bin were
held by the same things; so the sum of metres times days is exact.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from clearance.rules.corridor.handover import CLEAR, UNKNOWN, Blocker, Span, handover, metres

BIN_M = 100


@dataclass(frozen=True, slots=True)
class Period:
    """Metres of a bin not available from one day until another, and what held them."""

    from_m: int
    to_m: int
    from_day: str
    to_day: str
    held_m: int
    unknown_m: int
    causes: tuple[Blocker, ...]

    @property
    def days(self) -> int:
        """Days in the period."""
        return (date.fromisoformat(self.to_day) - date.fromisoformat(self.from_day)).days

    @property
    def metre_days(self) -> int:
        """Metres not available times days."""
        return self.held_m * self.days


def periods(
    bounds: tuple[int, int],
    blockers: Iterable[Blocker],
    recorded: Iterable[Span],
    days: tuple[str, str],
    bin_m: int = BIN_M,
) -> Iterator[Period]:
    """Every period of [first day, last day) in which some of a bin was not available.

    `bounds` are the chainages of start and end; bins begin at whole multiples of `bin_m`.
    """
    start, end = bounds
    things, spans = list(blockers), list(recorded)
    for low in range(start // bin_m * bin_m, end, bin_m):
        place = (max(low, start), min(low + bin_m, end))
        here = [b for b in things if b.meets(*place)]
        known = [s for s in spans if s.from_m < place[1] and s.to_m > place[0]]
        yield from _of_bin(place, here, known, days)


def _of_bin(
    place: tuple[int, int], here: list[Blocker], known: list[Span], days: tuple[str, str]
) -> Iterator[Period]:
    """The periods of one bin: what holds it changes only when something is cleared."""
    first, last = days
    changes = {b.cleared_on for b in here if b.cleared_on and first < b.cleared_on < last}
    low, high = place
    for since, until in pairwise(sorted({first, *changes, last})):
        causes = tuple(sorted((b for b in here if b.holds(since)), key=lambda b: (b.kind, b.code)))
        counted = metres(handover(high - low, causes, known, since, low).full)
        held = high - low - counted[CLEAR]
        if held:
            yield Period(low, high, since, until, held, counted[UNKNOWN], causes)
