"""When each segment will be free, from what was known at the end of a day and nothing later."""

from collections.abc import Iterable
from typing import Any

from clearance.reports.corridor.ground import ground, on_day
from clearance.reports.forecast.known_cases import Known, case_of, known_on, learnable, learnt
from clearance.rules.corridor.handover import UNKNOWN, Blocker, within
from clearance.rules.forecast.forecast import Done, Forecast, TooFew, forecast_segment
from clearance.rules.forecast.simulation import Case
from clearance.rules.records.invalidation import PROGRESS
from clearance.store import Store
from clearance.store.corridor import corridor, segments
from clearance.store.journal.cache import cached

Row = dict[str, Any]
Outlook = Forecast | TooFew | Done


@cached(PROGRESS)
def segment_forecast(store: Store, as_of: str) -> dict[str, Outlook]:
    """Segment uid → its forecast, why there is none, or done."""
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
    unknown = unknown_m(store, row, road, as_of)
    return _simulated(store, row, tuple(held.values()), unknown, as_of)


def _until_learnt(store: Store, *arguments: Any) -> Any:
    return learnable(store, arguments[-1])


@cached(_until_learnt)
def _simulated(
    store: Store, row: Row, cases: tuple[Case, ...], unknown: int, as_of: str
) -> Outlook:
    """The forecast of a segment held by these cases, with what was known as the day began."""
    base = learnt(store, as_of)
    seasons = base.seasons.get(row["project_uid"], ())
    return forecast_segment(cases, base.pace, as_of, row["uid"], seasons, unknown)


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
