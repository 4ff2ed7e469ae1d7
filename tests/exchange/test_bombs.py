"""Small files made to keep the server busy: each is refused, or read, within a moment."""

import json
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import shapely
import xlsxwriter

from clearance.exchange.files.containers import check_zip
from clearance.exchange.files.features import read_drawing
from clearance.exchange.files.sheets import read_grids
from clearance.exchange.files.workbook_script import read_workbook
from clearance.exchange.lists.households import read_households
from clearance.geo import shapes as figures
from clearance.rules.basics.faults import Refused
from tests.exchange.papers import HEADER, write_book, write_ods, write_text

ROW = [1, "Đặng Thị Hường", "Thôn Bản Tàu", 12, 45, 500, 20, "ONT"]
SECONDS = 8


@contextmanager
def in_a_moment(seconds: float = SECONDS) -> Iterator[None]:
    start = time.perf_counter()
    yield
    assert time.perf_counter() - start < seconds


def rewritten(path: Path, part: str, old: str, new: str) -> Path:
    """The workbook with a text of one of its parts put in place of another."""
    with zipfile.ZipFile(path) as box:
        parts = {name: box.read(name) for name in box.namelist()}
    parts[part] = parts[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in parts.items():
            box.writestr(name, content)
    return path


def merged_by(path: Path, *areas: str) -> Path:
    """A household list of one row whose merges are these, lawful or not."""
    write_book(path, [HEADER, ROW])
    marks = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    page = "xl/worksheets/sheet1.xml"
    ends = f'</sheetData><mergeCells count="{len(areas)}">{marks}</mergeCells>'
    return rewritten(path, page, "</sheetData>", ends)


@pytest.mark.parametrize("area", ["A3:XFD1048576", "A2:XFD9999", "J1:XFD1048576"])
def test_a_merge_over_the_rest_of_the_sheet_costs_nothing(tmp_path: Path, area: str):
    path = merged_by(tmp_path / "a.xlsx", area)
    assert path.stat().st_size < 8_000
    with in_a_moment():
        reading, entries = read_households(path)
    assert [e.values["full_name"] for e in entries] == ["Đặng Thị Hường"]
    assert reading.faults == []


def test_a_merge_over_the_whole_sheet_is_told_as_no_table(tmp_path: Path):
    with in_a_moment():
        reading, _ = read_households(merged_by(tmp_path / "a.xlsx", "A1:XFD1048576"))
    assert "không tìm thấy dòng tiêu đề" in reading.faults[0].text()


def test_merges_are_cut_to_what_is_read(tmp_path: Path):
    path = merged_by(tmp_path / "a.xlsx", "B2:XFD1048576", "A9:C9", "Z1:AB5", "A1:A1")
    assert read_workbook(str(path))["sheets"][0]["merged"] == [[1, 1, 1, 7]]


def test_of_merges_lying_on_each_other_the_first_counts(tmp_path: Path):
    path = merged_by(tmp_path / "a.xlsx", "A1:B1", "B1:C2", "A2:B2")
    assert read_workbook(str(path))["sheets"][0]["merged"] == [[0, 0, 0, 1], [1, 0, 1, 1]]


def test_many_merges_on_each_other_are_refused(tmp_path: Path):
    path = merged_by(tmp_path / "a.xlsx", *["A1:XFD1048576"] * 200_000)
    assert path.stat().st_size < 100_000
    with in_a_moment(), pytest.raises(Refused, match="ô gộp"):
        read_grids(path)


def test_merged_cells_far_down_a_long_list_are_filled(tmp_path: Path):
    rows = [[n, f"Lê Văn Tư {n % 7}", "", 12, n, 10, 5, "ONT"] for n in range(12_000)]
    rows[0][2] = "Thôn Bản Tàu"
    path = write_book(tmp_path / "a.xlsx", [HEADER, *rows], ["C2:C12001"])
    reading, _ = read_households(path)
    assert {row.values.get("village") for row in reading.rows} == {"Thôn Bản Tàu"}


def test_a_long_text_repeated_in_every_cell_is_refused(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for row in range(20_000):
            page.write_string(row, 0, "ữ" * 30_000)
    assert path.stat().st_size < 400_000
    with in_a_moment(30), pytest.raises(Refused, match="quá lớn"):
        read_grids(path)


def test_cells_are_counted_over_all_sheets(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        for _ in range(3):
            page = book.add_worksheet()
            for row in range(20_000):
                page.write_number(row, 0, row)
    with pytest.raises(Refused, match="quá lớn"):
        read_grids(path)


def test_a_row_of_very_many_columns_is_refused(tmp_path: Path):
    wide = [HEADER + [f"Thu hồi {n}" for n in range(600)], ROW]
    for path in (write_book(tmp_path / "a.xlsx", wide), write_text(tmp_path / "a.csv", wide)):
        with in_a_moment(), pytest.raises(Refused, match="quá nhiều cột"):
            read_grids(path)


def test_the_widest_list_taken_is_read_in_a_moment(tmp_path: Path):
    wide = HEADER + [f"Tổng số dân {n}" for n in range(240)]
    path = write_book(
        tmp_path / "a.xlsx", [wide, *[ROW + [f"hộ dân {n}"] * 240 for n in range(43)]]
    )
    with in_a_moment(12):
        assert len(read_households(path)[0].rows) == 43


def test_blank_columns_to_the_right_are_not_counted(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADER)
        page.write_row(1, 0, ROW)
        page.write_blank(1, 16_383, None, book.add_format({"border": 1}))
    assert len(read_grids(path)[0].rows[0][1]) == len(HEADER)


@pytest.mark.parametrize(("columns", "rows"), [(16_000, 1_000_000), (1_000, 5_000)])
def test_columns_and_rows_repeated_in_an_ods_are_refused(tmp_path: Path, columns: int, rows: int):
    path = write_ods(tmp_path / "a.ods", [HEADER, ROW])
    many = (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell'
        f' table:number-columns-repeated="{columns}" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    path = rewritten(path, "content.xml", "</table:table>", many)
    with in_a_moment(40), pytest.raises(Refused, match=r"quá lớn|không đọc được bảng tính"):
        read_grids(path)


def test_a_place_no_sheet_has_is_not_counted_up(tmp_path: Path):
    path = write_book(tmp_path / "a.xlsx", [HEADER, ROW])
    odd = f'<c r="{"Z" * 500_000}9" t="e"><v>#REF!</v></c><row r="{"9" * 5000}" hidden="1"></row>'
    page = "xl/worksheets/sheet1.xml"
    with in_a_moment():
        sheet = read_workbook(
            str(rewritten(path, page, "</worksheet>", f"<!--{odd}--></worksheet>"))
        )
    assert sheet["sheets"][0]["odd"] == sheet["sheets"][0]["hidden"] == []


def test_spaces_after_a_word_of_totals_do_not_stop_the_server(tmp_path: Path):
    text = "Tổng" + " " * 30_000 + "x"
    for path in (
        write_book(tmp_path / "a.xlsx", [HEADER, [1, text, *ROW[2:]]]),
        write_text(tmp_path / "a.csv", [HEADER, [1, text, *ROW[2:]]]),
    ):
        with in_a_moment():
            assert len(read_households(path)[0].rows) == 1


def test_a_zip_of_many_bombs_is_opened_only_so_far(tmp_path: Path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        for number in range(10):
            box.writestr(f"{number}.geojson", b"0" * (40 << 20))
    with in_a_moment(2), pytest.raises(Refused, match="nở ra quá lớn"):
        check_zip(path, "a.zip")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_packed_in_a_way_without_limit_is_never_unpacked(tmp_path: Path, method: int):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as box:
        box.writestr("a.geojson", b"0" * (1 << 20))
    with pytest.raises(Refused, match="nén kiểu lạ"):
        check_zip(path, "a.zip")


def test_features_that_each_bring_their_own_fields_are_refused(tmp_path: Path):
    features = [
        {"type": "Feature", "geometry": None, "properties": {f"a{n}": 1}} for n in range(50_000)
    ]
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    with in_a_moment(), pytest.raises(Refused, match="quá nhiều trường"):
        read_drawing(path)


def test_shapes_all_lying_on_each_other_are_looked_at_only_so_far():
    heap = np.repeat(np.array([shapely.box(0, 0, 20, 20)]), 20_000)
    with in_a_moment():
        assert len(figures.overlaps(heap, most=50)) == 50
