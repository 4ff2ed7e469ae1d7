"""Which metres were surveyed for each kind of blocker, and which kind is not surveyed where.

Chainages are whole metres, intervals half-open [from, to). Parcels are surveyed where drawings
cover both sides over their full width; structures, utilities and graves where a declaration says
so (brought in, or none there), over the full width (docs/decisions/0055).
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

from clearance.rules.corridor.handover import (
    CLEAR,
    SIDES,
    UNKNOWN,
    Run,
    Span,
    within,
)
from clearance.rules.corridor.intervals import Interval, intersection, joined

#: Kinds surveyed where a declaration says so.
DECLARED = ("structure", "utility", "grave")
#: All kinds of blocker, in the order they are named on pages.
KINDS = ("parcel", *DECLARED)
BROUGHT_IN, NONE = "brought_in", "none"


@dataclass(frozen=True, slots=True)
class Declaration:
    """One kind declared surveyed over the full width of [from_m, to_m)."""

    kind: str
    from_m: int
    to_m: int


@dataclass(frozen=True, slots=True)
class Unsurveyed:
    """A maximal interval [from_m, to_m) in which the same kinds are not surveyed."""

    from_m: int
    to_m: int
    kinds: tuple[str, ...]

    @property
    def length_m(self) -> int:
        """Metres in the interval."""
        return self.to_m - self.from_m


@dataclass(frozen=True, slots=True)
class Surveys:
    """What is surveyed along one alignment: spans drawings of land cover, and declarations.

    `is_counted` False: a project made before, which counts what drawings cover alone.
    """

    land: tuple[Span, ...] = ()
    declared: tuple[Declaration, ...] = ()
    is_counted: bool = False

    @property
    def counted(self) -> tuple[Span, ...]:
        """The spans of each side that the project counts as surveyed."""
        return surveyed(self.land, self.declared) if self.is_counted else self.land

    def unsurveyed(self, bounds: Interval) -> tuple[Unsurveyed, ...]:
        """Which kind that the project counts is not surveyed where within `bounds`."""
        by_kind = covered(self.land, self.declared)
        kinds = KINDS if self.is_counted else KINDS[:1]
        return unsurveyed(bounds, {kind: by_kind[kind] for kind in kinds})


#: Nothing drawn, nothing declared.
NO_SURVEYS = Surveys()


def surveyed(recorded: Iterable[Span], declared: Iterable[Declaration]) -> tuple[Span, ...]:
    """The parts of recorded spans in which every other kind is declared too, side by side.

    `recorded` is what drawings of land cover, per side. Given to `handover` in its place, a metre
    with a kind that nobody surveyed is unknown unless something blocks it.
    """
    spans, known = list(recorded), list(declared)
    everywhere = reduce(intersection, (_declared(known, kind) for kind in DECLARED))
    return tuple(
        Span(from_m, to_m, side)
        for side in SIDES
        for from_m, to_m in intersection(_recorded(spans, side), everywhere)
    )


def covered(recorded: Iterable[Span], declared: Iterable[Declaration]) -> dict[str, list[Interval]]:
    """For each kind the rising intervals in which it is surveyed over the full width."""
    spans, known = list(recorded), list(declared)
    land = reduce(intersection, (_recorded(spans, side) for side in SIDES))
    return {"parcel": land} | {kind: _declared(known, kind) for kind in DECLARED}


def unsurveyed(
    bounds: Interval, surveyed_by_kind: dict[str, list[Interval]]
) -> tuple[Unsurveyed, ...]:
    """Where some kind is not surveyed within `bounds`, along the road, neighbours differing."""
    bare = {kind: _outside(bounds, found) for kind, found in surveyed_by_kind.items()}
    cuts = sorted({end for gaps in bare.values() for gap in gaps for end in gap})
    pieces = (
        Unsurveyed(from_m, to_m, tuple(k for k, gaps in bare.items() if _holds(gaps, from_m)))
        for from_m, to_m in pairwise(cuts)
    )
    return tuple(piece for piece in pieces if piece.kinds)


def unsurveyed_in(pieces: Iterable[Unsurveyed], from_m: int, to_m: int) -> dict[str, int]:
    """Metres of [from_m, to_m) that are not surveyed, for each kind of which there are any."""
    found: dict[str, int] = {}
    for piece in pieces:
        length_m = min(piece.to_m, to_m) - max(piece.from_m, from_m)
        if length_m > 0:
            found |= {kind: found.get(kind, 0) + length_m for kind in piece.kinds}
    return {kind: found[kind] for kind in KINDS if kind in found}


@dataclass(frozen=True, slots=True)
class Worth:
    """An unsurveyed place that comes clear once its kinds are surveyed and nothing is found.

    `joined_m`: metres of the clear stretch it then lies in, the rest staying as it is.
    """

    from_m: int
    to_m: int
    joined_m: int
    kinds: tuple[str, ...]

    @property
    def length_m(self) -> int:
        """Metres that come clear."""
        return self.to_m - self.from_m


def worth(
    now: Sequence[Run], surveyed: Sequence[Run], gaps: Iterable[Unsurveyed]
) -> tuple[Worth, ...]:
    """The places whose survey adds clear metres, the longest first.

    `now` is the full width as it is counted, `surveyed` the same were every kind declared;
    `gaps` say which kinds are not surveyed where.
    """
    found: list[Worth] = []
    pieces = tuple(gaps)
    for run in (run for run in surveyed if run.state == CLEAR):
        inside = within(now, run.from_m, run.to_m)
        around = zip([None, *inside[:-1]], inside, [*inside[1:], None], strict=True)
        for before, here, after in around:
            if here.state == UNKNOWN:
                kinds = tuple(unsurveyed_in(pieces, here.from_m, here.to_m))
                joined_m = sum(each.length_m for each in (before, here, after) if each)
                found.append(Worth(here.from_m, here.to_m, joined_m, kinds))
    return tuple(sorted(found, key=lambda place: (-place.length_m, place.from_m)))


def _declared(declared: Iterable[Declaration], kind: str) -> list[Interval]:
    return joined(sorted((d.from_m, d.to_m) for d in declared if d.kind == kind))


def _recorded(spans: Iterable[Span], side: str) -> list[Interval]:
    return joined(sorted((s.from_m, s.to_m) for s in spans if s.side in (side, "both")))


def _outside(bounds: Interval, known: list[Interval]) -> list[Interval]:
    """What rising intervals leave of the bounds."""
    low, high = bounds
    near = [(max(a, low), min(b, high)) for a, b in known if a < high and b > low]
    ends = [(low, low), *near, (high, high)]
    return [(a[1], b[0]) for a, b in pairwise(ends) if a[1] < b[0]]


def _holds(rising: list[Interval], at: int) -> bool:
    """Whether some of the rising intervals holds a metre."""
    number = bisect_right(rising, at, key=lambda pair: pair[0]) - 1
    return number >= 0 and at < rising[number][1]
