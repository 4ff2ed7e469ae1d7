"""How long each step takes, against its legal limit and the same months a year earlier."""

from typing import Any

from clearance.i18n import lazy_gettext as _l
from clearance.reports.responsibility.performance import clock_rows, paces_of
from clearance.rules.basics.shares import percent
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.frame.links import list_url
from clearance.web.frame.lists import Column, ListPage
from clearance.web.responsibility.results_labels import (
    CLOCKS,
    clock_in_words,
    in_step_order,
    since,
    step_words,
)

Row = dict[str, Any]
#: How long each step takes.
_PACES = ListPage(
    "pace",
    _l("Thời gian giải quyết từng bước"),
    "responsibility/communes/pace.html",
    columns=(
        Column("step_words", _l("Bước")),
        Column("median_days", _l("Trung vị (ngày)"), "number"),
        Column("of", _l("Số lần xong"), "number"),
        Column("limit_days", _l("Thời hạn (ngày)"), "number"),
        Column("on_time", _l("Trong hạn"), "number"),
        Column("within_of", _l("Trên số có hạn"), "number"),
        Column("within_percent", _l("Trong hạn, phần trăm"), "number"),
        Column("before", _l("Cùng kỳ năm trước (ngày)"), "number"),
        Column("before_of", _l("Số lần xong năm trước"), "number"),
        Column("change_percent", _l("Dài hơn năm trước, phần trăm"), "number"),
    ),
    most=0,
)


def paces() -> list[Row]:
    """One row a step, of the commune of ?commune= or of all, in words."""
    rows = paces_of(store(), who(), today(), as_of(), since())
    mine = [row for row in rows if row["commune_code"] == asked("commune")]
    return [_in_words(row) for row in sorted(mine, key=lambda row: in_step_order(row["step"]))]


def index() -> Any:
    """The table on a page of its own, and its files."""
    return _PACES.answer(paces(), lambda: {"since": since()})


def clocks() -> Any:
    """Every term closed in the span: the list behind the table."""
    rows = [
        clock_in_words({k: v for k, v in row.items() if k != "clock"})
        for row in clock_rows(store(), who(), today(), as_of())
        if row["closed_on"] and since() <= row["closed_on"] <= as_of()
    ]
    return CLOCKS.answer(rows, lambda: {"since": since()})


def _in_words(row: Row) -> Row:
    return row | {
        "step_words": step_words(row["step"]),
        "within_percent": percent(row["on_time"], row["within_of"]),
        "change_percent": None if row["change"] is None else round(100 * row["change"], 1),
        "url": list_url(
            "communes",
            "communes.clocks",
            step=row["step"],
            closed="1",
            commune=row["commune_code"] or None,
            since=asked("since") or None,
        ),
    }
