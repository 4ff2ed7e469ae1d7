"""The road on a projector: large, light, without names or menu; the arrow keys step communes."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, url_for

from clearance.i18n import gettext as _
from clearance.maps.strip import draw
from clearance.reports.corridor.corridor import widest_gaps
from clearance.reports.corridor.ground import held, main_on_day, on_day
from clearance.reports.corridor.road_parts import WHOLE, patchwork_rows
from clearance.reports.corridor.unlock import week_plan
from clearance.rules.basics.chainage import span_text
from clearance.web.corridor.road import chosen_road, place_url, roads_or_empty, strip_between
from clearance.web.corridor.unlock_labels import joins
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store, today
from clearance.web.frame.labels import kinds_in_words, show_whole
from clearance.web.frame.road_labels import part_label

blueprint = Blueprint("present", __name__)
Row = dict[str, Any]
#: Gaps shown: those whose clearing would join the most metres.
_MOST_GAPS = 3
_SHOWN = (WHOLE, "commune")


@blueprint.get("/corridor/present")
@opens("corridor")
def show() -> Any:
    """The whole road, or with ?part= one commune of it: strip, metres, plan, widest gaps."""
    road = chosen_road(roads_or_empty())
    day = (store(), road, as_of())
    found = patchwork_rows(store(), road, on_day(*day), main_on_day(*day))
    rows = [r for r in found if r["kind"] in _SHOWN]
    rows = [r for r in rows if r["length_m"]]
    keys = [row["key"] for row in rows]
    at = keys.index(asked("part")) if asked("part") in keys else None
    if asked("part") and at is None:
        abort(404)
    part, at = rows[at or 0], at or 0
    return render_template(
        "corridor/present.html",
        road=road,
        part=part,
        title=_title(part),
        drawn=_drawn(road, part),
        gaps=_gaps(road, part),
        plan=_plan(road, part),
        before=_url(road, rows[at - 1]) if at else "",
        leave=_url(road, part, "corridor.index"),
        after=_url(road, rows[at + 1]) if at + 1 < len(rows) else "",
        show_as_of=False,
        number=at + 1,
        last=len(rows),
    )


def _title(part: Row) -> str:
    return str(part["name"] if part["kind"] == WHOLE else part_label(part))


def _url(road: Row, part: Row, endpoint: str = "present.show") -> str:
    key = part["key"] if endpoint == "present.show" else None
    return url_for(endpoint, alignment=road["mark"], part=key, as_of=asked("as_of") or None)


def _drawn(road: Row, part: Row) -> str:
    strip = strip_between(road, on_day(store(), road, as_of()), part["from_m"], part["to_m"])
    return draw(strip, partial(place_url, road), _, show_whole, "present")


def _gaps(road: Row, part: Row) -> list[Row]:
    """The gaps of the part that would join the most metres: where, how long, what holds them."""
    state, place = on_day(store(), road, as_of()), (part["from_m"], part["to_m"])
    return [
        {
            **row,
            "place": span_text(row["from_m"], row["to_m"]),
            "what": ", ".join(filter(None, (kinds_in_words(row["kinds"]), _unknown(row)))),
        }
        for row in widest_gaps(state, held(store(), road, as_of()), place, _MOST_GAPS)
    ]


def _unknown(row: Row) -> str:
    unknown_m = row["unknown_m"]
    return _("chưa khảo sát %(n)s m", n=show_whole(unknown_m)) if unknown_m else ""


def _plan(road: Row, part: Row) -> list[Row]:
    """This week's plan in the part: how many points join what, the longest gains first."""
    rows = week_plan(store(), road, as_of(), today())
    inside = [r for r in rows if part["kind"] == WHOLE or r["unit"] == part["code"]]
    return [
        row | {"place": span_text(row["from_m"], row["to_m"]), "joins": joins(row["stretch"])}
        for row in sorted(inside, key=lambda row: -row["stretch"].grown_m)[:_MOST_GAPS]
    ]
