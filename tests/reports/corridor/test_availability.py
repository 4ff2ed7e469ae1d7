"""The calendar of a day stays what it was, whatever is recorded later."""

from datetime import date, timedelta

import pytest

from clearance.reports.corridor.availability import calendar_of, first_day
from clearance.reports.corridor.ground import on_day
from clearance.rules.corridor.handover import metres
from clearance.store.corridor import corridor
from tests.given import NOW
from tests.reports.days_of_work import DAYS, Town


@pytest.mark.parametrize("seed", range(4))
def test_later_facts_add_to_the_calendar_and_never_rewrite_what_was_known(seed: int) -> None:
    town = Town(seed)
    (road,) = corridor.list_alignments(town.store)
    since, place, seen = first_day(town.store, road), (0, road["length_m"]), {}
    assert since == NOW.date().isoformat()
    for day in DAYS:
        town.spend(day)
        seen[day] = calendar_of(town.store, road, day, since, place)
        told = sum(period.metre_days for period in seen[day])
        assert told == recount(town, road, since, day)
    for day in DAYS:
        assert calendar_of(town.store, road, day, since, place) == seen[day]


def recount(town: Town, road: dict, since: str, until: str) -> int:
    """Metres that the state, as it stands now, shows as not clear, day after day."""
    day, last, total = date.fromisoformat(since), date.fromisoformat(until), 0
    while day <= last:
        counted = metres(on_day(town.store, road, day.isoformat()).full)
        total += counted["blocked"] + counted["unknown"]
        day += timedelta(days=1)
    return total
