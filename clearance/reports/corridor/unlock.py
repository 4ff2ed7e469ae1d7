"""What unlocks most along one alignment on a day: what may be cleared, what to clear first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clearance.reports.corridor.commune_bands import commune_bands
from clearance.reports.corridor.ground import held, on_day
from clearance.rules.corridor.handover import UNKNOWN, Blocker
from clearance.rules.corridor.hindrances import effort, hindrance
from clearance.rules.corridor.unlock import Line, Lock, Unlock, joined_by_case, limited, unlock
from clearance.rules.procedure.law import Law
from clearance.rules.records.invalidation import PROGRESS
from clearance.store import Store
from clearance.store.cases.law import load_law
from clearance.store.corridor import corridor, road_owners
from clearance.store.journal.cache import cached

Row = dict[str, Any]
Place = tuple[int, int]
#: Cases whose clearing frees ground.
_CASES = ("household", "grave", "utility")
#: Points a commune is asked to clear in one week.
WEEKLY = 3
_NO_CASE: Row = {
    "next_step": None,
    "kind": None,
    "is_relocating": None,
    "family": None,
    "obstacle": None,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked: how many points (or how much effort), where, and what is left out.

    `places` says which points may be cleared; what they win is counted on the whole road.
    `usable_m` is the usable length of the package asked about; None: the project's.
    """

    budget: int
    places: tuple[Place, ...]
    is_effort: bool = False
    with_hindered: bool = False
    usable_m: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One blocker with the case that frees it, the steps left and what hinders it."""

    blocker: Blocker
    case_uid: str
    effort: int
    hindrance: str


@cached(PROGRESS)
def standings(store: Store, road: Row, as_of: str, today: str) -> tuple[Standing, ...]:
    """Every blocker of an alignment on a day."""
    law = load_law(store, road["project_uid"])
    owners = {row["uid"]: row for row in road_owners.list_owners(store, road["uid"], as_of)}
    cases = {
        row["uid"]: row
        for subject in _CASES
        for row in road_owners.list_cases(store, subject, as_of, as_of >= today)
    }
    return tuple(
        _standing(law, b, owners.get(b.uid, _NO_CASE), cases, as_of)
        for b in held(store, road, as_of)
    )


def _standing(
    law: Law, blocker: Blocker, own: Mapping[str, Any], cases: dict[str, Row], day: str
) -> Standing:
    uid = own.get("household_uid") or blocker.uid
    case = cases.get(uid) or {**_NO_CASE, "subject": blocker.kind}
    case = {**case, "obstacle": case["obstacle"] or own["obstacle"]}
    return Standing(blocker, uid, effort(case), hindrance(case, day, law.seasons))


@cached(PROGRESS)
def best(store: Store, road: Row, as_of: str, today: str, wish: Wish) -> Unlock:
    """The exact best set for a wish; hindered blockers stay shut unless they are asked for."""
    known = standings(store, road, as_of, today)
    line = _line(store, road, as_of, wish, known)
    least_m = wish.usable_m or corridor.usable_m(store, road["project_uid"])
    return unlock([line], wish.budget, least_m)


def _line(store: Store, road: Row, as_of: str, wish: Wish, known: Iterable[Standing]) -> Line:
    free, shut = [], []
    for standing in known:
        blocker = standing.blocker
        if standing.hindrance and not wish.with_hindered:
            shut += [(piece.from_m, piece.to_m) for piece in blocker.pieces]
        else:
            weight = standing.effort if wish.is_effort else 1
            free += [
                Lock(piece.from_m, piece.to_m, weight, (blocker.uid,), standing.case_uid)
                for piece in blocker.pieces
            ]
    unknown = (r for r in on_day(store, road, as_of).full if r.state == UNKNOWN)
    shut += [(run.from_m, run.to_m) for run in unknown]
    start = road["start_m"] or 0
    line = Line(start, start + road["length_m"], joined_by_case(free), shut, road["uid"])
    return limited(line, wish.places)


def week_plan(store: Store, road: Row, as_of: str, today: str) -> list[Row]:
    """The best few points of each commune along the road, a row for each stretch they open."""
    rows: list[Row] = []
    for unit, bands in by_commune(commune_bands(store, road)).items():
        places = tuple((band["from_m"], band["to_m"]) for band in bands)
        found = best(store, road, as_of, today, Wish(WEEKLY, places))
        rows += [
            {
                "unit": unit,
                "commune": bands[0]["name"],
                "from_m": s.from_m,
                "to_m": s.to_m,
                "length_m": s.length_m,
                "gain_m": s.gain_m,
                "points": len(s.locks),
                "uids": tuple(uid for lock in s.locks for uid in lock.uids),
                "stretch": s,
            }
            for s in found.opened
        ]
    return rows


def by_commune(bands: Iterable[Row]) -> dict[str, list[Row]]:
    """The bands of each commune by its code, along the road."""
    found: dict[str, list[Row]] = {}
    for band in bands:
        found.setdefault(band["code"], []).append(band)
    return found
