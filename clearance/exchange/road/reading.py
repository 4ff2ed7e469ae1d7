"""Lists along the road read as rows with whole metres: packages, segments, structures, utilities.

Chainages are those of the alignment, metres, [from, to).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import floor
from pathlib import Path

from clearance.exchange.files.import_questions import Answers
from clearance.exchange.lists.headers import HeaderCell
from clearance.exchange.lists.location_check import Ground
from clearance.exchange.lists.reading import read_list
from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.lists.stations import End, Stations, factor_of
from clearance.exchange.lists.tables import Table
from clearance.exchange.road.codes import leave_out_groups, plain_codes
from clearance.rules.basics import chainage
from clearance.rules.basics.faults import Fault

FIELDS = ("span", "from_km", "to_km")
CHAINAGE = ("chainage_from_m", "chainage_to_m")
_KM_OR_M = "ghi như Km8+000, hoặc thêm (km) hay (m) vào tiêu đề cột"
_SIDE_WORDS = {"left": "trái", "right": "phải", "both": "hai bên"}


def read_along(
    path: Path,
    table: Table,
    ground: Ground,
    name: str = "",
    column_map: Mapping[str, str] | None = None,
    answers: Answers | None = None,
    *,
    covers: bool = False,
) -> Reading:
    """Read a list of the table; rows get `chainage_from_m` and `chainage_to_m`, whole metres.

    Both are floored; with `covers` they cover what is written, a single chainage one metre. Raises
    Refused like `read_list`; `answers` as there.
    """
    reading = read_list(path, table, name, column_map, answers)
    leave_out_groups(reading)
    settle(reading, ground, covers=covers)
    plain_codes(reading)
    return reading


def settle(reading: Reading, ground: Ground, *, covers: bool = False) -> None:
    """Turn the chainage cells of each row into metres and side; faults for what is doubtful."""
    columns = {cell.field: cell for cell in reading.columns if cell.field}
    sheets: dict[str, list[Row]] = defaultdict(list)
    for row in reading.rows:
        sheets[row.sheet].append(row)
    for rows in sheets.values():
        reading.faults.extend(_settle_sheet(rows, columns, ground, reading))
    for row in reading.rows:
        if ends := [row.values[name] for name in CHAINAGE if name in row.values]:
            whole = chainage.covering(*ends) if covers else map(floor, ends)
            row.values |= dict(zip(CHAINAGE, whole, strict=True))


def _settle_sheet(
    rows: list[Row], columns: Mapping[str, HeaderCell], ground: Ground, reading: Reading
) -> Iterator[Fault]:
    line = ground.alignment
    bounds = (line.from_m, line.to_m) if line else None
    header = next((columns[n].text for n in FIELDS if n in columns), "")
    numbers = [end.value for row in rows for end in _bare(row)]
    factor = factor_of(numbers, header, bounds)
    if factor == 1000 and numbers:
        told = "số ở cột lý trình được hiểu là km"
        reading.notes.append(Fault(told, _KM_OR_M, reading.file, rows[0].sheet))
    for row in rows:
        yield from _settle_row(row, columns, factor)


def _bare(row: Row) -> Iterator[End]:
    """The bare numbers among the chainages of a row."""
    for name in FIELDS:
        cell = row.values.get(name)
        if isinstance(cell, Stations):
            yield from (end for end in cell.ends if not end.is_metres)


def _settle_row(row: Row, columns: Mapping[str, HeaderCell], factor: int | None) -> Iterator[Fault]:
    cells = {name: row.values.pop(name) for name in FIELDS if name in row.values}
    ends: list[Decimal] = []
    for name, cell in cells.items():
        for end in cell.ends:
            if not end.is_metres and end.value and factor is None:
                told = "là km hay mét?"
                row.failed.add(name)
                yield row.fault(told, _KM_OR_M, columns[name].name, end.value)
                return
            ends.append(end.value * (1 if end.is_metres else factor or 1))
        if cell.side:
            yield from _take_side(row, columns[name], cell.side)
    if ends:
        yield from _take_ends(row, ends, cells, columns)


def _take_side(row: Row, cell: HeaderCell, side: str) -> Iterator[Fault]:
    """The side written behind a chainage; another one in its own column is a fault."""
    if row.values.setdefault("side", side) != side:
        told = f"cột Phía ghi {_SIDE_WORDS[row.values['side']]}"
        yield row.fault(told, "ghi một phía", cell.name, _SIDE_WORDS[side])


def _take_ends(
    row: Row,
    ends: list[Decimal],
    cells: Mapping[str, Stations],
    columns: Mapping[str, HeaderCell],
) -> Iterator[Fault]:
    start, end = ends[0], ends[-1]
    row.failed.update(cells)
    place = columns[next(iter(cells))].name
    if len(ends) > 2 and set(ends) != {start, end}:
        shown = ", ".join(chainage.to_text(m) for m in ends)
        yield row.fault(
            "có nhiều hơn hai lý trình khác nhau", "ghi lý trình đầu và cuối", place, shown
        )
        return
    if end < start:
        shown = f"{chainage.to_text(start)} – {chainage.to_text(end)}"
        remedy = "đổi chỗ hai lý trình, hoặc sửa cho đúng"
        yield row.fault("lý trình đầu lớn hơn lý trình cuối", remedy, place, shown)
        return
    row.failed.difference_update(cells)
    row.values |= dict(zip(CHAINAGE, (start, end), strict=True))
