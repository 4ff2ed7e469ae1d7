"""Every row and column of a list is accounted for, judged by place and shape, not by words."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearance.exchange.lists.households import read_households
from clearance.exchange.lists.rows import Reading
from tests.exchange.papers import HEADER, TITLE, write_book, write_text
from tests.exchange.taking import AN, HUONG, MORE, plan_of

NOTED = ["STT", "Họ và tên chủ hộ", "Xã", "Thôn", "Ghi chú"]
WORDS = ["Trưởng thôn", "Xác nhận có tài sản", "Tổng 5 khẩu", "Cộng", "Kế toán xã", "Ngày 5",
         "TM. gia đình", "Chủ tịch Hội Nông dân", "Người lập nghiệp", "STT", "Thôn 4", "Đại biểu",
         "Bí thư chi bộ", "Đã ký", "(12)", "Tổng cộng: 3 thửa"]  # fmt: skip


def numbered(names: list[str], notes: list[str]) -> list[list[Any]]:
    return [[n, name, "Thái Sơn", "Thôn 1", note]
            for n, (name, note) in enumerate(zip(names, notes, strict=True), 1)]  # fmt: skip


def accounted(reading: Reading) -> bool:
    return reading.written == len(reading.rows) + len(reading.skipped)


def why(reading: Reading) -> dict[int, str]:
    return {number: told for _, number, told in reading.skipped}


@pytest.mark.parametrize("note", WORDS)
def test_no_word_in_a_note_takes_a_row_away(tmp_path: Path, note: str):
    names = ["Nông Văn Một", "Nông Văn Hai", "Nông Văn Ba"]
    rows = numbered(names, ["", note, note])
    rows += [["5a", "Nông Văn Năm", "Thái Sơn", "Thôn 2", note],
             ["-", "Nông Văn Sáu", "Thái Sơn", "Thôn 2", note]]  # fmt: skip
    reading, entries = read_households(write_book(tmp_path / "a.xlsx", [NOTED, *rows]))
    assert len(entries) == 5
    assert reading.faults == []
    assert accounted(reading)


SIGNED = [
    ["", "", "", "", "Thái Sơn, ngày 05 tháng 02 năm 2026"],
    ["", "", "", "", "NGƯỜI TỔNG HỢP"],
    ["", "TRƯỞNG BAN", "", "", "ĐẠI DIỆN UBND"],
    ["", "", "", "", "Nông Văn Ký"],
]


@pytest.mark.parametrize("tail", [SIGNED, SIGNED[:1], SIGNED[2:], [["", "Nông Văn Ký"]]])
def test_signatures_stand_apart_at_the_end_whatever_column_they_are_in(tmp_path: Path, tail):
    rows = [[TITLE], HEADER, AN, MORE, HUONG, [], *tail]
    reading, entries = read_households(write_book(tmp_path / "a.xlsx", rows))
    assert reading.faults == []
    assert len(entries) == 2
    assert accounted(reading)
    assert {told for number, told in why(reading).items() if number > 6} == {"phần ký"}


@pytest.mark.parametrize(
    "label", ["Tổng cộng", "Cộng", "Toàn xã", "Σ các hộ", "TC", "Luỹ kế", "Tổng hợp chung"]
)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_total_is_told_by_its_sums_whatever_it_is_called(tmp_path: Path, label: str, at: int):
    total = ["", "", "", "", "", 1200, 620.5, ""]
    total[at] = label
    reading, entries = read_households(
        write_book(tmp_path / "a.xlsx", [HEADER, AN, MORE, HUONG, total])
    )
    assert reading.faults == []
    assert len(entries) == 2
    assert why(reading)[5] == "dòng cộng"
    assert [(c.written, c.read) for c in reading.controls] == [(1200, 1200), (620.5, 620.5)]


@pytest.mark.parametrize("label", ["Tổng cộng", "Toàn xã"])
def test_a_total_that_does_not_agree_is_a_fault(tmp_path: Path, label: str):
    total = ["", label, "", "", "", "", 650.5, ""]
    path = write_book(tmp_path / "a.xlsx", [HEADER, AN, MORE, HUONG, total])
    reading, _ = read_households(path)
    assert [fault.row for fault in reading.faults] == [5]
    if label == "Tổng cộng":
        assert "cộng lại là 620,5" in reading.faults[0].text()


def test_a_total_of_a_group_and_of_all_and_one_that_counts_a_parcel_once(tmp_path: Path):
    twice = [["", "", "", 12, 9, 700, 200, "ONT"], ["", "", "", 12, 9, 700, 500, "CLN"]]
    rows = [["I", "Xã Thái Sơn"], [*AN], ["", "Cộng nhóm này", "", "", "", 400, 200.5, ""],
            ["II", "Xã Thành Long"], [*HUONG], *twice,
            ["", "Cộng", "", "", "", 1100, 720, ""],
            ["", "Tổng", "", "", "", 1500, 920.5, ""]]  # fmt: skip
    reading, entries = read_households(write_book(tmp_path / "a.xlsx", [HEADER, *rows]))
    assert reading.faults == []
    assert [e.values["unit"] for e in entries] == ["Xã Thái Sơn", "Xã Thành Long"]
    assert accounted(reading)


def test_what_may_be_a_household_or_a_signature_is_asked(tmp_path: Path):
    path = write_book(tmp_path / "a.xlsx", [HEADER, AN, HUONG, ["", "Nông Văn Ký"]])
    reading, _ = read_households(path)
    assert "không rõ" in reading.faults[0].text()
    assert reading.faults[0].row == 4


def test_an_organisation_named_like_a_place_keeps_its_number(tmp_path: Path):
    rows = [AN, [2, "Tổ hợp tác Thanh Bình", "", "", "", 500, 20, ""], [3, *HUONG[1:]]]
    reading, entries = read_households(write_book(tmp_path / "a.xlsx", [HEADER, *rows]))
    assert [e.values["full_name"] for e in entries][1] == "Tổ hợp tác Thanh Bình"
    assert accounted(reading)


def test_numbered_footnotes_below_the_list_are_no_households(tmp_path: Path):
    notes = [[], ["1", "Diện tích lấy theo trích đo"], ["2", "Chưa tính phần hành lang"]]
    reading, entries = read_households(
        write_book(tmp_path / "a.xlsx", [HEADER, AN, HUONG, [3, *AN[1:4], 77, *AN[5:]], *notes])
    )
    assert len(entries) == 3
    assert why(reading)[6] == why(reading)[7] == "phần ký"


def test_a_summary_beside_the_list_is_left_out_and_told(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        summary = [["Xã", "Diện tích"], ["Thái Sơn", 400]]
        for name, rows in (("Danh sách", [HEADER, AN]), ("Tổng hợp", summary)):
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    reading, entries = read_households(path)
    assert reading.faults == []
    assert len(entries) == 1
    assert accounted(reading)
    assert "thiếu cột Họ và tên chủ hộ" in reading.notes[0].text()


def test_ordinals_alone_and_words_beside_the_columns_are_named(tmp_path: Path):
    rows = [HEADER, AN, [2], ["", "", "", "", "", "", "", "", "trang 2"], [3, *HUONG[1:]]]
    reading, entries = read_households(write_book(tmp_path / "a.xlsx", rows))
    assert len(entries) == 2
    assert [why(reading)[n] for n in (3, 4)] == ["chỉ có số thứ tự", "chỉ có chữ ở cột không nhập"]


names = st.sampled_from(["Nông Văn Một", "Bàn Thị Hai", "Lý Văn Ba", "Tống Công", "Tổ hợp tác Bốn"])
entry = st.tuples(names, st.sampled_from([*WORDS, ""]), st.integers(1, 900), st.booleans())
extra = st.sampled_from([
    ["I", "Xã Thái Sơn"], ["", "Thôn Cây Xoan"], HEADER, ["(1)", "(2)", "(3)", "(4)", "(5)"],
    ["", "Trang 2 – danh sách tiếp theo"], ["", "", "", "", "", "", "", "x"],
])  # fmt: skip


@settings(max_examples=60, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(st.lists(st.one_of(entry, extra), min_size=1, max_size=14), st.integers(0, 4), st.booleans())
def test_rows_in_are_rows_out_and_rows_named(tmp_path: Path, body, signed: int, has_total: bool):
    rows, number, taken = [[TITLE], [], [*HEADER, "Ghi chú"]], 0, 0
    for item in body:
        if isinstance(item, tuple):
            name, note, area, is_long = item
            number += 1
            taken += area
            place = ["Thôn 1", 12, number] if is_long else ["Thôn 2", 13, f"{number}A"]
            rows.append([number, name, *place, 1000, area, "LUC", note])
        else:
            rows.append(item)
    if has_total and number:
        rows.append(["", "Toàn bảng", "", "", "", number * 1000, taken, "", ""])
    rows += [[], *SIGNED[:signed]]
    path = write_text(tmp_path / "a.csv", rows)
    reading, _ = read_households(path)
    assert reading.written == sum(any(str(c).strip() for c in row) for row in rows)
    asked = sum("không rõ" in told for told in why(reading).values())
    assert accounted(reading)
    assert len(reading.rows) >= number
    if not asked:
        given_names = [row[1] for row in rows if len(row) > 8 and row[0]]
        read = [row.values.get("full_name") for row in reading.rows if "parcel_no" in row.values]
        assert [n for n in read if n] == [n for n in given_names if n != HEADER[1]]


ASKED = {
    "Diện tích thu hồi đợt 2": [120, 80.5],
    "Tình trạng": ["đã di chuyển", ""],
    "Ngày bàn giao": ["07/03/2025", ""],
    "Tiền thưởng": [5_000_000, 1],
    "Đã ký": ["x", ""],
    "Kết luận": ["đã xong", ""],
    "Lần hai": ["07/03/2025", "08/03/2025"],
    "Phần ngoài": ["1.234,5", "12,25"],
    "Cột lạ": [45_600_000, 12_000_000],
    "Thửa cũ": ["12/1", "12/2"],
    "dt_th_2": [3, 4],
    "NGAY_BG": ["x1", "x2"],
}


@pytest.mark.parametrize("header", ASKED)
def test_a_column_that_may_matter_is_never_left_out_unconfirmed(tmp_path: Path, header: str):
    head = [*NOTED[:4], header]
    rows = [[n, f"Nông Văn {n}", "Thái Sơn", "Thôn 1", value]
            for n, value in zip("12", ASKED[header], strict=True)]  # fmt: skip
    path = write_book(tmp_path / "a.xlsx", [head, *rows])
    plan = plan_of("households", path)
    assert plan.changes == []
    assert plan.faults[0].column == f"E ({header})"
    assert f'--ignore-column "{header}"' in plan.faults[0].text()
    for name in (header, "E", header.upper()):
        plan = plan_of("households", path, ignored=(name,))
        assert plan.faults == []
        (told,) = plan.account["columns"]
        assert (told["column"], told["confirmed"]) == (f"E ({header})", True)


@pytest.mark.parametrize(
    ("header", "values"),
    [("Dân tộc", ["Tày", "Dao"]), ("Số khẩu", [4, 5]), ("Email", ["a@b.vn", ""]),
     ("", ["tự ghi", ""]), ("Ghi thêm", [1987, 1990])],
)  # fmt: skip
def test_a_harmless_column_is_listed_and_nothing_more(tmp_path: Path, header: str, values):
    rows = [
        [n, f"Nông Văn {n}", "Thái Sơn", "Thôn 1", v] for n, v in zip("12", values, strict=True)
    ]
    plan = plan_of("households", write_book(tmp_path / "a.xlsx", [[*NOTED[:4], header], *rows]))
    assert plan.faults == []
    (told,) = plan.account["columns"]
    assert told["values"] == sum(v != "" for v in values)
    assert not told["confirmed"]


def test_a_column_that_is_not_there_cannot_be_left_out(tmp_path: Path):
    path = write_book(tmp_path / "a.xlsx", [HEADER, AN])
    plan = plan_of("households", path, ignored=("Tình trạng",))
    assert "không có cột nào" in plan.faults[0].text()
    assert plan.changes == []


def test_the_account_is_kept_with_the_import(tmp_path: Path):
    plan = plan_of("households", write_book(tmp_path / "a.xlsx", [[TITLE], HEADER, AN, MORE]))
    assert plan.account["rows"] == 4
    assert plan.account["read"] == 2
    assert plan.account["left_out"][0] == {
        "sheet": "Sheet1", "why": "phía trên bảng", "count": 1, "rows": "1",
    }  # fmt: skip
    assert '"rows": 4' in plan.changes[0].patch["account"]
