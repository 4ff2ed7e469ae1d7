"""From which day on each metre of the road is free: the whole history of a line at once."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from clearance.rules.corridor.handover import BLOCKED, Blocker, Span, handover

#: Later than every day: something there was never handed over.
NEVER = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Piece:
    """A maximal interval [from_m, to_m): blocked before `free_on`, `after` from then on."""

    from_m: int
    to_m: int
    free_on: str
    after: str

    def on_day(self, day: str) -> str:
        """clear | blocked | unknown at the end of a day."""
        return BLOCKED if self.free_on > day else self.after


def freeing(
    length_m: int, blockers: Iterable[Blocker], recorded: Iterable[Span], start_m: int = 0
) -> list[Piece]:
    """Partition [start_m, start_m + length_m) by the day nothing holds the metre any more.

    `free_on` is '' where nothing ever stood, NEVER where something still does. On each day this
    is what `handover` gives over the full width.
    """
    held = _held(blockers, start_m, start_m + length_m)
    ground = handover(length_m, (), recorded, NEVER, start_m).full
    cuts = sorted(
        {cut for a, b, _ in held for cut in (a, b)}
        | {r.from_m for r in ground}
        | {start_m + length_m}
    )
    starts = [run.from_m for run in ground]
    found: list[Piece] = []
    for (a, b), day in zip(pairwise(cuts), _days(held, cuts), strict=True):
        _add(found, Piece(a, b, day, ground[bisect_right(starts, a) - 1].state))
    return found


def _held(blockers: Iterable[Blocker], start: int, end: int) -> list[tuple[int, int, str]]:
    cut = (
        (max(p.from_m, start), min(p.to_m, end), b.cleared_on or NEVER)
        for b in blockers
        for p in b.pieces
    )
    return sorted(interval for interval in cut if interval[0] < interval[1])


def _days(held: list[tuple[int, int, str]], cuts: list[int]) -> list[str]:
    """For each piece between two cuts the latest day of what covers it: one sweep."""
    days, waiting, at = [], [], 0  # type: ignore[var-annotated]
    for cut in cuts[:-1]:
        while at < len(held) and held[at][0] <= cut:
            _, end, day = held[at]
            heappush(waiting, (_falling(day), end, day))
            at += 1
        while waiting and waiting[0][1] <= cut:
            heappop(waiting)
        days.append(waiting[0][2] if waiting else "")
    return days


def _falling(day: str) -> int:
    """A number that is smaller the later the day: the heap gives the smallest first."""
    return -int(day.replace("-", ""))


def _add(found: list[Piece], piece: Piece) -> None:
    """Append, or extend the last one when it is of the same state."""
    last = found[-1] if found else None
    if last and (last.to_m, last.free_on, last.after) == (
        piece.from_m,
        piece.free_on,
        piece.after,
    ):
        found[-1] = Piece(last.from_m, piece.to_m, last.free_on, last.after)
    else:
        found.append(piece)
