"""The corridor: strip map, four figures, stretches and gaps, and what holds any one place."""

from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.maps.strip import draw
from clearance.reports.corridor.corridor import pieces
from clearance.reports.corridor.ground import ground
from clearance.reports.corridor.surveys import bounds_of
from clearance.reports.handover.segments import all_segments, metres_by_key
from clearance.rules.basics.chainage import to_text
from clearance.rules.corridor.handover import Handover, metres, stretches
from clearance.rules.corridor.scopes import held_apart
from clearance.rules.corridor.surveys import Unsurveyed, unsurveyed_in
from clearance.rules.records.permissions import may_open
from clearance.store.corridor import corridor
from clearance.web.corridor import attribution, place
from clearance.web.corridor.comparison import compared
from clearance.web.corridor.road import chosen_road, place_url, roads_or_empty, strip_of, with_kinds
from clearance.web.corridor.survey_labels import declare_url
from clearance.web.corridor.unlock_labels import week_bands
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, store, today, who
from clearance.web.frame.filters import Filter
from clearance.web.frame.known_as_of import (
    clear_m,
    held_of,
    is_then,
    main_of,
    state_of,
    unsurveyed_of,
)
from clearance.web.frame.labels import (
    SCOPE_WORDS,
    kinds_in_words,
    say,
    show_whole,
    unsurveyed_words,
)
from clearance.web.frame.links import list_url
from clearance.web.frame.lists import Column, ListPage
from clearance.web.frame.road_labels import MISSING

blueprint = Blueprint("corridor", __name__)
Row = dict[str, Any]
#: The values of ?show= that list a piece of road, by its state.
_SHOWN = {
    "usable": ("usable", "clear"),
    "short": ("clear",),
    "blocked": ("blocked", "gap"),
    "unknown": ("unknown", "gap"),
}
_GROUPS = {"usable": "done", "short": "doing", "blocked": "stuck", "unknown": "todo"}
_FOLD_M = 8000
#: The clear stretches and the gaps between them.
_PIECES = ListPage(
    "corridor",
    _l("Đoạn sạch và chỗ vướng"),
    "corridor/show.html",
    columns=(
        Column("from_km", _l("Từ")),
        Column("to_km", _l("Đến")),
        Column("length_m", _l("Dài (m)"), "number"),
        Column("state_words", _l("Tình trạng")),
        Column("what", _l("Còn vướng gì")),
        Column("unknown_m", _l("Chưa khảo sát (m)"), "number"),
        Column("unsurveyed", _l("Chưa khảo sát loại nào"), only="file"),
        Column("joined_m", _l("Gỡ xong liền mạch (m)"), "number"),
    ),
    filters=(
        Filter(
            "show",
            _l("Lọc"),
            lambda row: _SHOWN[row["state"]],
            options=(
                ("usable", _l("Thi công được")),
                ("clear", _l("Sạch")),
                ("blocked", _l("Còn vướng")),
                ("unknown", _l("Chưa khảo sát")),
            ),
        ),
    ),
    sorts=("length_m", "unknown_m", "joined_m"),
)


@blueprint.get("/corridor")
@opens("corridor")
def index() -> Any:
    """One alignment on a day; with ?from=&to= also what holds that place."""
    roads = roads_or_empty()
    road = chosen_road(roads)
    state = state_of(road, as_of())
    rows = _pieces(road, state)
    return _PIECES.answer(rows, lambda: _page(roads, road, state))


def _pieces(road: Row, state: Handover) -> list[Row]:
    words = {
        "usable": _("Thi công được"),
        "short": _("Sạch, còn ngắn"),
        "blocked": _("Còn vướng"),
        "unknown": _("Chưa khảo sát"),
    }
    least_m = corridor.usable_m(store(), road["project_uid"])
    found = pieces(state, held_of(road, as_of()), least_m)
    bare = unsurveyed_of(road, as_of())
    return [
        row
        | {
            "state_words": words[row["state"]],
            "what": kinds_in_words(row["kinds"]),
            **_unsurveyed(road, bare, row),
            "from_km": to_text(row["from_m"]),
            "to_km": to_text(row["to_m"]),
        }
        for row in found
    ]


def _unsurveyed(road: Row, bare: tuple[Unsurveyed, ...], row: Row) -> Row:
    """Which kinds are not surveyed in an unknown row, and where that is declared."""
    if row["state"] != "unknown":
        return {"unsurveyed": "", "survey_url": ""}
    place = (row["from_m"], row["to_m"])
    kinds = tuple(unsurveyed_in(bare, *place))
    return {"unsurveyed": unsurveyed_words(kinds), "survey_url": declare_url(road, *place, kinds)}


def _page(roads: list[Row], road: Row, state: Handover) -> Row:
    """What only the page shows, left out of files."""
    seen = place.asked_for(road)
    missing = ground(store(), road).missing
    return {
        "roads": with_kinds(roads),
        "road": road,
        "missing": MISSING.get(missing, str)(),
        "groups": _GROUPS,
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
        "unsurveyed": _metres_by_kind(road),
        "scopes": _scopes(road),
        "households_url": list_url("households", "households.index", done=1),
        "graves_url": list_url("graves", "graves.index", done=1),
        "stuck_url": list_url("households", "households.index", stuck=1),
    }


def _metres_by_kind(road: Row) -> list[tuple[str, int]]:
    """Kinds not surveyed somewhere on the road, in words, and on how many metres."""
    found = unsurveyed_in(unsurveyed_of(road, as_of()), *bounds_of(road))
    return [(unsurveyed_words([kind]), metres_m) for kind, metres_m in found.items()]


def _scopes(road: Row) -> Row:
    """Clear metres of the main scope of works, and what the other scopes still hold."""
    found = held_apart(held_of(road, as_of()), bounds_of(road))
    return {
        "main_m": metres(main_of(road, as_of()).full)["clear"],
        "held": [(say(SCOPE_WORDS, h.scope), h.things, h.held_m) for h in found],
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
