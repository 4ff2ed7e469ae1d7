"""Late cases with who has each, since when and why: the leader's question answered in one row."""

from typing import Any

from clearance.reports.responsibility.holders import held_cases
from clearance.reports.responsibility.late import late_cases
from clearance.rules.basics.actors import Who
from clearance.rules.basics.days import days_between, from_stamp, local_day
from clearance.rules.records.lateness import escalation
from clearance.store import Store
from clearance.store.journal.cache import NEXT_CHANGE, cached

Row = dict[str, Any]
#: What the row of the holder adds to a late case.
_KEPT = (
    "holder_kind",
    "turn_why",
    "category",
    "explanation",
    "new_due_on",
    "ask_due_on",
    "ping_pong",
    "held_days",
    "is_stand_in",
    "answering",
    "ask_kind",
    "asked_at",
    "since",
    "first_due_on",
)
#: A case that was late on that day, but was put into the journal only afterwards.
_UNKNOWN: Row = dict.fromkeys(_KEPT) | {"holder_kind": "person", "ping_pong": 0}


@cached(NEXT_CHANGE)
def late_and_held(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """Every late case of the area, the latest first: late as in `rules.records.lateness`.

    `due_on` is the day from which it is late. Beside the rows of `late_cases`: since, held_days,
    holder_kind, officer (named), answering (he or who stands in), category and explanation of the
    open step, new_due_on, asked_on, level (a row of ESCALATION) with its roles, ping_pong; `reason`
    falls back to
    the category.
    """
    held = {row["uid"]: row for row in held_cases(store, who, today, as_of)}
    late = {row["uid"]: row for row in late_cases(store, who, today, as_of)}
    told = [_told(row, held.get(uid, row | _UNKNOWN), as_of) for uid, row in late.items()]
    return sorted(told, key=lambda row: (-row["days_late"], row["code"]))


def _told(row: Row, held: Row, as_of: str) -> Row:
    late, asked_on = row["days_late"], None
    if held["ask_kind"] == "explanation":
        asked_on = _day(held["asked_at"])
    level = escalation(
        late,
        waits_since_asked=days_between(asked_on, as_of) if asked_on else None,
        promised_on=held["new_due_on"] or "",
        today=as_of,
    )
    named = {name: held[name] for name in (*_KEPT, "officer", "officer_login")}
    reason = row["reason"] if row["reason"] != "none" else held["category"] or "none"
    return (
        row
        | named
        | {
            "since": _day(held["since"]),
            "asked_on": asked_on,
            "reason": reason,
            "due_on": row["late_from"],
            "days_late": late,
            "level": level.code,
            "level_roles": level.roles,
        }
    )


def _day(stamp: str | None) -> str | None:
    return local_day(from_stamp(stamp)) if stamp else None
