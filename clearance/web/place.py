"""One place of the road: its metres, what holds them, and, for those who may, whom to speak to."""

from math import ceil, floor
from typing import Any

from flask import abort, current_app, request, url_for

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.reports.corridor import look_at, with_next_steps
from clearance.rules.chainage import span_text, to_metres, to_text
from clearance.rules.handover import Handover
from clearance.rules.obstacles import OBSTACLE_KINDS
from clearance.rules.permissions import may_open, sees
from clearance.rules.steps import find_step
from clearance.store import corridor
from clearance.web.desk import as_of, asked, store, today, who
from clearance.web.known import held_of, is_then
from clearance.web.road import kinds_in_words
from clearance.web.wording import SIDES, SUBJECTS, say

Row = dict[str, Any]
_MOST = 200
#: Where the code of a thing leads: page group and view; all others lead to their household.
_PAGES = {"parcel": ("parcels", "parcels.show"), "grave": ("graves", "graves.show")}
_HOUSEHOLD = ("households", "households.show")


def asked_for(road: Row) -> tuple[int, int] | None:
    """The place of ?from=&to=, cut to the road; None when none is asked for."""
    from_m, to_m = _metres("from"), _metres("to")
    if from_m is None and to_m is None:
        return None
    start = road["start_m"] or 0
    end = start + road["length_m"]
    low = max(start if from_m is None else from_m, start)
    high = min(end if to_m is None else to_m, end)
    return (low, high) if low < high else None


def _metres(name: str) -> int | None:
    """A chainage of the address in whole metres, as a number or as Km12+345."""
    text = request.args.get(name, "").strip()
    if not text:
        return None
    try:
        exact = float(text) if text.replace(".", "", 1).isdecimal() else to_metres(text)
    except ValueError:
        abort(400, _("%(name)s: lý trình phải là số mét hoặc dạng Km12+345.", name=name))
    return ceil(exact) if name == "to" else floor(exact)


def told(road: Row, state: Handover, place: tuple[int, int]) -> Row:
    """What is known of a place; codes and names only for roles that may see them."""
    seen = look_at(held_of(road, as_of()), state, *place)
    rows = _holding(road, place) if may_see_cases() and not is_then() else []
    return {
        "seen": seen, "rows": rows, "hidden": sum(seen.kinds.values()) - len(rows),
        "what": kinds_in_words(seen.kinds), "title": span_text(place[0], place[1]),
    }  # fmt: skip


def may_see_cases() -> bool:
    """Whether whoever is here may see codes and names behind the metres."""
    role = who().role
    return may_open(role, "parcels") and sees(role, "full_name") != "never"


def _holding(road: Row, place: tuple[int, int]) -> list[Row]:
    found = corridor.list_holding(store(), who(), today(), as_of(), road["uid"], place, _MOST)
    return [row | _in_words(row) for row in with_next_steps(store(), found, as_of())]


def _in_words(row: Row) -> dict[str, str]:
    step = find_step(row["step_subject"], row["next_step"] or "")
    kind = OBSTACLE_KINDS.get(row["obstacle"] or "")
    return {
        "kind_words": say(SUBJECTS, row["subject"]), "step_words": label(step) if step else "",
        "reason_words": label(kind) if kind else "", "url": case_url(row),
        "place_words": f"{to_text(row['from_m'])}, {say(SIDES, row['side'])}",
    }  # fmt: skip


def case_url(row: Row) -> str:
    """The page of what a row of store.corridor.list_holding is about, "" when it may not open."""
    if row["subject"] in _PAGES:
        return list_url(*_PAGES[row["subject"]], code=row["code"])
    return list_url(*_HOUSEHOLD, code=row["household"]) if row["household"] else ""


def list_url(group: str, endpoint: str, **args: Any) -> str:
    """The page behind a number or a code on the day shown, '' for a role that may not open it."""
    if endpoint not in current_app.view_functions or not may_open(who().role, group):
        return ""
    return url_for(endpoint, as_of=asked("as_of") or None, **args)
