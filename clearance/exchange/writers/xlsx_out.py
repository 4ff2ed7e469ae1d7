"""Excel workbooks out: real numbers and dates, text that stays text, ready to print."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
    "nan_inf_to_errors": True,
}
FORMATS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "note": {"italic": True},
    "head": {
        "bold": True,
        "border": 1,
        "bg_color": "#E6EEF7",
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
    },
    "text": {"num_format": "@"},
    "whole": {"num_format": "#,##0"},
    "decimal": {"num_format": "#,##0.0##"},
    "date": {"num_format": "dd/mm/yyyy", "align": "center"},
    "time": {"num_format": "dd/mm/yyyy hh:mm", "align": "center"},
}
A4 = 9
WIDEST = 48


def write_xlsx(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    notes: Sequence[str] = (),
    sheet: str = "Danh sách",
) -> bytes:
    """Bytes of an .xlsx: title, notes (as-of day, filter), frozen header with filter, rows."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        formats = {name: book.add_format(dict(look)) for name, look in FORMATS.items()}
        page = book.add_worksheet(sheet[:31])
        page.write_string(0, 0, title, formats["title"])
        for place, note in enumerate(notes, 1):
            page.write_string(place, 0, note, formats["note"])
        top = len(notes) + 1
        listed = [list(row) for row in rows]
        for index, name in enumerate(columns):
            page.write_string(top, index, name, formats["head"])
        for number, row in enumerate(listed, top + 1):
            for index, value in enumerate(row):
                _write(page, number, index, value, formats)
        _lay_out(page, columns, listed, top, title)
    return out.getvalue()


def _write(page: Any, row: int, column: int, value: Any, formats: Mapping[str, Any]) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None)
    elif isinstance(value, bool):
        page.write_string(row, column, "có" if value else "không", formats["text"])
    elif isinstance(value, int):
        page.write_number(row, column, value, formats["whole"])
    elif isinstance(value, float | Decimal):
        page.write_number(row, column, float(value), formats["decimal"])
    elif isinstance(value, date):
        look = "time" if isinstance(value, datetime) else "date"
        page.write_datetime(row, column, value, formats[look])
    else:
        page.write_string(row, column, str(value)[:32_000], formats["text"])


def _lay_out(
    page: Any, columns: Sequence[str], rows: Sequence[Sequence[Any]], top: int, title: str
) -> None:
    """Frozen header, filter, widths, and a page that prints with its header on each sheet."""
    last = max(len(columns) - 1, 0)
    page.freeze_panes(top + 1, 0)
    page.autofilter(top, 0, top + len(rows), last)
    for index, name in enumerate(columns):
        shown = [len(str(row[index])) for row in rows[:200] if row[index] is not None]
        page.set_column(index, index, min(max([10, len(name) // 2 + 4, *shown]) + 1, WIDEST))
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
    page.set_footer(f"&L{title[:80].replace('&', '&&')}&RTrang &P/&N")
