"""The facts a change rests on, read once for its rules."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from clearance.record import (
    finding,
    holder_rules,
    note_forms,
    offering_rules,
    retiring,
    survey_rules,
)
from clearance.record.facts import Facts
from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change
from clearance.rules.basics.days import local_day
from clearance.rules.procedure.prerequisites import VISITED
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.holders import CASES
from clearance.rules.records.subjects import SUBJECTS
from clearance.store import Store
from clearance.store.cases import case_facts, kept_rows, retired, state, steps
from clearance.store.cases.law import load_law


def load_facts(store: Store, change: Change, who: Who, now: datetime) -> Facts:
    """Read what the verdict needs, and complete the change with what only the server knows."""
    today = local_day(now)
    facts = Facts(change, who, today, change.happened_on or today)
    facts.row = state.find_row(store, change.subject, change.subject_uid) or {}
    if not facts.row and change.subject_uid in retired.uids(store):
        facts.retired = retired.find(store, change.subject_uid) or {}
        facts.row = retired.own_row(facts.retired)
    elif facts.row and SUBJECTS[change.subject].has_steps:
        facts.taken = steps.dates(store, change.subject_uid)
        if find_step(change.subject, change.fact):
            _open_dossier(store, facts)
    facts.units = _units(store, facts)
    complete = _COMPLETED.get((change.subject, change.fact))
    if complete:
        facts.change = change.with_patch(**complete(store, facts))
    return facts


def _open_dossier(store: Store, facts: Facts) -> None:
    """The law of the case's office and what it looks at in the case."""
    subject, uid = facts.change.subject, facts.change.subject_uid
    facts.law = load_law(store, facts.row["project_uid"])
    with_land = case_facts.asks_of_land(facts.law, subject, facts.change.fact)
    facts.dossier = case_facts.load_dossier(
        store, subject, facts.row, facts.taken, with_land=with_land
    )
    if (subject, facts.change.fact) in VISITED:
        facts.dossier = replace(facts.dossier, visits=case_facts.list_visits(store, uid))


#: What only the server can add to a change: the land a handover covers, an obstacle's place.
_COMPLETED: dict[tuple[str, str], Callable[[Store, Facts], dict[str, Any]]] = {
    ("household", "handed_over"): lambda store, facts: {
        "covers": steps.covered_by_handover(store, facts.change.subject_uid)
    },
    ("obstacle", "opened"): lambda _, facts: {
        "opened_on": facts.happened_on,
        "closed_on": None,
        "unit_uid": facts.units[0],
    },
    ("obstacle", "closed"): lambda _, facts: {"closed_on": facts.happened_on},
    ("offering", "registered"): offering_rules.complete,
    **survey_rules.COMPLETED,
    **finding.COMPLETED,
    **note_forms.COMPLETED,
    **{(subject, "asked"): holder_rules.answer_by for subject in CASES},
    **{(subject, "restored"): retiring.complete for subject in CASES},
}


def _units(store: Store, facts: Facts) -> list[str | None]:
    """Units where the thing lies and where the change would put it; none if it has no place.

    Of an operation those of all it changed: then its parts are not looked at one by one.
    """
    subject, row = facts.change.subject, facts.row
    if subject in note_forms.SUBJECTS or facts.change.fact == "reverted":
        return []
    if subject == "operation":
        return [*kept_rows.list_units(store, facts.change.subject_uid)]
    if subject == "unit":
        return [row["uid"]] if row else []
    place = _PLACES.get(subject, _own_unit if SUBJECTS[subject].field("unit_uid") else None)
    rows = [*([row] if row else []), {**row, **facts.change.patch}]
    return [place(store, each) for each in rows] if place else []


def _own_unit(_: Store, row: Mapping[str, Any]) -> str | None:
    return row.get("unit_uid")


def _unit_of(store: Store, subject: str | None, uid: str | None) -> str | None:
    row = state.find_row(store, subject or "", uid or "")
    return (row or retired.find(store, uid or "") or {}).get("unit_uid")


#: Subjects whose unit is found through another thing.
_PLACES: dict[str, Callable[[Store, Mapping[str, Any]], str | None]] = {
    "obstacle": lambda store, row: _unit_of(store, row.get("subject"), row.get("subject_uid")),
    "member": lambda store, row: _unit_of(store, "household", row.get("household_uid")),
}
