"""Chainages as offices write them."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from clearance.exchange.lists.location_check import Ground
from clearance.exchange.lists.stations import factor_of, read_stations
from clearance.exchange.road.reading import read_along
from clearance.exchange.road.tables import PACKAGES, UTILITIES
from tests.exchange.drawings import GROUND
from tests.exchange.papers import write_book

SURE = {
    "Km12+345": 12345, "12+345": 12345, "KM 12 + 345,67": Decimal("12345.67"), "12.345": 12345,
    "12,345": 12345, "12 345": 12345, "12.345,6": Decimal("12345.6"), "12,3 km": 12300,
    "12345 m": 12345, "Km12,5": 12500, "Từ Km12+345": 12345, "Lý trình: 12+345": 12345,
    "Km-0+005": -5,
}  # fmt: skip


@pytest.mark.parametrize("text", SURE)
def test_a_written_chainage_is_metres(text: str):
    (end,) = read_stations(text).ends
    assert (end.value, end.is_metres) == (SURE[text], True)


@pytest.mark.parametrize("text", ["12345", "12", "12.5", "8,25"])
def test_a_bare_number_waits_for_its_column(text: str):
    assert not read_stations(text).ends[0].is_metres


@pytest.mark.parametrize(
    ("text", "side"),
    [("Km1+200 (T)", "left"), ("1+200 phải tuyến", "right"), ("Km1+200P", "right"),
     ("K1+100 - K1+300 trái", "left"), ("Km1+200, hai bên", "both"), ("Km1+200", "")],
)  # fmt: skip
def test_the_side_may_stand_behind_the_chainage(text: str, side: str):
    assert read_stations(text).side == side


@pytest.mark.parametrize(
    "text",
    ["Km0+100 - Km8+200", "0+100÷8+200", "từ Km0+100 đến Km8+200", "Km0+100-8+200",
     "0.100 - 8.200", "Km0+100 -> Km8+200"],
)  # fmt: skip
def test_a_cell_may_hold_both_ends(text: str):
    assert [end.value for end in read_stations(text).ends] == [100, 8200]


@pytest.mark.parametrize("cell", ["cuối tuyến", "Km12+5", "1.234.567", True, ""])
def test_what_is_no_chainage_is_refused(cell: Any):
    with pytest.raises(ValueError, match="lý trình"):
        read_stations(cell)


@pytest.mark.parametrize(
    ("numbers", "header", "bounds", "factor"),
    [
        (["0", "8200"], "Từ", None, 1),
        (["0", "8.2"], "Từ", None, 1000),
        (["0", "8"], "Từ", None, None),
        (["0", "8"], "Từ", (0, 10_000), None),
        (["0", "80"], "Từ", (0, 10_000), None),
        (["512.5"], "Từ", (0, 10_000), None),
        (["0", "8"], "Km đầu", (0, 10_000), 1000),
        (["0", "8200"], "Từ Km", (0, 10_000), 1),
        (["2", "3"], "Từ", (1_500, 3_500), 1000),
        (["0", "8"], "Lý trình đầu (Km)", None, 1000),
        (["0", "8"], "chainage_from_m", None, 1),
        (["0"], "Từ", None, 1),
        (["99.5"], "Từ", (0, 50), None),
    ],
)
def test_bare_numbers_are_kilometres_or_metres_by_header_size_and_road(
    numbers: list[str], header: str, bounds: Any, factor: int | None
):
    assert factor_of(map(Decimal, numbers), header, bounds) == factor


def rows_of(path: Path, *rows: list[Any], table: Any = PACKAGES, covers: bool = False) -> Any:
    return read_along(write_book(path, list(rows)), table, GROUND, covers=covers)


def test_a_column_of_kilometres_is_read_as_such_and_said(tmp_path: Path):
    head = ["Mã gói thầu", "Từ", "Đến"]
    reading = rows_of(tmp_path / "a.xlsx", head, ["XL1", 0, 2.5], ["XL2", 2.5, 8])
    assert reading.faults == []
    assert [r.values["chainage_to_m"] for r in reading.rows] == [2500, 8000]
    assert "được hiểu là km" in reading.notes[0].message


def test_small_whole_numbers_are_asked_about(tmp_path: Path):
    head = ["Mã gói thầu", "Từ", "Đến"]
    reading = read_along(write_book(tmp_path / "a.xlsx", [head, ["XL1", 0, 5]]), PACKAGES, Ground())
    (fault,) = reading.faults
    assert (fault.row, fault.column, fault.value) == (2, "C (Đến)", "5")
    assert "km hay mét" in fault.message
    assert "(km)" in fault.remedy


def test_ends_in_the_wrong_order_three_places_or_two_sides_are_named(tmp_path: Path):
    head = ["Mã công trình", "Lý trình", "Phía", "Lý trình đầu"]
    reading = rows_of(
        tmp_path / "a.xlsx", head,
        ["HT-1", "Km2+000 - Km1+000", "trái", ""],
        ["HT-2", "Km1+000 - Km1+050", "trái", "Km3+000"],
        ["HT-3", "Km1+000 (P)", "trái", ""],
        table=UTILITIES,
    )  # fmt: skip
    told = [(f.row, f.message) for f in reading.faults]
    assert told == [
        (2, "lý trình đầu lớn hơn lý trình cuối"),
        (3, "có nhiều hơn hai lý trình khác nhau"),
        (4, "cột Phía ghi trái"),
    ]


def test_a_thing_takes_every_metre_it_touches_a_package_ends_where_the_next_begins(tmp_path: Path):
    head, row = ["Mã công trình", "Lý trình"], ["HT-1", "Km1+000,5 - Km1+010,5"]
    (thing,) = rows_of(tmp_path / "a.xlsx", head, row, table=UTILITIES, covers=True).rows
    assert (thing.values["chainage_from_m"], thing.values["chainage_to_m"]) == (1000, 1011)
    (cut,) = rows_of(tmp_path / "b.xlsx", ["Mã gói thầu", "Lý trình"], row).rows
    assert (cut.values["chainage_from_m"], cut.values["chainage_to_m"]) == (1000, 1010)
    (spot,) = rows_of(
        tmp_path / "c.xlsx", head, ["HT-1", "Km1+000"], table=UTILITIES, covers=True
    ).rows
    assert (spot.values["chainage_from_m"], spot.values["chainage_to_m"]) == (1000, 1001)
