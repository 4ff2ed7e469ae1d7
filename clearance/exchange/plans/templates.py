"""Template of each import target, from the table of its fields."""

from collections.abc import Iterator

from clearance.exchange.lists.cells import REMEDIES, words_of
from clearance.exchange.lists.list_tables import GRAVES, HOUSEHOLDS, PARCELS, PAYMENTS
from clearance.exchange.lists.row_account import MEANINGS
from clearance.exchange.lists.tables import Column, Table
from clearance.exchange.people.accounts import PEOPLE
from clearance.exchange.plans.base import BASE
from clearance.exchange.road.route_tables import ALIGNMENTS, CORRIDORS, UNITS
from clearance.exchange.road.tables import PACKAGES, SEGMENTS, STRUCTURES, SURVEYS, UTILITIES
from clearance.exchange.writers.xlsx_template import Heading, write_template

#: What each target reads; those with a column STT come as lists, the others as drawings only.
TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        UNITS, ALIGNMENTS, CORRIDORS, PACKAGES, SEGMENTS, HOUSEHOLDS, PARCELS, STRUCTURES,
        UTILITIES, GRAVES, PAYMENTS, PEOPLE, SURVEYS, BASE,
    )
}  # fmt: skip
EXAMPLE_MARK = "Ví dụ"
HEADS = ("Tên cột", "Phải có", "Để làm gì", "Cách viết", "Thí dụ", "Các chữ dùng được",
         "Tên khác cũng nhận ra")  # fmt: skip
_KINDS = {"text": "chữ", "name": "họ tên", "note": "chữ", "ordinal": "số hoặc để trống"}
_LIST_NOTE = (
    "Dòng có chữ “Ví dụ” ở cột STT không được nhập, xóa hay để lại đều được; "
    "cột không dùng thì xóa."
)
_DRAWING_NOTE = (
    "Là thuộc tính của bản vẽ (GeoPackage, Shapefile .zip, GeoJSON); cột nào cũng có thể thiếu."
)


def is_list(table: Table) -> bool:
    """Whether a table can come as a list, not only as a drawing."""
    return any(column.field == "ordinal" for column in table.columns)


def template(target: str) -> bytes:
    """Bytes of the .xlsx template of a target; KeyError for an unknown one.

    A header, one invented example row that no import takes, and a sheet that describes the columns.
    """
    table = TABLES[target]
    headings = list(_headings(table)) if is_list(table) else []
    note = _LIST_NOTE if headings else _DRAWING_NOTE
    described = [*map(_described, table.columns)]
    return write_template(headings, described, HEADS, MEANINGS, [note])


def _headings(table: Table) -> Iterator[Heading]:
    for column in table.columns:
        example = EXAMPLE_MARK if column.field == "ordinal" else str(column.example)
        yield Heading(column.vi, column.required, example, _choices(column))


def _choices(column: Column) -> list[str]:
    return words_of(column.options) if column.kind == "choice" else []


def _described(column: Column) -> list[str]:
    """The row of one column: name, required, meaning, how to write, example, words, other names."""
    way = REMEDIES.get(column.kind, "") if column.kind != "choice" else "chọn một chữ"
    words = _choices(column)
    if column.kind == "land_use":
        words = sorted(set(column.options.values()))
    names = [name for name in column.names if not name.isascii() or " " in name]
    return [
        column.vi,
        "có" if column.required else "",
        column.meaning,
        way or _KINDS.get(column.kind, ""),
        str(column.example),
        ", ".join(words),
        "; ".join(names),
    ]
