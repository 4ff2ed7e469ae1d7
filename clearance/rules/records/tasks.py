"""A case as a list of tasks: done, next, waiting on whom, locked and why, not needed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from clearance.rules.procedure.bodies import decider
from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.deadlines import Deadline, opens_on
from clearance.rules.procedure.derived_state import line_in
from clearance.rules.procedure.guards import locks
from clearance.rules.procedure.law import Law, regime_of
from clearance.rules.procedure.steps import Step, is_open, main_line, next_step, reached, steps_of
from clearance.rules.records.open_steps import needs

TaskState = Literal["done", "next", "waiting", "locked", "not_needed"]


@dataclass(frozen=True, slots=True)
class Task:
    """One step as a task; days are YYYY-MM-DD, `why` a code of refusals.py.

    `whom` is a code of bodies.py; where that is the authority, `decider` names it (vi, en)
    under the regime of the day. `needs`: steps of which one must be taken first.
    """

    step: Step
    state: TaskState
    on: str | None = None
    whom: str = ""
    decider: tuple[str, str] = ("", "")
    why: str = ""
    opens_on: str | None = None
    needs: tuple[Step, ...] = ()
    due_on: str | None = None
    documents: str = ""
    source: str = ""
    deadline: Deadline | None = None


def tasks(
    law: Law, dossier: Dossier, deadlines: Mapping[str, Deadline], today: str
) -> tuple[Task, ...]:
    """Every step of the case's line, with its branches begun and the line beside it, in order.

    `deadlines`: step → its clock; `today` decides what is still locked. `next` is the one step
    to do; `waiting` steps are open too and wait on `whom`, or are next but not possible before
    `opens_on`; `not_needed` were passed over or stood in for. Source: Land Law art. 85-94.
    """
    line = line_in(law, dossier)
    following = next_step(dossier.subject, dossier.dates, line=line)
    rows = main_line(dossier.subject, line)
    shown = [s for s in steps_of(dossier.subject) if _is_shown(s, rows, dossier)]
    order = {s.code: i for i, s in enumerate(rows)}
    ahead = rows[order[following.code] :] if following else []
    return tuple(
        _task(
            law,
            dossier,
            step,
            _is_over(step, following, ahead, rows, dossier),
            following,
            deadlines.get(step.code),
            today,
        )
        for step in _in_order(shown, order)
    )


def _is_shown(step: Step, rows: Iterable[Step], dossier: Dossier) -> bool:
    """On the line, taken, of a track the case has, or following from a branch begun."""
    if step in rows or step.code in dossier.dates:
        return True
    if step.track:
        return "relocating" in dossier.traits
    begun = {s.code for s in steps_of(dossier.subject) if s.is_branch and s.code in dossier.dates}
    return step.is_branch and not step.is_repeatable and bool(begun & set(step.after))


def _in_order(shown: Iterable[Step], order: Mapping[str, int]) -> list[Step]:
    """The order of the line; a branch follows its step in the table."""
    found, at = [], -1
    for step in shown:
        at = order.get(step.code, at)
        found.append((at, step))
    return [step for _, step in sorted(found, key=lambda pair: pair[0])]


def _is_over(
    step: Step, following: Step | None, ahead: list[Step], rows: list[Step], dossier: Dossier
) -> bool:
    """Whether a step not taken is not to be taken any more."""
    if step.code in reached(dossier.subject, dossier.dates):
        return step != following
    if step in rows:
        return step not in ahead
    return not step.track and (following is None or _is_rejoined(step, rows, dossier))


def _is_rejoined(step: Step, rows: list[Step], dossier: Dossier) -> bool:
    """Whether the line has gone past the point where the branch comes back to it."""
    codes = [s.code for s in steps_of(dossier.subject)]
    later = codes[codes.index(step.code) :]
    return any(s.code in dossier.dates and s.code in later for s in rows)


def _task(
    law: Law,
    dossier: Dossier,
    step: Step,
    is_over: bool,
    following: Step | None,
    clock: Deadline | None,
    today: str,
) -> Task:
    base: dict[str, object] = {
        "documents": step.evidence,
        "source": step.source,
        "deadline": clock,
        "due_on": clock.due_on if clock else None,
    }
    if step.code in dossier.dates and step != following:  # refused: it is offered anew
        return Task(step, "done", on=dossier.dates[step.code], **base)  # type: ignore[arg-type]
    if is_over:
        return Task(step, "not_needed", **base)  # type: ignore[arg-type]
    regime = regime_of(law, dossier.dates, today).code
    base["whom"] = step.acts
    if step.acts == "authority":
        base["decider"] = decider(regime, "organisation" in dossier.traits)
    return _ahead(law, dossier, step, following, today, base)


def _ahead(
    law: Law,
    dossier: Dossier,
    step: Step,
    following: Step | None,
    today: str,
    base: dict[str, object],
) -> Task:
    """A task still to be done: the next one, one that waits, or one that is locked."""
    day = opens_on(law, dossier, step.code)
    base["opens_on"] = day if day and day > today else None
    if not is_open(step, dossier.dates):
        missing = needs(step, dossier.dates)
        return Task(step, "locked", why="step_locked", needs=missing, **base)  # type: ignore[arg-type]
    found = locks(law, dossier, step.code, today)
    if found:
        state: TaskState = "waiting" if step == following and found[0].opens_on else "locked"
        base["opens_on"] = found[0].opens_on
        return Task(step, state, why=found[0].code, **base)  # type: ignore[arg-type]
    return Task(step, "next" if step == following else "waiting", **base)  # type: ignore[arg-type]
