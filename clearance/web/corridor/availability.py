"""The availability calendar: for each 100 m when it was not available, and what held it."""

from typing import Any

from flask import Blueprint

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.reports.corridor.availability import calendar_of, first_day
from clearance.reports.corridor.corridor import KINDS
from clearance.reports.corridor.road_parts import all_parts
from clearance.rules.basics.chainage import to_text
from clearance.rules.corridor.availability import Period
from clearance.web.corridor.place import asked_for
from clearance.web.corridor.road import chosen_road, place_url, roads_or_empty, with_kinds
from clearance.web.corridor.road_codes import code_list, own_things
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, asked_day, store
from clearance.web.frame.labels import kinds_in_words
from clearance.web.frame.lists import Column, ListPage, cut
from clearance.web.frame.road_labels import part_kind, part_label

blueprint = Blueprint("availability", __name__)
Row = dict[str, Any]
_MANY = 1000
#: The periods in which ground was not available.
_PERIODS = ListPage(
    "availability",
    _l("Lịch mặt bằng theo lý trình"),
    "corridor/availability.html",
    columns=(
        Column("from_km", _l("Từ")),
        Column("to_km", _l("Đến")),
        Column("from_day", _l("Không có mặt bằng từ ngày"), "date"),
        Column("to_day", _l("Đến trước ngày"), "date"),
        Column("still", _l("Còn kéo dài")),
        Column("days", _l("Số ngày"), "number"),
        Column("held_m", _l("Mét chưa có"), "number"),
        Column("unknown_m", _l("Chưa khảo sát (m)"), "number"),
        Column("metre_days", _l("Mét × ngày"), "number"),
        Column("cause", _l("Nguyên nhân")),
        Column("codes", _l("Mã")),
        Column("known_on", _l("Theo những gì đã ghi đến ngày"), "date"),
    ),
)


@blueprint.get("/corridor/availability")
@opens("corridor")
def index() -> Any:
    """Periods not available, up to the day asked for and as known on ?known_on=."""
    roads = roads_or_empty()
    road = chosen_road(roads)
    known_on = asked_day("known_on") or as_of()
    from_day = asked_day("from_day") or first_day(store(), road)
    parts = all_parts(store(), road)
    part = next((p for p in parts if p["key"] == asked("part")), parts[0])
    place = asked_for(road) or (part["from_m"], part["to_m"])
    found = calendar_of(store(), road, known_on, from_day or known_on, place)
    page = cut(len(found))
    own = own_things(road)
    rows = [_in_words(p, known_on, own) for p in found[page.skip : page.skip + page.most]]
    return _PERIODS.answer_part(
        page,
        rows,
        lambda: {
            "road": road,
            "roads": with_kinds(roads),
            "known_on": known_on,
            "from_day": from_day,
            "place": place,
            "place_url": place_url,
            "chosen": part,
            "parts": [_part(p) for p in parts],
            "metre_days": sum(p.metre_days for p in found),
        },
    )


def _part(part: Row) -> Row:
    return part | {"label": part_label(part), "kind_words": part_kind(part["kind"])}


def _in_words(period: Period, known_on: str, own: set[str]) -> Row:
    kinds = {k: sum(b.kind == k for b in period.causes) for k in KINDS}
    words = kinds_in_words({kind: n for kind, n in kinds.items() if n})
    unknown = _("%(n)s m chưa khảo sát", n=period.unknown_m) if period.unknown_m else ""
    codes = code_list([(b.uid, b.code) for b in period.causes], own, _MANY)
    return {
        "from_m": period.from_m,
        "to_m": period.to_m,
        "from_km": to_text(period.from_m),
        "to_km": to_text(period.to_m),
        "from_day": period.from_day,
        "to_day": period.to_day,
        "days": period.days,
        "held_m": period.held_m,
        "unknown_m": period.unknown_m,
        "metre_days": period.metre_days,
        "still": _("chưa dứt") if period.to_day > known_on else "",
        "cause": ", ".join(filter(None, [words, unknown])),
        "codes": codes,
        "known_on": known_on,
    }
