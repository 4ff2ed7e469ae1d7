"""Writes lists the way offices do: merged titles, two-row headers, other formats."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

Table = Sequence[Sequence[Any]]
HEADER = [
    "STT",
    "Họ và tên chủ hộ",
    "Thôn",
    "Tờ bản đồ",
    "Thửa",
    "Diện tích (m2)",
    "Diện tích thu hồi (m2)",
    "Loại đất",
]
TITLE = "DANH SÁCH HỘ BỊ THU HỒI ĐẤT – XÃ THÁI SƠN"


def write_book(path: Path, rows: Table, merges: Sequence[str] = (), sheet: str = "Sheet1") -> Path:
    """An .xlsx of these rows; merges such as "A1:F1" keep the text of their first cell."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if hasattr(value, "year"):
                    page.write_datetime(number, column, value, day)
                elif value is not None and value != "":
                    page.write(number, column, value)
        for area in merges:
            _merge(page, area, rows)
    return path


def _merge(page: Any, area: str, rows: Table) -> None:
    first = area.split(":")[0]
    column, row = ord(first[0]) - 65, int(first[1:]) - 1
    value = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
    page.merge_range(area, value)


def write_text(path: Path, rows: Table, mark: str = ";", encoding: str = "utf-8-sig") -> Path:
    """A CSV file of these rows."""
    lines = [mark.join("" if v is None else str(v) for v in row) for row in rows]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def write_ods(path: Path, rows: Table) -> Path:
    """An .ods of text and numbers, blank cells repeated to the right and far below."""
    body = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    repeated = 'table:number-rows-repeated="1048000"'
    ends = f"<table:table-row {repeated}><table:table-cell/></table:table-row>"
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="Trang 1">{body}{ends}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as box:
        box.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        box.writestr("content.xml", content)
        box.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def _ods_cell(value: Any) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    kind = f'office:value-type="float" office:value="{value}"'
    if isinstance(value, str):
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def plain_list(path: Path, *rows: Sequence[Any]) -> Path:
    """A household list with a title, a plain header and these rows."""
    return write_book(path, [[TITLE], [], HEADER, *rows], ["A1:H1"])
