"""Who holds what since when, and the leader's list of cases that do not move."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from clearance.rules.basics.actors import Who
from clearance.rules.basics.days import day_ends, days_between, from_stamp, local_day
from clearance.rules.procedure.derived_state import days_late
from clearance.rules.procedure.steps import next_step
from clearance.rules.records.holders import Absence, Turn, ping_pong, stand_in
from clearance.rules.records.lateness import escalation
from clearance.store import Store
from clearance.store.journal.cache import NEXT_CHANGE, cached
from clearance.store.people import absences, accounts
from clearance.store.responsibility import asks, holders, turns

Row = dict[str, Any]
#: What the list is narrowed by: argument, column.
NARROWED = {
    "holder": "answering_login",
    "kind": "holder_kind",
    "commune": "commune_code",
    "step": "step",
    "reason": "reason",
    "level": "level",
    "days": "held_band",
}
#: Days a holder has had a case: the bands of the filter, from the longest.
BANDS = (90, 30, 14, 7, 0)


@cached(NEXT_CHANGE)
def held_cases(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """Every open case of the area at the end of a day, the longest held first.

    Each row: subject, code, full_name, commune, step (`household.paid`), holder_kind, officer
    (named), answering (named or the stand-in), since, held_days, due_on, first_due_on, days_late,
    days_late_first, category, explanation, new_due_on, ask_*, reason (obstacle), level (a row of
    ESCALATION), ping_pong (how often passed to and fro), is_stuck.
    """
    ends = day_ends(as_of)
    away = absences.list_absences(store, as_of)
    known = _people(store)
    flags = _ping_pongs(store, ends)
    rows: dict[str, Row] = {}  # one row a case, should a withdrawn clock stand beside another
    for row in holders.list_open(store, who, today, as_of, ends):
        rows[row["uid"]] = _told(row, as_of, away, known, flags.get(row["uid"], 0))
    return sorted(rows.values(), key=lambda row: (-row["held_days"], row["code"]))


def stuck_cases(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """Those that are late, blocked, asked about or passed to and fro; the worst first."""
    rows = (row for row in held_cases(store, who, today, as_of) if row["is_stuck"])
    return sorted(rows, key=lambda r: (-r["days_late"], -r["held_days"], r["code"]))


def narrowed(rows: Iterable[Row], asked: dict[str, str], but: str = "") -> list[Row]:
    """The rows that every filter asked for lets through, leaving out the one named `but`."""
    tests = [(NARROWED[n], v) for n, v in asked.items() if v and n in NARROWED and n != but]
    return [row for row in rows if all(str(row[column]) == v for column, v in tests)]


def counted(rows: list[Row], asked: dict[str, str], name: str) -> list[tuple[str, int]]:
    """Values of one filter with the rows each would show beside the other filters, most first."""
    found = Counter(str(row[NARROWED[name]]) for row in narrowed(rows, asked, but=name))
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def by_holder(rows: Iterable[Row]) -> list[Row]:
    """Each answering person: cases held, of them late, waited on others, longest held days."""
    found: dict[str, Row] = {}
    for row in rows:
        own = found.setdefault(
            row["answering_login"],
            {
                "login": row["answering_login"],
                "officer": row["answering"],
                "cases": 0,
                "late": 0,
                "for_others": 0,
                "longest": 0,
            },
        )
        own["cases"] += 1
        own["late"] += row["days_late"] > 0
        own["for_others"] += row["holder_kind"] != "person"
        own["longest"] = max(own["longest"], row["held_days"])
    return sorted(found.values(), key=lambda row: (-row["cases"], str(row["officer"])))


def asked_of(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """What was asked in the area by a day, open first: is_open, is_overdue, days_over beside."""
    rows = asks.list_asks(store, who, today, day_ends(as_of))
    for row in rows:
        over = days_late(row["due_on"], as_of) if row["answered_at"] is None else 0
        row |= {
            "is_open": row["answered_at"] is None,
            "is_overdue": over > 0,
            "days_over": over,
            "step": f"{row['subject']}.{row['next_step']}",
        }
    return rows


def late_letter(store: Store, who: Who, today: str, subject: str, code: str) -> Row | None:
    """What the letter of apology to a family says; None unless late and explained.

    code, full_name, address, commune, step, opened_on, first_due_on, new_due_on, category,
    explanation, officer, days_late_first.
    """
    rows = held_cases(store, who, today, today)
    row = next((r for r in rows if (r["subject"], r["code"]) == (subject, code)), None)
    return row if row and row["category"] and row["days_late_first"] else None


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
    late = days_late(row["due_on"], as_of)
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
        "held_band": str(next(band for band in BANDS if held >= band)),
        "answering_login": person.get("name", stands),
        "answering": person.get("shown", stands),
        "is_stand_in": stands != row["holder_uid"],
        "days_late": late,
        "days_late_first": days_late(row["first_due_on"], as_of),
        "level": level.code,
        "reason": row["reason"] or "none",
        "ping_pong": passes,
        "is_stuck": bool(late or row["reason"] or row["ask_uid"] or passes),
    }


def _first(subject: str) -> str:
    step = next_step(subject, ())
    return step.code if step else ""


def _newest_turn(store: Store, _until: str) -> int:
    return turns.last(store)


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
