"""When each segment will be free, from what was known at the end of a day and nothing later."""

from collections.abc import Iterable
from typing import Any

from clearance.reports.cache import until, until_facts
from clearance.reports.corridor.ground import ground, on_day
from clearance.reports.forecast.known_cases import Known, case_of, known_on
from clearance.rules.corridor.handover import UNKNOWN, Blocker, within
from clearance.rules.forecast.forecast import Done, Forecast, TooFew, foresee
from clearance.rules.forecast.simulation import Case
from clearance.rules.records.invalidation import PROGRESS
from clearance.store import Store
from clearance.store.corridor import corridor, segments

Row = dict[str, Any]
Outlook = Forecast | TooFew | Done
#: The cases that hold a segment, and its metres that no record covers.
Told = tuple[tuple[Case, ...], int]


def segment_forecast(store: Store, as_of: str) -> dict[str, Outlook]:
    """Segment uid → its forecast, why there is none, or done."""
    return until_facts(store, PROGRESS, ("forecast", as_of), lambda: _foresee(store, as_of))


def _foresee(store: Store, as_of: str) -> dict[str, Outlook]:
    known, roads = known_on(store, as_of), {r["uid"]: r for r in corridor.list_alignments(store)}
    taken = {
        row["subject_uid"]
        for row in segments.list_keys(store, "segment", as_of)
        if row["step"] == "accepted"
    }
    return {
        row["uid"]: Done() if row["uid"] in taken else _segment(store, known, row, road, as_of)
        for row in segments.list_segments(store)
        if (road := roads.get(row["alignment_uid"])) and None not in (row["from_m"], row["to_m"])
    }


def _segment(store: Store, known: Known, row: Row, road: Row, as_of: str) -> Outlook:
    held = holders(known, [b.uid for b in blockers_in(store, known, row, road)])
    told = (tuple(held.values()), unknown_m(store, row, road, as_of))
    return _drawn(store, known, told, as_of, row)


def _drawn(store: Store, known: Known, told: Told, as_of: str, row: Row) -> Outlook:
    """The forecast of what is told, drawn anew only when it moved or a new day began."""
    shelf: dict[str, tuple[Told, Outlook]] = until(store, ("drawn", as_of), id(known.pace), dict)
    uid, (cases, unknown) = row["uid"], told
    if uid not in shelf or shelf[uid][0] != told:
        seasons = known.seasons.get(row["project_uid"], ())
        shelf[uid] = (told, foresee(cases, known.pace, as_of, uid, seasons, unknown))
    return shelf[uid][1]


def unknown_m(store: Store, row: Row, road: Row, as_of: str) -> int:
    """Metres of a segment that no record covers."""
    runs = within(on_day(store, road, as_of).full, row["from_m"], row["to_m"])
    return sum(run.length_m for run in runs if run.state == UNKNOWN)


def blockers_in(store: Store, known: Known, row: Row, road: Row) -> list[Blocker]:
    """What stood in a segment's way as far as was known, along the road."""
    here = (b for b in ground(store, road).blockers if b.meets(row["from_m"], row["to_m"]))
    return sorted((b for b in here if b.uid not in known.freed), key=lambda b: (b.from_m, b.code))


def holders(known: Known, uids: Iterable[str]) -> dict[str, Case]:
    """The cases that must end for these things to be gone, each once.

    What is left behind by a case that is over has no step of its own that would free it.
    """
    found = (known.cases.get(case_of(known, uid)) or Case(uid, "", (), -1) for uid in uids)
    return {case.uid: case for case in found}
