"""The steps of a household case, a parcel, a grave, a segment: what may follow what.

The rows are in `household_steps.py`, `resettlement_steps.py`, `grave_steps.py` and
`site_steps.py`; their order there is the order in which they are read. How long each may take
or must wait is in `shipped_law.py`.
"""

from collections.abc import Collection, Mapping

from clearance.rules.procedure.grave_steps import GRAVE_ROWS
from clearance.rules.procedure.household_steps import NOTICE_ROWS, PLAN_ROWS, RECOVERY_ROWS
from clearance.rules.procedure.main_lines import Line
from clearance.rules.procedure.resettlement_steps import RESETTLED, RESETTLEMENT_ROWS
from clearance.rules.procedure.site_steps import HANDOVER_ROWS, SITE_ROWS
from clearance.rules.procedure.step import Group, Step

__all__ = [
    "STEPS",
    "Group",
    "Step",
    "find_step",
    "freed_on",
    "is_open",
    "next_step",
    "rests_on",
    "stage",
    "steps_of",
]

_ROWS = (
    *NOTICE_ROWS,
    *PLAN_ROWS,
    *RESETTLEMENT_ROWS,
    RESETTLED,
    *RECOVERY_ROWS,
    *SITE_ROWS,
    *GRAVE_ROWS,
    *HANDOVER_ROWS,
)
STEPS: dict[tuple[str, str], Step] = {(row.subject, row.code): row for row in _ROWS}
_BY_SUBJECT = {name: tuple(r for r in _ROWS if r.subject == name) for name, _ in STEPS}
#: The steps that can be a stage, in their order; a line beside the main one has none.
_STAGES = {name: tuple(r.code for r in rows if not r.track) for name, rows in _BY_SUBJECT.items()}
_RANKS = {name: {code: i for i, code in enumerate(codes)} for name, codes in _STAGES.items()}


def steps_of(subject: str) -> tuple[Step, ...]:
    """All steps of a subject, in their order."""
    return _BY_SUBJECT.get(subject, ())


def find_step(subject: str, code: str) -> Step | None:
    """The step of that code, if the subject has one."""
    return STEPS.get((subject, code))


def is_open(step: Step, taken: Collection[str]) -> bool:
    """Whether the step may be taken now: a step before it is taken, itself not yet."""
    is_fresh = step.is_repeatable or step.code not in taken
    is_fresh = is_fresh or any(c in taken for c in step.clears if c != step.code)
    is_barred = any(c in taken for c in step.bars)
    return is_fresh and not is_barred and (not step.after or any(c in taken for c in step.after))


def rests_on(subject: str, code: str, taken: Collection[str]) -> str:
    """A taken step that would lose its prerequisite if `code` were withdrawn, '' for none."""
    rest = {c for c in taken if c != code}
    rows = (find_step(subject, c) for c in rest)
    return next((s.code for s in rows if s and s.after and not rest & set(s.after)), "")


def main_line(subject: str, line: Line | None = None) -> list[Step]:
    """The steps of a line in order; without one those that are no branch."""
    if line is None:
        return [s for s in steps_of(subject) if not s.is_branch]
    return [STEPS[subject, code] for code in line.steps]


def reached(subject: str, taken: Collection[str]) -> set[str]:
    """The steps taken and those they replace."""
    return {*taken, *(s.instead_of for s in steps_of(subject) if s.code in taken)}


def next_step(
    subject: str, taken: Collection[str], *, skip: Collection[str] = (), line: Line | None = None
) -> Step | None:
    """The first step of the line neither taken nor passed over, None at the end of the line.

    A step taken passes over all before it except those in its `beside`: handover, payment and
    recovery are facts of their own (Land Law art. 87.5, 94).
    """
    rows = [s for s in main_line(subject, line) if s.code not in skip]
    done = reached(subject, taken)
    left = (s for i, s in enumerate(rows) if s.code not in done and not _is_passed(rows, i, done))
    following = next(left, None)
    if following and set(following.bars) & set(taken):  # refused: it has to be offered anew
        return next((s for s in rows if is_open(s, taken)), None)
    return following


def _is_passed(rows: list[Step], at: int, done: Collection[str]) -> bool:
    return any(s.code in done and rows[at].code not in s.beside for s in rows[at + 1 :])


def stage(subject: str, taken: Collection[str]) -> Step | None:
    """The furthest step taken by order of the line, not by date; None before the first.

    The one definition of a case's stage on any day: `taken` holds the steps up to that day. Lines
    beside the main one do not count.
    """
    ranks = _RANKS.get(subject, {})
    at = max((ranks[code] for code in taken if code in ranks), default=None)
    return None if at is None else STEPS[subject, _STAGES[subject][at]]


def freed_on(subject: str, dates: Mapping[str, str]) -> str | None:
    """The day (YYYY-MM-DD) of the step that frees the ground, None while the case blocks it."""
    freeing = [dates[s.code] for s in steps_of(subject) if s.frees and s.code in dates]
    return min(freeing, default=None)
