"""The way of the things in view through their groups, and of the road, in days since a start."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from clearance.reports.corridor.ground import ground
from clearance.rules.basics.days import days_between
from clearance.rules.corridor.freeing import NEVER, freeing
from clearance.rules.records.invalidation import GROUND
from clearance.store import Store
from clearance.store.journal.cache import cached
from clearance.store.map.histories import Facts

Row = dict[str, Any]
#: The groups by their number in what is sent.
GROUPS = ("todo", "doing", "stuck", "done")
#: group(subject, row, day) as the map's layers use it.
Grouping = Callable[[str, Row, str], str]


def ways(subject: str, facts: Facts, since: str, until: str, group: Grouping) -> list[list[int]]:
    """For each thing [id, group at `since`, day, group, …], days counted from `since`."""
    states, obstacles = _by_uid(facts.states), _by_uid(facts.obstacles)
    found = []
    for thing in facts.things:
        row = dict(thing)
        own = [states[uid] for uid in (thing["uid"], thing["household_uid"])]
        stops = obstacles[thing["uid"]] + obstacles[thing["household_uid"]]
        days = sorted({since, *(d for d in _days(thing, own, stops) if since < d <= until)})
        told = [(day, group(subject, row | _on(own, stops, day), day)) for day in days]
        found.append([thing["id"], *_changes(told, since)])
    return found


def _by_uid(rows: list[Row]) -> defaultdict[str | None, list[Row]]:
    found: defaultdict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["subject_uid"]].append(row)
    return found


def _days(thing: Row, own: list[list[Row]], stops: list[Row]) -> Iterator[str]:
    """Every day on which the group may have changed."""
    yield from (state["from_day"] for states in own for state in states)
    yield from (day for s in stops for day in (s["from_day"], s["to_day"]))
    if thing["cleared_on"]:
        yield thing["cleared_on"]


def _on(own: list[list[Row]], stops: list[Row], day: str) -> Row:
    """What the group is told from, on a day."""
    last = [[s["stage"] for s in states if s["from_day"] <= day][-1:] for states in own]
    open_stops = (s for s in stops if s["from_day"] <= day < s["to_day"])
    return {
        "stage": next(iter(last[0]), None),
        "household_stage": next(iter(last[1]), None),
        "obstacles": sum(1 for _ in open_stops),
    }


def _changes(told: list[tuple[str, str]], since: str) -> Iterator[int]:
    """The first group, then day and group wherever it changes; one change a day."""
    last = dict(told)
    before = ""
    for day, group in last.items():
        if not before:
            yield GROUPS.index(group)
        elif group != before:
            yield from (days_between(since, day), GROUPS.index(group))
        before = group


@cached(GROUND)
def road_way(store: Store, road: Row, since: str) -> list[list[Any]]:
    """The road as [from_m, to_m, day it comes free, state then]: -1 before all, null never."""
    here = ground(store, road)
    pieces = freeing(here.length_m, here.blockers, here.recorded, here.start_m)
    return [[p.from_m, p.to_m, _free(p.free_on, since), p.after] for p in pieces]


def _free(day: str, since: str) -> int | None:
    if day == NEVER:
        return None
    return max(days_between(since, day), -1) if day else -1
