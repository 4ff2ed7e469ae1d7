"""Graves and lines: from the first note to the day they are out of the way, or not yet."""

import numpy as np

from clearance.demo.cases import Freed, Times
from clearance.demo.dates import backward, due_offset, forward, iso, working
from clearance.demo.duties import Held, tell_duties
from clearance.demo.fates import GRAVE_MAIN, Path, path, term_days
from clearance.demo.lawful import told
from clearance.demo.site import Book, Site, cadre_of, unit_of
from clearance.demo.things import Thing
from clearance.rules.basics.actors import Who
from clearance.rules.procedure.steps import find_step, next_step

_GRAVE_STANDS = ("inventoried", "claimed", "approved", "paid", "date_set", "date_set")
_LINE_MAIN: Path = (("design_approved", 0, 0), ("relocated", 40, 140))


def tell_graves(
    site: Site,
    book: Book,
    rng: np.random.Generator,
    times: Times,
    photos: tuple[str, ...],
    freed: Freed,
) -> None:
    """Write every grave's steps."""
    for number, grave in enumerate(site.things["grave"]):
        unit = unit_of(site, grave.along_m)
        cadre = cadre_of(site, grave.along_m)
        uid = book.things["grave"][number]
        days = _grave_days(rng, grave, times, times.turns[unit])
        for report in told("grave", _traits(grave), days):
            code, day = report.code, report.day
            chosen = _date_set(rng, day, days.get("exhumed"), times) if code == "date_set" else {}
            _step(site, "grave", uid, code, day, cadre, chosen | report.patch, photos, report.why)
        held = Held("grave", uid, _traits(grave), days, "grave", grave.along_m, cadre)
        tell_duties(site, held, times.last)
        if "accepted" in days:
            freed.grave[number] = days["accepted"]


def tell_utilities(
    site: Site, book: Book, rng: np.random.Generator, times: Times, freed: Freed
) -> None:
    """Write the lines' steps, and an obstacle for each that still stands."""
    for number, line in enumerate(site.things["utility"]):
        unit = unit_of(site, line.along_m)
        cadre, uid = cadre_of(site, line.along_m), book.things["utility"][number]
        steps = _LINE_MAIN[:1] if line.stands else _LINE_MAIN
        first = times.turns[unit] + int(rng.integers(60, 200))
        days = forward(rng, "utility", frozenset(), steps, first, times.last - 5)
        for code, day in days.items():
            _step(site, "utility", uid, code, day, cadre, {}, ())
        if line.stands:
            opened = working(days["design_approved"] + 30)
            patch = {"subject": "utility", "subject_uid": uid, "kind": "UTILITY"}
            target = site.log.uid("obstacle", "utility", uid)
            site.log.add(
                opened,
                cadre,
                "obstacle",
                target,
                "opened",
                patch,
                "Chờ lịch cắt điện, đơn vị chủ quản chưa di dời",
            )
        else:
            freed.utility[number] = days["relocated"]


def _grave_days(rng: np.random.Generator, grave: Thing, times: Times, turn: int) -> dict[str, int]:
    is_known = grave.fields["family"] == "known"
    extra = [] if is_known else ["searching", "unclaimed", "contracted"]
    if is_known and rng.random() < 0.07:
        extra = ["searching"]
    if not grave.stands:
        steps = path(GRAVE_MAIN, "accepted", extra)
        first = turn + int(rng.integers(20, 80))
        return forward(rng, "grave", _traits(grave), steps, first, times.last - 2)
    last = _GRAVE_STANDS[int(rng.integers(len(_GRAVE_STANDS)))]
    last = {"claimed": "unclaimed", "paid": "contracted"}.get(last, last) if not is_known else last
    steps = path(GRAVE_MAIN, last, extra)
    following = next_step("grave", [row[0] for row in steps])
    term = term_days("grave", following.code) if following else 0
    end = min(times.last, times.last + 1 + due_offset(rng) - term)
    return backward(rng, "grave", _traits(grave), steps, end)


def _traits(grave: Thing) -> frozenset[str]:
    return frozenset({grave.fields["family"]} & {"searching", "unclaimed"})


def _date_set(
    rng: np.random.Generator, day: int, moved: int | None, times: Times
) -> dict[str, object]:
    """The day the family chose: the day it was done, or one still to come."""
    chosen = moved or max(day, times.last) + int(rng.integers(3, 45))
    return {"planned_on": iso(chosen)}


def _step(
    site: Site,
    subject: str,
    uid: str,
    code: str,
    day: int,
    cadre: Who,
    patch: dict[str, object],
    photos: tuple[str, ...],
    why: str = "",
) -> None:
    row = find_step(subject, code)
    who = cadre if row and "cadre" in row.roles else site.staff.office
    seen = (photos[day % len(photos)],) if row and row.needs_photo else ()
    site.log.add(day, who, subject, uid, code, patch, why, seen)
