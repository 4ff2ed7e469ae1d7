"""Offerings in words: columns of the list, where the keys stand."""

from typing import Any

from clearance.i18n import gettext as _
from clearance.rules.basics.chainage import span_text
from clearance.web.frame.lists import Column
from clearance.web.handover import segment_labels

Row = dict[str, Any]
#: Between the keys a batch stands as a segment does; before them it is only listed.
STANDINGS = {**segment_labels.STANDINGS, "open": lambda: _("Đã lập, chưa đề nghị")}


def columns() -> list[Column]:
    """What the list shows, and the files with it."""
    return [
        ("code", _("Đợt"), "text"),
        ("alignment", _("Tim tuyến"), "text"),
        ("place", _("Lý trình"), "text"),
        ("parcels", _("Số thửa"), "number"),
        ("done", _("Đã bàn giao (thửa)"), "number"),
        ("area_m2", _("Diện tích (m²)"), "number"),
        ("made_on", _("Ngày lập"), "date"),
        ("standing_words", _("Tình trạng"), "text"),
        ("offered_on", _("Đề nghị"), "date"),
        ("accepted_on", _("Nhận"), "date"),
        ("refused_on", _("Từ chối"), "date"),
        ("waiting_days", _("Số ngày chờ"), "number"),
    ]


def shown() -> list[Column]:
    """The page tells the same in fewer columns: place and days under the words they belong to."""
    kept = ("code", "alignment", "parcels", "area_m2", "made_on", "standing_words")
    return [column for column in columns() if column[0] in kept]


def in_words(row: Row) -> Row:
    """An offering, or the sum of those that stand alike, with its standing and place in words."""
    place = span_text(row["from_m"], row["to_m"]) if row.get("to_m") else ""
    return {**row, "standing_words": STANDINGS[row["standing"]](), "place": place}
