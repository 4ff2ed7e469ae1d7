"""The small strip under the map: the reader's road, and where what passes the filters lies."""

from functools import partial
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import locale_code
from clearance.maps.ribbon import Ribbon, draw
from clearance.reports.cache import until_next_change
from clearance.reports.corridor.ground import on_day
from clearance.store.corridor import corridor
from clearance.store.map import filters
from clearance.web.corridor.comparison import ghost_day
from clearance.web.corridor.road import chosen_road, is_main, place_url, with_kinds
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.frame.labels import show_whole
from clearance.web.frame.links import may_see_cases
from clearance.web.map.filters import given, sifted

Row = dict[str, Any]


def told() -> Row | None:
    """The drawing with its ends and the metres found; None before there is a road."""
    roads = corridor.list_alignments(store())
    if not roads:
        return None
    road = chosen_road(roads)
    found = _found(road)
    marked = None if found is None else tuple(found)
    of = (road["uid"], as_of(), asked("as_of"), ghost_day(), locale_code(), marked)
    return {
        "svg": until_next_change(store(), ("ribbon", *of), lambda: _drawn(road, found)),
        "road": road,
        "roads": with_kinds([r for r in roads if r == road or is_main(r)]),
        "start_m": road["start_m"] or 0,
        "length_m": road["length_m"],
        "found_m": None if found is None else sum(b - a for a, b in found),
    }


def _drawn(road: Row, found: list[tuple[int, int]] | None) -> str:
    full = on_day(store(), road, as_of()).full
    ribbon = Ribbon(road["start_m"] or 0, road["length_m"], full, found)
    return draw(ribbon, partial(place_url, road), _, show_whole)


def _found(road: Row) -> list[tuple[int, int]] | None:
    """Where parcels pass the filters; for who sees none, the segment asked for."""
    if not given():
        return None
    if may_see_cases():
        of = (who(), today(), as_of(), road["uid"], sifted())
        return until_next_change(store(), ("found", *of), lambda: filters.list_spans(store(), *of))
    bands = corridor.list_bands(store(), road["uid"])
    return [(b["from_m"], b["to_m"]) for b in bands if b["code"] == asked("segment")]
