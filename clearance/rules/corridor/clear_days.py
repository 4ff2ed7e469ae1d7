"""The day each metre of the road became clear, worked out once for all days.

Chainages are whole metres, intervals half-open [from, to); dates are `YYYY-MM-DD` texts.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from clearance.rules.corridor.freeing import NEVER, freeing
from clearance.rules.corridor.handover import CLEAR, Blocker, Span


@dataclass(frozen=True, slots=True)
class Cleared:
    """Metres that became clear on one day: "" when nothing ever held them, None: not clear yet."""

    from_m: int
    to_m: int
    day: str | None

    @property
    def length_m(self) -> int:
        """Metres in the piece."""
        return self.to_m - self.from_m


def clear_days(
    length_m: int, blockers: Iterable[Blocker], recorded: Iterable[Span], start_m: int = 0
) -> tuple[Cleared, ...]:
    """Pieces of [start_m, start_m + length_m), neighbours differing, with the day each is clear.

    A metre is clear from the latest day its blockers are handed over, provided both its sides are
    recorded: on any day the pieces with a day up to it are exactly the clear runs of `handover`.
    """
    pieces = (
        (p, p.free_on if p.after == CLEAR and p.free_on != NEVER else None)
        for p in freeing(length_m, blockers, recorded, start_m)
    )
    alike = (list(same) for _, same in groupby(pieces, key=itemgetter(1)))
    return tuple(Cleared(same[0][0].from_m, same[-1][0].to_m, same[0][1]) for same in alike)


def clear_by(pieces: Iterable[Cleared], day: str) -> int:
    """Metres clear at the end of a day."""
    return sum(p.length_m for p in pieces if p.day is not None and p.day <= day)


def won_on(pieces: Iterable[Cleared]) -> Counter[str]:
    """Metres that became clear on each day; under "" those that nothing ever held."""
    counted: Counter[str] = Counter()
    for piece in pieces:
        if piece.day is not None:
            counted[piece.day] += piece.length_m
    return counted
