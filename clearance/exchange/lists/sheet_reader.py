"""Walk the rows under a header: skip rows that are no entry, read each cell by its kind."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from decimal import Decimal

from clearance.exchange.files.import_questions import NUMBERS
from clearance.exchange.files.sheets import Cell, Grid
from clearance.exchange.lists.cells import READERS, REMEDIES, is_blank, is_ditto, plain_text
from clearance.exchange.lists.header_words import title_unit
from clearance.exchange.lists.headers import Header, HeaderCell
from clearance.exchange.lists.parcel_rows import set_numbers
from clearance.exchange.lists.row_shapes import SUMMED, Shape, shape_of
from clearance.exchange.lists.row_skipping import (
    DOUBTFUL,
    EXAMPLE,
    HEADER_AGAIN,
    NUMBERING_ROW,
    Judge,
    is_altered,
    is_example,
    is_numbering,
)
from clearance.exchange.lists.rows import MAX_FAULTS, Control, Reading, Row
from clearance.exchange.lists.tables import Column, Table
from clearance.exchange.lists.totals import Compared, Sums, decimals, show_sum
from clearance.rules.basics.faults import Fault
from clearance.rules.basics.names import mend_look_alikes
from clearance.rules.basics.number_style import (
    ENGLISH,
    VIETNAMESE,
    has_two_readings,
    in_vietnamese,
)
from clearance.rules.basics.quantities import AREA_UNITS, MONEY_UNITS

#: Kinds whose numbers are read in the style of the file.
MEASURED = ("area", "money")
SCALES = {"area": AREA_UNITS, "money": MONEY_UNITS}
#: Kinds that a merged cell does not repeat in every row it covers: they would be counted twice.
COUNTED = {"area", "money", "whole", "number", "year", "note", "ordinal"}


class SheetReader:
    """Walks the rows under one header."""

    def __init__(
        self, grid: Grid, header: Header, table: Table, reading: Reading, style: str = ""
    ) -> None:
        self._style, self._unclear = style, set[str]()
        self._grid, self._header, self._reading = grid, header, reading
        fields = header.fields()
        known = ((fields.get(c.field), c) for c in table.columns)
        self._columns = [(cell, column) for cell, column in known if cell]
        self._by_field = {column.field: column for _, column in self._columns}
        self._by_cell = {column.field: cell for cell, column in self._columns}
        self._names = {field: cell.name for field, cell in self._by_cell.items()}
        self._title_unit = title_unit(header.title)
        self._has_places = any(c.field in ("unit", "village") for c in table.columns)
        self._covered = self._merged_below()
        self._above: dict[str, Cell] = {}
        self._filled: dict[int, frozenset[str]] = {}

    def read(self) -> None:
        """Add every row to the reading: as an entry, or with why it is none."""
        faults = len(self._reading.faults)
        body = self._grid.rows[self._header.end :]
        shapes = self._shapes(body)
        summed = [c.field for _, c in self._columns if c.kind in SUMMED]
        sums = Sums(summed, self._figure)
        judge = Judge(shapes, self._by_field, sums, has_places=self._has_places)
        for shape, why, place in zip(shapes, judge.run(), judge.places, strict=True):
            if not why:
                self._entry(shape.number, shape.raw, place)
                continue
            self._reading.skipped.append((self._grid.sheet, shape.number, why))
            if why == DOUBTFUL:
                self._ask(shape)
        for shape, compared in judge.controls if len(self._reading.faults) == faults else ():
            self._control(shape, compared)

    def _shapes(self, body: Sequence[tuple[int, list[Cell]]]) -> list[Shape]:
        """The shape of each row; those that only help the reader are known at once."""
        places = {c.field: cell.index for cell, c in self._columns}
        shapes: list[Shape] = []
        fresh = 0
        for number, row in body:
            raw = self._raw(number, row)
            shape = shape_of(number, row, raw, self._by_field, places)
            if self._is_header_again(row):
                shape.why, fresh = HEADER_AGAIN, -1
            elif is_example(raw):
                shape.why = EXAMPLE
                self._ask_example(number, raw)
            elif fresh < 2 and is_numbering(row):
                shape.why = NUMBERING_ROW
            fresh += 1
            shapes.append(shape)
        return shapes

    def _ask(self, shape: Shape) -> None:
        row = Row(self._grid.file, self._grid.sheet, shape.number, {})
        remedy = (
            "ghi số thứ tự hoặc mã nếu là một dòng; nếu là phần ký, để trống một dòng phía trên"
        )
        self._fault(row.fault(DOUBTFUL, remedy, "", shape.label))

    def _ask_example(self, number: int, raw: Mapping[str, Cell]) -> None:
        """A fault when somebody wrote over the template's example and left its mark."""
        if is_altered(raw, self._by_field):
            row = Row(self._grid.file, self._grid.sheet, number, {})
            remedy = "nếu là một dòng thật, ghi số thứ tự thay chữ “Ví dụ”; không thì xóa dòng"
            cell = self._by_cell["ordinal"]
            self._fault(row.fault("dòng ví dụ đã bị sửa", remedy, cell.name, raw["ordinal"]))

    def _fault(self, fault: Fault) -> None:
        if len(self._reading.faults) < MAX_FAULTS:
            self._reading.faults.append(fault)

    def _figure(self, shape: Shape, field: str) -> tuple[float, float] | None:
        """A figure as the list reads it, and half of its last written digit."""
        cell, column = self._by_cell[field], self._by_field[field]
        value = shape.raw.get(field, "")
        if is_blank(value) or (shape.number, cell.index) in self._grid.odd:
            return None
        unit = cell.unit or self._title_unit
        try:
            written = self._in_style(value, column)
            read = READERS[column.kind](_scaled(written, column.kind, unit), column.options)
        except ValueError:
            return None
        factor = SCALES[column.kind].get(unit, 1)
        return float(read), factor / 2 / 10 ** decimals(value)

    def _control(self, shape: Shape, compared: list[Compared]) -> None:
        """Keep what a total row says beside what was read; a difference is a fault."""
        for field, written, read, agrees in compared:
            cell = self._by_cell[field]
            self._reading.controls.append(
                Control(self._grid.sheet, shape.number, cell.name, written, read)
            )
            if not agrees:
                row = Row(self._grid.file, self._grid.sheet, shape.number, {})
                told = f"dòng cộng khác với các dòng đọc được, cộng lại là {show_sum(read)}"
                remedy = "xem có dòng nào thiếu hay thừa, hoặc sửa dòng cộng"
                self._fault(row.fault(told, remedy, cell.name, show_sum(written)))

    def _is_header_again(self, row: Sequence[Cell]) -> bool:
        """Whether a row repeats the header, as on the top of each printed page."""
        cells = ((c, row[c.index]) for c, _ in self._columns if c.index < len(row))
        texts = [text for c, text in cells if isinstance(text, str) and text.strip() in c.text]
        return sum(len(text.strip()) > 2 for text in texts) >= 2

    def _merged_below(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each cell covered by a merge: (row, column) of the cell that shows."""
        numbers = [number for number, _ in self._grid.rows]
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self._grid.merged
            for row in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }

    def _raw(self, number: int, row: Sequence[Cell]) -> dict[str, Cell]:
        """The row's cells by field; merged cells and “as above” marks filled from above."""
        raw: dict[str, Cell] = {}
        filled = set()
        for cell, column in self._columns:
            value = row[cell.index] if cell.index < len(row) else ""
            source = self._covered.get((number, cell.index))
            merged = source is not None and source[1] == cell.index and column.kind not in COUNTED
            if merged or (is_ditto(value) and column.kind not in COUNTED):
                value = self._above.get(column.field, "")
                filled.add(column.field)
            raw[column.field] = value
        self._above, self._filled[number] = raw, frozenset(filled)
        return raw

    def _entry(self, number: int, raw: Mapping[str, Cell], place: Mapping[str, str]) -> None:
        row = Row(self._grid.file, self._grid.sheet, number, {}, self._filled[number])
        for cell, column in self._columns:
            odd = self._grid.odd.get((number, cell.index))
            if odd:
                row.failed.add(column.field)
                self._refuse_odd(row, cell, odd)
            elif not is_blank(raw[column.field]):
                self._read_cell(row, cell, column, raw[column.field])
        self._reading.faults += set_numbers(row, self._names)
        row.values |= {k: v for k, v in place.items() if not row.values.get(k)}
        self._reading.rows.append(row)
        if number in self._grid.hidden:
            self._reading.notes.append(row.fault("dòng ẩn trong Excel vẫn được đọc"))

    def _read_cell(self, row: Row, cell: HeaderCell, column: Column, value: Cell) -> None:
        if self._is_unclear(row, cell, column, value):
            row.failed.add(column.field)
            return
        try:
            written = self._in_style(value, column)
            scaled = _scaled(written, column.kind, cell.unit or self._title_unit)
            row.values[column.field] = READERS[column.kind](scaled, column.options)
        except ValueError as error:
            row.failed.add(column.field)
            if len(self._reading.faults) < MAX_FAULTS:
                remedy = REMEDIES.get(column.kind, "sửa ô này")
                self._reading.faults.append(row.fault(str(error), remedy, cell.name, value))
            return
        if column.kind == "name" and isinstance(value, str) and mend_look_alikes(value)[1]:
            self._reading.notes.append(
                row.fault(
                    "có chữ gần giống chữ Việt, đã sửa", "", cell.name, row.values[column.field]
                )
            )

    def _in_style(self, value: Cell, column: Column) -> Cell:
        """The cell with the marks of its number as Vietnamese offices write them."""
        is_text = isinstance(value, str) and column.kind in MEASURED
        return in_vietnamese(str(value), self._style) if is_text else value

    def _is_unclear(self, row: Row, cell: HeaderCell, column: Column, value: Cell) -> bool:
        """Whether 1.234 may be a thousand or a fraction; asked once a column."""
        is_decided = self._style in (VIETNAMESE, ENGLISH) or column.kind != "area"
        if is_decided or not isinstance(value, str) or not has_two_readings(value):
            return False
        if column.field not in self._unclear:
            self._unclear.add(column.field)
            told = f"“{value}” là hàng nghìn hay số lẻ? cả tệp không có số nào cho biết"
            at = {"sheet": row.sheet, "row": row.number, "column": cell.name}
            self._reading.ask(NUMBERS, told, **at)
        return True

    def _refuse_odd(self, row: Row, cell: HeaderCell, odd: str) -> None:
        message = "công thức chưa có kết quả" if odd.startswith("=") else "ô bị lỗi công thức"
        remedy = "mở bằng Excel, lưu lại, hoặc thay công thức bằng giá trị"
        self._reading.faults.append(row.fault(message, remedy, cell.name, odd))


def _scaled(value: Cell, kind: str, unit: str) -> object:
    """The value with the unit its header names; a cell that names its own keeps it."""
    factor = SCALES.get(kind, {}).get(unit, 1)
    if factor == 1 or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return f"{value} {unit}" if plain_text(value)[-1:].isdigit() else value
    return Decimal(f"{value:.15g}") * factor if isinstance(value, int | float) else value
