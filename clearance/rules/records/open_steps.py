"""What a locked step still waits for, and which steps a role may record now."""

from collections.abc import Collection

from clearance.rules.procedure.steps import Step, find_step, is_open, steps_of
from clearance.rules.records.permissions import may_record


def needs(step: Step, taken: Collection[str]) -> tuple[Step, ...]:
    """Prerequisite steps of the main line, any of which is enough; none when one is taken."""
    if not step.after or any(code in taken for code in step.after):
        return ()
    rows = [found for code in step.after if (found := find_step(step.subject, code))]
    return tuple(s for s in rows if not s.is_branch) or tuple(rows)


def may_take(subject: str, taken: Collection[str], role: str) -> list[Step]:
    """The steps that role may record now."""
    return [s for s in steps_of(subject) if is_open(s, taken) and may_record(role, subject, s.code)]
