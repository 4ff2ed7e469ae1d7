"""The points of a best set in words: what each is, whose case frees it, what comes next."""

from collections import Counter
from decimal import Decimal
from typing import Any

from flask_babel import format_decimal

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.maps.strip import Band
from clearance.reports.corridor.corridor import with_next_steps
from clearance.reports.corridor.unlock import Standing, week_plan
from clearance.rules.basics.chainage import span_text
from clearance.rules.corridor.hindrances import BY_CODE
from clearance.rules.corridor.unlock import Lock, Opened, Unlock
from clearance.rules.procedure.steps import find_step
from clearance.store.cases import deadlines
from clearance.store.corridor import corridor
from clearance.web.corridor.road import place_url
from clearance.web.frame.context import as_of, store, today, who
from clearance.web.frame.labels import kinds_in_words, show_whole
from clearance.web.frame.links import case_url, list_url, may_see_cases

Row = dict[str, Any]
#: More things than this are not looked up by name on one stretch.
_MOST = 500
#: So many of the joined runs are told one by one, the longest ones.
_MOST_JOINED = 3


def points(road: Row, found: Unlock, known: dict[str, Standing]) -> list[Row]:
    """Every point of a set along the road, a case's ground in one row; names where they may be."""
    return [
        _told(stretch, lock, [known[uid] for uid in lock.uids], people)
        for stretch in found.opened
        for people in [_people(road, stretch)]
        for lock in stretch.locks
    ]


def week_bands(road: Row) -> list[Band]:
    """This week's plan as bands of the strip: how many points open which metres."""
    return [
        Band(
            row["from_m"],
            row["to_m"],
            joins(row["stretch"]),
            place_url(road, row["from_m"], row["to_m"]),
            becomes(row["stretch"]),
        )
        for row in week_plan(store(), road, as_of(), today())
    ]


def joins(stretch: Opened) -> str:
    """What a stretch joins: `2,3 km + 5,7 km → một đoạn 8,0 km`."""
    runs = sorted(stretch.joins, key=lambda run: run[0] - run[1])
    told = [_far(end - start) for start, end in sorted(runs[:_MOST_JOINED])]
    if rest := runs[_MOST_JOINED:]:
        metres = _far(sum(end - start for start, end in rest))
        told.append(_("%(n)s đoạn ngắn hơn (%(m)s)", n=len(rest), m=metres))
    before = " + ".join(told) or _("chưa có mét sạch")
    return _("%(before)s → một đoạn %(length)s", before=before, length=_far(stretch.length_m))


def all_joins(found: Unlock) -> str:
    """What a set joins: its one stretch, or how many there are and the longest."""
    if len(found.opened) == 1:
        return joins(found.opened[0])
    longest = _far(max((stretch.length_m for stretch in found.opened), default=0))
    n = len(found.opened)
    return _("%(n)s đoạn liền mạch, dài nhất %(length)s", n=n, length=longest)


def becomes(stretch: Opened) -> str:
    """The same where there is little room: `→ 8,0 km`."""
    return f"→ {_far(stretch.length_m)}"


def _far(metres: int) -> str:
    """Whole metres, from a kilometre on kilometres to a tenth."""
    if metres < 1000:
        return f"{show_whole(metres)} m"
    return f"{format_decimal(Decimal(metres) / 1000, '0.0')} km"


def _people(road: Row, stretch: Opened) -> dict[tuple[str, str], Row]:
    """What holds a stretch in the asker's area, by kind and code; nothing for who may not see."""
    if not may_see_cases():
        return {}
    reach = (min(k.from_m for k in stretch.locks), max(k.to_m for k in stretch.locks))
    rows = corridor.list_holding(store(), who(), today(), as_of(), road["uid"], reach, _MOST)
    return {(row["subject"], row["code"]): row for row in rows}


def _told(
    stretch: Opened, lock: Lock, own: list[Standing], people: dict[tuple[str, str], Row]
) -> Row:
    kinds = Counter(standing.blocker.kind for standing in own)
    reason = next((BY_CODE[s.hindrance] for s in own if s.hindrance), None)
    mine = [people[key] for s in own if (key := (s.blocker.kind, s.blocker.code)) in people]
    return {
        "stretch": span_text(stretch.from_m, stretch.to_m),
        "joins": joins(stretch),
        "gain_m": stretch.gain_m,
        "grown_m": stretch.grown_m,
        "place": span_text(lock.from_m, lock.to_m),
        "kind_words": kinds_in_words(dict(kinds)),
        "effort": max(s.effort for s in own),
        "hindrance": reason.code if reason else "",
        "hindrance_words": label(reason) if reason else "",
        **_case(mine[:1]),
    }


def _case(mine: list[Row]) -> Row:
    """Whose case it is and what comes next, empty outside the asker's area."""
    row = with_next_steps(store(), mine, as_of())[0] if mine else {}
    step = find_step(row.get("step_subject", ""), row.get("next_step") or "")
    is_household = row.get("step_subject") == "household"
    code = row.get("household" if is_household else "code") or ""
    return {
        "code": code,
        "full_name": row.get("full_name") or "",
        "officer": row.get("officer") or "",
        "step_words": label(step) if step else "",
        "days_late": row.get("days_late", 0),
        "due_on": _due(row),
        "url": _url(row, code, is_household),
    }


def _url(row: Row, code: str, is_household: bool) -> str:
    if is_household:
        return list_url("households", "households.show", code=code)
    return case_url(row) if row else ""


def _due(row: Row) -> str | None:
    clock = deadlines.find_clock(store(), row["step_uid"], row["next_step"] or "") if row else None
    return clock["due_on"] if clock else None
