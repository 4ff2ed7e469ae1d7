"""The corridor: strip map, four figures, stretches and gaps, and what holds any one place."""

from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint

from clearance.i18n import gettext as _
from clearance.maps.strip import draw
from clearance.reports.corridor.corridor import pieces
from clearance.reports.corridor.ground import ground
from clearance.reports.handover.segments import all_segments, metres_by_key
from clearance.rules.basics.chainage import to_text
from clearance.rules.corridor.handover import Handover, metres, stretches
from clearance.rules.records.permissions import may_open
from clearance.store.corridor import corridor
from clearance.web.corridor import attribution, place
from clearance.web.corridor.comparison import compared
from clearance.web.corridor.road import chosen_road, place_url, roads_or_empty, strip_of, with_kinds
from clearance.web.corridor.unlock_labels import week_bands
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.frame.known_as_of import clear_m, held_of, is_then, state_of
from clearance.web.frame.labels import kinds_in_words, show_whole
from clearance.web.frame.links import list_url
from clearance.web.frame.lists import Column, answer, cut, heads, in_order, wanted
from clearance.web.frame.road_labels import MISSING

blueprint = Blueprint("corridor", __name__)
Row = dict[str, Any]
#: What ?show= leaves of the pieces of road.
_SHOWN = {
    "usable": ("usable",),
    "clear": ("usable", "short"),
    "blocked": ("blocked",),
    "unknown": ("unknown",),
    "gap": ("blocked", "unknown"),
}
_GROUPS = {"usable": "done", "short": "doing", "blocked": "stuck", "unknown": "todo"}
_SORTED = ("length_m", "unknown_m", "joined_m")
_FOLD_M = 8000


@blueprint.get("/corridor")
@opens("corridor")
def index() -> Any:
    """One alignment on a day; with ?from=&to= also what holds that place."""
    roads = roads_or_empty()
    road = chosen_road(roads)
    state = state_of(road, as_of())
    rows = _pieces(road, state)
    shown = in_order(_narrowed(rows), _SORTED)
    part = cut(len(shown))
    return answer(
        _columns(),
        shown[part.skip : part.skip + part.most],
        "corridor",
        "corridor/show.html",
        part=part,
        title=_("Đoạn sạch và chỗ vướng"),
        **_page(roads, road, state, rows),
    )


def _columns() -> list[Column]:
    return [
        ("from_km", _("Từ"), "text"),
        ("to_km", _("Đến"), "text"),
        ("length_m", _("Dài (m)"), "number"),
        ("state_words", _("Tình trạng"), "text"),
        ("what", _("Còn vướng gì"), "text"),
        ("unknown_m", _("Chưa khảo sát (m)"), "number"),
        ("joined_m", _("Gỡ xong liền mạch (m)"), "number"),
    ]


def _pieces(road: Row, state: Handover) -> list[Row]:
    words = {
        "usable": _("Thi công được"),
        "short": _("Sạch, còn ngắn"),
        "blocked": _("Còn vướng"),
        "unknown": _("Chưa khảo sát"),
    }
    least_m = corridor.usable_m(store(), road["project_uid"])
    found = pieces(state, held_of(road, as_of()), least_m)
    return [
        row
        | {
            "state_words": words[row["state"]],
            "what": kinds_in_words(row["kinds"]),
            "from_km": to_text(row["from_m"]),
            "to_km": to_text(row["to_m"]),
        }
        for row in found
    ]


def _narrowed(rows: list[Row]) -> list[Row]:
    wanted_states = _SHOWN.get(asked("show"))
    return [row for row in rows if row["state"] in wanted_states] if wanted_states else rows


def _page(roads: list[Row], road: Row, state: Handover, rows: list[Row]) -> Row:
    """What only the page shows, left out of files."""
    if wanted() != "html":
        return {}
    words = (
        ("usable", _("Thi công được")),
        ("clear", _("Sạch")),
        ("blocked", _("Còn vướng")),
        ("unknown", _("Chưa khảo sát")),
    )
    seen = place.asked_for(road)
    missing = ground(store(), road).missing
    return {
        "roads": with_kinds(roads),
        "road": road,
        "missing": MISSING.get(missing, str)(),
        "groups": _GROUPS,
        "heads": heads(_columns(), _SORTED),
        "counts": [(c, text, sum(r["state"] in _SHOWN[c] for r in rows)) for c, text in words],
        "moved": attribution.moved_in_week(road),
        "figures": _figures(road, state),
        "strips": _strips(road, state),
        "ghost": compared(road, state),
        "keys": {} if is_then() else _keys(road),
        "now_m": clear_m(road, as_of()),
        "place": place.told(road, state, seen) if seen else None,
        "place_url": partial(place_url, road),
    }


def _figures(road: Row, state: Handover) -> Row:
    """The figures of the page with their denominators, and the lists behind them."""
    counted = {} if is_then() else corridor.count_cases(store(), who(), today(), as_of())
    least_m = corridor.usable_m(store(), road["project_uid"])
    return {
        **counted,
        "metres": metres(state.full),
        "length_m": road["length_m"],
        "least_m": least_m,
        "patches": stretches(state.full, least_m),
        "households_url": list_url("households", "households.index", done=1),
        "graves_url": list_url("graves", "graves.index", done=1),
        "stuck_url": list_url("households", "households.index", stuck=1),
    }


def _keys(road: Row) -> Row:
    """Metres of the road's segments offered, accepted and refused, linked for those who may."""
    rows = [r for r in all_segments(store(), as_of()) if r["alignment_uid"] == road["uid"]]
    return {
        **metres_by_key(rows),
        "linked": may_open(who().role, "segments"),
        "alignment": road["code"],
    }


def _strips(road: Row, state: Handover) -> list[str]:
    """The strip drawn once in one row and once cut into rows for phones and paper."""
    strip = replace(strip_of(road, state), plan=week_bands(road))
    folds = max(round(road["length_m"] / _FOLD_M), 2)
    return [
        draw(strip, partial(place_url, road), _, show_whole, name, cuts)
        for name, cuts in (("strip", 1), ("rows", folds))
    ]
