"""Late cases on a day: by named person, days late, step, reason, commune."""

from collections.abc import Iterable
from typing import Any

from clearance.rules.basics.actors import Who
from clearance.rules.procedure.derived_state import days_late
from clearance.store import Store
from clearance.store.journal.cache import NEXT_CHANGE, cached
from clearance.store.responsibility import late

Row = dict[str, Any]


@cached(NEXT_CHANGE)
def late_cases(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """Every late case of the person's area on a day, the latest first."""
    if as_of == today:
        rows = late.list_due(store, who, today, as_of)
    else:
        rows = late.list_due_then(store, who, today, as_of)
    told = [_told(row, as_of) for row in rows]
    return sorted(told, key=lambda row: (-row["days_late"], row["code"]))


def _told(row: Row, as_of: str) -> Row:
    return {
        **row,
        "step": f"{row['subject']}.{row['next_step']}",
        "reason": row["reason"] or "none",
        "officer_login": row["officer_login"] or "none",
        "days_late": days_late(row["late_from"], as_of),
    }


def by_officer(rows: Iterable[Row]) -> list[Row]:
    """Each person with their late cases: how many, the worst, the sum of days."""
    found: dict[str, Row] = {}
    for row in rows:
        own = found.setdefault(
            row["officer_login"],
            {
                "login": row["officer_login"],
                "officer": row["officer"],
                "cases": 0,
                "worst": 0,
                "stopped": 0,
            },
        )
        own["cases"] += 1
        own["worst"] = max(own["worst"], row["days_late"])
        own["stopped"] += row["reason"] != "none"
    return sorted(found.values(), key=lambda row: (-row["cases"], str(row["officer"])))
