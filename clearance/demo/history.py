"""The demo told in order: every change of the invented years, ready for the door."""

import heapq
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import numpy as np

from clearance.demo import ground, plan, things
from clearance.demo.branches import tell_branches
from clearance.demo.cases import Freed, Times, tell_cases
from clearance.demo.corridors import Corridor, corridor
from clearance.demo.dialogue import tell_dialogue
from clearance.demo.duties import tell_absences
from clearance.demo.frame import build, start_project
from clearance.demo.intake import road_of
from clearance.demo.lawful import write_law
from clearance.demo.log import Entry, Log, uid_of
from clearance.demo.moves import tell_graves, tell_utilities
from clearance.demo.offerings import tell_offerings
from clearance.demo.photos import photos
from clearance.demo.register import register
from clearance.demo.scales import SCALES, Scale
from clearance.demo.segments import tell_segments
from clearance.demo.site import Book, Site
from clearance.demo.staff import Staff, appoint, hire
from clearance.rules.basics.days import VIETNAM

#: Some three and a half years: the first notices went out under the Land Law of 2013.
HISTORY_DAYS = 1255
#: A nation's lists are typed in over these last days, one corridor after the other.
_TYPED_IN_DAYS = 60


def project_uid_of(seed: int) -> str:
    """Identifier of the demo's project."""
    return uid_of("project", seed)


def demo_changes(
    scale: str | Scale = "district", seed: int = 74, ends_on: date | None = None
) -> Iterator[Entry]:
    """(change, who, recorded_at) in time order, all before `ends_on`; the same for one seed.

    Store the files of `photos()` first; every change is meant to be accepted by the door.
    """
    size = SCALES[scale] if isinstance(scale, str) else scale
    end = ends_on or date(2026, 11, 23)
    if size.is_brief:
        yield from _one_after_another(size, seed, end)
    else:
        tellers = (_entries(size, seed, number, end) for number in range(size.corridors))
        yield from heapq.merge(*tellers, key=lambda entry: entry[2])


def _entries(size: Scale, seed: int, number: int, end: date) -> Iterator[Entry]:
    yield from _tell(size, seed, number, end.toordinal()).entries()


def _one_after_another(size: Scale, seed: int, end: date) -> Iterator[Entry]:
    """Whole corridors in turn, each within its own window: memory stays that of one."""
    opens = end - timedelta(days=_TYPED_IN_DAYS)
    start = datetime.combine(opens, time(0, 0), VIETNAM)
    each = timedelta(days=_TYPED_IN_DAYS) / size.corridors
    for number in range(size.corridors):
        log = _tell(size, seed, number, opens.toordinal())
        yield from log.entries((start + each * number, start + each * (number + 1)))


def _tell(size: Scale, seed: int, number: int, end: int) -> Log:
    """One corridor's whole history, up to the day before `end`."""
    rng = np.random.default_rng([seed, number])
    road = corridor(number, seed)
    log = Log(f"{seed}/{number}", project_uid_of(seed))
    first = end - HISTORY_DAYS
    if number == 0:
        start_project(log, first)
        write_law(log, first)
    staff = appoint(log, [unit.name for unit in road.route_units], road.prefix)
    hire(log, rng, first, staff)
    site = _site(size, rng, log, first, road, staff)
    book = register(site, rng, first + 10)
    turns = tuple((first + rng.permutation(np.linspace(15, 850, len(staff.cadres)))).astype(int))
    times = Times(first, end - 1, tuple(int(turn) for turn in turns))
    _tell_all(site, book, rng, times, road, is_brief=size.is_brief)
    return log


def _site(
    size: Scale, rng: np.random.Generator, log: Log, first: int, road: Corridor, staff: Staff
) -> Site:
    """Draw the ground, who holds it and what stands on it."""
    land = road.land
    columns = round((size.parcels + size.unsurveyed + 4 * size.crossings) / ground.ROWS)
    ranges = [(start, end) for _, _, start, end in land.packages]
    cut = ground.cut(rng, land.course, land.alignment, ranges, columns, size.crossings)
    frame = build(log, first, road, staff)
    drawn = plan.draw(rng, cut, list(frame.unit_ends_m), size)
    standing = {
        "structure": things.structures(rng, land.course, cut, drawn, size),
        "grave": things.graves(rng, land.course, cut, drawn, size),
        "utility": things.utilities(rng, land.course, cut, drawn, size),
    }
    units = [
        {"uid": uid, "code": unit.code, "name": unit.name, "kind": unit.kind}
        for uid, unit in zip(frame.unit_uids, road.route_units, strict=True)
    ]
    known = road_of(log, road, frame.alignment_uid, units=units)
    return Site(log, road.prefix, land.alignment, cut, drawn, frame, staff, standing, known)


def _tell_all(
    site: Site,
    book: Book,
    rng: np.random.Generator,
    times: Times,
    road: Corridor,
    *,
    is_brief: bool,
) -> None:
    seen = tuple(photos())
    freed: Freed = tell_cases(site, book, rng, times, seen, is_brief=is_brief)
    tell_graves(site, book, rng, times, seen, freed)
    tell_utilities(site, book, rng, times, freed)
    tell_segments(site, book, rng, times, times.first + 12, freed, road.land.packages)
    if road.number == 0:
        tell_branches(site, road, times.first, times.last, seen)
    if not is_brief:
        tell_offerings(site, book, times, freed)
        tell_dialogue(site, book, times)
        tell_absences(site, times.first, times.last)
