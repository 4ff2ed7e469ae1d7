"""What a project has and lacks, counted where the facts are."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from clearance.rules.basics.names import fold
from clearance.rules.procedure.unit_kinds import LOCAL_SQL
from clearance.rules.setup.facts import (
    GroundFacts,
    KeepingFacts,
    Names,
    PeopleFacts,
    ProjectFacts,
)
from clearance.store.engine.connection import Row, Store
from clearance.store.journal import meta
from clearance.store.journal.origins import NOT_TAKEN
from clearance.store.keeping import last_runs

_THINGS = ("parcel", "structure", "utility", "grave")
_ROAD = ("unit", "alignment", "corridor")
_COUNTED = (*_THINGS, "package", "segment", "household")
_LOCAL = f"u.kind IN {LOCAL_SQL}"
_CURRENT = (
    "(u.valid_from IS NULL OR u.valid_from <= :today)"
    " AND (u.valid_to IS NULL OR u.valid_to >= :today)"
)
_ENDED = "u.valid_to < :today"
#: Lists by name: codes or names of what lacks something; `:project`, `:today`.
_LISTS = {
    "undrawn_units": f"SELECT u.name AS n FROM unit u WHERE u.project_uid = :project AND {_LOCAL}"  # noqa: S608 – constant parts
    f" AND {_CURRENT} AND NOT EXISTS (SELECT 1 FROM shape s WHERE s.subject_uid = u.uid)",
    "heirless_units": f"SELECT u.name AS n FROM unit u WHERE u.project_uid = :project AND {_ENDED}"  # noqa: S608
    f" AND {_LOCAL}"
    " AND NOT EXISTS (SELECT 1 FROM succession s WHERE s.old_uid = u.uid)",
    "uncalibrated": "SELECT a.code AS n FROM alignment a WHERE a.project_uid = :project"
    " AND COALESCE(a.calibration, '[]') = '[]'",
    "roads_without_corridor": "SELECT a.code AS n FROM alignment a WHERE a.project_uid = :project"
    " AND NOT EXISTS (SELECT 1 FROM corridor c WHERE c.alignment_uid = a.uid)",
    "undated_segments": "SELECT s.code AS n FROM segment s WHERE s.project_uid = :project"
    " AND s.need_by_on IS NULL",
}
_GRANTED = (
    "(s.valid_from IS NULL OR s.valid_from <= :today)"
    " AND (s.valid_to IS NULL OR s.valid_to >= :today)"
)
_PEOPLE = (
    "SELECT p.uid, p.name, p.role, i.full_name, EXISTS (SELECT 1 FROM scope s"  # noqa: S608
    f" WHERE s.person_uid = p.uid AND {_GRANTED}) AS has_area FROM person p"
    " LEFT JOIN identity i ON i.subject_uid = p.uid"
    f" WHERE p.is_active = 1 AND p.{NOT_TAKEN} ORDER BY p.name"
)
#: Communes of today: whether a cadre's area holds them, and whether road or cases lie there.
_COMMUNES = (
    "WITH RECURSIVE seen(uid) AS (SELECT s.unit_uid FROM scope s"  # noqa: S608 – constant parts
    " JOIN person p ON p.uid = s.person_uid"
    f" WHERE p.role = 'cadre' AND p.is_active = 1 AND {_GRANTED}"
    " UNION SELECT u.uid FROM unit u JOIN seen ON u.parent_uid = seen.uid)"
    " SELECT u.name AS n, u.uid IN (SELECT uid FROM seen) AS is_held,"
    " u.chainage_from_m IS NOT NULL"
    " OR EXISTS (SELECT 1 FROM household h WHERE h.unit_uid = u.uid)"
    " OR EXISTS (SELECT 1 FROM grave g WHERE g.unit_uid = u.uid) AS has_work FROM unit u"
    f" WHERE u.project_uid = :project AND {_LOCAL} AND {_CURRENT}"
)


def project_facts(store: Store) -> ProjectFacts:
    """Name, code and first day of the project this office runs; the number of its shapes."""
    uid = meta.project_uid(store)
    row = store.first("SELECT * FROM project WHERE uid = :uid", uid=uid)
    if not row:
        return ProjectFacts()
    shapes = int(store.value("SELECT COUNT(*) FROM (SELECT 1 FROM shape LIMIT 1) s"))
    return ProjectFacts(row["name"], row["code"], "", row["begun_on"], shapes)


def has_cases(store: Store) -> bool:
    """Whether any household, parcel or grave is in."""
    tables = ("household", "parcel", "grave")
    words = (f"SELECT 1 FROM {table} LIMIT 1" for table in tables)  # noqa: S608 – constants
    return any(store.query(one) for one in words)


def road_facts(store: Store, today: str) -> GroundFacts:
    """Units, alignments and corridors: what a project needs before anything else."""
    given = {"project": meta.project_uid(store), "today": today}
    counts = {table: _count(store, table, given["project"]) for table in _ROAD}
    ended = f"SELECT COUNT(*) FROM unit u WHERE u.project_uid = :project AND {_ENDED}"  # noqa: S608
    lists: dict[str, Any] = {name: _names(store, words, given) for name, words in _LISTS.items()}
    return GroundFacts(
        units=counts["unit"],
        ended_units=int(store.value(ended, **given)),
        alignments=counts["alignment"],
        corridors=counts["corridor"],
        **lists,
    )


def ground_facts(store: Store, today: str) -> GroundFacts:
    """The same with what was brought in along the road."""
    project = meta.project_uid(store)
    counts = {table: _count(store, table, project) for table in _COUNTED}
    return replace(
        road_facts(store, today),
        packages=counts["package"],
        segments=counts["segment"],
        households=counts["household"],
        things={table: counts[table] for table in _THINGS},
    )


def _count(store: Store, table: str, project: str) -> int:
    words = f"SELECT COUNT(*) FROM {table} WHERE project_uid = :project"  # noqa: S608 – constants
    return int(store.value(words, project=project))


def _names(store: Store, words: str, given: dict[str, str]) -> Names:
    asked = {name: value for name, value in given.items() if f":{name}" in words}
    return _in_order(store.query(words, **asked))


def _in_order(rows: Iterable[Row]) -> Names:
    """Codes or names in one order whatever the engine's collation."""
    return tuple(sorted((row["n"] for row in rows), key=lambda name: (fold(name), name)))


def people_facts(store: Store, today: str) -> PeopleFacts:
    """Active accounts by role, who lacks a full name or an area, communes without a cadre."""
    people = store.query(_PEOPLE, today=today)
    given = {"project": meta.project_uid(store), "today": today}
    every = store.query(_COMMUNES, **given)
    communes = [row for row in every if row["has_work"]] or every
    by_role: dict[str, int] = {}
    for row in people:
        by_role[row["role"]] = by_role.get(row["role"], 0) + 1
    bound = [row for row in people if row["role"] != "admin"]
    return PeopleFacts(
        by_role=by_role,
        nameless=tuple(row["name"] for row in people if not (row["full_name"] or "").strip()),
        areas=sum(bool(row["has_area"]) for row in bound),
        without_area=tuple(row["name"] for row in bound if not row["has_area"]),
        communes=len(communes),
        communes_without_cadre=_in_order(row for row in communes if not row["is_held"]),
        can_sign_in=bool(store.query("SELECT 1 FROM login LIMIT 1")),
    )


def keeping_facts(store: Store, data: Path) -> KeepingFacts:
    """First and newest instant of this office's journal; the last backup and check noted."""
    ends = f"SELECT recorded_at AS made_at FROM change WHERE {NOT_TAKEN} ORDER BY seq"  # noqa: S608
    newest = f"SELECT MAX(n.made_at) FROM ({ends} DESC LIMIT 1000) n"  # noqa: S608 – constant parts
    return KeepingFacts(
        first_at=store.value(f"{ends} LIMIT 1") or "",
        newest_at=store.value(newest) or "",
        backed_up_at=last_runs.ended_at(data, last_runs.BACKUP),
        checked_at=last_runs.ended_at(data, last_runs.CHECK),
        check_failed_at=last_runs.ended_at(data, last_runs.CHECK_FAILED),
    )
