"""Household lists as offices type them: headings, totals on top, cells pushed aside."""

from pathlib import Path
from typing import Any

import pytest

from clearance.exchange.lists.households import read_households
from clearance.exchange.lists.rows import Reading
from clearance.rules.basics.faults import Refused
from tests.exchange.drawings import SNAPSHOT
from tests.exchange.papers import HEADER, TITLE, write_book
from tests.exchange.taking import AN, HUONG, MORE, plan_of

HEAD = ["STT", "Họ và tên chủ hộ", "Thôn"]


def listed(path: Path, *rows: list[Any], header: list[str] = HEAD) -> Reading:
    return read_households(write_book(path / "a.xlsx", [header, *rows]))[0]


def why(reading: Reading) -> dict[int, str]:
    return {number: told for _, number, told in reading.skipped if told != "dòng tiêu đề"}


@pytest.mark.parametrize("first", [1, ""])
@pytest.mark.parametrize("name", ["Lý A", "Vi", "Sỳ Ú", "Lò Văn An"])
def test_a_family_with_a_short_name_is_no_heading_of_its_village(tmp_path: Path, name: str, first):
    reading = listed(tmp_path, [first, name, "Thôn 1"], [2, name, "Thôn 2"],
                     ["II", "Thôn 3", ""], [3, "Ma B", ""])  # fmt: skip
    found = [(r.values["full_name"], r.values["village"]) for r in reading.rows]
    assert found == [(name, "Thôn 1"), (name, "Thôn 2"), ("Ma B", "Thôn 3")]
    assert why(reading) == {4: "dòng tên nhóm"}


@pytest.mark.parametrize("mark", ["I", "VIII", "XVIII", "(VIII)", "VIII."])
def test_a_village_under_any_roman_number_is_a_heading(tmp_path: Path, mark: str):
    reading = listed(tmp_path, [mark, "Thôn Tám", ""], [1, "Lò Văn Một", ""], [2, "Lò Thị Hai", ""])
    assert [r.values["village"] for r in reading.rows] == ["Thôn Tám", "Thôn Tám"]
    assert why(reading) == {2: "dòng tên nhóm"}


@pytest.mark.parametrize(("written", "told"), [(620.5, 0), (700, 1)])
def test_a_total_on_top_is_compared_with_all_entries_below(tmp_path: Path, written: float, told):
    total = ["", "Tổng cộng", "", "", "", "", written, ""]
    reading = listed(tmp_path, total, AN, MORE, HUONG, header=HEADER)
    assert why(reading) == {2: "dòng cộng"}
    assert ["cộng lại là 620,5" in fault.text() for fault in reading.faults] == [True] * told


@pytest.mark.parametrize("line", ['"Thôn 1', '"Thôn 1\n3;Lò Ba;Thái Sơn;"Thôn 1"'])
def test_an_open_quote_hides_no_family_of_a_csv(tmp_path: Path, line: str):
    rows = ["STT;Họ và tên;Xã;Thôn", "1;Lò Một;Thái Sơn;Thôn 1", f"2;Lò Hai;Thái Sơn;{line}"]
    (tmp_path / "a.csv").write_text("\n".join([*rows, "4;Lò Tư;Thái Sơn;Thôn 1"]), "utf-8")
    with pytest.raises(Refused, match=r"từ sau dòng 2 .*ngoặc kép"):
        read_households(tmp_path / "a.csv")


def test_a_decimal_comma_between_commas_is_a_fault_of_its_row(tmp_path: Path):
    rows = ["STT,Họ và tên,Xã,Diện tích,Tờ,Thửa"]
    rows += ["1,Lò Một,Thái Sơn,15,12,1", "2,Lò Hai,Thái Sơn,1,5,12,2"]
    (tmp_path / "a.csv").write_text("\n".join(rows), "utf-8")
    plan = plan_of("households", tmp_path / "a.csv", SNAPSHOT)
    (told,) = [fault.text() for fault in plan.faults]
    assert "dòng 3, cột G: “2” dòng có 7 ô, tiêu đề có 6" in told
    assert plan.changes == []


def test_a_list_without_a_header_is_answered_with_the_columns_of_its_table(tmp_path: Path):
    plan = plan_of("segments", write_book(tmp_path / "a.xlsx", [[TITLE], ["a", "b"]]), SNAPSHOT)
    assert "cần các cột như: STT, Mã đoạn" in plan.faults[0].text()


def test_a_code_of_a_commune_that_lost_its_zero_is_told(tmp_path: Path):
    book = write_book(tmp_path / "a.xlsx", [["Mã", "Tên", "Loại"], [2407, "Thái Sơn", "xã"]])
    (told,) = [n.text() for n in plan_of("units", book, SNAPSHOT).notes if "số 0" in n.text()]
    assert "“2407”" in told
    assert "ghi 02407" in told


@pytest.mark.parametrize(
    ("village", "told"),
    [
        ("Thôn 1, xã Thành Long", 1),
        ("Thôn 1 - TT Thành Long", 1),
        ("Thôn 1, xã Thái Sơn", 0),
        ("Thành Long", 0),
        ("Thôn Thành Long", 0),
    ],
)
def test_a_village_in_another_commune_than_the_title_says_is_asked(
    tmp_path: Path, village: str, told: int
):
    book = write_book(tmp_path / "a.xlsx", [[TITLE], HEADER, [*AN[:2], village, *AN[3:]]])
    faults = [fault.text() for fault in plan_of("households", book, SNAPSHOT).faults]
    assert [f"“{village}” xã trong ô này khác xã ở tiêu đề (Thái Sơn)" in f for f in faults] == (
        [True] * told
    )


def test_of_a_merged_commune_the_one_of_today_is_meant(tmp_path: Path):
    row = [1, AN[1], "Thái Sơn cũ, nay là Thành Long", "Thôn 1"]
    book = write_book(tmp_path / "a.xlsx", [["STT", "Họ và tên", "Xã", "Thôn"], row])
    plan = plan_of("households", book, SNAPSHOT)
    assert [c.patch["unit_uid"] for c in plan.accepted() if c.subject == "household"] == ["u2"]


@pytest.mark.parametrize(
    ("number", "told"),
    [("một phần 11", 1), ("12 (LUC)", 1), ("Thửa 12", 1), ("263A", 0), ("10/2", 0), ("DGT-5", 0)],
)
def test_words_beside_the_number_of_a_parcel_are_no_part_of_it(
    tmp_path: Path, number: str, told: int
):
    reading = listed(tmp_path, [*AN[:4], number, *AN[5:]], MORE, header=HEADER)
    faults = [fault.text() for fault in reading.faults]
    assert ["dòng 2, cột E (Thửa): “" in f and "có chữ bên cạnh" in f for f in faults] == (
        [True] * told
    )


def test_a_number_at_fault_is_shown_as_its_cell_shows_it(tmp_path: Path):
    rows = [[1, "Lò Văn Một", "Thôn 1", 90123457], [2, "Lò Văn Hai", "Thôn 1", 901.5]]
    reading = listed(tmp_path, *rows, header=[*HEAD, "Số CCCD"])
    assert [fault.value for fault in reading.faults] == ["90123457", "901.5"]
