"""Read one workbook (.xlsx, .xls, .ods) and write its cells as JSON. Runs as a process apart."""

import json
import re
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import python_calamine

MEMORY = 1 << 30
MAX_ROWS = 50_000
MAX_CELLS = 1_000_000
CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
HIDDEN = re.compile(rb'<row r="(\d+)"[^>]*\bhidden="(?:1|true)"')
SHEET = re.compile(rb'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
TARGET = re.compile(rb"<Relationship [^>]*>")


def read_workbook(path: str) -> dict[str, Any]:
    """Sheets with numbered non-blank rows, merged ranges and cells without a usable value."""
    try:
        with python_calamine.load_workbook(path) as book:
            names = [s.name for s in book.sheets_metadata if _is_shown(s)]
            return {"sheets": [_sheet(book.get_sheet_by_name(name), path) for name in names]}
    except python_calamine.PasswordError:
        return {"error": "tệp có mật khẩu"}
    except (python_calamine.CalamineError, OSError, ValueError):
        return {"error": "không đọc được bảng tính"}


def _is_shown(sheet: python_calamine.SheetMetadata) -> bool:
    work = python_calamine.SheetTypeEnum.WorkSheet
    return sheet.typ == work and sheet.visible == python_calamine.SheetVisibleEnum.Visible


def _sheet(sheet: python_calamine.CalamineSheet, path: str) -> dict[str, Any]:
    rows: list[list[Any]] = []
    cells = 0
    # iter_rows() would leave out blank columns on the left but not blank rows on top
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), 1):
        if any(cell != "" for cell in row):
            rows.append([number, row])
            cells += len(row)
        if len(rows) > MAX_ROWS or cells > MAX_CELLS:
            return {"name": sheet.name, "too_big": sheet.total_height}
    merged = [[*a, *b] for a, b in sheet.merged_cell_ranges or ()]
    return {"name": sheet.name, "rows": rows, "merged": merged, **_oddities(path, sheet.name)}


def _oddities(path: str, name: str) -> dict[str, Any]:
    """Cells of an .xlsx that show an error or a formula never calculated, and hidden rows."""
    if not zipfile.is_zipfile(path):
        return {"odd": [], "hidden": []}
    with zipfile.ZipFile(path) as box:
        if "xl/workbook.xml" not in box.namelist():
            return {"odd": [], "hidden": []}
        xml = box.read(_part(box, name))
    hidden = [int(number) for number in HIDDEN.findall(xml)]
    if b"<f" not in xml and b't="e"' not in xml:
        return {"odd": [], "hidden": hidden}
    found = (_odd(*cell) for cell in CELL.findall(xml))
    return {"odd": [cell for cell in found if cell], "hidden": hidden}


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


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _limit_memory()
    json.dump(read_workbook(str(Path(sys.argv[1]))), sys.stdout, default=_plain)
