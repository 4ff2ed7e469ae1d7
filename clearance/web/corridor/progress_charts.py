"""When the road becomes clear: the time–chainage diagram, the S-curve and its table."""

from typing import Any

from flask import Blueprint, url_for

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.maps.charts import whole
from clearance.maps.curve_chart import draw_curve
from clearance.maps.time_chart import Dated, draw_time
from clearance.reports.handover.clear_days import Clearing, clearing
from clearance.rules.basics.chainage import span_text
from clearance.rules.corridor.clear_days import clear_by
from clearance.rules.records.permissions import may_open
from clearance.web.corridor.road import chosen_road, place_url, roads_or_empty
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store, who
from clearance.web.frame.labels import show_whole
from clearance.web.frame.lists import Column, ListPage

blueprint = Blueprint("clearing", __name__)
Row = dict[str, Any]
#: The weeks of the curve.
_WEEKS = ListPage(
    "clearing",
    _l("Mét sạch theo tuần"),
    "corridor/time.html",
    columns=(
        Column("day", _l("Đến ngày"), "date"),
        Column("clear_m", _l("Mét sạch"), "number"),
        Column("promised_m", _l("Mét đã cam kết"), "number"),
        Column("need_m", _l("Mét cần có"), "number"),
    ),
    most=0,
)


@blueprint.get("/corridor/time")
@opens("corridor")
def show() -> Any:
    """Both charts of one alignment on a day; as a file, the weeks of the curve."""
    roads = roads_or_empty()
    road = chosen_road(roads)
    found = clearing(store(), road, as_of())
    return _WEEKS.answer(
        list(found.weeks),
        lambda: {
            "road": road,
            "as_of": as_of(),
            "segments": [_in_words(road, row) for row in found.segments],
            "charts": _charts(road, found),
            "figures": _figures(road, found),
        },
    )


def _figures(road: Row, found: Clearing) -> Row:
    """Metres clear, promised and needed by the day asked for, of the whole road."""
    today = next(week for week in found.weeks if week["day"] == as_of())
    return {**today, "clear_m": clear_by(found.pieces, as_of()), "length_m": road["length_m"]}


def _charts(road: Row, found: Clearing) -> list[str]:
    """Both drawings, each with its figures in one sentence for those who hear it."""
    f = _figures(road, found)
    sentence = _(
        "Đến ngày %(day)s: sạch %(clear)s m, đã cam kết %(promised)s m, cần có %(need)s m.",
        day=whole(as_of()),
        clear=show_whole(f["clear_m"]),
        need=show_whole(f["need_m"]),
        promised=show_whole(f["promised_m"]),
    )
    segments = [
        Dated(r["from_m"], r["to_m"], r["code"], r["need_by_on"], r["promised_on"], _url(road, r))
        for r in found.segments
    ]
    days = (found.weeks[0]["day"], found.weeks[-1]["day"], as_of())
    return [
        draw_time(found.pieces, segments, days, _, sentence),
        draw_curve(found.weeks, road["length_m"], _, show_whole, sentence),
    ]


def _url(road: Row, row: Row) -> str:
    if not may_open(who().role, "segments"):
        return place_url(road, row["from_m"], row["to_m"])
    return url_for("segments.show", code=row["code"], as_of=asked("as_of") or None)


def _in_words(road: Row, row: Row) -> Row:
    return {**row, "url": _url(road, row), "place": span_text(row["from_m"], row["to_m"])}
