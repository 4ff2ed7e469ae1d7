"""The day each metre of the road became clear, worked out once for all days.

Chainages are whole metres, intervals half-open [from, to); dates are `YYYY-MM-DD` texts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from clearance.rules.handover import CLEAR, Blocker, Span, handover

#: Later than any day: a blocker that has not been handed over.
_NEVER = "9999-99-99"


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
    end_m = start_m + length_m
    on_it = (b for b in blockers if max(b.from_m, start_m) < min(b.to_m, end_m))
    held = sorted((max(b.from_m, start_m), min(b.to_m, end_m), b.cleared_on or _NEVER)
                  for b in on_it)  # fmt: skip
    known = [(r.from_m, r.to_m) for r in handover(length_m, (), recorded, "", start_m).full
             if r.state == CLEAR]  # fmt: skip
    cuts = sorted({start_m, end_m, *(m for pair in known for m in pair),
                   *(m for from_m, to_m, _ in held for m in (from_m, to_m))})  # fmt: skip
    return _joined(_swept(cuts, held, known))


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


def _swept(
    cuts: Sequence[int], held: Sequence[tuple[int, int, str]], known: Sequence[tuple[int, int]]
) -> Iterator[Cleared]:
    """Between two cuts the latest of what lies there; ended blockers leave the heap when on top."""
    over: list[tuple[_Last, int]] = []
    i = j = 0
    for from_m, to_m in pairwise(cuts):
        while i < len(held) and held[i][0] <= from_m:
            heappush(over, (_Last(held[i][2]), held[i][1]))
            i += 1
        while over and over[0][1] <= from_m:
            heappop(over)
        while j < len(known) and known[j][1] <= from_m:
            j += 1
        is_known = j < len(known) and known[j][0] <= from_m
        day = over[0][0] if over else ""
        yield Cleared(from_m, to_m, str(day) if is_known and day != _NEVER else None)


class _Last(str):
    """A day that sorts from the latest to the earliest."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)


def _joined(pieces: Iterable[Cleared]) -> tuple[Cleared, ...]:
    joined: list[Cleared] = []
    for piece in pieces:
        if joined and joined[-1].day == piece.day:
            joined[-1] = Cleared(joined[-1].from_m, piece.to_m, piece.day)
        else:
            joined.append(piece)
    return tuple(joined)
