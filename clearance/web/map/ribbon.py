"""The small strip under the map: the reader's road, and where what passes the filters lies."""

from functools import partial
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import locale_code
from clearance.maps.ribbon import Ribbon, draw
from clearance.reports.corridor.ground import on_day
from clearance.rules.basics.actors import Who
from clearance.rules.records.invalidation import GROUND
from clearance.store import Store
from clearance.store.corridor import corridor
from clearance.store.journal.cache import NEXT_CHANGE, cached
from clearance.store.map import filters
from clearance.store.map.filters import Sift
from clearance.web.corridor.comparison import ghost_day
from clearance.web.corridor.road import chosen_road, is_main, place_url, with_kinds
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.frame.known_as_of import is_uncounted
from clearance.web.frame.labels import show_whole
from clearance.web.frame.links import may_see_cases
from clearance.web.map.filters import applied, given

Row = dict[str, Any]
Spans = list[tuple[int, int]]


def told() -> Row | None:
    """The drawing with its ends and the metres found; None before there is a road."""
    roads = corridor.list_alignments(store())
    if not roads:
        return None
    road = chosen_road(roads)
    found = _found(road)
    # what the links and the words of the drawing depend on
    address = (asked("as_of"), ghost_day(), asked("known"), locale_code())
    return {
        "svg": _drawn(store(), road, as_of(), found, address),
        "road": road,
        "roads": with_kinds([r for r in roads if r == road or is_main(r)]),
        "start_m": road["start_m"] or 0,
        "length_m": road["length_m"],
        "is_uncounted": is_uncounted(),
        "found_m": None if found is None else sum(b - a for a, b in found),
    }


@cached(GROUND)
def _drawn(own: Store, road: Row, day: str, found: Spans | None, address: tuple[str, ...]) -> str:
    full = on_day(own, road, day).full
    ribbon = Ribbon(road["start_m"] or 0, road["length_m"], full, found)
    return draw(ribbon, partial(place_url, road), _, show_whole)


@cached(NEXT_CHANGE)
def _spans(own: Store, me: Who, today: str, as_of: str, road_uid: str, sift: Sift) -> Spans:
    return filters.list_spans(own, me, today, as_of, road_uid, sift)


def _found(road: Row) -> Spans | None:
    """Where parcels pass the filters; for who sees none, the segment asked for."""
    if not given():
        return None
    if may_see_cases():
        return _spans(store(), who(), today(), as_of(), road["uid"], applied())
    bands = corridor.list_bands(store(), road["uid"])
    return [(b["from_m"], b["to_m"]) for b in bands if b["code"] == asked("segment")]
