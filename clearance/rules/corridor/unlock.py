"""What unlocks most: the blockers whose clearing makes the most usable metres, an exact optimum.

Chainages are whole metres, intervals half-open [from, to). A metre is usable when it lies in a
clear run of at least `usable_m` metres. Every blocker stops the full width of its metres, on
whichever side it lies, so two owners on one metre gain nothing alone and everything together.
The optimum is exact for blockers that are one interval each; see `joined_by_case` for cases
that own several.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from clearance.rules.corridor.intervals import joined
from clearance.rules.corridor.unlock_search import search
from clearance.rules.corridor.unlock_ways import Axis

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lock:
    """A held blocker: its interval, what clearing it costs (1, or its effort), whose it is."""

    from_m: int
    to_m: int
    weight: int = 1
    uids: tuple[str, ...] = ()
    case: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the road on a day: its ends, what holds it, what nobody can clear now.

    `barriers` are metres that stay shut whatever is cleared: unknown ground and blockers that
    were excluded.
    """

    from_m: int
    to_m: int
    locks: Sequence[Lock]
    barriers: Sequence[Interval] = ()
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A usable stretch made or made longer, and the locks inside it that open it.

    `gain_m`: usable metres more than before; `joins`: the clear runs that become one.
    """

    line_uid: str
    from_m: int
    to_m: int
    gain_m: int
    locks: tuple[Lock, ...]
    joins: tuple[Interval, ...] = ()

    @property
    def length_m(self) -> int:
        """Metres of the stretch once all its locks are cleared."""
        return self.to_m - self.from_m

    @property
    def grown_m(self) -> int:
        """Metres by which the longest of the runs that are joined grows."""
        return self.length_m - max((end - start for start, end in self.joins), default=0)


@dataclass(frozen=True, slots=True)
class Unlock:
    """The best set for a budget: what it costs, what it wins, the stretches it opens."""

    cost: int
    gain_m: int
    opened: tuple[Opened, ...] = field(default=())

    @property
    def locks(self) -> tuple[Lock, ...]:
        """Every lock to be cleared, along the road, each once."""
        return tuple(dict.fromkeys(lock for stretch in self.opened for lock in stretch.locks))


def unlock(lines: Iterable[Line], budget: int, usable_m: int = 500) -> Unlock:
    """The set of locks of total weight up to `budget` that wins the most usable metres.

    Of equal sets the lightest, then the first along the road; empty when nothing can be won.
    ValueError when a weight, the budget or `usable_m` is below 1 or an interval runs backwards.
    """
    if budget < 1 or usable_m < 1:
        raise ValueError("budget and usable length must be at least 1")
    roads = [_cut(line) for line in lines]
    claimed = search(_axis(roads), budget, usable_m)
    chosen = [_met(road, claimed.get(number, ())) for number, road in enumerate(roads)]
    opened = tuple(
        stretch
        for road, locks in zip(roads, chosen, strict=True)
        if locks
        for stretch in _opened(road, locks, usable_m)
    )
    cost = sum(lock.weight for locks in chosen for lock in locks)
    return Unlock(cost, sum(stretch.gain_m for stretch in opened), opened)


def limited(line: Line, places: Iterable[Interval]) -> Line:
    """The line on which only locks that begin in some of the places may be cleared.

    What is won is still counted on the whole road: the line is cut at the nearest metres beyond
    the places that stay shut whatever is cleared, where every run ends anyway.
    """
    chosen, own, shut = list(places), list[Lock](), [*line.barriers]
    for lock in line.locks:
        at = max(lock.from_m, line.from_m)
        if any(a <= at < b for a, b in chosen):
            own.append(lock)
        else:
            shut.append((lock.from_m, lock.to_m))
    barriers = joined(sorted(place for place in shut if place[0] < place[1]))
    if not own:
        return replace(line, locks=own, barriers=barriers)
    low, high = min(k.from_m for k in own), max(k.to_m for k in own)
    start = max((b for _, b in barriers if line.from_m < b <= low), default=line.from_m)
    end = min((a for a, _ in barriers if line.to_m > a >= high), default=line.to_m)
    return replace(line, from_m=start, to_m=end, locks=own, barriers=barriers)


def clear_runs(line: Line, cleared: Iterable[Lock] = ()) -> list[Interval]:
    """The metres of a line that are clear once some of its locks are gone, as rising runs."""
    gone = set(cleared)
    shut = [(lock.from_m, lock.to_m) for lock in line.locks if lock not in gone]
    return _between(line, sorted([*shut, *line.barriers]))


def usable_metres(runs: Iterable[Interval], usable_m: int) -> int:
    """Metres lying in runs long enough to work on."""
    return sum(end - start for start, end in runs if end - start >= usable_m)


def joined_by_case(locks: Iterable[Lock], weights: Mapping[str, int] | None = None) -> list[Lock]:
    """Locks of one case that touch or overlap along the road as one, which one act clears.

    Pieces of a case that lie apart stay single locks, each with its cost: the optimum then never
    promises more than it needs. `weights` gives a case's cost; without it the dearest piece's.
    """
    by_case: dict[str, list[Lock]] = {}
    for number, lock in enumerate(locks):
        by_case.setdefault(lock.case or f"#{number}", []).append(lock)
    known = weights or {}
    return [
        replace(piece, weight=known.get(case, piece.weight))
        for case, own in by_case.items()
        for piece in _merged(sorted(own, key=lambda lock: (lock.from_m, lock.to_m)))
    ]


def _merged(rising: Sequence[Lock]) -> list[Lock]:
    merged = [rising[0]]
    for lock in rising[1:]:
        last = merged[-1]
        if lock.from_m > last.to_m:
            merged.append(lock)
            continue
        merged[-1] = replace(
            last,
            to_m=max(last.to_m, lock.to_m),
            weight=max(last.weight, lock.weight),
            uids=last.uids + lock.uids,
        )
    return merged


def _cut(line: Line) -> Line:
    """The line with what lies on it cut to its ends and in order; the rest is dropped."""
    for thing in line.locks:
        if thing.weight < 1 or thing.to_m < thing.from_m:
            raise ValueError(f"a lock needs a weight of at least 1 and a rising interval: {thing}")
    low, high = line.from_m, line.to_m
    locks = [
        lock
        if lock.from_m >= low and lock.to_m <= high
        else replace(lock, from_m=max(lock.from_m, low), to_m=min(lock.to_m, high))
        for lock in line.locks
        if lock.from_m < high and lock.to_m > low and lock.from_m < lock.to_m
    ]
    shut = [(max(start, low), min(end, high)) for start, end in line.barriers]
    locks.sort(key=lambda lock: (lock.from_m, lock.to_m, lock.uids))
    return replace(line, locks=locks, barriers=joined(s for s in sorted(shut) if s[0] < s[1]))


def _axis(roads: Sequence[Line]) -> Axis:
    """All lines one behind the other, a barrier of one metre between them."""
    axis, at = Axis(), 0
    for road in roads:
        shift = at - road.from_m
        axis.starts.append(at)
        axis.locks += [(k.from_m + shift, k.to_m + shift, k.weight) for k in road.locks]
        axis.barriers += [(start + shift, end + shift) for start, end in road.barriers]
        at = road.to_m + shift + 1
        axis.barriers.append((at - 1, at))
        axis.shifts.append(shift)
    return axis


def _met(road: Line, runs: Iterable[Interval]) -> list[Lock]:
    """The locks that some of the runs meet."""
    wanted = list(runs)
    return [
        k for k in road.locks if any(k.from_m < end and k.to_m > start for start, end in wanted)
    ]


def _opened(road: Line, locks: Sequence[Lock], usable_m: int) -> Iterable[Opened]:
    """The usable runs after clearing that hold more usable metres than before."""
    before = clear_runs(road)
    for start, end in clear_runs(road, locks):
        inside = tuple(run for run in before if start <= run[0] and run[1] <= end)
        gain_m = end - start - usable_metres(inside, usable_m)
        if end - start >= usable_m and gain_m:
            own = tuple(k for k in locks if k.from_m < end and k.to_m > start)
            yield Opened(road.uid, start, end, gain_m, own, inside)


def _between(line: Line, rising: Iterable[Interval]) -> list[Interval]:
    """What is left of the line between rising shut intervals."""
    low, high = line.from_m, line.to_m
    cut = [(max(a, low), min(b, high)) for a, b in rising if a < b and a < high and b > low]
    shut = [(low, low), *joined(cut), (high, high)]
    return [(a[1], b[0]) for a, b in pairwise(shut) if a[1] < b[0]]
