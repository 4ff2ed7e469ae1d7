"""The scripts that read untrusted files, called here as plain functions."""

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter

from clearance.exchange.files.features_script import read_features
from clearance.exchange.files.sandbox import TooMuch, read_apart
from clearance.exchange.files.workbook_script import read_workbook
from tests.exchange.drawings import frame, squares, write_gpkg
from tests.exchange.papers import write_ods

FILES = Path(__file__).with_name("files")


def test_a_workbook_gives_rows_merges_hidden_rows_and_odd_cells(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet('Hộ & "đất"')
        page.merge_range("B3:C4", "x")
        page.write_formula("D3", "=1+1", None, "")
        page.write_formula("E3", "=1+1", None, 2)
        page.write_formula("F3", "=1/0", None, "#DIV/0!")
        page.write_datetime(
            "A3", dt.date(2025, 3, 7), book.add_format({"num_format": "dd/mm/yyyy"})
        )
        page.set_row(2, None, None, {"hidden": True})
    sheet = read_workbook(str(path))["sheets"][0]
    assert sheet["rows"] == [[3, [dt.date(2025, 3, 7), "x", "", "", 2.0]]]
    assert sheet["merged"] == [[2, 1, 2, 2]]  # nothing is read below
    assert sheet["odd"] == [[3, "D", "=1+1"], [3, "F", "#DIV/0!"]]
    assert sheet["hidden"] == [3]


def test_other_workbooks_have_no_oddities(tmp_path: Path):
    ods = read_workbook(str(write_ods(tmp_path / "a.ods", [["a", 1]])))
    assert ods["sheets"][0]["rows"] == [[1, ["a", 1.0]]]
    assert read_workbook(str(FILES / "tcvn3.xls"))["sheets"][0]["odd"] == []


def test_a_broken_workbook_says_so(tmp_path: Path):
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0 broken")
    assert "error" in read_workbook(str(tmp_path / "a.xls"))


def test_too_many_rows_are_not_listed(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        for row in range(50_002):
            page.write_number(row, 0, row)
    assert read_workbook(str(path)) == {"too_big": "rows"}


def test_a_layer_gives_columns_and_shapes(tmp_path: Path):
    days = [dt.datetime(2025, 3, 7), None]  # noqa: DTZ001 files keep no zone
    table = frame(squares(2), ngay=days, dt=[1.5, None])
    path = str(write_gpkg(tmp_path / "a.gpkg", table))
    layer = read_features(path, "", "")
    assert layer["fields"] == ["so_to", "so_thua", "ngay", "dt"]
    assert layer["columns"][0] == [12, 12]
    assert layer["columns"][2:] == [["2025-03-07", None], [1.5, None]]
    assert len(layer["shapes"]) == 2
    assert "không có lớp" in read_features(path, "khác", "")["error"]


def test_a_broken_drawing_says_so(tmp_path: Path):
    (tmp_path / "a.gpkg").write_bytes(b"SQLite format 3\x00")
    assert "không đọc được" in read_features(str(tmp_path / "a.gpkg"), "", "")["error"]


def test_a_script_that_dawdles_is_stopped(tmp_path: Path):
    path = write_ods(tmp_path / "a.ods", [["a"]])
    with pytest.raises(TooMuch):
        read_apart("workbook_script.py", str(path), seconds=0.001)
