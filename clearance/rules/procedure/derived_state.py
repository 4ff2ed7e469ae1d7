"""What is shown of a case, derived from its dated facts: stage, next step, due date."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from clearance.rules.basics.days import days_between
from clearance.rules.procedure.case_facts import IMPLIED, Dossier
from clearance.rules.procedure.deadlines import deadline
from clearance.rules.procedure.law import Law, regime_of
from clearance.rules.procedure.law_shipped import SHIPPED_LAW
from clearance.rules.procedure.main_lines import Line, line_of
from clearance.rules.procedure.steps import freed_on, next_step, stage


@dataclass(frozen=True, slots=True)
class Derived:
    """The derived columns of a case."""

    stage: str | None = None
    next_step: str | None = None
    due_on: str | None = None
    cleared_on: str | None = None


def line_in(law: Law, dossier: Dossier) -> Line | None:
    """The line of steps a case follows, by its traits and by the regime of its latest step.

    One without any step is under the newest regime.
    """
    shown = {
        t
        for (subject, step), t in IMPLIED.items()
        if subject == dossier.subject and step in dossier.dates
    }
    latest = dossier.latest or law.regimes[-1].from_on
    return line_of(
        dossier.subject, dossier.traits | shown, regime_of(law, dossier.dates, latest).code
    )


def place_of(law: Law, dossier: Dossier) -> tuple[str | None, str | None]:
    """Codes of the stage and of the next step of a case, from the steps it has taken."""
    line = line_in(law, dossier)
    return _place(dossier.subject, frozenset(dossier.dates), line)


@lru_cache(maxsize=4096)
def _place(subject: str, taken: frozenset[str], line: Line | None) -> tuple[str | None, str | None]:
    at, following = stage(subject, taken), next_step(subject, taken, line=line)
    return (at.code if at else None), (following.code if following else None)


def derive(
    subject: str,
    dates: Mapping[str, str],
    *,
    law: Law = SHIPPED_LAW,
    traits: frozenset[str] = frozenset(),
    opened: str | None = None,
) -> Derived:
    """Stage, next step and its due date from the days the steps were taken (YYYY-MM-DD).

    `opened` is the day the clock of the next step opened; without it, the latest step's day.
    """
    dossier = Dossier(subject, dates, traits)
    at, following = place_of(law, dossier)
    since = opened or dossier.latest
    due = deadline(law, dossier, following, since).due_on if following and since else None
    return Derived(at, following, due, freed_on(subject, dates))


def days_late(due_on: str | None, today: str) -> int:
    """Whole days past the due date, 0 when not late or not dated."""
    if not due_on or due_on >= today:
        return 0
    return days_between(due_on, today)
