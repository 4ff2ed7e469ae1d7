"""Read a list by its table: grids in, clean rows out, with every fault by its cell."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from clearance.exchange.encodings import convert_column, legacy_of
from clearance.exchange.headers import Header, HeaderCell, find_header
from clearance.exchange.rows import Reading
from clearance.exchange.sheet_reader import SheetReader
from clearance.exchange.sheets import Grid, letter, read_grids
from clearance.exchange.tables import Table
from clearance.rules.faults import Fault


def read_list(
    path: Path, table: Table, name: str = "", column_map: Mapping[str, str] | None = None
) -> Reading:
    """Read an .xlsx, .xls, .ods or .csv list; `column_map` maps a header or letter to a field.

    Refused when the file itself cannot be taken; faults of cells are collected in the Reading.
    """
    file = name or path.name
    reading = Reading(table.name, file, hashlib.sha256(path.read_bytes()).hexdigest())
    grids = read_grids(path, file)
    for grid in grids:
        _read_grid(grid, table, column_map or {}, reading)
    if not reading.columns:
        wanted = ", ".join(c.vi for c in table.columns if c.required or c.shared)[:120]
        reading.faults.append(
            Fault("không tìm thấy dòng tiêu đề", f"cần các cột như: {wanted}", file=file)
        )
    return reading


def _read_grid(grid: Grid, table: Table, column_map: Mapping[str, str], reading: Reading) -> None:
    """Add one sheet to the reading; a sheet without a header is left out, and told."""
    _decode(grid, reading)
    header = find_header(grid, table, column_map)
    if header is None:
        if grid.rows:
            reading.notes.append(
                Fault("trang tính không có bảng", file=grid.file, sheet=grid.sheet)
            )
        return
    reading.columns.extend(header.cells)
    reading.titles[grid.sheet] = header.title
    reading.faults.extend(_header_faults(grid, header, table))
    reading.missing = [c.vi for c in table.columns if c.field not in header.fields()]
    SheetReader(grid, header, table, reading).read()


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
            yield Fault(f"thiếu cột {column.vi}", "thêm cột, hoặc sửa bảng đối chiếu cột",
                        grid.file, grid.sheet, row)  # fmt: skip
