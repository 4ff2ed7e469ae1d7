"""Late cases on a day: by named person, days late, step, reason, commune."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from clearance.rules.basics.actors import Who
from clearance.rules.procedure.derived_state import days_late
from clearance.store import Store
from clearance.store.journal.cache import NEXT_CHANGE, cached
from clearance.store.responsibility import late

Row = dict[str, Any]
#: What a list of late cases is narrowed by: argument, column.
NARROWED = {
    "commune": "commune_code",
    "step": "step",
    "reason": "reason",
    "officer": "officer_login",
}


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
        "days_late": days_late(row["due_on"], as_of),
    }


def narrowed(rows: Iterable[Row], asked: dict[str, str], but: str = "") -> list[Row]:
    """The rows every filter asked for lets through, leaving out the one named `but`."""
    tests = [(NARROWED[name], value) for name, value in asked.items() if value and name != but]
    return [row for row in rows if all(row[column] == value for column, value in tests)]


def counted(rows: list[Row], asked: dict[str, str], name: str) -> list[tuple[str, int]]:
    """Values of one filter with the rows each would show beside the other filters, most first."""
    found = Counter(row[NARROWED[name]] for row in narrowed(rows, asked, but=name))
    return sorted(found.items(), key=lambda pair: (-pair[1], str(pair[0])))


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
