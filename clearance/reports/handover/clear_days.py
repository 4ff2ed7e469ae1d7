"""How fast the road becomes clear: the day of each metre, and the S-curve week by week."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from clearance.reports.corridor.ground import ground
from clearance.reports.handover.segments import all_segments
from clearance.rules.corridor.clear_days import Cleared, clear_by, clear_days, won_on
from clearance.rules.records.invalidation import GROUND, HANDOVER
from clearance.store import Store
from clearance.store.journal.cache import cached

Row = dict[str, Any]
_WEEK = timedelta(days=7)
#: A curve never has more points than this, whatever dates were typed.
_MOST_WEEKS = 520


@dataclass(frozen=True, slots=True)
class Clearing:
    """One alignment on a day: pieces with their day, its segments, one row a week."""

    pieces: tuple[Cleared, ...]
    segments: tuple[Row, ...]
    weeks: tuple[Row, ...]


@cached(GROUND)
def days_of(store: Store, road: Row) -> tuple[Cleared, ...]:
    """Pieces of an alignment with the day each became clear; one sweep for every day asked."""
    here = ground(store, road)
    return clear_days(here.length_m, here.blockers, here.recorded, here.start_m)


@cached(HANDOVER)
def clearing(store: Store, road: Row, as_of: str) -> Clearing:
    """How an alignment row becomes clear, nothing of it later than the day asked for."""
    pieces = tuple(
        p if p.day is None or p.day <= as_of else Cleared(p.from_m, p.to_m, None)
        for p in days_of(store, road)
    )
    segments = tuple(
        row | _cleared(pieces, row)
        for row in all_segments(store, as_of)
        if row["alignment_uid"] == road["uid"] and row["length_m"] > 0
    )
    return Clearing(pieces, segments, tuple(_weeks(pieces, segments, as_of)))


def _cleared(pieces: tuple[Cleared, ...], row: Row) -> Row:
    """The day the last metre of a segment became clear, None while one is not."""
    inside = [p.day for p in pieces if p.from_m < row["to_m"] and p.to_m > row["from_m"]]
    return {"clear_on": None if None in inside else max(filter(None, inside), default="")}


def _weeks(pieces: tuple[Cleared, ...], segments: tuple[Row, ...], as_of: str) -> list[Row]:
    """Metres clear, promised and needed at the end of each week (a Sunday) and on the day."""
    won = won_on(pieces)
    planned = {
        name: [(row[name], row["length_m"]) for row in segments if row[name]]
        for name in ("promised_on", "need_by_on")
    }
    days = [day for day in won if day] + [d for rows in planned.values() for d, _ in rows]
    return [
        {
            "day": day,
            "clear_m": clear_by(pieces, day) if day <= as_of else None,
            "promised_m": _sum(planned["promised_on"], day),
            "need_m": _sum(planned["need_by_on"], day),
        }
        for day in _sundays([*days, as_of], as_of)
    ]


def _sum(dated: list[tuple[str, int]], day: str) -> int:
    return sum(length_m for on, length_m in dated if on <= day)


def _sundays(days: list[str], as_of: str) -> list[str]:
    """Every Sunday from the first day to past the last, and the day asked for itself."""
    first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    sunday = first + timedelta(days=6 - first.weekday())
    found = {as_of}
    while sunday < last + _WEEK and len(found) <= _MOST_WEEKS:
        found.add(sunday.isoformat())
        sunday += _WEEK
    return sorted(found)
