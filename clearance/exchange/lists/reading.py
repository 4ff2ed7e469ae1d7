"""Read a list by its table: grids in, clean rows out, with every fault by its cell."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from clearance.exchange.files.encodings import convert_column, legacy_of
from clearance.exchange.files.sheets import Grid, letter, read_grids
from clearance.exchange.lists.cells import is_blank
from clearance.exchange.lists.header_words import Matcher
from clearance.exchange.lists.headers import Header, HeaderCell, find_header
from clearance.exchange.lists.row_account import ABOVE, DESCRIBING, HEADER, MEANINGS, NO_TABLE
from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.lists.sheet_reader import SheetReader
from clearance.exchange.lists.tables import Table
from clearance.exchange.lists.unread_columns import note_unread
from clearance.rules.basics.faults import Fault


def read_list(
    path: Path, table: Table, name: str = "", column_map: Mapping[str, str] | None = None
) -> Reading:
    """Read an .xlsx, .xls, .ods or .csv list; `column_map` maps a header or letter to a field.

    Raises Refused when the file itself is unusable; faults of cells are collected in the Reading.
    """
    file = name or path.name
    reading = Reading(table.name, file, hashlib.sha256(path.read_bytes()).hexdigest())
    grids = [grid for grid in read_grids(path, file) if not _is_describing(grid, reading)]
    for grid in grids:
        reading.written += len(grid.rows)
        _decode(grid, reading)
    headers = [find_header(grid, table, column_map or {}) for grid in grids]
    is_whole = any(header and not _lacking(header, table) for header in headers)
    for grid, header in zip(grids, headers, strict=True):
        if header is None or (is_whole and _lacking(header, table)):
            _leave_out(grid, header, table, reading)
        else:
            _read_grid(grid, header, table, column_map or {}, reading)
    if not reading.columns:
        wanted = ", ".join(c.vi for c in table.columns if c.required or c.shared)[:120]
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


def _lacking(header: Header, table: Table) -> list[str]:
    """Labels of required columns that a header does not have."""
    return [c.vi for c in table.columns if c.required and c.field not in header.fields()]


def _leave_out(grid: Grid, header: Header | None, table: Table, reading: Reading) -> None:
    """Report a sheet without a header, or without a required column beside a whole sheet."""
    if not grid.rows:
        return
    lacking = ", ".join(_lacking(header, table)) if header else ""
    why = f"trang tính không đọc: thiếu cột {lacking}" if lacking else NO_TABLE
    reading.notes.append(Fault(why, file=grid.file, sheet=grid.sheet))
    reading.skipped.extend((grid.sheet, number, why) for number, _ in grid.rows)


def _read_grid(
    grid: Grid, header: Header, table: Table, column_map: Mapping[str, str], reading: Reading
) -> None:
    """Add one sheet to the reading."""
    for place, why in ((slice(header.start), ABOVE), (slice(header.start, header.end), HEADER)):
        reading.skipped.extend((grid.sheet, number, why) for number, _ in grid.rows[place])
    reading.titles[grid.sheet] = header.title
    reading.faults.extend(_header_faults(grid, header, table))
    reading.missing = [c.vi for c in table.columns if c.field not in header.fields()]
    before = len(reading.rows)
    SheetReader(grid, header, table, reading).read()
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


def _decode(grid: Grid, reading: Reading) -> None:
    """Turn columns in old fonts into Unicode, and say so."""
    width = max((len(row) for _, row in grid.rows), default=0)
    hint = legacy_of([cell for _, row in grid.rows for cell in row if isinstance(cell, str)])
    for index in range(width):
        places = [row for _, row in grid.rows if index < len(row) and isinstance(row[index], str)]
        texts, conversion, doubtful = convert_column([str(row[index]) for row in places], hint)
        if not conversion:
            continue
        at = (grid.file, grid.sheet)
        reading.notes.append(Fault(conversion.text(), "", *at, column=letter(index)))
        numbers = {id(row): number for number, row in grid.rows}
        for place in doubtful:
            where = numbers[id(places[place])]
            message, remedy = "không rõ bảng mã chữ", "gõ lại ô này bằng Unicode"
            fault = Fault(message, remedy, *at, where, letter(index), texts[place])
            reading.faults.append(fault)
        for row, text in zip(places, texts, strict=True):
            row[index] = text


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
