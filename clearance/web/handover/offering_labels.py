"""Offerings in words: columns of the list, where the keys stand."""

from typing import Any

from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.chainage import span_text
from clearance.web.frame.filters import Filter
from clearance.web.frame.lists import Column, ListPage
from clearance.web.handover import segment_labels

Row = dict[str, Any]
#: Between the keys a batch stands as a segment does; before them it is only listed.
STANDINGS = {**segment_labels.STANDINGS, "open": _l("Đã lập, chưa đề nghị")}
#: The list of offerings.
OFFERINGS = ListPage(
    "offerings",
    _l("Đợt bàn giao"),
    "handover/offerings/list.html",
    columns=(
        Column("code", _l("Đợt")),
        Column("alignment", _l("Tim tuyến")),
        Column("place", _l("Lý trình"), only="file"),
        Column("parcels", _l("Số thửa"), "number"),
        Column("done", _l("Đã bàn giao (thửa)"), "number", only="file"),
        Column("area_m2", _l("Diện tích (m²)"), "number"),
        Column("made_on", _l("Ngày lập"), "date"),
        Column("standing_words", _l("Tình trạng")),
        Column("offered_on", _l("Đề nghị"), "date", only="file"),
        Column("accepted_on", _l("Nhận"), "date", only="file"),
        Column("refused_on", _l("Từ chối"), "date", only="file"),
        Column("waiting_days", _l("Số ngày chờ"), "number", only="file"),
    ),
    filters=(Filter("standing"),),
)


def in_words(row: Row) -> Row:
    """An offering, or the sum of those that stand alike, with its standing and place in words."""
    place = span_text(row["from_m"], row["to_m"]) if row.get("to_m") else ""
    return {**row, "standing_words": str(STANDINGS[row["standing"]]), "place": place}
