"""The map's twin: what is in view as a table, for the keyboard, for paper, without JavaScript."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import cos, radians
from typing import Any

from flask import abort

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.i18n import lazy_gettext as _l
from clearance.maps.features import Box, web_box
from clearance.maps.layers import LAYERS
from clearance.reports.handover.segments import all_segments
from clearance.rules.basics.actors import Who
from clearance.rules.basics.chainage import to_text
from clearance.store import Store
from clearance.store.journal.cache import cached
from clearance.store.map import tile_revision
from clearance.store.map.filters import FILTERS
from clearance.store.map.table import Wanted, count_things, list_things
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.frame.labels import GRAVES, SIDES, say
from clearance.web.frame.links import list_url, may_see_cases
from clearance.web.frame.lists import Column, ListPage, cut
from clearance.web.frame.visibility import area
from clearance.web.handover.segment_labels import in_words
from clearance.web.map.filters import applied, is_opened, offered, segments_offered
from clearance.web.map.layer_rows import CASES, group

Row = dict[str, Any]
_WORDS = {
    "todo": lambda: _("Chưa làm"),
    "doing": lambda: _("Đang làm"),
    "stuck": lambda: _("Vướng mắc"),
    "done": lambda: _("Đã bàn giao"),
}
#: The page is the map first: its table is half as long as other lists.
_ROWS = 25
#: Half the view of a map some 1,100 by 640 pixels large, in tiles of 256 pixels.
_HALF = (2.2, 1.25)


def _layer(name: str, *own: Column) -> ListPage:
    """The list of one layer, with the columns of its own; its title is that of the layer."""
    return ListPage(
        name,
        "",
        "map/map.html",
        columns=(
            Column("code", _l("Mã")),
            Column("commune", _l("Xã")),
            *own,
            Column("place", _l("Lý trình")),
            Column("state", _l("Tình trạng")),
        ),
    )


_KIND = Column("kind", _l("Loại"))
_LAYERS = {
    "parcels": _layer(
        "parcels",
        Column("sheet", _l("Tờ/thửa")),
        Column("area_recovered_m2", _l("Thu hồi (m²)"), "number"),
    ),
    "structures": _layer("structures", _KIND, Column("area_m2", _l("Diện tích (m²)"), "number")),
    "utilities": _layer("utilities", _KIND),
    "graves": _layer(
        "graves", Column("kind_words", _l("Loại")), Column("cemetery", _l("Nghĩa trang"))
    ),
}
#: What is shown of a row of one layer beside what all have.
_OWN: dict[str, Callable[[Row], Row]] = {
    "parcels": lambda row: {"sheet": f"{row['map_sheet_no'] or '–'}/{row['parcel_no'] or '–'}"},
    "structures": lambda _row: {},
    "utilities": lambda _row: {},
    "graves": lambda row: {"kind_words": say(GRAVES, row["kind"])},
}
#: The segments, for who sees no cases.
_SEGMENTS = ListPage(
    "segments",
    _l("Đoạn bàn giao"),
    "map/map.html",
    columns=(
        Column("code", _l("Đoạn")),
        Column("place", _l("Lý trình")),
        Column("length_m", _l("Dài (m)"), "number"),
        Column("clear_m", _l("Mét sạch"), "number"),
        Column("standing_words", _l("Tình trạng")),
        Column("what", _l("Còn vướng")),
    ),
)


def answered(context: Row | None) -> Any:
    """The map's page, or its table as a file: cases of one layer, or segments for who sees none."""
    shown = _things if may_see_cases() else _segments
    return shown(context or {})


def _things(context: Row) -> Any:
    layer = asked("layer", "parcels") or "parcels"
    if layer not in CASES:
        abort(404)
    wanted = Wanted(layer, who(), today(), as_of(), applied(), view())
    part = cut(_count(wanted), _ROWS)
    rows = list_things(store(), wanted, part.most, part.skip)
    listed = replace(_LAYERS[layer], title=label(LAYERS[layer]))
    return listed.answer_part(
        part,
        [row | _in_words(layer, row) for row in rows],
        lambda: {
            "layer": layer,
            "box": wanted.box,
            "kinds": _kinds(),
            "filter_names": FILTERS,
            "filters": offered() if is_opened() else None,
            **context,
        },
    )


def _count(wanted: Wanted) -> int:
    """How many; of all in an area this moves only when there is another thing or area."""
    if not wanted.is_all:
        return count_things(store(), wanted)
    return _count_all(store(), wanted.layer, who(), today(), area())


def _things_of(own: Store, *_arguments: Any) -> str:
    return tile_revision.last(own)


@cached(_things_of)
def _count_all(own: Store, layer: str, me: Who, day: str, area: str) -> int:
    return count_things(own, Wanted(layer, me, day, day))


def _kinds() -> list[tuple[str, str]]:
    """What the table can list, in words."""
    return [(name, label(LAYERS[name])) for name in CASES]


def _in_words(layer: str, row: Row) -> Row:
    status = group(CASES[layer], row, as_of())
    km = to_text(row["from_m"]) if row["from_m"] is not None else ""
    page = "graves" if layer == "graves" else "parcels"
    return {
        "group": status,
        "state": _WORDS[status](),
        "place": ", ".join(filter(None, [km, say(SIDES, row["side"])])),
        "url": list_url(page, f"{layer}.show", code=row["code"]),
        **_OWN[layer](row),
    }


def _segments(context: Row) -> Any:
    known = all_segments(store(), as_of())
    rows = [in_words(row) for row in known if asked("segment") in ("", row["code"])]
    page = partial(list_url, "segments", "segments.show")
    return _SEGMENTS.answer_part(
        cut(len(rows)),
        [row | {"url": page(code=row["code"])} for row in rows],
        lambda: {
            "layer": "segments",
            "box": None,
            "kinds": (),
            "filter_names": ("segment",),
            "filters": segments_offered(known),
            **context,
        },
    )


def view() -> Box | None:
    """The box of ?bbox=, or of ?view=zoom/lat/lon as the map writes it; None when neither fits."""
    try:
        return web_box(asked("bbox") or _around(*map(float, asked("view").split("/"))))
    except (ValueError, TypeError, OverflowError):
        return None


def _around(zoom: float, lat: float, lon: float) -> str:
    """west,south,east,north of a map with that centre, in degrees."""
    tile = 360 / 2**zoom
    high = tile * cos(radians(lat)) * _HALF[1]
    wide = tile * _HALF[0]
    return f"{lon - wide},{lat - high},{lon + wide},{lat + high}"
