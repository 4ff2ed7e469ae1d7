"""Is the day of a fact one on which it can have happened? Never before what it rests on."""

from typing import Any

from clearance.record.facts import Facts
from clearance.rules.basics.changes import Outcome
from clearance.rules.procedure.earliest_days import (
    BEGINS,
    NAMED,
    OWNED,
    SUMS,
    WITHIN,
    Ground,
    first_of,
    too_early,
)
from clearance.store import Store
from clearance.store.cases import state, steps
from clearance.store.journal import meta

Answer = Outcome | None


def untimely(store: Store, facts: Facts) -> Answer:
    """Why a fact cannot be of its day: of the future, before the project, before its case."""
    if facts.happened_on > facts.today:
        return Outcome("refused", "in_the_future")
    told = facts.change.patch
    earliest = min((facts.happened_on, *(told[name] for name in NAMED if told.get(name))))
    if earliest < facts.today and (early := _before_project(store, facts, earliest)):
        return early
    if facts.happened_on < facts.today:  # what rests on something follows it today at the latest
        return _before_case(store, facts)
    return None


def unfounded_sum(store: Store, facts: Facts) -> Answer:
    """A sum said to be paid in a case in which nothing could have been paid by that day."""
    told = facts.change.patch
    for (subject, name), codes in SUMS.items():
        is_new = subject == facts.change.subject and told.get(name) and _differs(facts, name)
        if is_new and facts.change.fact in ("registered", "revised"):
            return _without_ground(facts, codes)
    return None


def _differs(facts: Facts, name: str) -> bool:
    return bool(facts.change.patch[name] != facts.row.get(name))


def _without_ground(facts: Facts, codes: tuple[str, ...]) -> Answer:
    if first_of(codes, facts.taken) is None:
        return Outcome("refused", "paid_unapproved", detail=" ".join(codes))
    return _refused(too_early(codes, facts.taken, facts.happened_on))


def _refused(ground: Ground | None) -> Answer:
    return Outcome("refused", "before_ground", detail=str(ground)) if ground else None


def _before_project(store: Store, facts: Facts, day: str) -> Answer:
    """Before the day the project began; before the first law there is, while nobody told it."""
    project = facts.row.get("project_uid") or facts.change.project_uid
    first = meta.begun_on(store, project) or facts.law.regimes[0].from_on
    is_early = day < first
    return Outcome("refused", "before_project", detail=first) if is_early else None


def _before_case(store: Store, facts: Facts) -> Answer:
    change = facts.change
    if (change.subject, change.fact) == ("obstacle", "closed"):
        return _refused(
            too_early(("opened",), {"opened": facts.row["opened_on"]}, facts.happened_on)
        )
    if (change.subject, change.fact) not in WITHIN:
        return None
    subject, uid = _case_of(store, facts)
    dates = facts.taken if uid == change.subject_uid else steps.dates(store, uid or "")
    return _refused(too_early(BEGINS.get(subject, ()), dates, facts.happened_on))


def _case_of(store: Store, facts: Facts) -> tuple[str, str | None]:
    """The case a report belongs to: the thing itself, or the household whose thing it is."""
    told: Any = facts.change.patch if facts.change.subject == "obstacle" else {}
    subject = told.get("subject") or facts.change.subject
    uid = told.get("subject_uid") or facts.change.subject_uid
    if subject not in OWNED:
        return subject, uid
    row = state.find_row(store, subject, uid) or {}
    return "household", row.get("household_uid")
