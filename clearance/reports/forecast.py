"""When each segment will be free, from what was known at the end of a day and nothing later."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, cast

from clearance.reports.ground import ground, on_day
from clearance.reports.kept import until_next_change
from clearance.rules.cases import line_in
from clearance.rules.dossiers import Dossier, traits_of
from clearance.rules.durations import Pace, Spell, learn
from clearance.rules.forecast import Case, Done, Forecast, TooFew, foresee
from clearance.rules.handover import UNKNOWN, Blocker, within
from clearance.rules.law import Law
from clearance.rules.lines import LINES, Line
from clearance.rules.seasons import SEASONS, Season, kept
from clearance.rules.steps import STEPS, next_step
from clearance.store import Store, corridor, durations, segments
from clearance.store.law import load_law

Row = dict[str, Any]
Outlook = Forecast | TooFew | Done
#: A household's own steps end its case; its ground is free at the handover before.
_FREEING = {subject: {c for (s, c), row in STEPS.items() if s == subject and row.frees}
            for subject, _ in STEPS}  # fmt: skip
#: Steps of some line; other branches count under the step they stand in for, or not at all.
_LINED = {(line.subject, code) for line in LINES for code in line.steps}
_ORDER = {key: number for number, key in enumerate(STEPS)}


@dataclass(frozen=True, slots=True)
class Known:
    """What was known at the end of a day: curves, seasons, cases by what stands in the way."""

    pace: Pace
    seasons: tuple[Season, ...]
    cases: dict[str, Case]
    freed: dict[str, str]
    owners: dict[str, str]
    taken: dict[str, dict[str, str]]
    rows: dict[str, Row]


def known_on(store: Store, as_of: str) -> Known:
    """Everything a forecast may use on a day; learnt once for each state of the journal."""
    return until_next_change(store, ("known", as_of), lambda: _learn(store, as_of))


def segment_forecast(store: Store, as_of: str) -> dict[str, Outlook]:
    """Segment uid → its forecast, why there is none, or done."""
    return until_next_change(store, ("forecast", as_of), lambda: _foresee(store, as_of))


def _foresee(store: Store, as_of: str) -> dict[str, Outlook]:
    known, roads = known_on(store, as_of), {r["uid"]: r for r in corridor.list_alignments(store)}
    taken = {row["subject_uid"] for row in segments.list_keys(store, "segment", as_of)
             if row["step"] == "accepted"}  # fmt: skip
    return {
        row["uid"]: Done() if row["uid"] in taken else _segment(store, known, row, road, as_of)
        for row in segments.list_segments(store)
        if (road := roads.get(row["alignment_uid"])) and None not in (row["from_m"], row["to_m"])
    }


def _segment(store: Store, known: Known, row: Row, road: Row, as_of: str) -> Outlook:
    if unknown := unknown_m(store, row, road, as_of):
        return TooFew("unsurveyed", metres=unknown)
    held = holders(known, [b.uid for b in blockers_in(store, known, row, road)])
    return foresee(list(held.values()), known.pace, as_of, row["uid"], known.seasons)


def unknown_m(store: Store, row: Row, road: Row, as_of: str) -> int:
    """Metres of a segment that no record covers."""
    runs = within(on_day(store, road, as_of).full, row["from_m"], row["to_m"])
    return sum(run.length_m for run in runs if run.state == UNKNOWN)


def blockers_in(store: Store, known: Known, row: Row, road: Row) -> list[Blocker]:
    """What stood in a segment's way as far as was known, along the road."""
    here = (b for b in ground(store, road).blockers
            if b.from_m < row["to_m"] and b.to_m > row["from_m"])  # fmt: skip
    return sorted((b for b in here if b.uid not in known.freed), key=lambda b: (b.from_m, b.code))


def holders(known: Known, uids: Iterable[str]) -> dict[str, Case]:
    """The cases that must end for these things to be gone, each once.

    What is left behind by a case that is over has no step of its own that would free it.
    """
    found = (known.cases.get(case_of(known, uid)) or Case(uid, "", (), -1) for uid in uids)
    return {case.uid: case for case in found}


def case_of(known: Known, uid: str) -> str:
    """The case whose steps free a thing: its household's, else its own."""
    return known.owners.get(uid, uid)


def _learn(store: Store, as_of: str) -> Known:
    rows = {row["uid"]: row for row in durations.list_cases(store)}
    owners = durations.owners(store)
    taken: dict[str, dict[str, str]] = {}
    freed: dict[str, str] = {}
    for fact in durations.list_facts(store, as_of):
        taken.setdefault(fact["uid"], {})[fact["step"]] = fact["happened_on"]
        if fact["step"] in _FREEING[fact["subject"]]:
            freed[fact["uid"]] = fact["happened_on"]
    laws = {p: load_law(store, p) for p in {row["project_uid"] for row in rows.values()}}
    told = {uid: _told(laws, row, taken.get(uid, {}), as_of) for uid, row in rows.items()
            if uid not in owners}  # fmt: skip
    spells = [spell for found, _ in told.values() for spell in found]
    past = {
        (subject, code): [d[code] for uid, d in taken.items()
                          if code in d and rows[uid]["subject"] == subject]
        for subject, code in (s.step for s in SEASONS)
    }  # fmt: skip
    cases = {uid: case for uid, (_, case) in told.items() if case}
    pace = learn(spells, _early(taken, owners, freed, as_of))
    return Known(pace, tuple(kept(SEASONS, past)), cases, freed, owners, taken, rows)


def _early(
    taken: dict[str, dict[str, str]], owners: dict[str, str], freed: dict[str, str], as_of: str
) -> float:
    """Chance a day that a running household's ground is given before its turn."""
    given: dict[str, str] = {}
    for uid, household in owners.items():
        if uid in freed and freed[uid] < freed.get(household, "9999"):
            given[household] = min(freed[uid], given.get(household, "9999"))
    exposed = sum(
        _days(min(dates.values()), min(given.get(uid, as_of), freed.get(uid, as_of)))
        for uid in set(owners.values()) if (dates := taken.get(uid))
    )  # fmt: skip
    return len(given) / exposed if exposed > 0 else 0.0


def _told(
    laws: dict[str, Law], row: Row, dates: dict[str, str], as_of: str
) -> tuple[list[Spell], Case | None]:
    """The spells of one case, and the case itself while it still stands in the way."""
    subject, place = row["subject"], row["unit_uid"] or ""
    main, line = _main(subject, dates), _line(laws, row, dates)
    kind = line.code.split(".")[0]
    spells = [Spell((subject, b[1], kind), place, _days(a[0], b[0])) for a, b in pairwise(main)]
    if _FREEING[subject] & dates.keys():
        return spells, None
    left = tuple((subject, code, kind) for code in _remaining(subject, dates, line))
    elapsed = _days(main[-1][0], as_of) if main else -1
    if main and left:
        spells.append(Spell(left[0], place, elapsed, is_over=False))
    return spells, Case(row["uid"], place, left, elapsed, subject == "household")


def _main(subject: str, dates: dict[str, str]) -> list[tuple[str, str]]:
    """(day, step) of the steps of the main line, those taken instead under its name, in order."""
    found = {
        code if (subject, code) in _LINED else row.instead_of: day
        for code, day in dates.items()
        if (row := STEPS.get((subject, code))) and ((subject, code) in _LINED or row.instead_of)
    }
    return sorted(((day, code) for code, day in found.items()),
                  key=lambda pair: (pair[0], _ORDER[subject, pair[1]]))  # fmt: skip


def _line(laws: dict[str, Law], row: Row, dates: dict[str, str]) -> Line:
    """The line a case follows."""
    dossier = Dossier(row["subject"], dates, traits_of(row["subject"], row))
    return cast(Line, line_in(laws[row["project_uid"]], dossier))


def _remaining(subject: str, dates: dict[str, str], line: Line) -> Iterator[str]:
    """The steps from the next one to the one that frees the ground."""
    done = dict(dates)
    while (step := next_step(subject, done, line=line)) is not None:
        yield step.code
        if step.frees:
            return
        done[step.code] = ""


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
