"""When a metre of the road is clear, what holds it, and how the clear metres hang together.

Chainages are whole metres, intervals half-open [from, to); dates are `YYYY-MM-DD` texts.
A metre is clear when both its sides are surveyed and every blocker over its full width is
handed over on or before the date. Unknown is not clear; blocked wins over unknown.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from clearance.rules.basics.scopes import MAIN_SCOPE
from clearance.rules.corridor.intervals import Interval, intersection, joined, measure

CLEAR, BLOCKED, UNKNOWN = "clear", "blocked", "unknown"
STATES = (CLEAR, BLOCKED, UNKNOWN)
SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class Span:
    """A chainage interval on one side ('left' | 'right' | 'both') that some record covers."""

    from_m: int
    to_m: int
    side: str = "both"


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something that can stop a machine: parcel part taken, structure, grave or utility.

    `parts` are the pieces of a thing that lies in several, between which it stops nothing; `scope`
    is the scope of works it belongs to.
    """

    from_m: int
    to_m: int
    side: str
    cleared_on: str | None = None
    uid: str = ""
    code: str = ""
    kind: str = ""
    parts: tuple[Span, ...] = ()
    scope: str = MAIN_SCOPE

    @property
    def pieces(self) -> "tuple[Span | Blocker, ...]":
        """Its parts, or itself when it is one."""
        return self.parts or (self,)

    def meets(self, from_m: int, to_m: int) -> bool:
        """Whether it takes some metre of [from_m, to_m)."""
        if not self.parts:
            return self.from_m < to_m and self.to_m > from_m
        return any(p.from_m < to_m and p.to_m > from_m for p in self.parts)

    def holds(self, as_of: str) -> bool:
        """Whether it blocks its metres at the end of that day."""
        return self.cleared_on is None or self.cleared_on > as_of


@dataclass(frozen=True, slots=True)
class Run:
    """A maximal interval of one state."""

    from_m: int
    to_m: int
    state: str

    @property
    def length_m(self) -> int:
        """Metres in the run."""
        return self.to_m - self.from_m


@dataclass(frozen=True, slots=True)
class Handover:
    """The corridor on one date: exact partitions over the full width and on either side."""

    as_of: str
    full: tuple[Run, ...]
    left: tuple[Run, ...]
    right: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A maximal run of clear metres; usable when long enough for machines."""

    from_m: int
    to_m: int
    is_usable: bool

    @property
    def length_m(self) -> int:
        """Metres in the stretch."""
        return self.to_m - self.from_m


@dataclass(frozen=True, slots=True)
class Patchwork:
    """How patchy (xôi đỗ) the clear metres lie."""

    stretches: tuple[Stretch, ...]
    longest_m: int
    median_m: float
    clear_m: int
    usable_m: int

    @property
    def number(self) -> int:
        """How many stretches there are."""
        return len(self.stretches)


def handover(
    length_m: int,
    blockers: Iterable[Blocker],
    recorded: Iterable[Span],
    as_of: str,
    start_m: int = 0,
) -> Handover:
    """Partition [start_m, start_m + length_m) into clear, blocked and unknown runs on a date.

    `recorded` is what was surveyed, per side: what parcels and declared public land cover, cut to
    where the other kinds are declared (`surveys.surveyed`); public land blocks nothing, so it is
    given here only. ValueError when an interval runs backwards.
    """
    held = [piece for b in blockers if b.holds(as_of) for piece in b.pieces]
    known = list(recorded)
    bounds = (start_m, start_m + length_m)
    blocked = {side: _union(held, side, bounds) for side in SIDES}
    covered = {side: _union(known, side, bounds) for side in SIDES}
    sides = {side: _partition(bounds, blocked[side], covered[side]) for side in SIDES}
    either = joined(sorted(blocked["left"] + blocked["right"]))
    both = intersection(covered["left"], covered["right"])
    return Handover(as_of, _partition(bounds, either, both), sides["left"], sides["right"])


def metres(runs: Iterable[Run]) -> dict[str, int]:
    """Metres in each state; together the length partitioned."""
    total = dict.fromkeys(STATES, 0)
    for run in runs:
        total[run.state] += run.length_m
    return total


def stretches(runs: Iterable[Run], usable_m: int = 500) -> Patchwork:
    """The clear runs as stretches with their patchiness; lengths in metres."""
    found = tuple(
        Stretch(run.from_m, run.to_m, run.length_m >= usable_m)
        for run in runs
        if run.state == CLEAR
    )
    lengths = [stretch.length_m for stretch in found]
    usable = sum(stretch.length_m for stretch in found if stretch.is_usable)
    return Patchwork(
        found, max(lengths, default=0), median(lengths) if lengths else 0, sum(lengths), usable
    )


def within(runs: Iterable[Run], from_m: int, to_m: int) -> tuple[Run, ...]:
    """The part of a partition lying in [from_m, to_m): a commune, package or segment."""
    cut = (Run(max(r.from_m, from_m), min(r.to_m, to_m), r.state) for r in runs)
    return tuple(run for run in cut if run.from_m < run.to_m)


def moved(before: Iterable[Run], after: Iterable[Run]) -> tuple[int, int]:
    """Metres clear after and not before, and the other way round, of two partitions."""
    then, now = ([(r.from_m, r.to_m) for r in runs if r.state == CLEAR] for runs in (before, after))
    kept = measure(intersection(then, now))
    return measure(now) - kept, measure(then) - kept


def holding(blockers: Iterable[Blocker], from_m: int, to_m: int, as_of: str) -> tuple[Blocker, ...]:
    """The blockers that still hold some metre of [from_m, to_m) on a date, along the road."""
    near = (b for b in blockers if b.from_m < to_m and b.to_m > from_m and b.holds(as_of))
    found = (b for b in near if b.meets(from_m, to_m))
    return tuple(sorted(found, key=lambda b: (b.from_m, b.to_m, b.code)))


def _union(things: Sequence[Blocker | Span], side: str, bounds: Interval) -> list[Interval]:
    """The metres that things on that side (or on both) take, as disjoint rising intervals."""
    low, high = bounds
    cut = []
    for thing in things:
        if thing.to_m < thing.from_m:
            raise ValueError(f"interval runs backwards: {thing}")
        if thing.side in (side, "both") and thing.to_m > low and thing.from_m < high:
            cut.append((max(thing.from_m, low), min(thing.to_m, high)))
    cut.sort()
    return joined(cut)


def _partition(
    bounds: Interval, blocked: list[Interval], covered: list[Interval]
) -> tuple[Run, ...]:
    """Runs of one state each, neighbours differing, from bounds to bounds."""
    runs: list[Run] = []
    for from_m, to_m, state in _pieces(bounds, blocked, covered):
        if runs and runs[-1].state == state:
            runs[-1] = Run(runs[-1].from_m, to_m, state)
        else:
            runs.append(Run(from_m, to_m, state))
    return tuple(runs)


def _pieces(
    bounds: Interval, blocked: list[Interval], covered: list[Interval]
) -> Iterator[tuple[int, int, str]]:
    cuts = sorted({*bounds, *(end for pair in blocked + covered for end in pair)})
    i = j = 0
    for start, end in pairwise(cuts):
        while i < len(blocked) and blocked[i][1] <= start:
            i += 1
        while j < len(covered) and covered[j][1] <= start:
            j += 1
        is_blocked = i < len(blocked) and blocked[i][0] <= start
        is_covered = j < len(covered) and covered[j][0] <= start
        yield start, end, BLOCKED if is_blocked else CLEAR if is_covered else UNKNOWN
