"""The set-up checks of this project and server, judged on a day."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from clearance.geo import crs
from clearance.reports.corridor.surveys import bounds_of, coverage
from clearance.rules.basics.days import local_day, stamp
from clearance.rules.basics.quantities import show_date
from clearance.rules.corridor.intervals import intersection
from clearance.rules.corridor.surveys import KINDS
from clearance.rules.procedure.law import ending
from clearance.rules.records.invalidation import WRITING
from clearance.rules.setup.checks import Check, Judged, judge_all, lacking
from clearance.rules.setup.facts import Facts, GroundFacts, KeepingFacts, LawFacts, ProjectFacts
from clearance.store import Store
from clearance.store.cases import deadlines
from clearance.store.cases.law import list_rows, load_law
from clearance.store.corridor import corridor, surveys
from clearance.store.journal import meta
from clearance.store.journal.cache import cached
from clearance.store.keeping import set_up
from clearance.store.keeping.machine import machine_facts, newest_archive


@dataclass(frozen=True, slots=True)
class Server:
    """The settings that the checks need: folders, disk reserve, certificate, HTTPS."""

    data: Path
    backups: Path
    reserve_mb: int
    certificate: str
    is_secure: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """What only the terminal looks at: risks of the engine, shapes, pieces not divided."""

    risks: tuple[str, ...] | None = None
    unsound: tuple[tuple[str, str], ...] | None = None
    undivided: int | None = None


def setup_rows(
    store: Store, server: Server, now: datetime, looked: Looked | None = None
) -> list[Judged]:
    """Every check judged now; those of the terminal alone where somebody looked."""
    facts, seen = _of_project(store, local_day(now)), looked or Looked()
    facts = replace(facts, ground=_surveyed(store, facts.ground))
    settings = (server.data, server.reserve_mb, server.certificate, server.is_secure)
    machine = replace(
        machine_facts(store, *settings),
        risks=seen.risks,
        unsound=seen.unsound,
        undivided=seen.undivided,
    )
    keeping = _keeping(store, server)
    return judge_all(replace(facts, now_at=stamp(now), machine=machine, keeping=keeping))


@cached(WRITING)
def lacking_now(store: Store, today: str) -> list[Check]:
    """What is needed before anybody can work here and is still missing."""
    ground, people = set_up.road_facts(store, today), set_up.people_facts(store, today)
    return lacking(Facts(today, "", _project(store), ground, people))


def _of_project(store: Store, today: str) -> Facts:
    return Facts(
        today=today,
        now_at="",
        project=_project(store),
        ground=set_up.ground_facts(store, today),
        people=set_up.people_facts(store, today),
        law=_law(store, today),
    )


def _surveyed(store: Store, ground: GroundFacts) -> GroundFacts:
    """The same with the metres of its alignments surveyed for each kind."""
    road_m, surveyed_m, own = 0, dict.fromkeys(KINDS, 0), meta.project_uid(store)
    roads = [road for road in corridor.list_alignments(store) if road["project_uid"] == own]
    for road in roads:
        road_m += road["length_m"]
        for kind, found in coverage(store, road).by_kind.items():
            surveyed_m[kind] += sum(b - a for a, b in intersection(found, [bounds_of(road)]))
    is_counted = not surveys.is_uncounted(store)
    return replace(ground, road_m=road_m, surveyed_m=surveyed_m, counts_surveys=is_counted)


def _project(store: Store) -> ProjectFacts:
    code = meta.project_crs(store)
    return replace(set_up.project_facts(store), zone=crs.name(code) if code else "")


def _law(store: Store, today: str) -> LawFacts:
    project = meta.project_uid(store)
    law = load_law(store, project)
    years = list_rows(store, "calendar_year", project)
    rows = (
        (
            row.ends,
            code,
            show_date(date.fromisoformat(row.until_on or "")),
            deadlines.count_past(store, code, row.until_on or ""),
        )
        for code, row in ending(law, today).items()
    )
    return LawFacts(
        {int(row["code"]): bool(row["is_confirmed"]) for row in years},
        len(law.terms),
        sum(not term.is_verified for term in law.terms),
        tuple(rows),
    )


def _keeping(store: Store, server: Server) -> KeepingFacts:
    """Instants of keeping; a backup made before this version is known by its file alone."""
    kept = set_up.keeping_facts(store, server.data)
    return replace(kept, backed_up_at=max(kept.backed_up_at, newest_archive(server.backups)))
