"""Results of a person or a commune, the pace of steps, on-time rates: each with its list."""

from collections.abc import Callable
from typing import Any

from clearance.reports.responsibility.holders import now_of, turn_of
from clearance.rules.basics.actors import TERMINAL, Who
from clearance.rules.basics.days import day_begins, day_ends, from_stamp, local_day
from clearance.rules.records.holders import HOLDERS, Turn, effective, held_time
from clearance.rules.records.invalidation import STEPS_TAKEN, WRITING
from clearance.rules.records.lateness import Clock, Rate, on_time_rate
from clearance.rules.records.performance import (
    Ended,
    Results,
    StepDuration,
    a_year_before,
    results,
    step_durations,
)
from clearance.store import Store
from clearance.store.journal import changes
from clearance.store.journal.cache import FOREVER, NEXT_CHANGE, cached
from clearance.store.people import absences
from clearance.store.responsibility import holders

Row = dict[str, Any]
#: What on-time rates are told by.
BY: dict[str, Callable[[Clock], str]] = {
    "step": lambda clock: clock.step,
    "person": lambda clock: clock.person,
    "unit": lambda clock: clock.unit,
    "month": lambda clock: clock.month,
}


@cached(NEXT_CHANGE)
def clock_rows(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """Every clock of the area, the list behind the rates and paces.

    Each row: subject, code, step (`household.paid`), commune, counts_for (login of the person, or
    the kind of holder it waited on), officer, opened_on, first_due_on, closed_on, days, is_on_time.
    """
    rows = holders.list_clocks(store, who, today, as_of, day_ends(as_of))
    return [_with_clock(row) for row in rows]


def rate_rows(rows: list[Row], by: str, as_of: str) -> list[Row]:
    """On-time rate on first promises by `step`, `person`, `unit` or `month`: key, on_time, of."""
    found = on_time_rate((row["clock"] for row in rows), BY[by], as_of)
    return [{"key": key, **_rate(rate)} for key, rate in sorted(found.items())]


def pace_rows(rows: list[Row], since: str, until: str) -> list[Row]:
    """Pace of each step in each commune of clocks closed in a span, and of each step in all ('').

    Each row: step, commune_code, median_days, of, limit_days, on_time, within, before, before_of,
    change (-0.3: 30 % shorter than in the same months a year earlier).
    """
    clocks = [row["clock"] for row in rows]
    each = step_durations(clocks, lambda clock: (clock.step, clock.unit), since, until)
    whole = step_durations(clocks, lambda clock: (clock.step, ""), since, until)
    return [_duration_row(*key, duration) for key, duration in sorted({**each, **whole}.items())]


@cached(STEPS_TAKEN)
def paces_of(store: Store, who: Who, today: str, as_of: str, since: str) -> list[Row]:
    """The rows of `pace_rows` for the area, from a day to the day shown.

    A step of which no clock was closed since is not counted again.
    """
    written = changes.last_of(store, WRITING)
    return [
        row
        for step in holders.count_closed(store, as_of, day_ends(as_of))
        for row in _paces_of_step(store, who, today, as_of, since, tuple(step.values()), written)
    ]


@cached(FOREVER)
def _paces_of_step(
    store: Store,
    who: Who,
    today: str,
    as_of: str,
    since: str,
    counted: tuple[Any, ...],
    written: tuple[int, str],
) -> list[Row]:
    """The paces of one step, for a row of `count_closed` and the newest row of its cases."""
    step, first = counted[:2], a_year_before(since)
    rows = holders.list_closed(store, who, today, as_of, day_ends(as_of), step, first)
    return pace_rows([{"clock": _closed(row, ".".join(step))} for row in rows], since, as_of)


def _closed(row: Row, step: str) -> Clock:
    days = row["opened_on"], row["first_due_on"], None, row["closed_on"]
    return Clock(step, "", row["commune_code"] or "", *days)


def results_of(
    store: Store,
    who: Who,
    today: str,
    as_of: str,
    since: str,
    *,
    person: str = "",
    unit: str = "",
) -> Row:
    """The figures of a person (uid) or a commune (code) from one day to another, the same
    whoever asks: nobody's own results are cut by his area.

    Keys: cases_closed, median_days, steps_closed, on_time, of, share, held_self_days,
    held_others_days (kind → days), explanations, ended, clocks, explained (the lists behind).
    """
    asker = TERMINAL if person and person == who.uid else who
    clocks = [
        row
        for row in clock_rows(store, asker, today, as_of)
        if _is_of(row, person, unit) and _is_in(row, since, as_of)
    ]
    cases = _cases(store, asker, today, as_of)
    mine = [(row, turn) for row, turn in cases if _is_held(row, turn, person, unit)]
    ended = [_ended(row) for row, turn in mine if _has_ended(row, turn, since, as_of)]
    told = _explained(store, asker, today, since, as_of, person, unit)
    held = held_time(_cut((turn for _, turn in mine), day_begins(since)), now_of(as_of))
    own = {person} if person else held.keys() - HOLDERS.keys()
    found = results(ended, (row["clock"] for row in clocks), held, own, len(told), as_of)
    return _row(found) | {"ended": ended, "clocks": clocks, "explained": told}


def _row(found: Results) -> Row:
    return {
        "cases_closed": found.cases_closed,
        "median_days": found.median_days,
        "steps_closed": found.steps_closed,
        **_rate(found.on_time),
        "held_self_days": found.held_self.total_seconds() / 86400,
        "held_others_days": {
            key: time.total_seconds() / 86400 for key, time in found.held_others.items()
        },
        "explanations": found.explanations,
    }


def _rate(rate: Rate) -> Row:
    return {"on_time": rate.on_time, "of": rate.of, "share": rate.share}


def _duration_row(step: str, commune_code: str, duration: StepDuration) -> Row:
    return {
        "step": step,
        "commune_code": commune_code,
        "median_days": duration.median_days,
        "of": duration.of,
        "limit_days": duration.limit_days,
        "on_time": duration.within.on_time,
        "within": duration.within.share,
        "within_of": duration.within.of,
        "before": duration.before,
        "before_of": duration.before_of,
        "change": duration.change,
    }


def _with_clock(row: Row) -> Row:
    is_person = row["holder_kind"] in ("person", None)
    counts_for = (
        row["officer_login"] or row["holder_uid"] or "" if is_person else row["holder_kind"]
    )
    clock = Clock(
        f"{row['subject']}.{row['step']}",
        counts_for,
        row["commune_code"] or "",
        row["opened_on"],
        row["first_due_on"],
        row["due_on"],
        row["closed_on"],
    )
    return {
        **row,
        "step": clock.step,
        "counts_for": counts_for,
        "days": clock.days,
        "is_on_time": clock.is_on_time,
        "clock": clock,
    }


def _is_of(row: Row, person: str, unit: str) -> bool:
    is_theirs = row["holder_uid"] == person and row["holder_kind"] == "person"
    return (not person or is_theirs) and (not unit or row["commune_code"] == unit)


def _is_in(row: Row, since: str, until: str) -> bool:
    """Closed in the span, or promised for a day of it and still open."""
    day = row["closed_on"] or row["first_due_on"]
    return bool(day) and since <= day <= until


@cached(NEXT_CHANGE)
def _cases(store: Store, who: Who, today: str, as_of: str) -> list[tuple[Row, Turn]]:
    """Every turn as really held, stand-ins named, with its row."""
    away = absences.list_absences(store)
    opened: dict[str, str] = {}
    found = []
    for row in holders.list_turns(store, who, today, day_ends(as_of)):
        first = opened.setdefault(row["subject_uid"], local_day(from_stamp(row["since"])))
        told = {**row, "opened_on": first}
        found += [(told, turn) for turn in effective([turn_of(row)], away)]
    return found


def _is_held(row: Row, turn: Turn, person: str, unit: str) -> bool:
    is_theirs = not person or turn.person_uid == person
    return is_theirs and (not unit or row["commune_code"] == unit)


def _has_ended(row: Row, turn: Turn, since: str, until: str) -> bool:
    """Whether the case came to its end with that turn, within the span."""
    if not row["is_last"] or not row["until"]:
        return False
    at = from_stamp(row["until"])
    return turn.until == at and since <= local_day(at) <= until


def _ended(row: Row) -> Ended:
    return Ended(row["subject_uid"], row["opened_on"], local_day(from_stamp(row["until"])))


def _cut(turns: Any, since: str) -> list[Turn]:
    """The turns from an instant on."""
    at = from_stamp(since)
    return [
        Turn(t.kind, t.person_uid, max(t.since, at), t.until)
        for t in turns
        if t.until is None or t.until > at
    ]


def _explained(
    store: Store, who: Who, today: str, since: str, until: str, person: str, unit: str
) -> list[Row]:
    rows = holders.list_explanations(store, who, today, day_begins(since), day_ends(until))
    return [
        row
        for row in rows
        if (not person or row["who"] == person) and (not unit or row["commune_code"] == unit)
    ]
