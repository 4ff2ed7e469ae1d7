"""Spreadsheets and CSV as plain grids: numbered rows, merged ranges, cells without a value."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from clearance.exchange.files.containers import check_size, kind_of, refuse
from clearance.exchange.files.csv_in import read_csv
from clearance.exchange.files.sandbox import TooMuch, read_apart

Cell = str | int | float | bool | date | datetime
Merge = tuple[int, int, int, int]
MAX_ROWS = 50_000
MAX_CELLS = 1_000_000
MAX_COLUMNS = 256
#: What there is too much of: message and remedy.
TOO_BIG = {
    "rows": (f"bảng quá lớn (trên {MAX_ROWS} dòng)", "tách thành nhiều tệp"),
    "columns": (f"bảng có quá nhiều cột (trên {MAX_COLUMNS})", "xóa cột thừa rồi lưu lại"),
    "merged": ("quá nhiều ô gộp", "bỏ gộp ô (Unmerge Cells) rồi lưu lại"),
}


@dataclass(slots=True)
class Grid:
    """One sheet. Rows carry the number Excel shows; columns count from 0.

    `merged` holds (first row, first column, last row, last column), rows as Excel numbers them,
    cut to the rows and columns read, none over another;
    `odd` maps (row, column) to an error value or a formula that was never calculated.
    """

    file: str
    sheet: str
    rows: list[tuple[int, list[Cell]]]
    merged: list[Merge] = field(default_factory=list)
    odd: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    is_hidden: bool = False


def letter(column: int) -> str:
    """The letter Excel shows for a column counted from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_of(letters: str) -> int:
    """The column, counted from 0, of Excel's letters."""
    number = 0
    for mark in letters:
        number = number * 26 + ord(mark) - 64
    return number - 1


def read_grids(path: Path, name: str = "") -> list[Grid]:
    """All sheets of a workbook, hidden ones marked, or a CSV file as one grid.

    Raises Refused for a file that cannot be read or is above the limits.
    """
    file = name or path.name
    check_size(path, file)
    if kind_of(path, file) == "csv":
        rows = read_csv(path, file)
        if len(rows) > MAX_ROWS or sum(len(row) for _, row in rows) > MAX_CELLS:
            raise refuse(file, *TOO_BIG["rows"])
        grids = [Grid(file, "", [(number, list(row)) for number, row in rows])]
    else:
        grids = [_grid(file, sheet) for sheet in _workbook(path, file)["sheets"]]
    if any(len(row) > MAX_COLUMNS for grid in grids for _, row in grid.rows):
        raise refuse(file, *TOO_BIG["columns"])
    return grids


def _workbook(path: Path, file: str) -> dict[str, Any]:
    try:
        answer = read_apart("workbook_script.py", str(path))
    except TooMuch:
        raise refuse(
            file, "bảng tính quá lớn hoặc bị hỏng", "chép phần có dữ liệu sang tệp mới rồi lưu lại"
        ) from None
    if "too_big" in answer:
        raise refuse(file, *TOO_BIG[answer["too_big"]])
    if "error" in answer:
        raise refuse(file, answer["error"], "mở bằng Excel, lưu lại thành .xlsx không mật khẩu")
    return answer


def _grid(file: str, sheet: dict[str, Any]) -> Grid:
    rows = [(number, [_cell(value) for value in row]) for number, row in sheet["rows"]]
    merged = [(a + 1, b, c + 1, d) for a, b, c, d in sheet["merged"]]
    odd = {(row, column_of(column)): found for row, column, found in sheet["odd"]}
    return Grid(
        file, sheet["name"], rows, merged, odd, frozenset(sheet["hidden"]), sheet["is_hidden"]
    )


def _cell(value: Any) -> Cell:
    """Dates come back from JSON as marked text."""
    if isinstance(value, dict):
        is_time = "at" in value
        return datetime.fromisoformat(value["at"]) if is_time else date.fromisoformat(value["on"])
    cell: Cell = value
    return cell
