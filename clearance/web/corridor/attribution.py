"""Why the clear metres moved between two days: by part of the road, and change by change."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, abort, url_for

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.reports.corridor.attribution import story
from clearance.reports.corridor.road_parts import WHOLE, all_parts
from clearance.rules.basics.chainage import to_text
from clearance.rules.basics.days import days_between
from clearance.rules.corridor.attribution import Effect
from clearance.web.corridor.road import chosen_road, place_url, roads_or_empty, with_kinds
from clearance.web.corridor.road_codes import code_list, own_things
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, asked_day, store
from clearance.web.frame.known_as_of import clear_m
from clearance.web.frame.lists import Column, ListPage
from clearance.web.frame.road_labels import change_words, part_kind, part_title

blueprint = Blueprint("moves", __name__)
Row = dict[str, Any]
#: Days between the two at most: every change between them is replayed.
_MOST_DAYS = 366
#: The changes between two days.
_MOVES = ListPage(
    "moves",
    _l("Vì sao số mét sạch thay đổi"),
    "corridor/moves.html",
    columns=(
        Column("known_on", _l("Ngày ghi"), "date"),
        Column("what", _l("Thay đổi")),
        Column("codes", _l("Mã")),
        Column("from_km", _l("Từ")),
        Column("to_km", _l("Đến")),
        Column("clear_m", _l("Mét sạch"), "number"),
        Column("usable_m", _l("Mét thi công được"), "number"),
    ),
)


@blueprint.get("/corridor/moves")
@opens("corridor")
def index() -> Any:
    """The difference between two days, default the last seven, and what made it."""
    roads = roads_or_empty()
    road, days = chosen_road(roads), span()
    found, parts = story(store(), road, days), all_parts(store(), road)
    part = next((p for p in parts if p["key"] == asked("part")), parts[0])
    rows = _changes(road, found.effects, part["key"])
    shown = rows if asked("show") == "all" else [r for r in rows if r["clear_m"] or r["usable_m"]]
    return _MOVES.answer(
        shown,
        lambda: {
            "roads": with_kinds(roads),
            "road": road,
            "days": days,
            "chosen": part | {"label": part_title(part)},
            "quiet": len(rows) - len(shown),
            "parts": _part_rows(parts, found),
            "place_url": place_url,
            "now_m": [clear_m(road, day) for day in days],
        },
    )


def span() -> tuple[str, str]:
    """The two days of ?from_day=&to_day=: by default the day shown and seven days before it."""
    last = asked_day("to_day") or as_of()
    first = asked_day("from_day") or (date.fromisoformat(last) - timedelta(days=7)).isoformat()
    if first > last:
        abort(400, _("from_day phải trước to_day."))
    if days_between(first, last) > _MOST_DAYS:
        abort(
            400,
            _(
                "Hai ngày so sánh cách nhau nhiều nhất %(most)s ngày; hãy chọn ngày gần hơn.",
                most=_MOST_DAYS,
            ),
        )
    return first, last


def moved_in_week(road: Row) -> Row:
    """Clear metres gained in the seven days up to the day shown, how many there were then, as each
    was recorded, and where to read why."""
    last = as_of()
    days = ((date.fromisoformat(last) - timedelta(days=7)).isoformat(), last)
    found, key = story(store(), road, days), f"{WHOLE}:{road['code']}"
    gained, _usable_m = found.moved(key)
    where = {"alignment": road["mark"], "as_of": asked("as_of") or None}
    return {
        "clear_m": gained,
        "then_m": found.clear_m[key] + gained,
        "url": url_for("moves.index", **where),
    }


def _changes(road: Row, effects: tuple[Effect, ...], key: str) -> list[Row]:
    own = own_things(road)
    rows = [
        {
            "known_on": e.what.known_on if e.what else None,
            "what": change_words(e.what),
            "codes": code_list(e.what.pairs if e.what else (), own),
            "from_m": e.place[0],
            "to_m": e.place[1],
            "from_km": to_text(e.place[0]),
            "to_km": to_text(e.place[1]),
            "clear_m": e.clear_m[key],
            "usable_m": e.usable_m[key],
        }
        for e in effects
        if e.what or e.clear_m[key] or e.usable_m[key]
    ]
    return sorted(rows, key=lambda row: (-abs(row["clear_m"]), -abs(row["usable_m"])))


def _part_rows(parts: list[Row], found: Any) -> list[Row]:
    """Each part with its metres before, after and the difference."""
    rows = []
    for part in parts:
        clear, usable = found.moved(part["key"])
        before = found.clear_m[part["key"]]
        rows.append(
            part
            | {
                "kind_words": part_kind(part["kind"]),
                "length_m": part["to_m"] - part["from_m"],
                "before_m": before,
                "after_m": before + clear,
                "clear_m": clear,
                "usable_m": usable,
                "label": part_title(part),
            }
        )
    return [row for row in rows if row["kind"] == WHOLE or _is_listed(row)]


def _is_listed(row: Row) -> bool:
    """Segments are many: list those whose metres moved; of the rest, what has any length."""
    if row["kind"] == "segment":
        return bool(row["clear_m"] or row["usable_m"]) or row["key"] == asked("part")
    return bool(row["length_m"] > 0)
