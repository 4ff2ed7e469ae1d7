"""Handover segments on a day: dates promised and kept, metres clear, what still holds them."""

from datetime import date, timedelta
from typing import Any

from clearance.reports.corridor.corridor import look_at
from clearance.reports.corridor.ground import held, main_on_day, on_day
from clearance.reports.corridor.surveys import not_surveyed
from clearance.rules.basics.days import days_between, from_stamp, local_day
from clearance.rules.corridor.handover import CLEAR, metres, within
from clearance.rules.corridor.surveys import unsurveyed_in
from clearance.rules.procedure.derived_state import days_late
from clearance.rules.records.invalidation import HANDOVER
from clearance.store import Store
from clearance.store.corridor import corridor, segments
from clearance.store.journal.cache import cached

Row = dict[str, Any]
#: Where a segment stands between the two keys: code, group of colour and shape.
STANDS = {
    "open": "todo",
    "promised": "doing",
    "offered": "doing",
    "refused": "stuck",
    "accepted": "done",
}

#: What is told of the ground of a segment without a place on a road.
_NOWHERE: Row = {
    "clear_m": 0,
    "main_clear_m": 0,
    "unknown_m": 0,
    "unsurveyed": (),
    "longest_m": 0,
    "kinds": {},
}
#: An offer without an answer is told apart from this many days on (no legal period exists).
UNANSWERED_DAYS = 7


@cached(HANDOVER)
def all_segments(store: Store, as_of: str) -> list[Row]:
    """Every segment as it stood at the end of a day."""
    keys = keys_by_uid(store, "segment", as_of)
    promises = promises_by_segment(store, as_of)
    road = {row["uid"]: row for row in corridor.list_alignments(store)}
    return [
        _told(
            store,
            row,
            road.get(row["alignment_uid"]),
            keys.get(row["uid"], {}),
            promises.get(row["uid"], []),
            as_of,
        )
        for row in segments.list_segments(store)
    ]


def one_segment(store: Store, code: str, as_of: str) -> Row | None:
    """One segment, by code or uid, as it stood at the end of a day."""
    rows = all_segments(store, as_of)
    return next((row for row in rows if code in (row["code"], row["uid"])), None)


def promises_by_segment(store: Store, as_of: str) -> dict[str, list[Row]]:
    """Promises made by the end of a Vietnamese day, oldest first; a slip keeps the older ones."""
    found: dict[str, list[Row]] = {}
    for row in segments.list_promises(store, _after(as_of)):
        made_on = local_day(from_stamp(row["recorded_at"]))
        if made_on <= as_of:
            found.setdefault(row["segment_uid"], []).append({**row, "made_on": made_on})
    return found


def _after(day: str) -> str:
    """A stamp after every instant of that day, in whatever zone."""
    return (date.fromisoformat(day) + timedelta(days=2)).isoformat()


def keys_by_uid(store: Store, subject: str, as_of: str) -> dict[str, dict[str, str]]:
    """The keys turned by the end of a day and on which day, for each segment or offering."""
    found: dict[str, dict[str, str]] = {}
    for row in segments.list_keys(store, subject, as_of):
        found.setdefault(row["subject_uid"], {})[row["step"]] = row["happened_on"]
    return found


def stands(keys: dict[str, str], is_promised: bool) -> str:
    """Where the two keys stand: a later offer drops the refusal before it."""
    for code in ("accepted", "refused", "offered"):
        if code in keys:
            return code
    return "promised" if is_promised else "open"


def _told(
    store: Store,
    row: Row,
    alignment: Row | None,
    keys: dict[str, str],
    promises: list[Row],
    as_of: str,
) -> Row:
    promised_on = promises[-1]["promised_on"] if promises else None
    standing = stands(keys, bool(promised_on))
    kept = {
        name: row[name]
        for name in (
            "uid",
            "version",
            "code",
            "from_m",
            "to_m",
            "need_by_on",
            "package",
            "package_name",
            "contractor",
            "alignment",
            "alignment_uid",
        )
    }
    return {
        **kept,
        "length_m": (row["to_m"] or 0) - (row["from_m"] or 0),
        "promised_on": promised_on,
        "moved": max(len(promises) - 1, 0),
        "promises": promises,
        "standing": standing,
        "group": STANDS[standing],
        "offered_on": keys.get("offered"),
        "accepted_on": keys.get("accepted"),
        "refused_on": keys.get("refused"),
        "waiting_days": waiting_days(standing, keys, as_of),
        "float_days": float_days(row["need_by_on"], keys.get("accepted"), promised_on, as_of),
        "broken_days": days_late(promised_on, as_of) if standing != "accepted" else 0,
        **_road(store, row, alignment, as_of),
    }


def waiting_days(standing: str, keys: dict[str, str], as_of: str) -> int | None:
    """Days since a refusal not answered by a new offer, or since an offer not answered."""
    if standing not in ("offered", "refused"):
        return None
    return days_between(keys[standing], as_of)


def is_disputed(row: Row) -> bool:
    """Refused and not offered again, or offered and long without an answer."""
    return row["standing"] == "refused" or (row["waiting_days"] or 0) >= UNANSWERED_DAYS


def metres_by_key(rows: list[Row]) -> dict[str, int]:
    """Metres of segments standing offered, accepted and refused, apart, and of all of them."""
    found = {
        code: sum(r["length_m"] for r in rows if r["standing"] == code)
        for code in ("offered", "accepted", "refused")
    }
    return found | {"total": sum(r["length_m"] for r in rows)}


def float_days(
    need_by_on: str | None, accepted_on: str | None, promised_on: str | None, as_of: str
) -> int | None:
    """Days between the ground being there and being needed; negative = too late.

    Not accepted yet: the promised day counts, but never one already gone by.
    """
    ready_on = accepted_on
    if ready_on is None and (promised_on or (need_by_on or as_of) < as_of):
        ready_on = max(promised_on or as_of, as_of)
    if not need_by_on or not ready_on:
        return None
    return days_between(ready_on, need_by_on)


def _road(store: Store, row: Row, alignment: Row | None, as_of: str) -> Row:
    """Metres clear and the longest clear run inside the segment; what holds the rest, by kind."""
    if alignment is None or row["from_m"] is None or row["to_m"] is None:
        return _NOWHERE
    state = on_day(store, alignment, as_of)
    span = (row["from_m"], row["to_m"])
    place = look_at(held(store, alignment, as_of), state, *span)
    runs = within(state.full, *span)
    longest = max((run.length_m for run in runs if run.state == CLEAR), default=0)
    main = within(main_on_day(store, alignment, as_of).full, *span)
    return {
        "clear_m": place.states["clear"],
        "main_clear_m": metres(main)[CLEAR],
        "unknown_m": place.states["unknown"],
        "unsurveyed": tuple(unsurveyed_in(not_surveyed(store, alignment), *span)),
        "longest_m": longest,
        "kinds": place.kinds,
    }
