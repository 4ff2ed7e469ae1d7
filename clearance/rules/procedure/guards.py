"""What the law says against a step, all of it: each bar with the day from which it falls."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from clearance.rules.procedure import enforcement_hours
from clearance.rules.procedure.case_facts import NOTICES, Dossier
from clearance.rules.procedure.deadlines import expires_on, waits
from clearance.rules.procedure.earliest_days import FOLLOWS, too_early
from clearance.rules.procedure.law import Law, regime_of, regime_on
from clearance.rules.procedure.prerequisites import NEEDS, VISITED, Need
from clearance.rules.procedure.steps import find_step
from clearance.rules.procedure.triggers import TRIGGERS, may_lead


@dataclass(frozen=True, slots=True)
class Report:
    """A step as reported: its day, its hour ("HH:MM" or ""), its fields, how many files."""

    happened_on: str
    at_time: str = ""
    patch: Mapping[str, Any] = field(default_factory=dict)
    evidence: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing against a step: a code of refusals.py, the day it falls (if it does by itself)."""

    code: str
    opens_on: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Case:
    """What every guard looks at."""

    law: Law
    dossier: Dossier
    step: str
    report: Report

    @property
    def regime(self) -> str:
        """The regime of the day of the report."""
        return regime_of(self.law, self.dossier.dates, self.report.happened_on).code


#: Waiting periods that have words of their own; any other is a `waiting_period`.
_WAITS = {
    ("household", "consulted"): "not_posted_long_enough",
    ("household", "lot_assigned"): "not_posted_long_enough",
    ("grave", "approved"): "not_posted_long_enough",
    ("household", "inv_persuasion_ended"): "persuasion_too_short",
    ("household", "recovery_persuasion_ended"): "persuasion_too_short",
    ("household", "handover_persuasion_ended"): "persuasion_too_short",
}
_RECOVERY = ("household", "recovered")
_EARLIEST_EXHUMATION_YEARS = 3


def locks(law: Law, dossier: Dossier, step: str, day: str) -> tuple[Bar, ...]:
    """Legal bars to a step on a day (YYYY-MM-DD), whatever its report would contain."""
    case = _Case(law, dossier, step, Report(day))
    return tuple(bar for guard in _STANDING for bar in guard(case))


def bars(law: Law, dossier: Dossier, step: str, report: Report) -> tuple[Bar, ...]:
    """All legal bars to a step as reported; empty when the law allows it.

    Guards G1-G4 of the domain reference, persuasion, transition, hours and days of coercion
    (Land Law 31/2024/QH15 art. 85-89, Resolution 254/2025/QH15). Nothing here looks at
    complaints: they stop no step (Decree 102/2024 art. 40). Order of steps is `is_open`'s.
    """
    named = str(report.patch.get("trigger") or "")
    known = replace(dossier, traits=dossier.traits | {named}) if named else dossier
    case = _Case(law, known, step, report)
    return tuple(bar for guard in (*_STANDING, *_REPORTED) for bar in guard(case))


def _needs(case: _Case) -> Iterator[Need]:
    """The rows of `NEEDS` that are meant for such a case and step."""
    for need in NEEDS:
        is_meant = (need.subject, need.step) == (case.dossier.subject, case.step)
        if not is_meant or need.unless & case.dossier.traits or not case.dossier.has(need.trait):
            continue
        if not need.regimes or case.regime in need.regimes:
            yield need


def _needed(case: _Case) -> Iterator[Bar]:
    """Prerequisite steps besides the order of the line."""
    for need in _needs(case):
        if not any(code in case.dossier.dates for code in need.any_of):
            yield Bar(need.code, detail=" ".join(need.any_of))


def _in_order(case: _Case) -> Iterator[Bar]:
    """No step is dated before those it rests on or follows."""
    key = case.dossier.subject, case.step
    step = find_step(*key)
    needed = (need.any_of for need in _needs(case))
    for group in (step.after if step else (), *needed, *FOLLOWS.get(key, ())):
        if ground := too_early(group, case.dossier.dates, case.report.happened_on):
            yield Bar("before_ground", detail=str(ground))


def _waited(case: _Case) -> Iterator[Bar]:
    """G1, G3 and the persuasion periods: not before the waiting periods are over."""
    code = _WAITS.get((case.dossier.subject, case.step), "waiting_period")
    for term, day in waits(case.law, case.dossier, case.step).items():
        is_waived = set(term.counted_from) <= set(NOTICES) and _has_consent(case.report)
        if day > case.report.happened_on and not is_waived:
            yield Bar(code, day, term.code)


def _has_consent(report: Report) -> bool:
    """A written early consent: said in the report and on file (Land Law art. 85.2)."""
    return bool(report.patch.get("consent")) and report.evidence > 0


def _in_force(case: _Case) -> Iterator[Bar]:
    """G2: the notice a recovery rests on still holds."""
    last = expires_on(case.law, case.dossier, case.step)
    if last and case.report.happened_on > last:
        yield Bar("notice_expired", detail=last)


def _not_lapsed(case: _Case) -> Iterator[Bar]:
    """Old notices that a new law has made void."""
    noticed = case.dossier.latest_of((*NOTICES, "notice_reissued"))
    if case.dossier.subject != "household" or not noticed:
        return
    for row in case.law.lapses:
        is_void = noticed < row.before and case.report.happened_on >= row.since
        if case.step in row.steps and is_void:
            yield Bar("notice_lapsed", detail=row.source)


def _visited(case: _Case) -> Iterator[Bar]:
    """A persuasion is documented by visits made while it lasted."""
    since = VISITED.get((case.dossier.subject, case.step))
    begun = case.dossier.dates.get(since or "")
    if begun and not any(begun <= v <= case.report.happened_on for v in case.dossier.visits):
        yield Bar("visit_missing", detail=since or "")


def _triggered(case: _Case) -> Iterator[Bar]:
    """G4: a recovery names what lets it be decided, with its proof."""
    if (case.dossier.subject, case.step) != _RECOVERY:
        return
    if case.regime == "R13":
        approved = case.dossier.dates.get("plan_approved")
        is_old = regime_on(case.law, case.report.happened_on).code == "R13"
        if is_old and approved and approved != case.report.happened_on:
            yield Bar("not_same_day", detail=approved)
    else:
        trigger = TRIGGERS.get(str(case.report.patch.get("trigger") or ""))
        if trigger is None:
            yield Bar("missing_trigger")
        elif not may_lead(trigger, case.dossier, case.regime):
            yield Bar("wrong_trigger", detail=trigger.code)
    if not case.report.evidence:
        yield Bar("missing_evidence")


def _allowed_time(case: _Case) -> Iterator[Bar]:
    """Hours and days on which nobody may be coerced."""
    if case.dossier.subject != "household" or case.step not in enforcement_hours.HOURS:
        return
    if not case.report.at_time:
        yield Bar("missing_time")
    found = enforcement_hours.forbidden(
        case.law.calendar, case.step, case.report.happened_on, case.report.at_time
    )
    if found:
        opens = enforcement_hours.next_allowed(
            case.law.calendar, case.step, case.report.happened_on
        )
        yield Bar("forbidden_time", opens, " ".join(found))


def _old_enough(case: _Case) -> Iterator[Bar]:
    """A coffin normally rests 36 months; earlier only with the health authority's consent."""
    fields = case.dossier.fields
    if (case.dossier.subject, case.step) != ("grave", "exhumed"):
        return
    if fields.get("burial") != "coffin" or not fields.get("buried_year"):
        return
    opens = f"{int(fields['buried_year']) + _EARLIEST_EXHUMATION_YEARS:04d}-01-01"
    if case.report.happened_on < opens and not _has_consent(case.report):
        yield Bar("buried_too_recently", opens)


_Guard = Callable[[_Case], Iterator[Bar]]
#: Those that the dossier alone decides, and those that look at what is reported.
_STANDING: tuple[_Guard, ...] = (
    _needed,
    _in_order,
    _waited,
    _in_force,
    _not_lapsed,
    _visited,
    _old_enough,
)
_REPORTED: tuple[_Guard, ...] = (_triggered, _allowed_time)
