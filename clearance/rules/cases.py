"""What is shown of a case, derived from its dated facts: stage, next step, due date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from clearance.rules.steps import freed_on, next_step, stage


@dataclass(frozen=True, slots=True)
class Derived:
    """The derived columns of a case."""

    stage: str | None = None
    next_step: str | None = None
    due_on: str | None = None
    cleared_on: str | None = None


def derive(subject: str, dates: Mapping[str, str]) -> Derived:
    """Stage, next step and its due date from the days the steps were taken.

    The term of a step runs from the latest step taken; the first day is not counted
    (Civil Code 2015 art. 147).
    """
    reached = stage(subject, dates)
    following = next_step(subject, dates)
    since = max(dates.values(), default=None)
    due = None
    if following and following.due_days is not None and since:
        due = (date.fromisoformat(since) + timedelta(days=following.due_days)).isoformat()
    return Derived(
        stage=reached.code if reached else None,
        next_step=following.code if following else None,
        due_on=due,
        cleared_on=freed_on(subject, dates),
    )


def days_late(due_on: str | None, today: str) -> int:
    """Whole days past the due date, 0 when not late or not dated."""
    if not due_on or due_on >= today:
        return 0
    return (date.fromisoformat(today) - date.fromisoformat(due_on)).days
