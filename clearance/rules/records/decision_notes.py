"""Decision notes: what an officer knew, doubted, asked and chose where the rules are unclear.

They are the officer's proof under Regulation 20-QĐ/TU: only added to, never rewritten.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clearance.rules.basics.days import parse_day
from clearance.rules.records.values import is_text

#: A choice needs two ways; more than these no page can show.
LEAST, MOST = 2, 9
#: People asked over the life of a note.
MOST_ASKED = 60


@dataclass(frozen=True, slots=True)
class Result:
    """What a review makes of a pilot; an open one is reviewed again."""

    code: str
    vi: str
    en: str
    is_open: bool = False


_RESULTS = (
    Result("continue", "Làm tiếp, thành cách làm thường xuyên", "Carry on as the usual way"),
    Result("stop", "Dừng thí điểm", "Stop the pilot"),
    Result("extend", "Thí điểm thêm một thời gian", "Try for some time more", is_open=True),
)
RESULTS: dict[str, Result] = {row.code: row for row in _RESULTS}


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody whose advice was sought: since when, and what came back when."""

    who: str
    asked_on: str
    answered_on: str | None = None
    answer: str = ""


def as_text(rows: Iterable[Asked]) -> str:
    """People asked, as a patch carries them."""
    asked = [{name: getattr(row, name) for name in Asked.__slots__} for row in rows]
    return json.dumps(asked, ensure_ascii=False)


def asked_in(text: str | None) -> tuple[Asked, ...]:
    """The people asked that a patch carries; none when it is not such a list."""
    rows = _list(text) or []
    return tuple(Asked(**row) for row in rows) if all(map(_is_asked, rows)) else ()


def options_in(text: str | None) -> tuple[str, ...]:
    """The options a patch carries, in order; none when it is not such a list."""
    rows = _list(text) or []
    return tuple(rows) if all(map(_is_said, rows)) else ()


def by_now(rows: Iterable[Asked]) -> list[Asked]:
    """The last that is known of each person asked, in the order they were first asked."""
    known: dict[str, Asked] = {}
    for row in rows:
        name = " ".join(row.who.casefold().split())
        first = known.get(name, row)
        known[name] = Asked(first.who, min(first.asked_on, row.asked_on), *_answer(first, row))
    return list(known.values())


def _answer(first: Asked, later: Asked) -> tuple[str | None, str]:
    kept = later if later.answered_on else first
    return kept.answered_on, kept.answer


def wrong_note(patch: Mapping[str, Any]) -> tuple[str, str] | None:
    """Why a new note is refused, with the field at fault; None when it is valid."""
    options = options_in(patch["options"])
    if not LEAST <= len(options) <= MOST:
        return "too_few_options", "options"
    if not 1 <= patch["chosen"] <= len(options):
        return "bad_value", "chosen"
    if bool(patch.get("is_pilot")) != bool(patch.get("review_on")):
        return "pilot_needs_day", "review_on"
    if bool(patch.get("subject")) != bool(patch.get("subject_uid")):
        return "bad_value", "subject_uid"
    return wrong_asked(patch)


def wrong_asked(patch: Mapping[str, Any]) -> tuple[str, str] | None:
    """The reason and field when the people asked lack who, since when or answered when."""
    rows = _list(patch.get("consulted"))
    is_right = rows is not None and len(rows) <= MOST_ASKED and all(map(_is_asked, rows))
    return None if is_right else ("bad_value", "consulted")


def wrong_review(patch: Mapping[str, Any]) -> tuple[str, str] | None:
    """A review says what becomes of the pilot, and until when if it goes on being one."""
    result = RESULTS.get(patch.get("result") or "")
    if result is None:
        return "missing_field", "result"
    is_told = result.is_open == bool(patch.get("review_on"))
    return None if is_told else ("pilot_needs_day", "review_on")


def last_day(rows: Iterable[Asked]) -> str:
    """The latest day named among the people asked, '' when there is none."""
    return max((day for row in rows for day in (row.asked_on, row.answered_on or "")), default="")


def _list(text: str | None) -> list[Any] | None:
    """What a JSON text lists: nothing when it is empty, None when it is no list."""
    try:
        rows = json.loads(text or "[]")
    except ValueError:
        return None
    return rows if isinstance(rows, list) else None


def _is_said(value: Any) -> bool:
    return is_text(value) and bool(value.strip())


def _is_asked(row: Any) -> bool:
    if not isinstance(row, dict) or set(row) != set(Asked.__slots__):
        return False
    is_worded = _is_said(row["who"]) and is_text(row["answer"])
    return is_worded and _is_day(row["asked_on"]) and _is_answered(row)


def _is_answered(row: Mapping[str, Any]) -> bool:
    """Not yet, or on a day that is not before the question."""
    day = row["answered_on"]
    return day is None or (_is_day(day) and day >= row["asked_on"])


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and parse_day(value) is not None
