"""A corpus of lists as offices write them: every row is what a reader of the sheet would say.

`sheets/*.txt` holds small invented sheets. Before each row stands what it is:
^ above the table, h header, # numbers of columns, g group, = entry, + total, s signature or
footnote, n a number only, x words beside the columns, r header again, ? asked, - an empty row,
! an entry that lacks something.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clearance.exchange.lists.graves import read_graves
from clearance.exchange.lists.households import read_households
from clearance.exchange.lists.payments import read_payments
from clearance.exchange.lists.rows import Reading
from clearance.rules.basics.names import fold
from tests.exchange.papers import write_book, write_text

SHEETS = Path(__file__).with_name("sheets")
MARKS = {
    "phía trên bảng": "^",
    "dòng tiêu đề": "h",
    "dòng đánh số cột": "#",
    "dòng tên nhóm": "g",
    "dòng cộng": "+",
    "phần ký": "s",
    "chỉ có số thứ tự": "n",
    "chỉ có chữ ở cột không nhập": "x",
    "dòng tiêu đề lặp lại": "r",
    "không rõ là một dòng của danh sách hay dòng cộng, phần ký": "?",
}
READERS = {
    "households": lambda path: read_households(path)[0],
    "graves": read_graves,
    "payments": read_payments,
}
Line = tuple[str, list[str]]


def sheets() -> Iterator[tuple[str, str, list[Line]]]:
    """Table, name and lines of every sheet."""
    for path in sorted(SHEETS.glob("*.txt")):
        for text in path.read_text("utf-8").split("## ")[1:]:
            name, *lines = text.strip().splitlines()
            yield path.stem, name, [_line(line) for line in lines]


def _line(line: str) -> Line:
    mark, *cells = (cell.strip() for cell in line.split("|"))
    return mark, cells


ALL = [pytest.param(table, lines, id=f"{table}-{fold(name)}") for table, name, lines in sheets()]


def marks(reading: Reading, count: int) -> list[str]:
    """What each row was taken for."""
    found = {number: MARKS[why] for _, number, why in reading.skipped}
    found |= {row.number: "=" for row in reading.rows}
    return [found.get(number, "-") for number in range(1, count + 1)]


@pytest.mark.parametrize("writer", [write_text, write_book])
@pytest.mark.parametrize(("table", "lines"), ALL)
def test_every_row_of_an_office_s_list_is_what_it_looks_like(
    tmp_path: Path, table: str, lines: list[Line], writer
) -> None:
    path = writer(tmp_path / ("a.csv" if writer is write_text else "a.xlsx"), [c for _, c in lines])
    reading = READERS[table](path)
    assert list(zip(marks(reading, len(lines)), lines, strict=True)) == [
        (mark.replace("!", "="), (mark, cells)) for mark, cells in lines
    ]
    wrong = [number for number, (mark, _) in enumerate(lines, 1) if mark in "?!"]
    assert {fault.row for fault in reading.faults} == set(wrong)
    assert all(control.written == control.read for control in reading.controls)
