"""What a file leaves open is asked once for all of it, and never guessed."""

from pathlib import Path
from typing import Any

import pytest
import shapely
import xlsxwriter

from clearance.exchange.plans.plan import Plan
from tests.exchange.drawings import EAST, NORTH, frame, squares
from tests.exchange.papers import write_book, write_text
from tests.exchange.taking import plan_of

HEAD = ["STT", "Họ và tên chủ hộ", "Xã", "Thôn", "Tờ bản đồ", "Thửa", "Diện tích"]


def areas(plan: Plan) -> list[float]:
    assert [fault.text() for fault in plan.faults] == []
    return [c.patch["area_total_m2"] for c in plan.changes if c.subject == "parcel"]


def listed(path: Path, *written: str) -> Path:
    people = ("Nông Văn Mẫu", "Hoàng Thị Mẫu", "Bàn Văn Mẫu")
    rows = [
        [n + 1, people[n], "Thái Sơn", "Thôn 1", 12, 301 + n, area]
        for n, area in enumerate(written)
    ]
    return write_text(path / "a.csv", [HEAD, *rows])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (("501.5", "1502.75", "99.5"), [501.5, 1502.75, 99.5]),
        (("1,234.5", "1,234", "7"), [1234.5, 1234, 7]),
        (("1.234,5", "1.234", "39,3"), [1234.5, 1234, 39.3]),
        (("0.5 ha", "1.25ha", "3"), [5000, 12500, 3]),
        (("1.234.567", "1.234", "12"), [1_234_567, 1234, 12]),
    ],
)
def test_numbers_of_one_reading_decide_for_the_file(
    tmp_path: Path, written: tuple[str, ...], read: list[float]
) -> None:
    assert areas(plan_of("households", listed(tmp_path, *written))) == read


@pytest.mark.parametrize(
    ("answer", "read"), [("vi", [1234, 850, 2567]), ("en", [1.234, 850, 2.567])]
)
def test_a_column_that_may_be_thousands_or_fractions_is_asked_once(
    tmp_path: Path, answer: str, read: list[float]
) -> None:
    path = listed(tmp_path, "1.234", "850", "2.567")
    plan = plan_of("households", path)
    assert [(f.column, f.value) for f in plan.faults] == [("G (Diện tích)", "")]
    assert "--answer numbers=vi|en" in plan.faults[0].text()
    assert (plan.asked, plan.changes) == (["numbers"], [])
    assert areas(plan_of("households", path, answers={"numbers": answer})) == read


def test_a_file_of_both_styles_asks_only_for_what_has_two_readings(tmp_path: Path) -> None:
    assert areas(plan_of("households", listed(tmp_path, "1.234,5", "1,234.5"))) == [1234.5] * 2
    assert plan_of("households", listed(tmp_path, "1.234,5", "1,234.5", "1.500")).asked == [
        "numbers"
    ]


NAMELESS = ["Họ và tên chủ hộ", "Xã", "Thôn", "Tờ bản đồ", "Thửa"]


def namesakes(folder: Path, merges: tuple[str, ...] = ()) -> Path:
    rows: list[list[Any]] = [
        NAMELESS,
        ["Nông Văn Trùng", "Thái Sơn", "Thôn 1", 12, 401],
        ["Nông Văn Trùng", "Thái Sơn", "Thôn 1", 13, 7],
    ]
    return write_book(folder / "a.xlsx", rows, merges)


@pytest.mark.parametrize(("answer", "households"), [("one", 1), ("several", 2)])
def test_a_name_that_comes_twice_without_number_or_code_is_asked(
    tmp_path: Path, answer: str, households: int
) -> None:
    path = namesakes(tmp_path)
    plan = plan_of("households", path)
    assert ["dòng 2 và 3" in f.message for f in plan.faults] == [True]
    assert plan.changes == []
    plan = plan_of("households", path, answers={"same_name": answer})
    assert plan.faults == []
    assert (plan.new["household"], plan.new["parcel"]) == (households, 2)


def test_a_merged_name_is_one_household_without_asking(tmp_path: Path) -> None:
    plan = plan_of("households", namesakes(tmp_path, ("A2:A3", "B2:B3", "C2:C3")))
    assert plan.faults == []
    assert plan.new["household"] == 1


def test_two_parcels_of_one_shape_are_asked(tmp_path: Path) -> None:
    shape = squares(1)[0]
    path = tmp_path / "a.gpkg"
    frame([shape, shape]).to_file(path)
    plan = plan_of("parcels", path)
    assert ["là cùng một hình" in f.message for f in plan.faults] == [True]
    assert plan_of("parcels", path, answers={"same_shape": "right"}).faults == []


def test_a_smaller_parcel_upon_a_larger_is_noted_not_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    inner = shapely.box(EAST - 20, NORTH, EAST - 10, NORTH + 20)
    frame([squares(1)[0], inner]).to_file(path)
    plan = plan_of("parcels", path)
    assert (plan.faults, plan.asked) == ([], [])
    assert any("chồng lên" in note.message for note in plan.notes)


def with_hidden(folder: Path, *, is_list: bool) -> Path:
    path = folder / "a.xlsx"
    shown = [HEAD, [1, "Nông Văn Mẫu", "Thái Sơn", "Thôn 1", 12, 301, 5]]
    hidden = [[9, "Bàn Văn Ẩn", "Thái Sơn", "Thôn 1", 12, 399, 5]]
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (
            ("Danh sách", shown),
            ("Bổ sung", [HEAD, *hidden] if is_list else hidden),
        ):
            page = book.add_worksheet(name)
            for place, row in enumerate(rows):
                page.write_row(place, 0, row)
        page.hide()
    return path


def test_a_hidden_list_is_asked_and_a_sheet_can_be_chosen(tmp_path: Path) -> None:
    path = with_hidden(tmp_path, is_list=True)
    plan = plan_of("households", path)
    assert [(f.sheet, f.message) for f in plan.faults] == [
        ("Bổ sung", "trang tính ẩn có danh sách 2 dòng")
    ]
    for sheet, parcel in (("Danh sách", "301"), ("Bổ sung", "399")):
        plan = plan_of("households", path, layer=sheet)
        assert plan.faults == []
        assert [c.patch["parcel_no"] for c in plan.changes if c.subject == "parcel"] == [parcel]
        (left,) = [row for row in plan.account["left_out"] if row["sheet"] != sheet]
        assert left["why"] == "trang tính không được chọn"
    (fault,) = plan_of("households", path, layer="Khác").faults[:1]
    assert (fault.message, "Danh sách, Bổ sung" in fault.remedy) == (
        "không có trang tính Khác",
        True,
    )


def test_a_hidden_sheet_without_a_list_is_told(tmp_path: Path) -> None:
    plan = plan_of("households", with_hidden(tmp_path, is_list=False))
    assert plan.faults == []
    assert ("Bổ sung", "trang tính ẩn") in [(n.sheet, n.message) for n in plan.notes]
    assert plan.account["rows"] == 3
