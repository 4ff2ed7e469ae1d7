"""Lists of packages and segments as offices print them."""

from pathlib import Path

from tests.exchange.papers import write_book
from tests.exchange.road.test_packages import (
    KNOWN,
    ONE,
    notes_of,
    packages,
    segments,
    with_packages,
)
from tests.exchange.taking import applied, by_subject, plan_of


def test_a_list_as_an_office_prints_it_is_read_whole(tmp_path: Path):
    rows = [
        ["BAN QUẢN LÝ DỰ ÁN"],
        ["DANH MỤC GÓI THẦU XÂY LẮP"],
        ["TT", "Gói thầu", "Lý trình", "", "Chiều dài (Km)", "Nhà thầu thi công"],
        ["", "", "Từ", "Đến", "", ""],
        [1, "Gói thầu số XL-01", "Km0+000", "Km4+000", 4, "Liên danh Sông Gió – Đá Trắng"],
        [2, "Gói thầu số XL-02", "Km4+000", "Km10+000", 6, "Công ty Đường Mây"],
        ["", "Tổng cộng", "", "", 10, ""],
        [],
        ["", "Người lập", "", "", "Giám đốc"],
    ]
    merges = ["C3:D3", "A3:A4", "B3:B4", "E3:E4", "F3:F4"]
    plan = plan_of("packages", write_book(tmp_path / "a.xlsx", rows, merges), KNOWN)
    assert plan.faults == []
    assert [c.patch["code"] for c in by_subject(plan)["package"]] == ["XL-01", "XL-02"]
    assert plan.account["read"] == 2
    known = applied(plan, KNOWN)
    cuts = [
        ["STT", "Đoạn tuyến", "Lý trình đầu", "Lý trình cuối", "Thời hạn bàn giao mặt bằng"],
        ["I", "Gói thầu số XL-01", "", "", ""],
        [1, "Đoạn 1", "Km0+000", "Km2+000", "30/06/2027"],
        [2, "Đoạn 2", "Km2+000", "Km4+000", "30/07/2027"],
        ["II", "Gói thầu số XL-02", "", "", ""],
        [1, "Đoạn 1", "Km4+000", "Km6+500", "30/08/2027"],
    ]
    plan = plan_of("segments", write_book(tmp_path / "b.xlsx", cuts), known)
    assert plan.faults == []
    codes = [c.patch["code"] for c in by_subject(plan)["segment"]]
    assert codes == ["XL-01-01", "XL-01-02", "XL-02-01"]
    assert plan_of("segments", tmp_path / "b.xlsx", applied(plan, known)).changes == []


def test_a_code_with_a_slash_is_written_with_a_dash_and_said(tmp_path: Path):
    known = with_packages(tmp_path / "a.xlsx")
    plan = segments(tmp_path / "b.xlsx", ["XL1/A", "Gói XL1", *ONE[2:]], at=known)
    assert plan.faults == []
    assert by_subject(plan)["segment"][0].patch["code"] == "XL1-A"
    assert "1 mã có dấu /" in notes_of(plan)


def test_what_the_reader_says_of_a_chainage_is_said_once(tmp_path: Path):
    head = ["Mã gói", "Từ", "Đến"]
    plan = packages(tmp_path / "a.xlsx", ["XL1", 0, 4], head=head)
    assert [(f.row, f.value) for f in plan.faults] == [(2, "4")]
    km = packages(tmp_path / "b.xlsx", ["XL1", 0, 4], head=["Mã gói", "Km đầu", "Km cuối"])
    assert by_subject(km)["package"][0].patch["chainage_to_m"] == 4000
    known = with_packages(tmp_path / "c.xlsx")
    bad = segments(tmp_path / "d.xlsx", ["A", "XL1", "Km0+000", "cuối", "", "", ""], at=known)
    assert [f.value for f in bad.faults] == ["cuối"]


def test_a_row_that_only_names_the_package_below_is_a_title(tmp_path: Path):
    known = with_packages(tmp_path / "a.xlsx")
    head = ["STT", "Đoạn tuyến", "Lý trình đầu", "Lý trình cuối"]
    rows = [["", "Gói thầu XL1", "", ""], [1, "Đoạn 1", "Km0+000", "Km2+000"]]
    plan = segments(tmp_path / "b.xlsx", *rows, at=known, head=head)
    assert plan.faults == []
    assert [c.patch["code"] for c in by_subject(plan)["segment"]] == ["XL1-01"]
    left = {out["why"]: out["rows"] for out in plan.account["left_out"]}
    assert left["dòng tên nhóm"] == "2"
