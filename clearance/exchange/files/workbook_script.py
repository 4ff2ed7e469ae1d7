"""Script: read one workbook (.xlsx, .xls, .ods) and write its cells as JSON, in its own process."""

import json
import re
import sys
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import python_calamine

MEMORY = 1 << 30
#: The most bytes the answer may have.
ANSWER = 256 << 20
MAX_ROWS = 50_000
MAX_CELLS = 1_000_000
#: Letters of all cells together, and of one cell (Excel's own limit).
MAX_TEXT = 32 << 20
LONGEST = 32_767
CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
HIDDEN = re.compile(rb'<row r="(\d{1,7})"[^>]*\bhidden="(?:1|true)"')
SHEET = re.compile(rb'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
TARGET = re.compile(rb"<Relationship [^>]*>")


_WORK = python_calamine.SheetTypeEnum.WorkSheet
_VISIBLE = python_calamine.SheetVisibleEnum.Visible


class TooBig(Exception):
    """Above a limit; carries the word for what exceeded it."""


@dataclass(slots=True)
class Count:
    """What was read so far of all sheets together."""

    rows: int = 0
    cells: int = 0
    letters: int = 0

    def add(self, row: list[Any]) -> None:
        self.rows += 1
        self.cells += len(row)
        self.letters += sum(len(cell) for cell in row if isinstance(cell, str))
        if self.rows > MAX_ROWS or self.cells > MAX_CELLS or self.letters > MAX_TEXT:
            raise TooBig("rows")


def read_workbook(path: str) -> dict[str, Any]:
    """Sheets with numbered non-blank rows, merged ranges, unusable cells; TooBig above limits."""
    count = Count()
    try:
        with python_calamine.load_workbook(path) as book:
            sheets = [s for s in book.sheets_metadata if s.typ == _WORK]
            return {"sheets": [
                _sheet(book.get_sheet_by_name(s.name), path, count)
                | {"is_hidden": s.visible != _VISIBLE}
                for s in sheets
            ]}  # fmt: skip
    except TooBig as error:
        return {"too_big": str(error)}
    except python_calamine.PasswordError:
        return {"error": "tệp có mật khẩu"}
    except (python_calamine.CalamineError, OSError, ValueError):
        return {"error": "không đọc được bảng tính"}


def _sheet(sheet: python_calamine.CalamineSheet, path: str, count: Count) -> dict[str, Any]:
    rows: list[list[Any]] = []
    # iter_rows() would leave out blank columns on the left but not blank rows on top
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), 1):
        if any(cell != "" for cell in row):
            row = [cell[:LONGEST] if isinstance(cell, str) else cell for cell in row]
            count.add(row)
            rows.append([number, row])
    width = max((_width(row) for _, row in rows), default=0)
    rows = [[number, row[:width]] for number, row in rows]
    merged = _merged(sheet.merged_cell_ranges or (), [number for number, _ in rows], width)
    told = _oddities(path, sheet.name, {number for number, _ in rows})
    return {"name": sheet.name[:100], "rows": rows, "merged": merged, **told}


def _width(row: list[Any]) -> int:
    """Columns of a row up to its last cell that is not blank."""
    return max(place for place, cell in enumerate(row, 1) if cell != "")


def _merged(ranges: Iterable[Any], numbers: list[int], width: int) -> list[list[int]]:
    """Merges cut to the rows (as numbered by Excel) and columns read, none lying on another.

    As (first row, first column, last row, last column) from 0; TooBig when they go over more
    cells than a list may have.
    """
    found: list[list[int]] = []
    taken: set[tuple[int, int]] = set()
    area = 0
    for (top, left), (bottom, right) in ranges:
        right, bottom = min(right, width - 1), min(bottom, numbers[-1] - 1 if numbers else -1)
        below = numbers[bisect_left(numbers, top + 1) : bisect_right(numbers, bottom + 1)]
        area += 1 + len(below) * max(0, right + 1 - left)
        if area > MAX_CELLS:
            raise TooBig("merged")
        cells = {(number, column) for number in below for column in range(left, right + 1)}
        if (top, left) != (bottom, right) and cells and not cells & taken:
            found.append([top, left, bottom, right])
            taken |= cells
    return found


def _oddities(path: str, name: str, numbers: set[int]) -> dict[str, Any]:
    """Of the rows read of an .xlsx: cells that show an error or a formula never calculated, and
    which rows are hidden."""
    if not zipfile.is_zipfile(path):
        return {"odd": [], "hidden": []}
    with zipfile.ZipFile(path) as box:
        if "xl/workbook.xml" not in box.namelist():
            return {"odd": [], "hidden": []}
        xml = box.read(_part(box, name))
    hidden = sorted(numbers & {int(number) for number in HIDDEN.findall(xml)})
    if b"<f" not in xml and b't="e"' not in xml:
        return {"odd": [], "hidden": hidden}
    found = (_odd(*cell) for cell in CELL.findall(xml))
    return {"odd": [cell for cell in found if cell and cell[0] in numbers], "hidden": hidden}


def _part(box: zipfile.ZipFile, name: str) -> str:
    """The file within the container that holds a sheet."""
    relations: dict[bytes, bytes] = {}
    for tag in TARGET.findall(box.read("xl/_rels/workbook.xml.rels")):
        words = dict(re.findall(rb'(\w+)="([^"]*)"', tag))
        relations[words.get(b"Id", b"")] = words.get(b"Target", b"")
    order = SHEET.findall(box.read("xl/workbook.xml"))
    escaped = name.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    target = next((relations[r] for n, r in order if n.decode() in (name, escaped)), b"")
    text = target.decode()
    return text.lstrip("/") if text.startswith("/") else f"xl/{text}"


def _odd(column: bytes, row: bytes, marks: bytes, inside: bytes) -> list[Any] | None:
    value = re.search(rb"<v>([^<]+)</v>", inside)
    if b't="e"' in marks and value:
        return [int(row), column.decode(), value[1].decode()]
    if b"<f" in inside and not value and b't="str"' not in marks:
        formula = re.search(rb"<f[^>]*>([^<]*)</f>", inside)
        return [int(row), column.decode(), "=" + (formula[1].decode() if formula else "")]
    return None


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    return {"on": value.isoformat()} if isinstance(value, date) else str(value)


def _limit() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (ANSWER, ANSWER))


if __name__ == "__main__":
    _limit()
    json.dump(read_workbook(str(Path(sys.argv[1]))), sys.stdout, default=_plain)
