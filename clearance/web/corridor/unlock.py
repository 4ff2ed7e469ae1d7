"""What unlocks most: the points to clear next, what they win, and what to resolve first."""

import re
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, abort

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.maps.strip import Band, draw
from clearance.reports.corridor.commune_bands import commune_bands
from clearance.reports.corridor.ground import on_day
from clearance.reports.corridor.surveys import to_survey
from clearance.reports.corridor.unlock import Wish, best, by_commune, standings, week_plan
from clearance.rules.basics.chainage import span_text
from clearance.rules.corridor.unlock import Opened, Unlock
from clearance.store.corridor import corridor
from clearance.web.corridor.road import chosen_road, place_url, roads_or_empty, strip_of
from clearance.web.corridor.survey_labels import to_declare
from clearance.web.corridor.unlock_labels import all_joins, becomes, joins, points
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store, today
from clearance.web.frame.labels import show_whole
from clearance.web.frame.links import may_see_cases
from clearance.web.frame.lists import Column, ListPage

blueprint = Blueprint("unlock", __name__)
Row = dict[str, Any]
#: A part of the road: its words, where it is, and the usable length of its own, if it has one.
_Part = tuple[str, tuple[tuple[int, int], ...], int | None]
#: Most points, and most steps of effort, that may be asked for.
MOST_POINTS, MOST_STEPS = 50, 200
_DEFAULT = 5
#: Places to survey that are listed.
_MOST_SURVEYS = 5
#: The points to clear next.
_POINTS = ListPage(
    "unlock",
    _l("Gỡ đâu được nhiều nhất"),
    "corridor/unlock.html",
    columns=(
        Column("stretch", _l("Mở đoạn")),
        Column("joins", _l("Nối thành")),
        Column("grown_m", _l("Đoạn dài nhất thêm (m)"), "number"),
        Column("gain_m", _l("Thêm thi công được (m)"), "number"),
        Column("kind_words", _l("Loại")),
        Column("code", _l("Mã"), is_shown=may_see_cases),
        Column("full_name", _l("Người sử dụng đất"), is_shown=may_see_cases),
        Column("officer", _l("Người phụ trách"), is_shown=may_see_cases),
        Column("place", _l("Lý trình")),
        Column("step_words", _l("Bước tiếp theo")),
        Column("due_on", _l("Hạn"), "date"),
        Column("effort", _l("Số bước còn lại"), "number"),
        Column("hindrance_words", _l("Gỡ trước")),
    ),
    most=0,
)


@blueprint.get("/corridor/unlock")
@opens("corridor")
def index() -> Any:
    """The exact best set for a budget in a part of the road, and the week's plan by commune."""
    road = chosen_road(roads_or_empty())
    parts = _parts(road)
    wish = _wish(road, parts)
    found = best(store(), road, as_of(), today(), wish)
    rows = points(road, found, _by_uid(road))
    return _POINTS.answer(rows, lambda: _page(road, parts, wish, found, rows))


def _page(road: Row, parts: dict[str, _Part], wish: Wish, found: Unlock, rows: list[Row]) -> Row:
    """What only the page shows."""
    return {
        "road": road,
        "wish": wish,
        "found": found,
        "parts": parts,
        "drawn": _drawn(road, found),
        "joins": all_joins(found),
        "stretches": [_stretch(road, s, rows) for s in found.opened],
        "later": _later(road, wish),
        "to_declare": [
            to_declare(road, w) for w in to_survey(store(), road, as_of())[:_MOST_SURVEYS]
        ],
        "plan": [_planned(road, row) for row in week_plan(store(), road, as_of(), today())],
        "least_m": wish.usable_m or corridor.usable_m(store(), road["project_uid"]),
        "most": MOST_POINTS,
        "most_steps": MOST_STEPS,
        "sees_cases": may_see_cases(),
    }


def _by_uid(road: Row) -> Row:
    return {s.blocker.uid: s for s in standings(store(), road, as_of(), today())}


def _parts(road: Row) -> dict[str, _Part]:
    """Packages and communes along the road: what ?part= may name."""
    parts: dict[str, _Part] = {
        f"p:{r['code']}": (
            _("Gói thầu %(code)s", code=r["code"]),
            ((r["from_m"], r["to_m"]),),
            r["usable_m"],
        )
        for r in corridor.list_packages(store(), road["uid"])
    }
    for code, bands in by_commune(commune_bands(store(), road)).items():
        places = tuple((band["from_m"], band["to_m"]) for band in bands)
        parts[f"u:{code}"] = (bands[0]["name"], places, None)
    return parts


def _wish(road: Row, parts: dict[str, _Part]) -> Wish:
    start = road["start_m"] or 0
    whole: _Part = ("", ((start, start + road["length_m"]),), None)
    _words, places, usable_m = parts.get(asked("part"), whole)
    if asked("part") and asked("part") not in parts:
        abort(404)
    is_effort = asked("by") == "effort"
    most = MOST_STEPS if is_effort else MOST_POINTS
    text = asked("k", str(_DEFAULT))
    if not (re.fullmatch("[0-9]{1,9}", text) and 1 <= int(text) <= most):
        abort(400, _("k: cần một số nguyên từ 1 đến %(most)s.", most=most))
    return Wish(int(text), places, is_effort, asked("all") == "1", usable_m)


def _later(road: Row, wish: Wish) -> Row | None:
    """What would be won if hindered points could be cleared too, and what to resolve for it."""
    if wish.with_hindered:
        return None
    wider = best(store(), road, as_of(), today(), replace(wish, with_hindered=True))
    rows = [row for row in points(road, wider, _by_uid(road)) if row["hindrance"]]
    once = list({(row["place"], row["kind_words"], row["code"]): row for row in rows}.values())
    return {"found": wider, "rows": once, "joins": all_joins(wider)} if once else None


def _stretch(road: Row, stretch: Opened, rows: list[Row]) -> Row:
    place = span_text(stretch.from_m, stretch.to_m)
    return {
        "from_m": stretch.from_m,
        "to_m": stretch.to_m,
        "length_m": stretch.length_m,
        "gain_m": stretch.gain_m,
        "points": len(stretch.locks),
        "place": place,
        "joins": joins(stretch),
        "url": place_url(road, stretch.from_m, stretch.to_m),
        "rows": [row for row in rows if row["stretch"] == place],
    }


def _planned(road: Row, row: Row) -> Row:
    return row | {
        "place": span_text(row["from_m"], row["to_m"]),
        "joins": joins(row["stretch"]),
        "grown_m": row["stretch"].grown_m,
        "url": place_url(road, row["from_m"], row["to_m"]),
    }


def _drawn(road: Row, found: Unlock) -> list[str]:
    """The strip of the road, in one row and in rows for phones, where there is any to show."""
    if not found.opened:
        return []
    opened = [Band(s.from_m, s.to_m, joins(s), note=becomes(s)) for s in found.opened]
    strip = replace(strip_of(road, on_day(store(), road, as_of())), plan=opened)
    return [
        draw(strip, partial(place_url, road), _, show_whole, name, folds)
        for name, folds in (("unlock", 1), ("unlock-rows", 6))
    ]
