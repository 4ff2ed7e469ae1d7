"""Files that are too big, broken, disguised, or hostile."""

import datetime as dt
import json
import re
import time
import unicodedata
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from clearance.exchange.files.containers import check_zip
from clearance.exchange.files.csv_in import decode, separator
from clearance.exchange.files.features import read_drawing
from clearance.exchange.files.sheets import column_of, letter, read_grids
from clearance.exchange.lists.households import read_households
from clearance.rules.basics.faults import Refused
from tests.exchange.papers import HEADER, plain_list, write_book, write_ods, write_text

ROW = [1, "Đặng Thị Hường", "Thôn Bản Tàu", 12, 45, 500, 20, "ONT"]


def bomb(path: Path, inner: str = "xl/worksheets/sheet1.xml") -> Path:
    """A small file that grows to 200 MB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("xl/workbook.xml", "<workbook/>")
        box.writestr(inner, b"0" * (200 << 20))
    return path


def test_a_zip_bomb_is_refused_quickly(tmp_path: Path):
    path = bomb(tmp_path / "a.xlsx")
    assert path.stat().st_size < 1 << 20
    start = time.perf_counter()
    with pytest.raises(Refused, match="nở ra quá lớn"):
        read_grids(path)
    assert time.perf_counter() - start < 20


def test_two_far_cells_do_not_kill_the_server(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write(0, 0, "a")
        page.write(1_048_575, 16_383, "b")
    with pytest.raises(Refused, match="quá lớn hoặc bị hỏng"):
        read_grids(path)


def test_a_million_blank_rows_below_cost_little(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        look = book.add_format({"border": 1})
        for number, row in enumerate([HEADER, ROW]):
            page.write_row(number, 0, row)
        page.write_blank(1_048_575, 0, None, look)
        page.write_string(200_000, 0, "   ")
    start = time.perf_counter()
    _, entries = read_households(path)
    assert [e.values["full_name"] for e in entries] == ["Đặng Thị Hường"]
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("name", ["../evil.shp", "/etc/evil.shp", "a/../../b.shp", "C:\\x.shp"])
def test_names_that_climb_out_of_a_zip_are_refused(tmp_path: Path, name: str):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as box:
        box.writestr(name, b"x")
    with pytest.raises(Refused, match="không an toàn"):
        read_drawing(path)


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_zip_damaged_on_its_way_is_refused_wherever_the_damage_is(tmp_path: Path, method: int):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as box:
        box.writestr("a.geojson", json.dumps(list(range(300))))
    whole = path.read_bytes()
    for place in range(48, whole.index(b"PK\x01\x02"), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        with pytest.raises(Refused, match="hỏng"):
            check_zip(path, "a.zip")


def test_a_disk_that_fails_is_not_told_as_a_damaged_zip(tmp_path: Path):
    with pytest.raises(IsADirectoryError):
        check_zip(tmp_path, "a.zip")


def test_a_link_in_a_zip_is_refused(tmp_path: Path):
    link = zipfile.ZipInfo("a.shp")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as box:
        box.writestr(link, "/etc/passwd")
    with pytest.raises(Refused, match="không an toàn"):
        read_drawing(tmp_path / "a.zip")


def test_a_zip_in_a_zip_is_refused(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as box:
        box.writestr("b.zip", b"PK")
    with pytest.raises(Refused, match="nằm trong tệp nén"):
        read_drawing(tmp_path / "a.zip")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.xls", b"<html><table><tr><td>STT", "trang web"),
        ("a.xlsx", b"STT;x", "không phải là bảng tính"),
        ("a.csv", b"", "rỗng"),
        ("a.csv", b"\x00\x01\x02", "không phải là bảng tính"),
        ("a.xlsx", b"PK\x03\x04 broken", "hỏng"),
        ("a.xls", b"\xd0\xcf\x11\xe0 broken", "không đọc được"),
        ("a.csv", b"a;b\r\n" * 60_000, "quá lớn"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(tmp_path: Path, name: str, content: bytes, reason: str):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused, match=reason):
        read_grids(tmp_path / name)


def test_a_file_above_eight_megabytes_is_refused(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b"a" * (9 << 20))
    with pytest.raises(Refused, match="8 MB"):
        read_grids(tmp_path / "a.csv")


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as box:
        box.writestr("hello.txt", "x")
    with pytest.raises(Refused, match="không phải là bảng tính"):
        read_grids(tmp_path / "a.xlsx")


def test_a_formula_never_calculated_and_an_error_are_named(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Hộ & đất")
        page.write_row(0, 0, HEADER)
        page.write_row(1, 0, ROW)
        page.write_formula(1, 5, "=F1*2", None, "")
        page.write_formula(1, 6, "=1/0", None, "#DIV/0!")
    texts = [fault.text() for fault in read_households(path)[0].faults]
    assert "công thức chưa có kết quả" in texts[0]
    assert "dòng 2, cột F" in texts[0]
    assert "#DIV/0!" in texts[1]


def test_a_hidden_row_is_read_and_told(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADER)
        page.write_row(1, 0, ROW)
        page.set_row(1, None, None, {"hidden": True})
        book.add_worksheet("ẩn").hide()
    reading, entries = read_households(path)
    assert len(entries) == 1
    assert "dòng ẩn" in reading.notes[0].text()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16", "cp1258"])
@pytest.mark.parametrize("mark", [";", "\t", ","])
def test_csv_in_every_usual_encoding_and_separator(tmp_path: Path, encoding: str, mark: str):
    rows = [HEADER, ROW]
    if encoding == "cp1258":
        rows = [[_for_1258(value) for value in row] for row in rows]
    _, entries = read_households(write_text(tmp_path / "a.csv", rows, mark, encoding))
    assert entries[0].values["full_name"] == "Đặng Thị Hường"
    assert entries[0].values["village"] == "Thôn Bản Tàu"


def _for_1258(value):
    """Windows-1258 keeps ă â ê ô ơ ư whole and writes tones apart."""
    apart = unicodedata.normalize("NFD", str(value))
    tones = "\u0300\u0301\u0303\u0309\u0323"
    words = re.findall("[^\u0300-\u036f][\u0300-\u036f]*", apart)
    return "".join(
        unicodedata.normalize("NFC", "".join(m for m in word if m not in tones))
        + "".join(m for m in word if m in tones)
        for word in words
    )


def test_decimal_commas_do_not_pass_for_separators():
    assert separator("a;b;c\n1,5;2,5;3,5\n") == ";"
    assert separator("sep=|\na|b") == "|"
    assert decode("Đặng".encode("utf-16"), "a") == "Đặng"


def test_an_ods_with_a_million_repeated_blank_rows(tmp_path: Path):
    _, entries = read_households(write_ods(tmp_path / "a.ods", [HEADER, ROW]))
    assert entries[0].parcels[0].values["parcel_no"] == "45"


def test_dates_from_excel_come_as_dates_and_a_date_for_a_number_is_a_fault(tmp_path: Path):
    path = write_book(tmp_path / "a.xlsx", [HEADER, [*ROW[:4], dt.date(2025, 3, 7), *ROW[5:]]])
    assert "đổi ô này thành ngày" in read_households(path)[0].faults[0].text()


def test_column_letters_run_on_after_z():
    assert [letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [column_of(letter(n)) for n in range(800)] == list(range(800))


def test_five_thousand_rows_are_read_in_time(tmp_path: Path):
    rows = [
        [n, f"Lê Văn Tư {'abcdefghij'[n % 10]}", "Thôn 1", n // 50, n % 50, "1.234,5", 10.5]
        for n in range(5000)
    ]
    path = plain_list(tmp_path / "a.xlsx", *rows)
    start = time.perf_counter()
    reading, _ = read_households(path)
    assert reading.faults == []
    assert time.perf_counter() - start < 30
