"""On whom a case waits: the panel of its page."""

from datetime import datetime
from typing import Any

from clearance.i18n import label
from clearance.reports.responsibility.holders import turn_of
from clearance.rules.basics.days import from_stamp, local_day
from clearance.rules.procedure.derived_state import days_late
from clearance.rules.records.holders import CASES, HOLDERS, held_time, ping_pong, stand_in
from clearance.rules.records.lateness import late_from
from clearance.rules.records.permissions import may_record
from clearance.store.cases import deadlines
from clearance.store.people import absences
from clearance.store.responsibility import explanations, turns, waiting
from clearance.web.frame.context import as_of, now, store, today, who
from clearance.web.recording.choices import end_of_day
from clearance.web.responsibility.holder_labels import (
    ASKS,
    basis_words,
    cause_words,
    clock,
    holder_words,
    shares,
    span,
    turns_told,
)
from clearance.web.responsibility.letter import find_letter

Row = dict[str, Any]
_FACTS = ("passed", "explained", "asked", "answered", "assigned")


def panel(subject: str, case: Row, then: Any) -> Row | None:
    """Who has a case at the end of the day shown, since when and why; None for other things."""
    rows = turns.list_turns(store(), case["uid"], end_of_day()) if subject in CASES else []
    if not rows:
        return None
    upto, last = min(now(), from_stamp(end_of_day())), rows[-1]
    is_over = bool(last["until"]) and from_stamp(last["until"]) <= upto
    known = [turn_of(row) for row in rows]
    names = {row["holder_uid"]: row["holder"] for row in rows}
    return {
        "is_over": is_over,
        "who": holder_words(last["holder_kind"], last["holder"]),
        "since": clock(last["since"]),
        "why": last["why"],
        "time": span(upto - from_stamp(last["since"])),
        "deputy": _deputy(last),
        "due": _due(case, then, last),
        "turns": turns_told(rows, upto),
        "shares": shares(held_time(known, upto), names),
        "to_and_fro": [_run(run, names) for run in ping_pong(known)],
        "asks": [_ask(row) for row in waiting.list_asks_of(store(), case["uid"], end_of_day())],
        "explained": _explained(case["uid"]),
        "has_letter": as_of() == today() and bool(find_letter(subject, case["code"])),
        "may": {f: as_of() == today() and may_record(who().role, subject, f) for f in _FACTS},
    }


def _deputy(last: Row) -> str:
    """Who answers for the named person on the day shown, '' when he is there himself."""
    away = absences.list_absences(store(), as_of())
    uid = stand_in(last["holder_uid"], as_of(), away)
    return "" if uid == last["holder_uid"] else waiting.name_of(store(), uid)


def _due(case: Row, then: Any, last: Row) -> Row:
    """The day by which, and what it rests on: the open clock, and the day of the assignment."""
    row = deadlines.find_clock(store(), case["uid"], then.next_step or "") or {}
    since = None if then.cleared_on else late_from(then.due_on, row.get("first_due_on"))
    return {
        "on": then.due_on,
        "basis": basis_words(row.get("basis")),
        "source": row.get("source"),
        "first": row.get("first_due_on"),
        "late_first": days_late(since, as_of()),
        "is_verified": row.get("is_verified", 1),
        "given": last["due_on"],
        "given_basis": basis_words(last["due_basis"]),
    }


def _run(run: Any, names: dict[str, str]) -> Row:
    one, other = (label(HOLDERS[k]) if k in HOLDERS else names.get(k, k) for k in run.between)
    return {
        "one": one,
        "other": other,
        "times": run.times,
        "since": _day(run.since),
        "last": _day(run.last),
    }


def _day(moment: datetime) -> str:
    return local_day(moment)


def _ask(row: Row) -> Row:
    is_open = row["answered_at"] is None
    late = is_open and row["due_on"] < as_of()
    return row | {
        "words": ASKS[row["kind"]](),
        "is_open": is_open,
        "at": clock(row["asked_at"]),
        "answered": clock(row["answered_at"]) if row["answered_at"] else "",
        "group": "stuck" if late else "doing" if is_open else "done",
        "is_late": late,
    }


def _explained(uid: str) -> list[Row]:
    rows = explanations.list_explanations(store(), uid, end_of_day())
    return [
        row | {"cause": cause_words(row["category"]), "at": clock(row["recorded_at"])}
        for row in rows
    ]
