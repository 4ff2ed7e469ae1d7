"""What was known at the end of a day of every case that can hold ground, and nothing later."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from clearance.reports.forecast.spells import (
    FREEING,
    NEVER,
    Stops,
    given_early,
    stops_by_case,
    tell,
)
from clearance.rules.basics.days import day_begins, day_ends, days_between
from clearance.rules.forecast.model import NOTHING, DurationModel, learn
from clearance.rules.forecast.simulation import Case
from clearance.rules.forecast.survival import Spell
from clearance.rules.procedure.law import Law
from clearance.rules.procedure.seasons import Season, StepName, kept
from clearance.rules.procedure.steps import STEPS
from clearance.rules.records.invalidation import LISTING, PROGRESS
from clearance.store import Store
from clearance.store.cases import durations, retired
from clearance.store.cases.law import load_law, newest_rows
from clearance.store.journal.cache import cached

Row = dict[str, Any]
#: What a list may change of many cases at once.
_LISTED = ("household", "parcel", "structure", "grave", "utility")


@dataclass(frozen=True, slots=True)
class Known:
    """What was known on a day: curves, seasons by project, cases by what stands in the way."""

    pace: DurationModel
    seasons: dict[str, tuple[Season, ...]]
    cases: dict[str, Case]
    freed: dict[str, str]
    owners: dict[str, str]
    taken: dict[str, dict[str, str]]
    rows: dict[str, Row]
    given: dict[str, str]
    stops: dict[str, Stops]
    laws: dict[str, Law]


@cached(PROGRESS)
def known_on(store: Store, as_of: str) -> Known:
    """Everything a forecast may use on a day.

    How long things take is learnt once, from what was known when the day began, and again when
    the law changes; where the cases stand is as known at the day's end, and only those told of
    during the day are told anew.
    """
    begins, ends = day_begins(as_of), day_ends(as_of)
    base = learnt(store, as_of)
    news = durations.list_news(store, durations.last_before(store, begins), ends)
    if any(map(_is_sweeping, news)):
        return replace(_learn(store, as_of, ends), pace=base.pace, seasons=base.seasons)
    return _with_news(store, base, as_of, begins, ends) if news else base


def learnable(store: Store, as_of: str) -> tuple[Any, ...]:
    """Changes when the facts known as a day began do, the law, or which things are retired."""
    known = durations.last_before(store, day_begins(as_of))
    return known, newest_rows(store), retired.stamp(store)


@cached(learnable)
def learnt(store: Store, as_of: str) -> Known:
    """What was known when a day began, by the law in force now."""
    return _learn(store, as_of, day_begins(as_of))


def _is_sweeping(news: Row) -> bool:
    """Whether a change may touch more than one case: lists, what takes steps back."""
    step = STEPS.get((news["subject"], news["fact"]))
    is_listed = news["fact"] in LISTING and news["subject"] in _LISTED
    return is_listed or news["fact"] == "withdrawn" or bool(step and step.clears)


def _with_news(store: Store, base: Known, as_of: str, begins: str, ends: str) -> Known:
    """What was known as the day began, and the steps and obstacles told of since."""
    facts = durations.list_facts(store, as_of, begins, ends)
    taken, freed = _steps(facts, base.taken, base.freed)
    given = given_early(base.owners, freed)
    rows = durations.list_obstacles(store, as_of, ends)
    stops = stops_by_case(rows, base.owners, given, as_of)
    new = replace(base, taken=taken, freed=freed, given=given, stops=stops, cases=dict(base.cases))
    touched = {case_of(base, fact["uid"]) for fact in facts}
    touched |= _differing(base.given, given) | _differing(base.stops, stops)
    for uid in touched & base.rows.keys():
        case = _tell(new, uid, as_of)[1]
        new.cases.pop(uid, None)
        new.cases.update({uid: case} if case else {})
    return new


def _differing(one: dict[str, Any], other: dict[str, Any]) -> set[str]:
    return {uid for uid in one.keys() | other.keys() if one.get(uid) != other.get(uid)}


def case_of(known: Known, uid: str) -> str:
    """The case whose steps free a thing: its household's, else its own."""
    return known.owners.get(uid, uid)


def _learn(store: Store, as_of: str, known_by: str) -> Known:
    """Everything told anew, from what was recorded before a stamp."""
    spots, owners = durations.spots(store), durations.owners(store)
    rows = {
        row["uid"]: row | {"near": spots.get(row["uid"], "")} for row in durations.list_cases(store)
    }
    taken, freed = _steps(durations.list_facts(store, as_of, "", known_by), {}, {})
    given = given_early(owners, freed)
    stops = stops_by_case(durations.list_obstacles(store, as_of, known_by), owners, given, as_of)
    laws = {p: load_law(store, p) for p in {row["project_uid"] for row in rows.values()}}
    seasons = {p: tuple(kept(law.seasons, _past(p, law, rows, taken))) for p, law in laws.items()}
    new = Known(NOTHING, seasons, {}, freed, owners, taken, rows, given, stops, laws)
    told = {uid: _tell(new, uid, as_of) for uid in rows if uid not in owners}
    spells = [spell for found, _ in told.values() for spell in found]
    stays = [
        replace(stay, near=rows[uid]["near"]) for uid, stop in stops.items() for stay in stop.stays
    ]
    new.cases.update({uid: case for uid, (_, case) in told.items() if case})
    return replace(new, pace=learn(spells, _early(taken, owners, freed, as_of), stays=stays))


def _tell(known: Known, uid: str, as_of: str) -> tuple[list[Spell], Case | None]:
    row = known.rows[uid]
    return tell(
        known.laws[row["project_uid"]],
        row,
        known.taken.get(uid, {}),
        known.stops.get(uid, NEVER),
        known.given.get(uid),
        as_of,
    )


def _steps(
    facts: Iterable[Row], taken: Mapping[str, dict[str, str]], freed: Mapping[str, str]
) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Days of the steps and days of freeing, with these facts added to what was known."""
    steps, days = dict(taken), dict(freed)
    for fact in facts:
        steps[fact["uid"]] = {**steps.get(fact["uid"], {}), fact["step"]: fact["happened_on"]}
        if fact["step"] in FREEING[fact["subject"]]:
            days[fact["uid"]] = fact["happened_on"]
    return steps, days


def _past(
    project_uid: str, law: Law, rows: dict[str, Row], taken: dict[str, dict[str, str]]
) -> dict[StepName, list[str]]:
    """The days on which a project took the steps that have a season."""
    return {
        (s.subject, s.step): [
            days[s.step]
            for uid, days in taken.items()
            if s.step in days
            and (rows[uid]["project_uid"], rows[uid]["subject"]) == (project_uid, s.subject)
        ]
        for s in law.seasons
    }


def _early(
    taken: dict[str, dict[str, str]], owners: dict[str, str], freed: dict[str, str], as_of: str
) -> float:
    """Chance a day that a running household's ground is given before its turn."""
    given: dict[str, str] = {}
    for uid, household in owners.items():
        if uid in freed and freed[uid] < freed.get(household, "9999"):
            given[household] = min(freed[uid], given.get(household, "9999"))
    exposed = sum(
        days_between(min(dates.values()), min(given.get(uid, as_of), freed.get(uid, as_of)))
        for uid in set(owners.values())
        if (dates := taken.get(uid))
    )
    return len(given) / exposed if exposed > 0 else 0.0
