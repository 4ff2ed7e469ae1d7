"""Progress by commune (domain: weekly report table): one row a commune and the total."""

from collections.abc import Iterable
from typing import Any

from clearance.reports.corridor.commune_bands import commune_bands
from clearance.reports.corridor.ground import main_on_day, on_day
from clearance.rules.basics.actors import Who
from clearance.rules.basics.days import days_between
from clearance.rules.corridor.handover import metres, within
from clearance.rules.operations.crosswalk import at_day
from clearance.rules.records.invalidation import GROUND, OBSTACLES, PROGRESS, STEPS_TAKEN
from clearance.store import Store
from clearance.store.corridor import communes, corridor
from clearance.store.journal.cache import cached
from clearance.store.people import units

Row = dict[str, Any]
#: Counted columns: added up in the total row.
COUNTED = (
    "households",
    "parcels",
    "area_m2",
    "inventoried",
    "approved",
    "paid",
    "handed_over",
    "area_cleared_m2",
    "graves",
    "accepted",
    "obstacles",
    "length_m",
    "clear_m",
    "branch_length_m",
    "branch_clear_m",
    "main_scope_m",
    "branch_main_scope_m",
)
_METRES = COUNTED[-6:]
#: Areas in m² are the numbers of documents: a sum of them has no more decimals than they have.
_AREAS, _PLACES = ("area_m2", "area_cleared_m2"), 4
#: What is counted, each until a fact that can change it.
_COUNTS = (
    cached(STEPS_TAKEN)(communes.count_households),
    cached(GROUND)(communes.count_land),
    cached(GROUND)(communes.count_graves),
    cached(OBSTACLES)(communes.count_obstacles),
    cached(PROGRESS)(communes.last_news),
)


@cached(PROGRESS)
def by_commune(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """One row a commune of the person's area, along the road."""
    road = _metres(store, as_of)
    rows = communes.list_communes(store, who, today, as_of, road)
    facts: dict[str, Row] = {row["uid"]: {} for row in rows}
    for count in _COUNTS:
        for found in count(store, who, today, as_of):
            facts.setdefault(found["unit_uid"], {}).update(found)
    return [_row(row, facts[row["uid"]], road.get(row["uid"], {}), as_of) for row in rows]


@cached(PROGRESS)
def in_units(store: Store, who: Who, today: str, as_of: str, day: str) -> list[Row]:
    """The same rows added up by the units that stood on a day; the total is the same on every day.

    What stood under no unit known comes last, without a code.
    """
    known = {row["uid"]: row for row in units.list_all(store)}
    heirs = at_day(known.values(), units.list_successions(store), day)
    found: dict[str | None, list[Row]] = {}
    for row in by_commune(store, who, today, as_of):
        found.setdefault(heirs.get(row["uid"], row["uid"]), []).append(row)
    rows = [_united(known.get(uid or ""), parts) for uid, parts in found.items()]
    return sorted(rows, key=_along)


def _along(row: Row) -> tuple[bool, bool, int, str]:
    return not row["code"], row["from_m"] is None, row["from_m"] or 0, row["name"]


def is_mixed(store: Store, who: Who, today: str, as_of: str) -> bool:
    """Whether communes of before a change and of after it both have cases."""
    rows = [row["uid"] for row in by_commune(store, who, today, as_of)]
    heirs = at_day(units.list_all(store), units.list_successions(store), today)
    moved = [heirs.get(uid, uid) != uid for uid in rows]
    return any(moved) and not all(moved)


def _united(unit: Row | None, parts: list[Row]) -> Row:
    """One row of several communes, under the unit they became."""
    starts = [part["from_m"] for part in parts if part["from_m"] is not None]
    ends = [part["to_m"] for part in parts if part["to_m"] is not None]
    named = {name: (unit or {}).get(name) or "" for name in ("uid", "code", "name", "kind")}
    place = {"from_m": min(starts, default=None), "to_m": max(ends, default=None)}
    news = max((part["news_on"] for part in parts if part["news_on"]), default=None)
    was = sorted(
        ({"name": part["name"], "code": part["code"]} for part in parts), key=lambda p: p["name"]
    )
    is_one = [part["code"] for part in parts] == [named["code"]]
    was = [] if is_one else was
    return named | place | total(parts) | {"news_on": news, "was": was}


def total(rows: Iterable[Row]) -> Row:
    """The sum of the counted columns; the news is the newest of all."""
    given = list(rows)
    ages = [row["news_days"] for row in given if row["news_days"] is not None]
    return {
        **_tidy({name: sum(row[name] for row in given) for name in COUNTED}),
        "news_days": min(ages, default=None),
    }


def _row(commune: Row, facts: Row, road: Row, as_of: str) -> Row:
    row = _tidy({name: facts.get(name) or road.get(name) or 0 for name in COUNTED})
    news = max(facts.get("news_on") or "", facts.get("more_news_on") or "") or None
    age = days_between(news, as_of) if news else None
    return {**commune, **row, "news_on": news, "news_days": age}


def _tidy(row: Row) -> Row:
    """The row with its areas free of what adding binary fractions leaves."""
    return row | {name: round(row[name], _PLACES) for name in _AREAS}


@cached(GROUND)
def _metres(store: Store, as_of: str) -> dict[str, Row]:
    """Metres of main line and of ramps and service roads in each commune, and the clear ones.

    `main_scope_m`: those that are clear where only the main scope of works counts.
    """
    found: dict[str, Row] = {}
    for alignment in corridor.list_alignments(store):
        of = "branch_" if alignment["kind"] in communes.BRANCHES else ""
        runs = on_day(store, alignment, as_of).full
        main = main_on_day(store, alignment, as_of).full
        for band in commune_bands(store, alignment):
            place = (band["from_m"], band["to_m"])
            counted = metres(within(runs, *place))
            own = found.setdefault(band["uid"], dict.fromkeys(_METRES, 0))
            own[f"{of}length_m"] += sum(counted.values())
            own[f"{of}clear_m"] += counted["clear"]
            own[f"{of}main_scope_m"] += metres(within(main, *place))["clear"]
    return found
