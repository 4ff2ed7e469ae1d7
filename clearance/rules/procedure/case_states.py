"""The states of a case through time: half-open intervals of days made from its dated facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.derived_state import place_of
from clearance.rules.procedure.law import Law
from clearance.rules.procedure.steps import find_step, freed_on

#: The first day of an interval without a beginning, the end of one that still runs.
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
#: Kinds of case that follow their household: intervals only where steps of their own say more.
FOLLOWING = frozenset(("parcel", "structure"))


_Values = tuple[str | None, str | None, str | None, str | None, int]


class State(NamedTuple):
    """The state of a case on every day with from_day <= day < to_day (YYYY-MM-DD)."""

    from_day: str
    to_day: str
    stage: str | None
    next_step: str | None
    due_on: str | None
    cleared_on: str | None
    is_stuck: int


@dataclass(frozen=True, slots=True)
class Clock:
    """The due day of a step through time: counted when the clock opened, redated afterwards.

    `redated`: (day of the explanation, new due day), oldest first. `due_on` is the latest one.
    """

    opened_on: str
    due_on: str | None
    first_due_on: str | None = None
    redated: tuple[tuple[str, str], ...] = ()

    def due_at(self, day: str) -> str | None:
        """The due day as promised on a day, None before the clock opened."""
        if day < self.opened_on:
            return None
        known = [due for at, due in self.redated if at <= day]
        if len(known) == len(self.redated):
            return self.due_on
        return known[-1] if known else self.first_due_on


_NO_CLOCKS: Mapping[str, Clock] = {}


def has_own_states(subject: str, steps: Iterable[str]) -> bool:
    """Whether the intervals of a case are kept, with these steps taken.

    A parcel or structure only handed over changes on one day, which its own row holds.
    """
    rows = (find_step(subject, code) for code in steps)
    return subject not in FOLLOWING or any(row and not row.frees for row in rows)


def states_of(
    law: Law,
    dossier: Dossier,
    clocks: Mapping[str, Clock] = _NO_CLOCKS,
    stops: Sequence[tuple[str, str]] = (),
) -> list[State]:
    """The states of a case in order, from the first day of all to the last, no two alike in turn.

    `clocks`: step → its clock. `stops`: days [from, to) of its obstacles.
    """
    found: list[tuple[str, _Values]] = []
    for day in _days(dossier, clocks, stops):
        values = _values(law, dossier, clocks, stops, day)
        if not found or found[-1][1] != values:
            found.append((day, values))
    ends = [*(day for day, _ in found[1:]), LAST_DAY]
    return [State(day, end, *values) for (day, values), end in zip(found, ends, strict=True)]


def _days(
    dossier: Dossier, clocks: Mapping[str, Clock], stops: Sequence[tuple[str, str]]
) -> list[str]:
    """Every day on which the state may change."""
    days = {FIRST_DAY, *dossier.dates.values(), *chain.from_iterable(stops)}
    for clock in clocks.values():
        days |= {clock.opened_on, *(day for day, _ in clock.redated)}
    return sorted(days - {LAST_DAY})


def _values(
    law: Law,
    dossier: Dossier,
    clocks: Mapping[str, Clock],
    stops: Sequence[tuple[str, str]],
    day: str,
) -> _Values:
    dates = {step: on for step, on in dossier.dates.items() if on <= day}
    at, following = place_of(law, replace(dossier, dates=dates))
    clock = clocks.get(following or "") if dates else None
    return (
        at,
        following,
        clock.due_at(day) if clock else None,
        freed_on(dossier.subject, dates),
        int(any(since <= day < until for since, until in stops)),
    )
