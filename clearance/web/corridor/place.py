"""One place of the road: its metres, what holds them, and, for those who may, whom to speak to."""

from math import ceil, floor

from flask import abort, request

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.reports.corridor.corridor import look_at, with_next_steps
from clearance.rules.basics.chainage import span_text, to_metres, to_text
from clearance.rules.corridor.handover import Handover
from clearance.rules.corridor.surveys import unsurveyed_in
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.obstacle_kinds import OBSTACLE_KINDS
from clearance.store.corridor import corridor
from clearance.web.corridor.survey_labels import declare_url
from clearance.web.frame.context import as_of, store, today, who
from clearance.web.frame.known_as_of import held_of, is_then, unsurveyed_of
from clearance.web.frame.labels import SIDES, SUBJECTS, kinds_in_words, say, unsurveyed_words
from clearance.web.frame.links import Row, case_url, may_see_cases

_MOST = 200


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
        return ceil(exact) if name == "to" else floor(exact)
    except (ValueError, OverflowError):
        abort(400, _("%(name)s: lý trình phải là số mét hoặc dạng Km12+345.", name=name))


def told(road: Row, state: Handover, place: tuple[int, int]) -> Row:
    """What is known of a place; codes and names only for roles that may see them."""
    seen = look_at(held_of(road, as_of()), state, *place)
    kinds = tuple(unsurveyed_in(unsurveyed_of(road, as_of()), *place))
    rows = _holding(road, place) if may_see_cases() and not is_then() else []
    return {
        "seen": seen,
        "rows": rows,
        "hidden": sum(seen.kinds.values()) - len(rows),
        "what": kinds_in_words(seen.kinds),
        "unsurveyed": unsurveyed_words(kinds),
        "survey_url": declare_url(road, *place, kinds),
        "title": span_text(place[0], place[1]),
    }


def _holding(road: Row, place: tuple[int, int]) -> list[Row]:
    found = corridor.list_holding(store(), who(), today(), as_of(), road["uid"], place, _MOST)
    return [row | _in_words(row) for row in with_next_steps(store(), found, as_of())]


def _in_words(row: Row) -> dict[str, str]:
    step = find_step(row["step_subject"], row["next_step"] or "")
    kind = OBSTACLE_KINDS.get(row["obstacle"] or "")
    return {
        "kind_words": say(SUBJECTS, row["subject"]),
        "step_words": label(step) if step else "",
        "reason_words": label(kind) if kind else "",
        "url": case_url(row),
        "place_words": f"{to_text(row['from_m'])}, {say(SIDES, row['side'])}",
    }
