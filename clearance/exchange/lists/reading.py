"""Read a list by its table: grids in, clean rows out, with every fault by its cell."""

import hashlib
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from clearance.exchange.files.grid_letters import decode_grids
from clearance.exchange.files.import_questions import NUMBERS, SHEET, Answers
from clearance.exchange.files.sheets import Grid, read_grids
from clearance.exchange.lists.cells import is_blank
from clearance.exchange.lists.header_words import Matcher
from clearance.exchange.lists.headers import Header, HeaderCell, find_header
from clearance.exchange.lists.row_account import (
    ABOVE,
    DESCRIBING,
    HEADER,
    HIDDEN,
    MEANINGS,
    NO_TABLE,
    NOT_CHOSEN,
)
from clearance.exchange.lists.rows import MAX_FAULTS, Reading, Row
from clearance.exchange.lists.sheet_reader import MEASURED, SheetReader
from clearance.exchange.lists.tables import Table
from clearance.exchange.lists.unread_columns import note_unread, pushed_aside
from clearance.rules.basics.faults import Fault
from clearance.rules.basics.number_style import style_of


def read_list(
    path: Path,
    table: Table,
    name: str = "",
    column_map: Mapping[str, str] | None = None,
    answers: Answers | None = None,
) -> Reading:
    """Read an .xlsx, .xls, .ods or .csv list; `column_map` maps a header or letter to a field.

    `answers` to the questions of `import_questions`, and the sheet chosen.
    Raises Refused when the file itself is unusable; faults of cells are collected in the Reading.
    """
    file = name or path.name
    reading = Reading(table.name, file, hashlib.sha256(path.read_bytes()).hexdigest())
    reading.answers = answers or {}
    grids = [grid for grid in read_grids(path, file) if not _is_describing(grid, reading)]
    reading.written += sum(len(grid.rows) for grid in grids)
    reading.notes, reading.faults = decode_grids(grids)
    headers = [find_header(grid, table, column_map or {}) for grid in grids]
    tables = list(_chosen(grids, headers, table, reading))
    style = _style(tables, table, reading)
    for grid, header in tables:
        _read_grid(grid, header, table, column_map or {}, reading, style)
    if not reading.columns:
        shown = [c.vi for c in table.columns if c.required or c.shared]
        wanted = ", ".join(shown or [c.vi for c in table.columns])[:120]
        reading.faults.append(
            Fault("không tìm thấy dòng tiêu đề", f"cần các cột như: {wanted}", file=file)
        )
    return reading


def _is_describing(grid: Grid, reading: Reading) -> bool:
    """Whether a sheet is the one of our templates that describes the columns; it is accounted."""
    if grid.sheet != MEANINGS:
        return False
    reading.written += len(grid.rows)
    reading.skipped.extend((grid.sheet, number, DESCRIBING) for number, _ in grid.rows)
    return True


def _lacking(header: Header | None, table: Table) -> list[str]:
    """Labels of required columns that a header does not have."""
    fields = header.fields() if header else {}
    return [c.vi for c in table.columns if c.required and c.field not in fields]


def _chosen(
    grids: list[Grid], headers: list[Header | None], table: Table, reading: Reading
) -> Iterator[tuple[Grid, Header]]:
    """The sheets to read: the one chosen, else each visible one with a header of the table.

    Beside a sheet with all required columns one that lacks some is left out.
    """
    wanted = reading.answers.get(SHEET, "")
    if wanted and wanted not in [grid.sheet for grid in grids]:
        names = ", ".join(grid.sheet for grid in grids)
        remedy = f"chọn một trong: {names}"
        reading.faults.append(Fault(f"không có trang tính {wanted}", remedy, reading.file))
    is_whole = any(header and not _lacking(header, table) for header in headers)
    for grid, header in zip(grids, headers, strict=True):
        why = _left_out(grid, header, _lacking(header, table) if is_whole else [], wanted)
        if header and not why:
            yield grid, header
        elif grid.rows:
            reading.notes.append(Fault(why, file=grid.file, sheet=grid.sheet))
            reading.skipped.extend((grid.sheet, number, why) for number, _ in grid.rows)
            if why == HIDDEN and header and not _lacking(header, table):
                reading.faults.append(_hidden_list(grid))


def _left_out(grid: Grid, header: Header | None, lacking: list[str], wanted: str) -> str:
    """Why a sheet is not read; "" when it is."""
    if wanted and grid.sheet != wanted:
        return NOT_CHOSEN
    if grid.is_hidden and not wanted:
        return HIDDEN
    if header is None:
        return NO_TABLE
    return f"trang tính không đọc: thiếu cột {', '.join(lacking)}" if lacking else ""


def _hidden_list(grid: Grid) -> Fault:
    """A hidden sheet with a whole list in it may be meant or not: asked."""
    remedy = "bỏ ẩn trang tính (Unhide) nếu cần nhập, xóa nếu không, hoặc chọn một trang tính"
    told = f"trang tính ẩn có danh sách {len(grid.rows)} dòng"
    return Fault(told, remedy, grid.file, grid.sheet, option="--layer TRANG_TÍNH")


def _style(tables: list[tuple[Grid, Header]], table: Table, reading: Reading) -> str:
    """The style of the file's numbers: as answered, else as its areas and sums are written."""
    measured = {c.field for c in table.columns if c.kind in MEASURED}
    return reading.answers.get(NUMBERS) or style_of(
        cell
        for grid, header in tables
        for at in header.cells
        if at.field in measured
        for _, row in grid.rows[header.end :]
        if at.index < len(row) and isinstance(cell := row[at.index], str)
    )


def _read_grid(
    grid: Grid,
    header: Header,
    table: Table,
    column_map: Mapping[str, str],
    reading: Reading,
    style: str,
) -> None:
    """Add one sheet to the reading."""
    for place, why in ((slice(header.start), ABOVE), (slice(header.start, header.end), HEADER)):
        reading.skipped.extend((grid.sheet, number, why) for number, _ in grid.rows[place])
    reading.titles[grid.sheet] = header.title
    reading.faults.extend(_header_faults(grid, header, table))
    reading.missing = [c.vi for c in table.columns if c.field not in header.fields()]
    before = len(reading.rows)
    SheetReader(grid, header, table, reading, style).read()
    entries = {row.number for row in reading.rows[before:]}
    reading.faults.extend(islice(pushed_aside(grid, header, entries), MAX_FAULTS))
    reading.columns.extend(_columns(grid, header, table, column_map, reading, before))


def _columns(
    grid: Grid,
    header: Header,
    table: Table,
    column_map: Mapping[str, str],
    reading: Reading,
    before: int,
) -> Iterator[HeaderCell]:
    """Every column of the sheet; columns whose values feed nothing are reported."""
    told = {cell.index: cell for cell in header.cells}
    read = {row.number for row in reading.rows[before:]}
    rows = [row for number, row in grid.rows[header.end :] if number in read]
    matcher = Matcher(table, column_map)
    where = Row(grid.file, grid.sheet, grid.rows[header.start][0], {})
    for index in range(max(map(len, rows), default=0)):
        cell = told.pop(index, None) or HeaderCell(
            index, "", is_left=matcher.leaves_out(index, [""])
        )
        if cell.field:
            yield cell
            continue
        values = [row[index] for row in rows if index < len(row) and not is_blank(row[index])]
        if cell.text or values:
            yield note_unread(reading, cell, values, where)
    yield from told.values()


def _header_faults(grid: Grid, header: Header, table: Table) -> Iterator[Fault]:
    """Columns read twice, fields that do not exist, required columns not found."""
    row = grid.rows[header.start][0]
    known = {column.field: column for column in table.columns}
    taken: dict[str, HeaderCell] = {}
    for cell in header.cells:
        at = (grid.file, grid.sheet, row, cell.name)
        if cell.field and cell.field not in known:
            yield Fault(f"không có trường {cell.field}", "sửa bảng đối chiếu cột", *at)
        elif cell.field in taken:
            twice = f"cùng được hiểu là {known[cell.field].vi} với cột {taken[cell.field].name}"
            yield Fault(twice, "chọn một cột trong bảng đối chiếu cột", *at)
        if cell.field:
            taken[cell.field] = cell
    for column in table.columns:
        if column.required and column.field not in taken:
            yield Fault(
                f"thiếu cột {column.vi}",
                "thêm cột, hoặc sửa bảng đối chiếu cột",
                grid.file,
                grid.sheet,
                row,
            )
