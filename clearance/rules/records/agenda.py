"""A person's day: under which heading each of their cases is read."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from clearance.rules.procedure.derived_state import days_late
from clearance.rules.procedure.steps import find_step

#: In the order they are read.
HEADINGS = ("late", "today", "week", "stuck", "later", "waiting")


def end_of_week(today: str) -> str:
    """The Sunday that ends the week of a day."""
    day = date.fromisoformat(today)
    return (day + timedelta(days=6 - day.weekday())).isoformat()


def heading(subject: str, row: Mapping[str, Any], role: str, today: str) -> str:
    """The heading of one case for a role: what stops it first, then who acts, then when.

    Rows give due_on and late_from (`lateness.late_from`). `waiting` holds the cases whose next
    step somebody else must record.
    """
    if row["is_stuck"]:
        return "stuck"
    step = find_step(subject, row["next_step"] or "")
    if step is None or role not in step.roles:
        return "waiting"
    if days_late(row["late_from"], today):
        return "late"
    due = row["due_on"] or "9999-12-31"
    return "today" if due == today else "week" if due <= end_of_week(today) else "later"


def sorted_by_heading(
    subject: str, rows: Iterable[dict[str, Any]], role: str, today: str
) -> dict[str, list[dict[str, Any]]]:
    """Cases under each heading, the order of the rows kept."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in HEADINGS}
    for row in rows:
        found[heading(subject, row, role, today)].append(row)
    return found
