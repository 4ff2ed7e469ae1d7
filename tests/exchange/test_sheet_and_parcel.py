"""Sheet and parcel in one column of a list."""

from pathlib import Path

import pytest

from clearance.rules.basics.parcel_numbers import read_pair
from tests.exchange.papers import write_book
from tests.exchange.taking import plan_of

HEAD = ["STT", "Họ và tên chủ hộ", "Xã", "Thôn"]
PERSON = [1, "Nông Văn Mẫu", "Thái Sơn", "Thôn 1"]


def parcels(path: Path) -> list[tuple[str, str]]:
    plan = plan_of("households", path)
    assert [f.text() for f in plan.faults] == []
    made = [c.patch for c in plan.changes if c.subject == "parcel"]
    return [(p["map_sheet_no"], p["parcel_no"]) for p in made]


@pytest.mark.parametrize(
    ("header", "written"),
    [
        ("Tờ/thửa", "12/301"),
        ("Tờ/thửa", "12-301"),
        ("Tờ/thửa", "Thửa số 301, tờ bản đồ 12"),
        ("Số thửa/số tờ", "301/12"),
        ("Thửa/tờ", "Tờ 12, thửa 301"),
        ("Thửa/tờ", "301 (12)"),
    ],
)
def test_one_column_gives_both_numbers(tmp_path: Path, header: str, written: str) -> None:
    path = write_book(tmp_path / "a.xlsx", [[*HEAD, header], [*PERSON, written]])
    assert parcels(path) == [("12", "301")]


@pytest.mark.parametrize("written", ["12/301, 12/302", "301", "ven suối", 12.301])
def test_what_is_not_one_pair_of_numbers_is_a_fault_of_its_cell(
    tmp_path: Path, written: object
) -> None:
    path = write_book(tmp_path / "a.xlsx", [[*HEAD, "Tờ/thửa"], [*PERSON, written]])
    plan = plan_of("households", path)
    assert [(f.row, f.column) for f in plan.faults] == [(2, "E (Tờ/thửa)")]
    assert "12/301" in plan.faults[0].remedy


def test_two_columns_that_disagree_are_a_fault(tmp_path: Path) -> None:
    rows = [[*HEAD, "Tờ/thửa", "Số thửa"], [*PERSON, "12/301", "302"]]
    plan = plan_of("households", write_book(tmp_path / "a.xlsx", rows))
    assert [f.message for f in plan.faults] == ["khác với cột F (Số thửa) (302)"]


def test_words_decide_which_number_is_the_sheet() -> None:
    assert read_pair("thửa 301 tờ 12") == ("12", "301", True)
