"""The plan of an operation: its changes, the totals before and after, what is asked, faults."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from clearance.rules.basics.changes import Change
from clearance.rules.basics.faults import Fault

#: Largest difference of two sums of areas (m²): float noise, never a square decimetre.
EXACT_M2 = 1e-6


@dataclass(frozen=True, slots=True)
class Total:
    """One figure before and after; `unit`: m, m2, vnd or nothing for a number of things.

    `is_kept`: the operation must leave it as it is.
    """

    name: str
    unit: str
    before: float
    after: float
    is_kept: bool = True

    @property
    def is_conserved(self) -> bool:
        """Whether the figure is the same to the unit."""
        return abs(self.before - self.after) < EXACT_M2


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the operation changes: which, what of it, before and after, as codes."""

    subject: str
    code: str
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must decide: its key in the form, the thing, the choices as (key, code)."""

    key: str
    name: str
    subject: str
    code: str
    options: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Plan:
    """What an operation would do. With faults or open questions it cannot be carried out.

    Its changes are of its day, unless it is not `is_dated`: a law may be older than the project.
    `since`: the newest journal row when it was begun; None where nobody else can write meanwhile.
    """

    kind: str
    on_date: str
    document: str = ""
    changes: list[Change] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    is_dated: bool = True
    since: int | None = None

    @property
    def is_ready(self) -> bool:
        """Whether it can be carried out."""
        return bool(self.changes) and not self.faults and not self.questions

    def summary(self) -> str:
        """Totals and lines as JSON: the report kept with the operation; codes, no names."""
        totals = [[t.name, t.unit, t.before, t.after] for t in self.totals]
        lines = [[w.subject, w.code, w.what, w.before, w.after] for w in self.lines]
        return json.dumps({"totals": totals, "lines": lines}, ensure_ascii=False)

    def ask(self, question: Question, answers: Mapping[str, str]) -> str:
        """The answer to a question; '' and the question is asked when there is none among those."""
        given = answers.get(question.key, "")
        if given in dict(question.options):
            return given
        self.questions.append(question)
        return ""


def read_report(text: str) -> tuple[list[Total], list[Line]]:
    """Totals and lines of a kept report."""
    kept: dict[str, Any] = json.loads(text)
    return [Total(*row) for row in kept["totals"]], [Line(*row) for row in kept["lines"]]


def framed(plan: Plan, uid: str, project_uid: str) -> list[Change]:
    """The operation itself, then its changes, all of its day and naming it."""
    patch = {"kind": plan.kind, "on_date": plan.on_date, "rows": len(plan.changes),
             "report": plan.summary(), "document": plan.document or None}  # fmt: skip
    header = Change("operation", uid, "recorded", patch, project_uid=project_uid)
    day = plan.on_date if plan.is_dated else None
    return [header, *_naming(plan.changes, uid, project_uid, day)]


def _naming(
    changes: Iterable[Change], uid: str, project_uid: str, on_date: str | None
) -> Iterable[Change]:
    return (
        replace(one, about=uid, project_uid=project_uid, happened_on=one.happened_on or on_date)
        for one in changes
    )


def undoing(
    uid: str, things: Iterable[tuple[str, str, Mapping[str, Any]]], day: str, project_uid: str
) -> list[Change]:
    """The changes that undo an operation: each thing (subject, uid, former fields) reverted."""
    reverted = [Change(subject, thing, "reverted", former) for subject, thing, former in things]
    patch = {"undone_on": day, "rows": len(reverted)}
    header = Change("operation", uid, "undone", patch, project_uid=project_uid)
    return [header, *_naming(reverted, uid, project_uid, None)]
