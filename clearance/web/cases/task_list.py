"""The steps of a case as a list of tasks: done, next, waiting, locked and why, not needed."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import label, locale_code
from clearance.rules.basics.calendars import UNCONFIRMED
from clearance.rules.basics.refusals import REFUSALS
from clearance.rules.procedure.bodies import BODIES
from clearance.rules.procedure.deadlines import Deadline
from clearance.rules.procedure.law import Regime, ending
from clearance.rules.records.tasks import Task, tasks
from clearance.store.cases import case_facts, deadlines
from clearance.store.cases.law import load_law
from clearance.web.frame.context import store, today
from clearance.web.frame.law_labels import length_words
from clearance.web.responsibility.holder_labels import basis_words

Row = dict[str, Any]
#: What is asked of people before anything is forced on them, and what is forced.
_FORCED = frozenset(
    (
        "inv_persuasion",
        "inv_persuasion_ended",
        "inv_mandatory",
        "inv_dialogue",
        "inv_enforced",
        "recovery_persuasion",
        "recovery_persuasion_ended",
        "handover_persuasion",
        "handover_persuasion_ended",
        "coercion_decided",
        "complied",
        "coerced",
    )
)
_GROUPS = {
    "line": lambda: _("Các bước chính"),
    "resettlement": lambda: _("Tái định cư"),
    "forced": lambda: _("Vận động, cưỡng chế"),
}
#: Word, tone and icon of each state: never the colour alone.
_STATES = {
    "done": (lambda: _("Đã xong"), "done", "done"),
    "next": (lambda: _("Làm tiếp"), "doing", "doing"),
    "waiting": (lambda: _("Đang chờ"), "todo", "todo"),
    "locked": (lambda: _("Khóa"), "todo", "lock"),
    "not_needed": (lambda: _("Không cần"), "todo", "todo"),
}


def task_groups(subject: str, row: Row, dates: Mapping[str, str], day: str) -> list[Row]:
    """The tasks of a case on a day, in groups: the line, resettlement, persuasion and force."""
    law = load_law(store(), row["project_uid"])
    known = case_facts.load_dossier(store(), subject, row, dates)
    visited = replace(known, visits=case_facts.list_visits(store(), row["uid"]))
    clocks = {c["step"]: c for c in deadlines.list_clocks(store(), row["uid"], day)}
    counted = {step: _deadline(clock) for step, clock in clocks.items()}
    found = tasks(law, visited, counted, day)
    ends = ending(law, today())
    told = [(_group_of(task), _told(task) | _past(task, ends)) for task in found]
    groups = [
        {"code": code, "title": words(), "tasks": [t for g, t in told if g == code]}
        for code, words in _GROUPS.items()
    ]
    return [group for group in groups if group["tasks"]]


def task_of(groups: Iterable[Row], step: str | None) -> Row | None:
    """The task of one step among the groups."""
    return next((t for group in groups for t in group["tasks"] if t["step"].code == step), None)


def _group_of(task: Task) -> str:
    return "forced" if task.step.code in _FORCED else task.step.track or "line"


def _deadline(row: Mapping[str, Any]) -> Deadline:
    """The clock as kept: what was counted when it opened, not what would be counted now."""
    names = ("step", "opened_on", "due_on", "regime", "basis", "length", "unit", "source", "term")
    told = {name: row[name] for name in names}
    return Deadline(
        **told,
        is_verified=bool(row["is_verified"]),
        warnings=tuple(json.loads(row["warnings"] or "[]")),
    )


def _told(task: Task) -> Row:
    """One task in words."""
    words, tone, icon = _STATES[task.state]
    return {
        "step": task.step,
        "state": task.state,
        "words": words(),
        "tone": tone,
        "icon": icon,
        "on": task.on,
        "whom": _whom(task),
        "why": _why(task),
        "opens_on": task.opens_on,
        "needs": [label(step) for step in task.needs],
        "due_on": task.due_on,
        "documents": task.documents,
        "law": task.source,
        **_clock(task.deadline),
    }


def _past(task: Task, ends: Mapping[str, Regime]) -> Row:
    """The regime a due day was counted by, when a text of it ends before that day."""
    clock = task.deadline
    row = ends.get(clock.regime) if clock else None
    is_past = clock and row and (clock.due_on or "") > (row.until_on or "")
    return {"past_law": row if is_past else None}


def _whom(task: Task) -> str:
    """The body that must act; the authority by its name under the regime."""
    if task.decider[0]:
        return task.decider[1] if locale_code() == "en" else task.decider[0]
    return label(BODIES[task.whom]) if task.whom in BODIES else ""


def _why(task: Task) -> str:
    """The reason of a lock in words, where the steps it needs do not say it already."""
    return label(REFUSALS[task.why]) if task.why in REFUSALS and not task.needs else ""


def _clock(clock: Deadline | None) -> Row:
    """What the due day of a task rests on."""
    if clock is None or clock.due_on is None or clock.length is None:
        return {"basis": "", "length": "", "source": "", "is_verified": True, "unsure": ""}
    is_unsure = UNCONFIRMED in clock.warnings
    return {
        "basis": basis_words(clock.basis),
        "length": length_words(clock.length, clock.unit),
        "source": clock.source,
        "is_verified": clock.is_verified,
        "unsure": clock.due_on[:4] if is_unsure else "",
    }
