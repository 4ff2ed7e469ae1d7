"""Where a case stands: each step of its line as done, next, open, passed over or locked."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from clearance.rules.permissions import may_record
from clearance.rules.steps import Step, find_step, is_open, next_step, steps_of

State = Literal["done", "next", "open", "passed", "locked"]


@dataclass(frozen=True, slots=True)
class Place:
    """One step on the way, and what it still waits for when it is locked."""

    step: Step
    state: State
    needs: tuple[Step, ...] = ()


def where_it_stands(subject: str, taken: Collection[str]) -> list[Place]:
    """The main line with the branches that were taken, in order."""
    rows = [s for s in steps_of(subject) if not s.is_branch or s.code in taken]
    following = next_step(subject, taken)
    reached = rows.index(following) if following else len(rows)
    return [_place(step, taken, following, at < reached) for at, step in enumerate(rows)]


def _place(step: Step, taken: Collection[str], following: Step | None, is_before: bool) -> Place:
    if step.code in taken:
        return Place(step, "done")
    missing = needs(step, taken)
    if step is following:
        return Place(step, "next", missing)
    return Place(step, "passed" if is_before else "locked" if missing else "open", missing)


def needs(step: Step, taken: Collection[str]) -> tuple[Step, ...]:
    """The steps of the main line of which one must stand first; none when one does."""
    if not step.after or any(code in taken for code in step.after):
        return ()
    rows = [found for code in step.after if (found := find_step(step.subject, code))]
    return tuple(s for s in rows if not s.is_branch) or tuple(rows)


def may_take(subject: str, taken: Collection[str], role: str) -> list[Step]:
    """The steps that role may record now."""
    return [s for s in steps_of(subject) if is_open(s, taken) and may_record(role, subject, s.code)]
