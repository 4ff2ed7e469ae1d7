"""The scopes of works on one road: the main one, and what was added to it, counted apart.

Chainages are whole metres, intervals half-open [from, to). What is added to the works never
changes the metres of the main scope: both figures are given.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from clearance.rules.basics.scopes import MAIN_SCOPE, SCOPES
from clearance.rules.corridor.handover import Blocker
from clearance.rules.corridor.intervals import Interval, joined, measure


@dataclass(frozen=True, slots=True)
class Held:
    """What things of one scope still hold of a place: how many there are, on how many metres."""

    scope: str
    things: int
    held_m: int


def in_main(blockers: Iterable[Blocker]) -> tuple[Blocker, ...]:
    """The blockers of the main scope."""
    return tuple(b for b in blockers if b.scope == MAIN_SCOPE)


def held_apart(held: Iterable[Blocker], bounds: Interval) -> tuple[Held, ...]:
    """Blockers of the other scopes that take some metre of `bounds`, scope by scope."""
    inside = [b for b in held if b.scope != MAIN_SCOPE and b.meets(*bounds)]
    return tuple(
        Held(scope, len(own), _metres(own, bounds))
        for scope in SCOPES
        if (own := [b for b in inside if b.scope == scope])
    )


def _metres(blockers: Iterable[Blocker], bounds: Interval) -> int:
    """Metres of `bounds` that some of the blockers take."""
    low, high = bounds
    pieces = (p for b in blockers for p in b.pieces)
    cut = sorted((max(p.from_m, low), min(p.to_m, high)) for p in pieces)
    return measure(joined(pair for pair in cut if pair[0] < pair[1]))
