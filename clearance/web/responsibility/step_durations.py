"""How long each step takes, against its legal limit and the same months a year earlier."""

from typing import Any

from clearance.i18n import gettext as _
from clearance.reports.responsibility.performance import clock_rows, pace_rows
from clearance.rules.basics.shares import percent
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.frame.filters import chips, sifted
from clearance.web.frame.links import list_url
from clearance.web.frame.lists import Column, answer, cut
from clearance.web.responsibility.results_labels import (
    SIEVES,
    clock_columns,
    clock_told,
    in_step_order,
    since,
    step_words,
)

Row = dict[str, Any]


def paces() -> list[Row]:
    """One row a step, of the commune of ?commune= or of all, in words."""
    clocks = clock_rows(store(), who(), today(), as_of())
    rows = pace_rows(clocks, since(), as_of())
    mine = [row for row in rows if row["commune_code"] == asked("commune")]
    return [_told(row) for row in sorted(mine, key=lambda row: in_step_order(row["step"]))]


def columns() -> list[Column]:
    """What the table tells and its files hold."""
    return [
        ("step_words", _("Bước"), "text"),
        ("median_days", _("Trung vị (ngày)"), "number"),
        ("of", _("Số lần xong"), "number"),
        ("limit_days", _("Thời hạn (ngày)"), "number"),
        ("on_time", _("Trong hạn"), "number"),
        ("within_of", _("Trên số có hạn"), "number"),
        ("within_percent", _("Trong hạn, phần trăm"), "number"),
        ("before", _("Cùng kỳ năm trước (ngày)"), "number"),
        ("before_of", _("Số lần xong năm trước"), "number"),
        ("change_percent", _("Dài hơn năm trước, phần trăm"), "number"),
    ]


def index() -> Any:
    """The table on a page of its own, and its files."""
    return answer(
        columns(),
        paces(),
        "pace",
        "responsibility/communes/pace.html",
        since=since(),
        title=_("Thời gian giải quyết từng bước"),
    )


def clocks() -> Any:
    """Every term closed in the span: the list behind the table."""
    rows = [
        clock_told({k: v for k, v in row.items() if k != "clock"})
        for row in clock_rows(store(), who(), today(), as_of())
        if row["closed_on"] and since() <= row["closed_on"] <= as_of()
    ]
    shown = sifted(rows, SIEVES)
    part = cut(len(shown))
    return answer(
        clock_columns(),
        shown[part.skip : part.skip + part.most],
        "clocks",
        "responsibility/communes/clocks.html",
        title=_("Từng bước đã xong"),
        part=part,
        filters=chips(rows, SIEVES),
        since=since(),
    )


def _told(row: Row) -> Row:
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
