"""The corridor on a day: its figures, its stretches, its gaps and what holds each of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from clearance.rules.corridor.handover import (
    BLOCKED,
    CLEAR,
    UNKNOWN,
    Blocker,
    Handover,
    Run,
    holding,
    metres,
    within,
)
from clearance.rules.procedure.derived_state import Derived, days_late
from clearance.store import Store
from clearance.store.cases import state
from clearance.store.cases.as_of import derived_on, late_from_on

#: The kinds of thing that hold ground, in the order they are told.
KINDS = ("parcel", "structure", "grave", "utility")


@dataclass(frozen=True, slots=True)
class Gap:
    """Metres between two clear stretches (or an end), and how long they are once it is gone."""

    from_m: int
    to_m: int
    blocked_m: int
    unknown_m: int
    joined_m: int

    @property
    def length_m(self) -> int:
        """Metres in the gap."""
        return self.to_m - self.from_m


def gaps(runs: Iterable[Run]) -> list[Gap]:
    """Every maximal run of metres that are not clear, with what its clearing would join."""
    found: list[Gap] = []
    pieces = list(_alternating(runs))
    for number, (from_m, to_m, held) in enumerate(pieces):
        if held is None:
            continue
        before = pieces[number - 1] if number else None
        after = pieces[number + 1] if number + 1 < len(pieces) else None
        joined = (after[1] if after else to_m) - (before[0] if before else from_m)
        found.append(Gap(from_m, to_m, held["blocked"], held["unknown"], joined))
    return found


def _alternating(runs: Iterable[Run]) -> list[tuple[int, int, Counter[str] | None]]:
    """Clear runs (None) and, between them, the rest gathered with its metres by state."""
    pieces: list[tuple[int, int, Counter[str] | None]] = []
    for run in runs:
        last = pieces[-1][2] if pieces else None
        if run.state == CLEAR:
            pieces.append((run.from_m, run.to_m, None))
        elif last is None:
            pieces.append((run.from_m, run.to_m, Counter({run.state: run.length_m})))
        else:
            last[run.state] += run.length_m
            pieces[-1] = (pieces[-1][0], run.to_m, last)
    return pieces


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the road on a day: metres by state over both sides, and what holds it by kind."""

    from_m: int
    to_m: int
    states: dict[str, int]
    left: dict[str, int]
    right: dict[str, int]
    kinds: dict[str, int]

    @property
    def length_m(self) -> int:
        """Metres in the place."""
        return self.to_m - self.from_m


def look_at(blockers: Iterable[Blocker], state: Handover, from_m: int, to_m: int) -> Place:
    """What is known of [from_m, to_m): counts only, nothing that names anybody."""
    full, left, right = (
        metres(within(runs, from_m, to_m)) for runs in (state.full, state.left, state.right)
    )
    kinds = count_kinds(blockers, from_m, to_m, state.as_of)
    return Place(from_m, to_m, full, left, right, kinds)


def count_kinds(blockers: Iterable[Blocker], from_m: int, to_m: int, as_of: str) -> dict[str, int]:
    """How many things of each kind hold some metre of a place on a day."""
    counted = Counter(b.kind for b in holding(blockers, from_m, to_m, as_of))
    return {kind: counted[kind] for kind in KINDS if counted[kind]}


def pieces(state: Handover, blockers: Sequence[Blocker], usable_m: int) -> list[dict[str, Any]]:
    """The whole road as rows of one state each, so that the rows of a state add up to its metres.

    `joined_m` of what is not clear: how long the clear stretch is once this row alone is gone.
    """
    runs, words = state.full, {True: "usable", False: "short"}
    around = [(_clear_m(before), _clear_m(after)) for before, after in _beside(runs)]
    return [
        {
            "from_m": run.from_m,
            "to_m": run.to_m,
            "length_m": run.length_m,
            "state": words[run.length_m >= usable_m] if run.state == CLEAR else run.state,
            "joined_m": None if run.state == CLEAR else before_m + run.length_m + after_m,
            "unknown_m": run.length_m if run.state == UNKNOWN else 0,
            "kinds": count_kinds(blockers, run.from_m, run.to_m, state.as_of)
            if run.state == BLOCKED
            else {},
        }
        for run, (before_m, after_m) in zip(runs, around, strict=True)
    ]


def _beside(runs: Sequence[Run]) -> Iterator[tuple[Run | None, Run | None]]:
    """The neighbours of each run, None at the ends."""
    return zip([None, *runs[:-1]], [*runs[1:], None], strict=True)


def _clear_m(run: Run | None) -> int:
    return run.length_m if run and run.state == CLEAR else 0


def widest_gaps(
    state: Handover, blockers: Sequence[Blocker], place: tuple[int, int], most: int
) -> list[dict[str, Any]]:
    """The gaps meeting a place that would join the most metres, with what holds them."""
    here = [g for g in gaps(state.full) if g.from_m < place[1] and g.to_m > place[0]]
    here.sort(key=lambda gap: -gap.joined_m)
    return [
        {
            "from_m": g.from_m,
            "to_m": g.to_m,
            "length_m": g.length_m,
            "joined_m": g.joined_m,
            "unknown_m": g.unknown_m,
            "kinds": count_kinds(blockers, g.from_m, g.to_m, state.as_of),
        }
        for g in here[:most]
    ]


def with_next_steps(store: Store, rows: list[dict[str, Any]], as_of: str) -> list[dict[str, Any]]:
    """Rows of store.corridor.list_holding with the step due on that day and the days late."""
    return [row | _next(store, row["step_subject"], row["step_uid"], as_of) for row in rows]


def _days_late(store: Store, derived: Derived, uid: str, as_of: str) -> int:
    return 0 if derived.cleared_on else days_late(late_from_on(store, derived, uid), as_of)


def _next(store: Store, subject: str, uid: str, as_of: str) -> dict[str, Any]:
    row = state.find_row(store, subject, uid)
    derived = derived_on(store, subject, row, as_of) if row else Derived()
    return {
        "next_step": derived.next_step,
        "due_on": derived.due_on,
        "days_late": _days_late(store, derived, uid, as_of),
    }
