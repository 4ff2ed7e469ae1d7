"""The availability calendar of a road, as it was known on a day: later facts add, never rewrite."""

from datetime import date, timedelta
from typing import Any

from clearance.reports.corridor.ground_then import known_ground, known_things
from clearance.reports.corridor.ledger import ledger_of
from clearance.rules.corridor.availability import Period, periods
from clearance.rules.records.invalidation import GROUND
from clearance.store import Store
from clearance.store.journal.cache import cached

Row = dict[str, Any]


def first_day(store: Store, road: Row) -> str:
    """The day on which the alignment became known: nothing is claimed before it."""
    versions = ledger_of(store).versions.get(road["uid"], [])
    return versions[0].known_on if versions else ""


@cached(GROUND)
def calendar_of(
    store: Store, road: Row, known_on: str, from_day: str, place: tuple[int, int]
) -> list[Period]:
    """Periods not available from a day up to and with `known_on`, as known on that day."""
    book = ledger_of(store)
    things = known_things(book, road["uid"], known_on).values()
    ground = known_ground(store, book, road, known_on)
    end = (date.fromisoformat(known_on) + timedelta(days=1)).isoformat()
    return list(periods(place, things, ground, (from_day, end))) if from_day < end else []
