"""The other statement, where two people reported the same thing differently."""

from typing import Any

from clearance.i18n import label
from clearance.rules.basics.changes import Change, Outcome
from clearance.rules.procedure.steps import find_step
from clearance.store.cases import steps
from clearance.store.journal import changes
from clearance.store.responsibility.waiting import name_of
from clearance.web.frame.context import store

#: Answers behind which somebody else's word stands.
_RIVALLED = ("held_clash", "already_taken")


def theirs(change: Change, outcome: Outcome) -> dict[str, Any] | None:
    """Who recorded what, for which day and when; None when nobody's word stands against it."""
    if outcome.reason not in _RIVALLED:
        return None
    taken = steps.find_taken(store(), change.subject_uid, change.fact)
    row = changes.find_numbered(store(), taken["seq"]) if taken else _latest(change)
    step = find_step(change.subject, change.fact)
    return row and {
        "who": name_of(store(), row["who"]),
        "on": taken["happened_on"] if taken else None,
        "at": row["recorded_at"],
        "seq": row["seq"],
        "uid": row["uid"],
        "what": label(step) if step else "",
        "is_step": bool(taken),
    }


def _latest(change: Change) -> dict[str, Any] | None:
    """The newest accepted report about the same thing."""
    return changes.newest_of(store(), change.subject_uid)
