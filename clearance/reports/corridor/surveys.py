"""What is surveyed along a road: by kind, where not, what counting it would change, what to do."""

from dataclasses import dataclass, replace
from typing import Any

from clearance.reports.corridor.ground import ground
from clearance.reports.corridor.ground_then import known_surveys
from clearance.reports.corridor.ledger import ledger_of
from clearance.reports.corridor.road_parts import all_parts
from clearance.rules.corridor.handover import CLEAR, Run, handover, metres, within
from clearance.rules.corridor.intervals import Interval
from clearance.rules.corridor.surveys import (
    Unsurveyed,
    Worth,
    covered,
    unsurveyed,
    worth,
)
from clearance.rules.records.invalidation import GROUND
from clearance.store import Store
from clearance.store.corridor import corridor
from clearance.store.journal.cache import cached

Row = dict[str, Any]


def bounds_of(road: Row) -> Interval:
    """The chainages of a road's start and end."""
    start = road["start_m"] or 0
    return start, start + road["length_m"]


@cached(GROUND)
def not_surveyed(store: Store, road: Row) -> tuple[Unsurveyed, ...]:
    """Which kind that counts is not surveyed where along a road, by all that is recorded."""
    return ground(store, road).surveys.unsurveyed(bounds_of(road))


@cached(GROUND)
def not_surveyed_then(store: Store, road: Row, day: str) -> tuple[Unsurveyed, ...]:
    """The same by what was recorded by the end of a day."""
    return known_surveys(store, ledger_of(store), road, day).unsurveyed(bounds_of(road))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where each kind is surveyed along a road, counted or not, and where some kind is not."""

    by_kind: dict[str, list[Interval]]
    gaps: tuple[Unsurveyed, ...]


def coverage(store: Store, road: Row) -> Coverage:
    """What drawings and declarations cover of a road."""
    known = ground(store, road).surveys
    by_kind = covered(known.land, known.declared)
    return Coverage(by_kind, unsurveyed(bounds_of(road), by_kind))


def difference(store: Store, as_of: str) -> list[Row]:
    """Clear metres of each part of each road on a day, without and with surveys counted."""
    roads = corridor.list_alignments(store)
    return [row for road in roads for row in _differences(store, road, as_of)]


def _differences(store: Store, road: Row, as_of: str) -> list[Row]:
    before, after = (_runs(store, road, as_of, is_counted) for is_counted in (False, True))
    return [
        part | {"road": road, "before_m": _clear(before, part), "after_m": _clear(after, part)}
        for part in all_parts(store, road)
    ]


def _runs(store: Store, road: Row, as_of: str, is_counted: bool) -> tuple[Run, ...]:
    """The full width of a road on a day, if surveys were counted or not."""
    here = ground(store, road)
    spans = replace(here.surveys, is_counted=is_counted).counted
    return handover(here.length_m, here.blockers, spans, as_of, here.start_m).full


def _clear(runs: tuple[Run, ...], part: Row) -> int:
    return metres(within(runs, part["from_m"], part["to_m"]))[CLEAR]


@cached(GROUND)
def to_survey(store: Store, road: Row, as_of: str) -> tuple[Worth, ...]:
    """The unsurveyed places that would add most clear metres if nothing is found, most first."""
    here = ground(store, road)
    if not here.surveys.is_counted:
        return ()
    now, declared = (
        handover(here.length_m, here.blockers, spans, as_of, here.start_m).full
        for spans in (here.recorded, here.surveys.land)
    )
    return worth(now, declared, not_surveyed(store, road))
