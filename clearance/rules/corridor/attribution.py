"""Why the clear metres moved: changes replayed one by one, each with the metres it made or took.

Whole metres, intervals half-open. The metres of all moves add up to the difference exactly,
because each is the figure after it less the figure before it; where several owners hold one
metre, the one who goes last frees it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from clearance.rules.corridor.handover import (
    CLEAR,
    Blocker,
    Run,
    Span,
    handover,
    metres,
    stretches,
    within,
)

_NOWHERE = (0, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the road that is counted apart: a commune, a package, the whole line."""

    key: str
    from_m: int
    to_m: int
    usable_m: int = 500


@dataclass(frozen=True, slots=True)
class Move:
    """Something that changed: things by uid as they are afterwards, and the ground recorded.

    `recorded` None: the same ground as before. `what` is handed back untouched.
    """

    what: Any
    things: Mapping[str, Blocker | None] = field(default_factory=dict)
    recorded: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What one move did: clear and usable metres gained (lost: negative) in each part it met."""

    what: Any
    place: tuple[int, int]
    clear_m: Counter[str]
    usable_m: Counter[str]


def figures(runs: Iterable[Run], parts: Iterable[Part]) -> tuple[dict[str, int], dict[str, int]]:
    """Clear metres and metres in usable stretches of each part."""
    cut = {part.key: (part, within(runs, part.from_m, part.to_m)) for part in parts}
    clear = {key: metres(inside)[CLEAR] for key, (_part, inside) in cut.items()}
    usable = {k: stretches(inside, part.usable_m).usable_m for k, (part, inside) in cut.items()}
    return clear, usable


def replay(
    bounds: tuple[int, int],
    things: Mapping[str, Blocker],
    recorded: tuple[Span, ...],
    moves: Iterable[Move],
    days: tuple[str, str],
    parts: tuple[Part, ...],
) -> Iterator[Effect]:
    """What each move did, in order; the first is the passing of days itself (`what` None).

    `bounds` are the chainages of start and end, `days` the two days (YYYY-MM-DD) compared.
    """
    (start, end), (before, after) = bounds, days
    here, ground = dict(things), recorded
    runs = handover(end - start, here.values(), ground, before, start).full
    at = figures(runs, parts)
    for move in (Move(None), *moves):
        place = (start, end) if move.what is None or move.recorded is not None else _NOWHERE
        place = place if place != _NOWHERE else _touched(here, move, bounds)
        here |= {uid: thing for uid, thing in move.things.items() if thing}
        for uid in (uid for uid, thing in move.things.items() if not thing):
            here.pop(uid, None)
        ground = ground if move.recorded is None else move.recorded
        runs = _splice(runs, _window(here, ground, after, place), place)
        near = [p for p in parts if p.from_m < place[1] and p.to_m > place[0]]
        gained = []
        for now, known in zip(figures(runs, near), at, strict=True):
            gained.append(Counter({key: metres - known[key] for key, metres in now.items()}))
            known |= now
        yield Effect(move.what, place, *gained)


def _touched(here: Mapping[str, Blocker], move: Move, bounds: tuple[int, int]) -> tuple[int, int]:
    """The metres in which a move of things alone can change anything."""
    found = [t for uid, new in move.things.items() for t in (here.get(uid), new) if t]
    low = max(min((t.from_m for t in found), default=0), bounds[0])
    high = min(max((t.to_m for t in found), default=0), bounds[1])
    return (low, high) if low < high else _NOWHERE


def _window(
    here: Mapping[str, Blocker], ground: tuple[Span, ...], day: str, place: tuple[int, int]
) -> tuple[Run, ...]:
    low, high = place
    near = [b for b in here.values() if b.from_m < high and b.to_m > low]
    return handover(high - low, near, ground, day, low).full if low < high else ()


def _splice(runs: tuple[Run, ...], new: tuple[Run, ...], place: tuple[int, int]) -> tuple[Run, ...]:
    """The runs with one interval replaced, neighbours of one state joined."""
    if not new:
        return runs
    low, high = place
    start, end = runs[0].from_m, runs[-1].to_m
    joined: list[Run] = []
    for run in (*within(runs, start, low), *new, *within(runs, high, end)):
        if joined and joined[-1].state == run.state:
            joined[-1] = Run(joined[-1].from_m, run.to_m, run.state)
        else:
            joined.append(run)
    return tuple(joined)
