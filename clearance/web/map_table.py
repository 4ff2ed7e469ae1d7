"""The map's twin: what is in view as a table, for the keyboard, for paper, without JavaScript."""

from math import cos, radians
from typing import Any

from clearance.i18n import gettext as _
from clearance.maps.features import Box, web_box
from clearance.reports.segments import all_segments
from clearance.rules.chainage import to_text
from clearance.store import shapes
from clearance.web.desk import as_of, asked, store, today, who
from clearance.web.listing import Column, answer, cut
from clearance.web.map_filters import offered, segments_offered, sifted
from clearance.web.map_rows import group
from clearance.web.place import list_url, may_see_cases
from clearance.web.road import heads
from clearance.web.segment_words import in_words
from clearance.web.wording import SIDES, say

Row = dict[str, Any]
_WORDS = {
    "todo": lambda: _("Chưa làm"),
    "doing": lambda: _("Đang làm"),
    "stuck": lambda: _("Vướng mắc"),
    "done": lambda: _("Đã bàn giao"),
}
#: Half the view of a map some 1,100 by 640 pixels large, in tiles of 256 pixels.
_HALF = (2.2, 1.25)


def answered(context: Row | None) -> Any:
    """The map's page, or its table as a file: parcels, or segments for who sees no case."""
    shown = _parcels if may_see_cases() else _segments
    return shown(context or {})


def _parcels(context: Row) -> Any:
    box, of = view(), (store(), who(), today(), as_of(), sifted())
    part = cut(shapes.count_parcels(*of, box))
    rows = shapes.list_parcels(*of, box, most=part.most, skip=part.skip)
    columns: list[Column] = [
        ("code", _("Thửa"), "text"), ("commune", _("Xã"), "text"),
        ("sheet", _("Tờ/thửa"), "text"), ("place", _("Lý trình"), "text"),
        ("area_recovered_m2", _("Thu hồi (m²)"), "number"), ("state", _("Tình trạng"), "text"),
    ]  # fmt: skip
    told = [row | _told(row) for row in rows]
    return answer(
        columns, told, "parcels", "maps/map.html", part=part, title=_("Thửa đất"),
        layer="parcels", box=box, heads=heads(columns, ()), filters=offered(), **context,
    )  # fmt: skip


def _told(row: Row) -> Row:
    status = group("parcel", row, as_of())
    km = to_text(row["from_m"]) if row["from_m"] is not None else ""
    return {
        "group": status, "state": _WORDS[status](),
        "place": ", ".join(filter(None, [km, say(SIDES, row["side"])])),
        "sheet": f"{row['map_sheet_no'] or '–'}/{row['parcel_no'] or '–'}",
        "url": list_url("parcels", "parcels.show", code=row["code"]),
    }  # fmt: skip


def _segments(context: Row) -> Any:
    known = all_segments(store(), as_of())
    rows = [in_words(row) for row in known if asked("segment") in ("", row["code"])]
    columns: list[Column] = [
        ("code", _("Đoạn"), "text"), ("place", _("Lý trình"), "text"),
        ("length_m", _("Dài (m)"), "number"), ("clear_m", _("Mét sạch"), "number"),
        ("standing_words", _("Tình trạng"), "text"), ("what", _("Còn vướng"), "text"),
    ]  # fmt: skip
    told = [row | {"url": list_url("segments", "segments.show", code=row["code"])} for row in rows]
    return answer(
        columns, told, "segments", "maps/map.html", part=cut(len(rows)),
        title=_("Đoạn bàn giao"), layer="segments", box=None,
        heads=heads(columns, ()),
        filters=segments_offered(known), **context,
    )  # fmt: skip


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
