"""Stretches and patchwork of every part of a road: packages, communes, handover segments."""

from typing import Any

from flask import Blueprint

from clearance.i18n import gettext as _
from clearance.reports.corridor.road_parts import patchwork_rows
from clearance.rules.basics.chainage import to_text
from clearance.rules.basics.shares import percent
from clearance.web.corridor import certificates
from clearance.web.corridor.road import chosen_road, place_url, roads_or_empty, with_kinds
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store
from clearance.web.frame.known_as_of import state_of
from clearance.web.frame.lists import Column, answer, cut, heads, in_order
from clearance.web.frame.road_labels import part_kind, part_label

blueprint = Blueprint("parts", __name__)
Row = dict[str, Any]
KINDS = ("whole", "package", "commune", "segment")
_SORTED = (
    "length_m",
    "clear_m",
    "clear_percent",
    "blocked_m",
    "unknown_m",
    "stretches",
    "longest_m",
    "percent",
)


@blueprint.get("/corridor/parts")
@opens("corridor")
def index() -> Any:
    """All parts of one road on a day; ?kind= keeps one kind."""
    roads = roads_or_empty()
    road = chosen_road(roads)
    rows = [_told(row) for row in patchwork_rows(store(), road, state_of(road, as_of()))]
    kept = [row for row in rows if asked("kind") in ("", row["kind"])]
    shown = in_order(kept, _SORTED)
    part = cut(len(shown))
    return answer(
        _columns(),
        shown[part.skip : part.skip + part.most],
        "parts",
        "corridor/parts.html",
        part=part,
        title=_("Đoạn sạch theo từng phần của tuyến"),
        road=road,
        roads=with_kinds(roads),
        heads=heads(_shown(), _SORTED),
        place_url=place_url,
        counts=[(k, part_kind(k), sum(r["kind"] == k for r in rows)) for k in KINDS],
        certificate_url=certificates.certificate_url,
        forms=certificates.forms(road),
    )


def _told(row: Row) -> Row:
    entries = [(to_text(a), to_text(b), usable, a, b) for a, b, usable in row["entries"]]
    return row | {
        "label": part_label(row) if row["kind"] != "whole" else part_kind("whole"),
        "kind_words": part_kind(row["kind"]),
        "from_km": to_text(row["from_m"]),
        "to_km": to_text(row["to_m"]),
        "percent": percent(row["in_usable_m"], row["clear_m"]),
        "clear_percent": percent(row["clear_m"], row["length_m"]),
        "entries": entries,
        "points": "; ".join(f"{a} – {b}" for a, b, *_rest in entries),
    }


def _columns() -> list[Column]:
    return [
        ("label", _("Phần"), "text"),
        ("kind_words", _("Loại"), "text"),
        ("code", _("Mã"), "text"),
        ("from_km", _("Từ"), "text"),
        ("to_km", _("Đến"), "text"),
        ("length_m", _("Dài (m)"), "number"),
        ("clear_m", _("Sạch (m)"), "number"),
        ("clear_percent", _("Sạch, phần trăm chiều dài"), "number"),
        ("blocked_m", _("Còn vướng (m)"), "number"),
        ("unknown_m", _("Chưa khảo sát (m)"), "number"),
        ("stretches", _("Số đoạn sạch"), "number"),
        ("longest_m", _("Dài nhất (m)"), "number"),
        ("median_m", _("Giữa (m)"), "number"),
        ("usable_m", _("Tính thi công được từ (m)"), "number"),
        ("in_usable_m", _("Trong đoạn thi công được (m)"), "number"),
        ("percent", _("Thi công được, phần trăm số mét sạch"), "number"),
        ("points", _("Hai đầu các đoạn sạch"), "text"),
    ]


def _shown() -> list[Column]:
    """The page tells the same in fewer columns."""
    apart = ("kind_words", "code", "from_km", "to_km", "usable_m", "in_usable_m", "median_m")
    return [column for column in _columns() if column[0] not in apart]
