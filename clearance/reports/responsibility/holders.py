"""Open cases with their holder, clock, explanation and question, on any day."""

from datetime import datetime
from typing import Any

from clearance.rules.basics.actors import Who
from clearance.rules.basics.days import day_ends, days_between, from_stamp, local_day
from clearance.rules.procedure.derived_state import days_late
from clearance.rules.procedure.steps import next_step
from clearance.rules.records.holders import Absence, Turn, ping_pong, stand_in
from clearance.rules.records.lateness import escalation, late_from
from clearance.store import Store
from clearance.store.cases import retired
from clearance.store.journal.cache import NEXT_CHANGE, cached
from clearance.store.people import absences, accounts
from clearance.store.responsibility import holders, turns

Row = dict[str, Any]


@cached(NEXT_CHANGE)
def held_cases(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """Every open case of the area at the end of a day, the longest held first.

    Each row: subject, code, full_name, commune, step (`household.paid`), holder_kind, officer
    (named), answering (named or the stand-in), since, held_days, due_on, first_due_on, days_late,
    late_from, category, explanation, new_due_on, ask_*, reason (obstacle), level (a row of
    ESCALATION), ping_pong (how often passed to and fro).
    """
    ends = day_ends(as_of)
    away = absences.list_absences(store, as_of)
    known = _people(store)
    flags = _ping_pongs(store, ends)
    rows: dict[str, Row] = {}  # one row a case, should a withdrawn clock stand beside another
    for row in holders.list_open(store, who, today, as_of, ends):
        rows[row["uid"]] = _told(row, as_of, away, known, flags.get(row["uid"], 0))
    return sorted(rows.values(), key=lambda row: (-row["held_days"], row["code"]))


def late_letter(store: Store, who: Who, today: str, subject: str, code: str) -> Row | None:
    """What the letter of apology to a family says; None unless late and explained.

    code, full_name, address, commune, step, opened_on, first_due_on, new_due_on, category,
    explanation, officer, late_from, days_late.
    """
    rows = held_cases(store, who, today, today)
    row = next((r for r in rows if (r["subject"], r["code"]) == (subject, code)), None)
    return row if row and row["category"] and row["days_late"] else None


def turn_of(row: Row) -> Turn:
    """A row of the table of turns as the rules know it."""
    until = from_stamp(row["until"]) if row["until"] else None
    since, has_document = from_stamp(row["since"]), bool(row["has_document"])
    return Turn(row["holder_kind"], row["holder_uid"], since, until, has_document)


def _people(store: Store) -> dict[str, Row]:
    """All accounts by uid, with the name shown."""
    rows = accounts.list_people(store)
    return {row["uid"]: {**row, "shown": row["full_name"] or row["name"]} for row in rows}


def _told(row: Row, as_of: str, away: list[Absence], known: dict[str, Row], passes: int) -> Row:
    stands = stand_in(row["holder_uid"], as_of, away)
    person = known.get(stands, {})
    held = days_between(min(local_day(from_stamp(row["since"])), as_of), as_of)
    from_on = late_from(row["due_on"], row["first_due_on"])
    late = days_late(from_on, as_of)
    asked_at = row["asked_at"]
    waits = days_between(local_day(from_stamp(asked_at)), as_of) if asked_at else None
    level = escalation(
        late, waits_since_asked=waits, promised_on=row["new_due_on"] or "", today=as_of
    )
    step = row["next_step"] or _first(row["subject"])
    return {
        **row,
        "next_step": step,
        "step": f"{row['subject']}.{step}",
        "held_days": held,
        "answering_login": person.get("name", stands),
        "answering": person.get("shown", stands),
        "is_stand_in": stands != row["holder_uid"],
        "late_from": from_on,
        "days_late": late,
        "level": level.code,
        "reason": row["reason"] or "none",
        "ping_pong": passes,
    }


def _first(subject: str) -> str:
    step = next_step(subject, ())
    return step.code if step else ""


def _newest_turn(store: Store, _until: str) -> tuple[int, tuple[int, int]]:
    return turns.last(store), retired.stamp(store)


@cached(_newest_turn)
def _ping_pongs(store: Store, until: str) -> dict[str, int]:
    """How often each case went to and fro with nothing new; only those it happened to."""
    by_case: dict[str, list[Turn]] = {}
    for row in turns.list_often(store, until):
        by_case.setdefault(row["subject_uid"], []).append(turn_of(row))
    found = {uid: ping_pong(own) for uid, own in by_case.items()}
    return {uid: max(flag.times for flag in flags) for uid, flags in found.items() if flags}


def now_of(as_of: str) -> datetime:
    """The instant at which a day is over."""
    return from_stamp(day_ends(as_of))
