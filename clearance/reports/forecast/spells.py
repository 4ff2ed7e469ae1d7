"""What one case says of how long steps take: its spells, and where it stands now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, cast

from clearance.rules.basics.days import days_between
from clearance.rules.forecast.obstacle_rates import ObstacleSpell
from clearance.rules.forecast.simulation import Case
from clearance.rules.forecast.statutory_waits import wait_after
from clearance.rules.forecast.survival import Spell
from clearance.rules.procedure.case_facts import Dossier, traits_of
from clearance.rules.procedure.derived_state import line_in
from clearance.rules.procedure.law import Law, regime_on
from clearance.rules.procedure.main_lines import LINES, Line
from clearance.rules.procedure.steps import STEPS, next_step

Row = dict[str, Any]
#: A household's own steps end its case; its ground is free at the handover before.
FREEING = {
    subject: {c for (s, c), row in STEPS.items() if s == subject and row.frees}
    for subject, _ in STEPS
}
#: Steps of some line; other branches count under the step they stand in for, or not at all.
_LINED = {(line.subject, code) for line in LINES for code in line.steps}
_ORDER = {key: number for number, key in enumerate(STEPS)}


@dataclass(frozen=True, slots=True)
class Stops:
    """The obstacles of a case: times with any open, stays, openings (day, kind), those open now."""

    times: tuple[tuple[str, str], ...] = ()
    stays: tuple[ObstacleSpell, ...] = ()
    opened: tuple[tuple[str, str], ...] = ()
    now: tuple[tuple[str, int], ...] = ()

    def within(self, first: str, last: str) -> int:
        """Days between two that one was open."""
        return sum(max(0, days_between(max(first, a), min(last, b))) for a, b in self.times)

    def came(self, first: str, last: str) -> tuple[str, ...]:
        """Kinds of those opened from one day to before another."""
        return tuple(kind for day, kind in self.opened if first <= day < last)


NEVER = Stops()


def stops_by_case(
    rows: Iterable[Row], owners: Mapping[str, str], given: Mapping[str, str], as_of: str
) -> dict[str, Stops]:
    """Obstacles (uid, kind, opened_on, closed_on) under their cases; none after ground given.

    Many at once of one kind are one: seventeen parcels of a forest wait on one decision.
    """
    found: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        case, last = owners.get(row["uid"], row["uid"]), row["closed_on"] or ""
        if row["opened_on"] <= given.get(case, as_of):
            found[case][row["kind"]].append((row["opened_on"], last))
    return {case: _stops(kinds, given.get(case, as_of)) for case, kinds in found.items()}


def _stops(kinds: dict[str, list[tuple[str, str]]], until: str) -> Stops:
    by_kind = {kind: list(_joined(times, until)) for kind, times in kinds.items()}
    every = [(a, b or until) for times in by_kind.values() for a, b in times]
    stays = tuple(
        ObstacleSpell(kind, days_between(a, b or until), bool(b))
        for kind, times in by_kind.items()
        for a, b in times
    )
    now = tuple(
        (kind, days_between(a, until)) for kind, times in by_kind.items() for a, b in times if not b
    )
    joined = [(a, b or until) for a, b in _joined(every, until)]
    opened = tuple((a, kind) for kind, times in by_kind.items() for a, _ in times)
    return Stops(tuple(joined), stays, opened, now)


def _joined(times: list[tuple[str, str]], until: str) -> Iterator[tuple[str, str]]:
    """Times that touch, as one; the end is '' while open."""
    first, last = "", ""
    for a, b in sorted((a, min(b or "9", until + "0")) for a, b in times):
        if first and a > last:
            yield first, "" if last > until else last
            first = ""
        first, last = first or a, max(b, last if first else b)
    if first:
        yield first, "" if last > until else last


def given_early(owners: Mapping[str, str], freed: Mapping[str, str]) -> dict[str, str]:
    """Household → the day all its ground was out of the way before its own handover.

    From then on it holds nobody up, and how long its papers take says nothing of those who do.
    """
    things: dict[str, list[str]] = defaultdict(list)
    for uid, household in owners.items():
        things[household].append(freed.get(uid, ""))
    return {
        household: max(days)
        for household, days in things.items()
        if all(days) and max(days) < freed.get(household, "9")
    }


def tell(
    law: Law, row: Row, dates: dict[str, str], stops: Stops, given: str | None, as_of: str
) -> tuple[list[Spell], Case | None]:
    """The spells of one case, and the case itself while it still stands in the way."""
    subject, until = row["subject"], given or as_of
    line = cast(Line, line_in(law, Dossier(subject, dates, traits_of(subject, row))))
    main, kind = _main(subject, dates), line.code.split(".")[0]
    spells = [
        _spell(law, row, (subject, b[1], kind), a, b[0], stops)
        for a, b in pairwise(main)
        if b[0] <= until
    ]
    if FREEING[subject] & dates.keys():
        return spells, None
    left = tuple((subject, code, kind) for code in _remaining(subject, dates, line))
    case = Case(
        row["uid"],
        row["unit_uid"] or "",
        left,
        -1,
        subject == "household",
        stops.now,
        near=row["near"],
    )
    if not (main and left and main[-1][0] <= until):
        return spells, case
    running = _spell(law, row, left[0], main[-1], until, stops, is_over=False)
    elapsed = days_between(main[-1][0], until) - stops.within(main[-1][0], until)
    waits = _waits(law, subject, main[-1], [s[1] for s in left], as_of)
    return [*spells, running], replace(case, elapsed=elapsed, waits=waits)


def _spell(
    law: Law,
    row: Row,
    step: tuple[str, str, str],
    before: tuple[str, str],
    last: str,
    stops: Stops,
    *,
    is_over: bool = True,
) -> Spell:
    first = before[0]
    days = days_between(first, last) - stops.within(first, last)
    days = max(days - wait_after(law, step[0], step[1], before[1], first), 0)
    return Spell(
        step,
        row["unit_uid"] or "",
        days,
        is_over,
        stops.came(first, last),
        row["uid"],
        first,
        row["near"],
        regime_on(law, first).from_on,
    )


def _waits(
    law: Law, subject: str, last: tuple[str, str], left: list[str], as_of: str
) -> tuple[int, ...]:
    """What the law makes each step left wait for the one before it."""
    found = [wait_after(law, subject, left[0], last[1], last[0])]
    found += [wait_after(law, subject, step, before, as_of) for before, step in pairwise(left)]
    return tuple(found)


def _main(subject: str, dates: dict[str, str]) -> list[tuple[str, str]]:
    """(day, step) of the steps of the main line, those taken instead under its name, in order."""
    found = {
        code if (subject, code) in _LINED else row.instead_of: day
        for code, day in dates.items()
        if (row := STEPS.get((subject, code))) and ((subject, code) in _LINED or row.instead_of)
    }
    return sorted(
        ((day, code) for code, day in found.items()),
        key=lambda pair: (pair[0], _ORDER[subject, pair[1]]),
    )


def _remaining(subject: str, dates: dict[str, str], line: Line) -> Iterator[str]:
    """The steps from the next one to the one that frees the ground."""
    done = dict(dates)
    while (step := next_step(subject, done, line=line)) is not None:
        yield step.code
        if step.frees:
            return
        done[step.code] = ""
