"""Grave and payment lists, cells and headers."""

import datetime as dt
from pathlib import Path

import pytest

from clearance.exchange.files.encodings import convert_column, decode, legacy_of
from clearance.exchange.lists.cells import READERS
from clearance.exchange.lists.graves import read_graves
from clearance.exchange.lists.header_words import Matcher, phrase, title_unit, unit_of
from clearance.exchange.lists.list_tables import HOUSEHOLDS, TABLES
from clearance.exchange.lists.payments import read_payments
from clearance.exchange.lists.tables import LAND_USES
from tests.exchange.papers import write_book

GRAVES = ["STT", "Mã mộ", "Nghĩa trang", "Loại mộ", "Thân nhân", "Người mất", "Năm mất/táng",
          "Lý trình", "Trái/phải", "Ngày dự kiến di chuyển", "Xã"]  # fmt: skip


def test_graves_with_and_without_family(tmp_path: Path):
    rows = [["DANH SÁCH MỘ"], GRAVES,
            [1, "M-01", "Đồi Cọ", "Mộ đất", "Lê Văn Tư", "Lê Văn Cụ", 1987, "Km12+345", "Trái",
             dt.date(2025, 11, 20), "Thái Sơn"],
            [2, "M-02", "", "mộ xây", "Vô chủ", "", "", "Km12+350", "P", "20/11/2025", ""],
            [3, "M-03", "", "", "", "Chưa rõ", "năm 1990", "", "", "", ""]]  # fmt: skip
    reading = read_graves(write_book(tmp_path / "a.xlsx", rows))
    assert reading.faults == []
    first, second, third = (row.values for row in reading.rows)
    assert (first["family"], first["kind"], first["side"]) == ("known", "earth", "left")
    assert (first["chainage_from_m"], first["chainage_to_m"]) == (12345, 12346)
    assert first["planned_on"] == second["planned_on"] == "2025-11-20"
    assert (second["family"], second["cemetery"], second["unit"]) == (
        "unclaimed",
        "Đồi Cọ",
        "Thái Sơn",
    )
    assert (third["family"], third["buried_year"]) == ("searching", 1990)
    assert "deceased_name" not in third


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [
        (9, "31/02/2025", "tháng 2/2025 không có ngày 31"),
        (9, "7/3/25", "hai chữ số"),
        (7, "Km12+5", "không phải là lý trình"),
        (7, "Km13+000 - Km12+000", "lý trình cuối nhỏ hơn"),
        (3, "mộ tròn", "không có trong danh mục"),
        (6, "87", "không phải là năm"),
    ],
)
def test_a_wrong_grave_cell_says_why(tmp_path: Path, place: int, value: str, reason: str):
    row = [1, "M-01", "Đồi Cọ", "", "", "", "", "", "", "", "Thái Sơn"]
    row[place] = value
    reading = read_graves(write_book(tmp_path / "a.xlsx", [GRAVES, row]))
    assert reason in reading.faults[0].text()
    assert "dòng 2" in reading.faults[0].text()
    assert value in reading.faults[0].text()


def test_a_grave_code_twice_and_a_grave_nowhere_are_faults(tmp_path: Path):
    rows = [
        ["Mã mộ", "Người mất", "X (Bắc)", "Y (Đông)"],
        ["M-1", "A", 1, ""],
        ["M-1", "B", "", ""],
    ]
    texts = [fault.text() for fault in read_graves(write_book(tmp_path / "a.xlsx", rows)).faults]
    assert any("một trong hai tọa độ" in text for text in texts)
    assert any("không biết mộ ở đâu" in text for text in texts)
    assert any("mã mộ đã có ở dòng 2" in text for text in texts)


def test_payments(tmp_path: Path):
    rows = [["Mã hộ", "Họ và tên", "Số tiền được duyệt", "Đã chi trả", "Ngày chi trả"],
            ["HD-1", "Lê Văn Tư", "45.600.000", 45_600_000, "07/03/2025"],
            ["HD-2", "", "1,5 tỷ", "", ""]]  # fmt: skip
    reading = read_payments(write_book(tmp_path / "a.xlsx", rows))
    assert reading.faults == []
    assert (
        reading.rows[0].values["approved_vnd"] == reading.rows[0].values["paid_vnd"] == 45_600_000
    )
    assert reading.rows[0].values["paid_on"] == "2025-03-07"
    assert reading.rows[1].values["approved_vnd"] == 1_500_000_000


def test_payments_that_say_nothing_are_faults(tmp_path: Path):
    rows = [
        ["Mã hộ", "Số tiền đã chi trả", "Ngày chi trả"],
        ["", 5, ""],
        ["HD-2", "", "07/03/2025"],
    ]
    texts = [fault.text() for fault in read_payments(write_book(tmp_path / "a.xlsx", rows)).faults]
    assert "thiếu mã hộ" in texts[0]
    assert any("thiếu số tiền" in text for text in texts)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("code", 12.0, "12"),
        ("code", "263a", "263A"),
        ("phone", "+84 912 345 678", "0912345678"),
        ("phone", "0912345678; 0987654321", "0912345678, 0987654321"),
        ("phone", "không có", None),
        ("id", "008 099 001 234", "008099001234"),
        ("id", 123456789, "123456789"),
        ("span", "Km12+345 - Km12+400,5", (12345, 12401)),
        ("span", "Km12+345÷Km12+400", (12345, 12400)),
        ("chainage", "KM 12 + 345,67", 12345),
        ("number", "2439306.9", 2439306.9),
        ("number", "2.439.306,9", 2439306.9),
        ("text", True, "có"),
        ("land_use", "Đất ở nông thôn", "ONT"),
        ("land_use", "ont + cln", "ONT+CLN"),
        ("land_use", "đất vườn tạp", "đất vườn tạp"),
        ("parcel", "35/1a", "35/1A"),
        ("year", dt.date(1987, 1, 1), 1987),
    ],
)
def test_cells_are_read_by_kind(kind: str, raw: object, value: object):
    options = LAND_USES if kind == "land_use" else {}
    assert READERS[kind](raw, options) == value


@pytest.mark.parametrize(
    ("kind", "raw"),
    [("code", 12.5), ("parcel", "45, 46"), ("parcel", "45 và 46"),
     ("code", "1.2E+05"), ("id", "8.099E+09"), ("id", "12345"), ("phone", "123"),
     ("text", "a" * 300), ("chainage", 12.345), ("choice", "lạ"), ("name", "...1")],
)  # fmt: skip
def test_cells_that_lost_their_meaning_are_refused(kind: str, raw: object):
    with pytest.raises(ValueError, match=r"\w"):
        READERS[kind](raw, {"co": 1})


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        (["Họ và tên chủ hộ"], "full_name"),
        (["HỌ VÀ TÊN\nCHỦ HỘ"], "full_name"),
        (["Ho va ten chu ho"], "full_name"),
        (["Thôn/Bản/Tổ"], "village"),
        (["Tổ"], "village"),
        (["Tờ"], "map_sheet_no"),
        (["To"], ""),
        (["Số định danh/CCCD"], "id_number"),
        (["Số CCCD (hoặc CMND)"], "id_number"),
        (["Diện tích (thu hồi)"], "area_recovered_m2"),
        (["Diện tích (còn lại)"], ""),
        (["Diện tích (m2)", "Thu hồi"], "area_recovered_m2"),
        (["Thu hồi", "Diện tích"], "area_recovered_m2"),
        (["Thông tin chủ hộ", "Họ và tên"], "full_name"),
        (["Vợ hoặc chồng", "Họ và tên"], ""),
        (["Loại đất (LUC, ONT)"], ""),
        (["Lý trình"], "chainage_m"),
    ],
)
def test_headers_mean_what_they_say_whole(parts: list[str], field: str):
    assert Matcher(HOUSEHOLDS, {}).field(0, parts) == field


UNTOLD = """Năm sinh chủ hộ|Diện tích còn lại|Diện tích (còn lại)|Diện tích đất ở thu hồi|Số thửa cũ
|Tờ bản đồ cũ|Họ tên người thừa kế|Họ tên vợ|Số hộ|Số tờ khai|Loại đất còn lại|Đơn giá|Giá đất|To
|Kinh phí còn lại|Tổ số|Số tổ|Ngày sinh|Số quyết định|Xã cũ|Dân tộc|Số GCN|Diện tích nhà|Chủ cũ
|Số tiền còn phải chi trả|Số tiền chưa chi trả|Km cuối|Chủ đầu tư|Người|Tên|Hộ|Số|Đất"""
TOLD = {
    "full_name": "Tên tổ chức, hộ gia đình, cá nhân|Người có đất bị thu hồi|Họ và tên hộ dân",
    "village": "Thôn, xóm, tổ|Địa chỉ (thôn, tổ)|Thôn/Bản/TDP",
    "unit": "Thuộc xã|Xã, TT|Tên xã/phường",
    "id_number": "Số định danh cá nhân/CCCD|Số CMND/CCCD/Hộ chiếu|ĐDCN",
    "phone": "Số điện thoại liên hệ|Tel",
    "map_sheet_no": "Số tờ BĐĐC|Tờ bản đồ địa chính số",
    "parcel_no": "Số thửa BĐĐC",
    "area_total_m2": "DT thửa đất|Diện tích theo bản đồ (m²)",
    "area_recovered_m2": "Tổng diện tích đất thu hồi (m2)|Diện tích dự kiến thu hồi",
    "land_use_code": "MĐSDĐ|Ký hiệu loại đất",
    "approved_vnd": "Tổng kinh phí BT, HT (đồng)|Số tiền",
    "paid_vnd": "Số tiền thực nhận",
}


@pytest.mark.parametrize(("field", "headers"), TOLD.items())
def test_other_wordings_are_understood(field: str, headers: str):
    assert {Matcher(HOUSEHOLDS, {}).field(0, [h]) for h in headers.split("|")} == {field}


def test_headers_with_one_strange_word_are_left_to_the_user():
    matcher = Matcher(HOUSEHOLDS, {})
    headers = [header.strip() for header in UNTOLD.split("|")]
    assert {h: f for h in headers if (f := matcher.field(0, [h]))} == {}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_no_header_stands_for_two_fields(table):
    seen: dict[str, str] = {}
    for column in table.columns:
        for header in column.headers():
            assert seen.setdefault(phrase(header), column.field) == column.field, header


def test_units_of_headers_and_titles():
    assert unit_of("Số tiền (triệu đồng)") == "triệu đồng"
    assert unit_of("Thành tiền (1.000đ)") == "nghìn đồng"
    assert unit_of("Diện tích, ha") == "ha"
    assert unit_of("Họ và tên") == ""
    assert title_unit("Danh sách … Đơn vị tính: Triệu đồng") == "triệu đồng"


def test_vni_is_recognised_and_unicode_left_alone():
    names = ["Nguyeãn Vaên Ñöùc", "Traàn Thò Höôøng"]
    assert legacy_of(names) == "vni"
    assert decode(names[0], "vni") == "Nguyễn Văn Đức"
    for unicode in (["Lê Hà", "Đặng Thị Hường"], ["Lê Hà"], ["105°30'", "m²"], ["José Muñoz"]):
        assert legacy_of(unicode) is None


def test_capitals_of_the_old_fonts_come_back():
    assert decode("NGUYÔN V¡N DòNG", "tcvn3") == "NGUYỄN VĂN DŨNG"


def test_in_a_mixed_column_what_could_be_either_is_doubtful():
    cells = ["NguyÔn V¨n Dòng", "Đặng Thị Hường", "Lê Hà", "an"]
    texts, conversion, doubtful = convert_column(cells)
    assert texts == ["Nguyễn Văn Dũng", "Đặng Thị Hường", "Lê Hà", "an"]
    assert conversion
    assert doubtful == [2]
