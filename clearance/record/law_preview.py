"""What other rows of the law would change in open cases, if their clocks were opened today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from clearance.rules.procedure.deadlines import deadline
from clearance.rules.procedure.guards import locks
from clearance.rules.procedure.law import Law
from clearance.store import Store
from clearance.store.cases import case_facts, deadlines, state


@dataclass(frozen=True, slots=True)
class Shift:
    """One open case that other law would move: its due day and the day its next step opens."""

    subject: str
    code: str
    step: str
    due_on: str | None
    new_due_on: str | None
    opens_on: str | None
    new_opens_on: str | None


def shifts(store: Store, old: Law, new: Law, today: str) -> Iterator[Shift]:
    """Open cases whose clock or lock would differ, in the order of their codes.

    Each is counted under both laws from the day its clock opened; the clock itself stays.
    """
    for clock in deadlines.list_open(store):
        row = state.find_row(store, clock["subject"], clock["subject_uid"]) or {}
        found = _shift(store, old, new, today, clock, row)
        if (found.due_on, found.opens_on) != (found.new_due_on, found.new_opens_on):
            yield found


def _shift(
    store: Store, old: Law, new: Law, today: str, clock: Mapping[str, Any], row: Mapping[str, Any]
) -> Shift:
    dossier = case_facts.load_dossier(store, clock["subject"], row)
    step, day = clock["step"], clock["opened_on"]
    due = [deadline(law, dossier, step, day).due_on for law in (old, new)]
    opens = [
        max(
            (bar.opens_on for bar in locks(law, dossier, step, today) if bar.opens_on), default=None
        )
        for law in (old, new)
    ]
    return Shift(clock["subject"], row["code"], step, due[0], due[1], opens[0], opens[1])
