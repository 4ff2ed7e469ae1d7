"""Household lists as district offices write them."""

import unicodedata
from pathlib import Path

import pytest

from clearance.exchange.lists.households import HouseholdEntry, read_households
from clearance.exchange.lists.rows import Reading
from tests.exchange.papers import HEADER, TITLE, plain_list, write_book, write_ods, write_text

FILES = Path(__file__).with_name("files")
AN = [1, "Nguyễn Văn An", "Thôn 1", 12, 45, "1.234,5", 200.5, "ONT"]
HUONG = [2, "Đặng Thị Hường", "Thôn 2", 13, "7A", 500, "9222,1", "CLN"]


def names(entries: list[HouseholdEntry]) -> list[str]:
    return [entry.values["full_name"] for entry in entries]


def first_fault(reading: Reading) -> str:
    return reading.faults[0].text()


def test_a_title_blank_rows_and_a_plain_header(tmp_path: Path):
    reading, entries = read_households(
        plain_list(tmp_path / "ho.xlsx", AN, [], [*HUONG[:6], 20, "CLN"])
    )
    assert reading.faults == []
    assert names(entries) == ["Nguyễn Văn An", "Đặng Thị Hường"]
    assert entries[0].parcels[0].values == {
        "map_sheet_no": "12", "parcel_no": "45", "land_use_code": "ONT",
        "area_total_m2": 1234.5, "area_recovered_m2": 200.5,
    }  # fmt: skip
    assert reading.titles["Sheet1"] == TITLE


def test_rows_and_columns_are_named_as_excel_shows_them(tmp_path: Path):
    shifted = [["", "", "", *row] for row in ([], HEADER, [*AN[:6], "-1", "ONT"])]
    reading, _ = read_households(write_book(tmp_path / "a.xlsx", [[], [], [], *shifted]))
    assert (reading.faults[0].row, reading.faults[0].column[:2]) == (6, "J ")


def test_two_header_rows_with_merged_cells_and_column_numbers(tmp_path: Path):
    top = [
        "TT",
        "Hộ gia đình, cá nhân",
        "Thôn/Bản/Tổ",
        "Bản đồ",
        "",
        "Diện tích (m2)",
        "",
        "Loại đất",
    ]
    below = ["", "", "", "Tờ", "Thửa", "Tổng số", "Thu hồi", ""]
    counts = [f"({n})" for n in range(1, 9)]
    merges = ["A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "H3:H4"]
    rows = [[TITLE], [], top, below, counts, AN]
    reading, entries = read_households(write_book(tmp_path / "a.xlsx", rows, merges))
    assert reading.faults == []
    assert reading.unknown == []
    assert entries[0].parcels[0].values["area_recovered_m2"] == 200.5
    assert ("Sheet1", 5, "dòng đánh số cột") in reading.skipped


@pytest.mark.parametrize("writer", [write_text, write_ods])
def test_two_header_rows_without_merge_marks(tmp_path: Path, writer):
    top = ["STT", "Họ và tên", "Thôn", "Tờ, thửa", "", "Diện tích", "", "Ghi chú"]
    below = ["", "", "", "Số tờ", "Số thửa", "Tổng diện tích", "Thu hồi", ""]
    file = tmp_path / ("a.csv" if writer is write_text else "a.ods")
    reading, entries = read_households(writer(file, [top, below, [*AN[:6], "200,5", ""]]))
    assert reading.faults == []
    assert names(entries) == ["Nguyễn Văn An"]
    assert entries[0].parcels[0].values["area_recovered_m2"] == 200.5


def test_household_cells_merged_over_the_rows_of_its_parcels(tmp_path: Path):
    more = ["", "", "", 12, 46, 300, 300, "LUC"]
    path = write_book(tmp_path / "a.xlsx", [HEADER, AN, more, [*HUONG[:6], 20, "CLN"]],
                      ["A2:A3", "B2:B3", "C2:C3"])  # fmt: skip
    reading, entries = read_households(path)
    assert reading.faults == []
    assert [len(entry.parcels) for entry in entries] == [2, 1]


def test_household_cells_blank_below_or_repeated_or_marked_as_above(tmp_path: Path):
    blank = ["", "", "", 12, 46, 300, 300, "LUC"]
    again = ["", "NGUYỄN VĂN AN", "Thôn 1", 12, 47, 300, 300, "LUC"]
    ditto = ["", '"', "nt", 12, 48, 300, 300, "LUC"]
    reading, entries = read_households(plain_list(tmp_path / "a.xlsx", AN, blank, again, ditto))
    assert reading.faults == []
    assert [row.values["parcel_no"] for row in entries[0].parcels] == ["45", "46", "47", "48"]


def test_two_people_of_one_name_with_their_own_numbers_stay_two(tmp_path: Path):
    other = [2, "Nguyễn Văn An", "Thôn 1", 14, 3, 100, 100, "LUC"]
    _, entries = read_households(plain_list(tmp_path / "a.xlsx", AN, other))
    assert len(entries) == 2


def test_one_parcel_of_two_uses_is_one_parcel_and_told(tmp_path: Path):
    both = [[1, "Lê Văn Tư", "Thôn 1", 5, 9, 700, 200, "ONT"], ["", "", "", 5, 9, 700, 500, "CLN"]]
    reading, entries = read_households(plain_list(tmp_path / "a.xlsx", *both))
    assert entries[0].parcels[0].values["land_use_code"] == "ONT+CLN"
    assert entries[0].parcels[0].values["area_recovered_m2"] == 700
    assert "gộp với dòng 4" in reading.notes[0].text()


def test_group_titles_totals_and_signatures_are_no_households(tmp_path: Path):
    rows = [["I", "Xã Thái Sơn"], ["1", "Thôn Đồng Chùa"], [*AN[:2], "", *AN[3:]],
            ["", "Cộng thôn Đồng Chùa", "", "", 1, "", 200.5],
            ["2", "Thôn Cây Xoan"], [*HUONG[:2], "", 13, "7A", 500, 20, "CLN"],
            ["", "Tổng cộng", "", "", "2 thửa", "", 220.5], [],
            ["", "", "", "", "", "Ngày 3 tháng 5 năm 2025"],
            ["", "NGƯỜI LẬP BIỂU", "", "", "", "CHỦ TỊCH"], [], ["", "Trần Văn Ký"]]  # fmt: skip
    reading, entries = read_households(plain_list(tmp_path / "a.xlsx", *rows))
    assert reading.faults == []
    assert names(entries) == ["Nguyễn Văn An", "Đặng Thị Hường"]
    assert [e.values["village"] for e in entries] == ["Thôn Đồng Chùa", "Thôn Cây Xoan"]
    assert [e.values["unit"] for e in entries] == ["Xã Thái Sơn", "Xã Thái Sơn"]


def test_a_header_repeated_on_each_page_is_skipped(tmp_path: Path):
    reading, entries = read_households(plain_list(tmp_path / "a.xlsx", AN, HEADER, HUONG[:6]))
    assert reading.faults == []
    assert ("Sheet1", 5, "dòng tiêu đề lặp lại") in reading.skipped
    assert len(entries) == 2


def test_a_person_whose_name_folds_to_a_total_is_kept(tmp_path: Path):
    row = [3, "Tống Công Minh", "Thôn 1", 2, 3, 10, 10, "LUC"]
    bare = [4, "Tống Công", "Thôn 1", "", "", "", "", ""]
    _, entries = read_households(plain_list(tmp_path / "a.xlsx", row, bare))
    assert names(entries) == ["Tống Công Minh", "Tống Công"]


def test_an_old_xls_in_tcvn3_is_converted_and_told():
    reading, entries = read_households(FILES / "tcvn3.xls")
    assert reading.faults == []
    assert names(entries) == ["Đặng Thị Hường", "Nguyễn Văn Dũng"]
    assert entries[0].values["village"] == "Thôn Mường"
    assert [row.values["area_recovered_m2"] for row in entries[0].parcels] == [120.5, 1250.5]
    assert any("TCVN3" in note.text() for note in reading.notes)


def test_decomposed_names_come_out_composed_and_look_alikes_are_told(tmp_path: Path):
    apart = unicodedata.normalize("NFD", "Đặng Thị Hường")
    rows = [
        [1, apart, "Thôn 1", 1, 1, 5, 5, "LUC"],
        [2, "\u00d0ỗ V\u0430n Tư", "Thôn 1", 1, 2, 5, 5, "LUC"],
    ]
    reading, entries = read_households(plain_list(tmp_path / "a.xlsx", *rows))
    assert names(entries) == ["Đặng Thị Hường", "Đỗ Van Tư"]
    assert [note.row for note in reading.notes] == [5]


def test_numbers_that_excel_cut_are_put_back(tmp_path: Path):
    head = ["Họ và tên", "Số CCCD", "Điện thoại", "Xã"]
    rows = [
        head,
        ["Lê Văn Tư", 8099001234, 912345678, "Thái Sơn"],
        ["Lê Văn Năm", "không có", "0912.345.678", "Thái Sơn"],
    ]
    _, entries = read_households(write_book(tmp_path / "a.xlsx", rows))
    assert entries[0].values["id_number"] == "008099001234"
    assert entries[0].values["phone"] == "0912345678"
    assert "id_number" not in entries[1].values


def test_units_in_the_header_or_the_title_count(tmp_path: Path):
    head = ["Họ và tên", "Tờ", "Thửa", "Diện tích (ha)", "Tổng kinh phí"]
    rows = [
        ["Danh sách", "", "", "", "ĐVT: 1.000 đồng"],
        head,
        ["Lê Văn Tư", 1, 2, "0,125", 1500.5],
    ]
    reading, entries = read_households(write_book(tmp_path / "a.xlsx", rows))
    assert reading.faults == []
    assert entries[0].parcels[0].values["area_total_m2"] == 1250
    assert entries[0].values["approved_vnd"] == 1_500_500


@pytest.mark.parametrize(
    ("column", "value", "place", "reason"),
    [
        (5, "1.234", "cột F (Diện tích (m2))", "hàng nghìn hay số lẻ"),
        (5, "1.2.34", "cột F", "không đúng chỗ"),
        (6, "-5", "cột G", "số âm"),
        (6, 99999, "Diện tích thu hồi", "lớn hơn diện tích thửa"),
        (3, "", "cột Tờ bản đồ", "thiếu số tờ"),
        (1, "123", "cột B", "không phải là tên"),
    ],
)
def test_a_wrong_cell_is_named_with_row_column_value(tmp_path: Path, column, value, place, reason):
    row = [*AN[:column], value, *AN[column + 1 :]]
    reading, _ = read_households(plain_list(tmp_path / "ho.xlsx", row))
    assert "ho.xlsx, trang tính Sheet1, dòng 4" in first_fault(reading)
    assert place in first_fault(reading)
    assert reason in first_fault(reading)


def test_a_parcel_under_two_households_is_a_fault(tmp_path: Path):
    reading, _ = read_households(
        plain_list(tmp_path / "a.xlsx", AN, [2, "Lê Văn Tư", "Thôn 1", *AN[3:]])
    )
    assert "thửa này đã có ở dòng 4" in first_fault(reading)


def test_one_code_for_two_names_is_a_fault(tmp_path: Path):
    rows = [["Mã hộ", "Họ và tên", "Xã"], ["HD-1", "Lê Văn Tư", "A"], ["HD-1", "Trần Thị Ba", "A"]]
    reading, _ = read_households(write_book(tmp_path / "a.xlsx", rows))
    assert "khác với dòng 2 của cùng hộ" in first_fault(reading)


def test_two_columns_of_one_meaning_are_asked_about_and_a_map_decides(tmp_path: Path):
    rows = [["Họ và tên", "Số thửa", "Thửa đất", "Tờ"], ["Lê Văn Tư", 1, 2, 3]]
    path = write_book(tmp_path / "a.xlsx", rows)
    assert "cùng được hiểu là Thửa" in first_fault(read_households(path)[0])
    reading, entries = read_households(path, column_map={"Thửa đất": ""})
    assert reading.faults == []
    assert entries[0].parcels[0].values["parcel_no"] == "1"


def test_a_column_map_names_strange_headers_or_letters(tmp_path: Path):
    rows = [["Chủ thể", "Bđ", "Ô", "Xã"], ["Lê Văn Tư", 3, 1, "Thái Sơn"]]
    path = write_book(tmp_path / "a.xlsx", rows)
    columns = {"chủ thể": "full_name", "B": "map_sheet_no", "C": "parcel_no"}
    reading, entries = read_households(path, column_map=columns)
    assert reading.faults == []
    assert entries[0].parcels[0].values == {"map_sheet_no": "3", "parcel_no": "1"}


def test_what_is_left_of_a_parcel_is_not_its_area(tmp_path: Path):
    rows = [["Họ và tên", "Tờ", "Thửa", "Đất còn lại", ""], ["", "", "", "Diện tích", "Loại đất"],
            ["Lê Văn Tư", 3, 1, 77, "LUC"]]  # fmt: skip
    path = write_book(tmp_path / "a.xlsx", rows, ["A1:A2", "B1:B2", "C1:C2", "D1:E1"])
    reading, entries = read_households(path)
    assert entries[0].parcels[0].values == {"map_sheet_no": "3", "parcel_no": "1"}
    assert reading.unknown == ["D (Đất còn lại – Diện tích)", "E (Đất còn lại – Loại đất)"]


def test_a_file_without_a_header_says_which_columns_are_wanted(tmp_path: Path):
    reading, _ = read_households(write_book(tmp_path / "a.xlsx", [["một", "hai"], [1, 2]]))
    assert "không tìm thấy dòng tiêu đề" in first_fault(reading)
