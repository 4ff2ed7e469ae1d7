"""Days on which the law lets a demo's cases take their steps, and what each report has to say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from clearance.demo.log import Log
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.calendars import Calendar
from clearance.rules.basics.holidays import days_off
from clearance.rules.procedure import enforcement_hours
from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.deadlines import deadline, opens_on
from clearance.rules.procedure.derived_state import line_in
from clearance.rules.procedure.law import regime_on
from clearance.rules.procedure.law_changes import rows_as_patches, year_patch
from clearance.rules.procedure.law_shipped import SHIPPED_LAW
from clearance.rules.procedure.steps import next_step
from clearance.rules.procedure.triggers import triggers_of

YEARS = tuple(range(2023, 2028))
#: The year whose days off nobody has confirmed yet: counts that touch it warn.
COMING = YEARS[-1]
LAW = replace(
    SHIPPED_LAW,
    calendar=Calendar(
        frozenset(day for year in YEARS for day in days_off(year)), frozenset(YEARS[:-1])
    ),
)
_CAUSES = (
    ("absent", "Hộ đi vắng, hẹn lại nhiều lần"),
    ("superior", "Chờ ý kiến cấp trên về đơn giá"),
    ("papers", "Hộ bổ sung giấy tờ chậm"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """One step as it is reported: its day, the fields and the reason that go with it."""

    code: str
    day: int
    patch: dict[str, object]
    why: str = ""


def write_law(log: Log, day: int) -> None:
    """Record the law and the days off of the years the history touches."""
    rows = list(rows_as_patches(SHIPPED_LAW))
    rows += [
        ("calendar_year", year_patch(year, days_off(year), is_confirmed=year != COMING))
        for year in YEARS
    ]
    for subject, patch in rows:
        uid = log.uid(subject, patch["code"])
        log.add(day, TERMINAL, subject, uid, "registered", patch)


def iso(day: int) -> str:
    """An ordinal as YYYY-MM-DD."""
    return date.fromordinal(day).isoformat()


def working(day: int, way: int = 1) -> int:
    """The day itself or the next (last, when `way` is -1) one that is no weekend."""
    while date.fromordinal(day).weekday() > 4:
        day += way
    return day


def lawful_days(
    subject: str, traits: frozenset[str], gaps: Iterable[tuple[str, int]], first: int
) -> dict[str, int]:
    """The day of each step, so many days after the one before or when the law allows it."""
    days: dict[str, int] = {}
    at = first
    for code, gap in gaps:
        if code not in days:
            at = days[code] = _possible(subject, traits, days, code, at + gap)
        if code == "plan_approved" and regime_on(LAW, iso(at)).code == "R13":
            days["recovered"] = at
    return days


def _possible(
    subject: str, traits: frozenset[str], days: Mapping[str, int], code: str, wanted: int
) -> int:
    """The first working day from `wanted` on that the law allows."""
    dossier = _dossier(subject, traits, days)
    opens = [opens_on(LAW, dossier, code)]
    if code == "plan_approved" and regime_on(LAW, iso(wanted)).code == "R13":
        opens.append(opens_on(LAW, dossier, "recovered"))
    at = working(max([wanted, *(date.fromisoformat(day).toordinal() for day in opens if day)]))
    if code in enforcement_hours.HOURS:
        at = date.fromisoformat(
            enforcement_hours.next_allowed(LAW.calendar, code, iso(at))
        ).toordinal()
    return at


def _dossier(subject: str, traits: frozenset[str], days: Mapping[str, int]) -> Dossier:
    return Dossier(subject, {code: iso(day) for code, day in days.items()}, traits)


def told(subject: str, traits: frozenset[str], days: Mapping[str, int]) -> Iterator[Told]:
    """The reports of a case in the order of their days, late ones with cause and reason."""
    taken: dict[str, int] = {}
    due: dict[str, str | None] = {}
    for code, day in sorted(days.items(), key=lambda pair: pair[1]):
        before = _dossier(subject, traits, taken)
        awaited = _next(before)
        is_late = awaited in due and (due[awaited] or "9") < iso(day)
        after = _dossier(subject, traits, {**taken, code: day})
        moves = next_step(subject, after.dates, line=line_in(LAW, before))
        patch, why = _needed(before, code, day), ""
        if is_late and (moves.code if moves else "") != awaited:
            cause, why = _CAUSES[day % len(_CAUSES)]
            patch["late_category"] = cause
        yield Told(code, day, patch, why)
        taken[code] = day
        following = _next(after)
        if following and following not in due:
            due[following] = deadline(LAW, after, following, after.latest or "").due_on


def due_of(subject: str, traits: frozenset[str], days: Mapping[str, int]) -> tuple[str, int | None]:
    """The next step of a case that has come so far, '' at its end, and its due day."""
    dossier = _dossier(subject, traits, days)
    code = _next(dossier)
    due = deadline(LAW, dossier, code, dossier.latest or "").due_on if code else None
    return code, date.fromisoformat(due).toordinal() if due else None


def _next(dossier: Dossier) -> str:
    step = next_step(dossier.subject, dossier.dates, line=line_in(LAW, dossier))
    return step.code if step else ""


def _needed(dossier: Dossier, code: str, day: int) -> dict[str, object]:
    """The ground of a recovery, the hour at which somebody is coerced."""
    if dossier.subject == "household" and code in enforcement_hours.HOURS:
        return {"at_time": "08:30"}
    if (dossier.subject, code) != ("household", "recovered"):
        return {}
    found = triggers_of(dossier, regime_on(LAW, iso(day)).code)
    codes = {trigger.code for trigger in found}
    has_lot = "lot" in codes and "lot_handed_over" in dossier.dates
    return {"trigger": "lot" if has_lot else found[0].code} if found else {}
