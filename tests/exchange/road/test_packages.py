"""Lists of packages and segments: cut along the road, every fault by its cell."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas

from clearance.exchange.plans.plan import Plan, Snapshot
from tests.exchange.drawings import GROUND, LINE, SNAPSHOT, write_gpkg
from tests.exchange.papers import write_book, write_ods, write_text
from tests.exchange.taking import applied, by_subject, plan_of

ROAD = {"uid": "line-1", "code": "CT-1", "kind": None, "shape": None}
KNOWN = replace(SNAPSHOT, alignments=[ROAD])
BARE = Snapshot("project-1")
HEAD = ["STT", "Mã gói", "Nhà thầu", "Lý trình đầu", "Lý trình cuối"]
XL1 = [1, "XL1", "Công ty Sông Gió", "Km0+000", "Km4+000"]
XL2 = [2, "XL2", "Công ty Đá Trắng", "4+000", "10.000"]
CUT = ["Đoạn", "Gói thầu", "Từ Km", "Đến Km", "Ngày cần mặt bằng", "Ngày cam kết", "Lý do"]
ONE = ["XL1-01", "XL1", "Km0+000", "Km2+000", "30/06/2027", "15/06/2027", ""]
TWO = ["XL1-02", "XL1", "Km2+000", "Km4+000", "30/07/2027", "", ""]


def packages(path: Path, *rows: list[Any], at: Snapshot = KNOWN, head: list[Any] = HEAD) -> Plan:
    return plan_of("packages", write_book(path, [head, *rows]), at)


def segments(path: Path, *rows: list[Any], at: Snapshot, head: list[Any] = CUT) -> Plan:
    return plan_of("segments", write_book(path, [head, *rows]), at)


def with_packages(path: Path, at: Snapshot = KNOWN) -> Snapshot:
    return applied(packages(path, XL1, XL2, at=at), at)


def text_of(plan: Plan) -> str:
    return "\n".join(f.text() for f in plan.faults)


def notes_of(plan: Plan) -> str:
    return "\n".join(f.text() for f in plan.notes)


def test_a_package_list_of_any_kind_of_file_says_the_same(tmp_path: Path):
    rows = [HEAD, XL1, XL2]
    files = [
        write_book(tmp_path / "a.xlsx", rows),
        write_text(tmp_path / "a.csv", rows),
        write_ods(tmp_path / "a.ods", rows),
    ]
    plans = [plan_of("packages", file, KNOWN) for file in files]
    assert [p.faults for p in plans] == [[], [], []]
    (first, *others) = ([c.patch for c in by_subject(p)["package"]] for p in plans)
    assert others == [first, first]
    assert first[1] == {
        "code": "XL2", "name": "Gói thầu XL2", "contractor": "Công ty Đá Trắng",
        "alignment_uid": "line-1", "chainage_from_m": 4000, "chainage_to_m": 10000,
    }  # fmt: skip


def test_the_same_list_again_changes_nothing_and_a_changed_cell_only_that(tmp_path: Path):
    known = with_packages(tmp_path / "a.xlsx")
    assert packages(tmp_path / "b.xlsx", XL1, XL2, at=known).changes == []
    other = [*XL1[:2], "Liên danh Suối Trong", *XL1[3:]]
    plan = packages(tmp_path / "c.xlsx", other, at=known)
    (change,) = by_subject(plan)["package"]
    assert change.patch == {"contractor": "Liên danh Suối Trong"}


def test_overlapping_backward_and_far_packages_are_named_by_cell(tmp_path: Path):
    rows = [
        XL1,
        [2, "XL2", "", "Km3+500", "Km6+000"],
        [3, "XL3", "", "Km6+000", "Km6+000"],
        [4, "XL4", "", "Km9+000", "Km11+000"],
        [5, "XL5", "", "Km8+000", ""],
        [6, "XL1", "", "Km6+000", "Km7+000"],
        [7, "", "", "Km7+000", "Km8+000"],
        [8, "XL8", "", "Km8+000", "cuối tuyến"],
    ]
    plan = packages(tmp_path / "a.xlsx", *rows)
    assert plan.changes == []
    told = {(f.row, f.message.split(":")[0].split(" (")[0]) for f in plan.faults}
    assert {
        (3, "chồng lên gói thầu XL1"),
        (4, "lý trình đầu bằng lý trình cuối"),
        (5, "nằm ngoài tim tuyến"),
        (7, "mã này đã có ở dòng 2"),
        (8, "thiếu mã"),
        (9, "không phải là lý trình"),
    } <= told


def test_metres_without_a_package_and_another_length_are_noted(tmp_path: Path):
    head = [*HEAD, "Chiều dài (km)"]
    plan = packages(tmp_path / "a.xlsx", [*XL1, 4], [3, "XL3", "", 5000, 9000, 3.5], head=head)
    assert plan.faults == []
    assert "tuyến còn 2000 m chưa có gói thầu: Km4+000 – Km5+000, Km9+000" in notes_of(plan)
    assert "cách nhau 4000 m, khác chiều dài" in notes_of(plan)


def test_an_unknown_road_is_a_fault_a_ramp_has_packages_of_its_own(tmp_path: Path):
    head = [*HEAD, "Mã tuyến"]
    plan = packages(tmp_path / "a.xlsx", [*XL1, "R-9"], head=head)
    assert "không có tuyến mang mã này → ghi một trong: CT-1" in text_of(plan)
    bare = packages(tmp_path / "b.xlsx", [*XL1, "R-9"], head=head, at=BARE)
    assert "chưa có tuyến nào" in text_of(bare)


def test_segments_before_packages_say_what_to_bring_first(tmp_path: Path):
    plan = segments(tmp_path / "a.xlsx", ONE, at=KNOWN)
    assert plan.changes == []
    assert "nhập danh sách gói thầu trước" in text_of(plan)


def test_segments_are_cut_within_their_package_with_their_days(tmp_path: Path):
    known = with_packages(tmp_path / "a.xlsx")
    plan = segments(tmp_path / "b.xlsx", ONE, TWO, at=known)
    assert plan.faults == []
    first, promise, second = (c for c in plan.changes if c.subject == "segment")
    package = next(p for p in known.packages if p["code"] == "XL1")
    assert first.patch == {
        "code": "XL1-01", "package_uid": package["uid"], "alignment_uid": "line-1",
        "chainage_from_m": 0, "chainage_to_m": 2000, "need_by_on": "2027-06-30",
    }  # fmt: skip
    assert (promise.fact, promise.patch) == ("promised", {"promised_on": "2027-06-15"})
    assert promise.subject_uid == first.subject_uid
    assert second.patch["need_by_on"] == "2027-07-30"
    again = segments(tmp_path / "c.xlsx", ONE, TWO, at=applied(plan, known))
    assert again.changes == []
    assert (again.unchanged["segment"], again.changed["segment"]) == (2, 0)


def test_a_moved_promise_needs_its_reason_and_is_a_promise_of_its_own(tmp_path: Path):
    known = with_packages(tmp_path / "a.xlsx")
    known = applied(segments(tmp_path / "b.xlsx", ONE, at=known), known)
    moved = [*ONE[:5], "15/08/2027", ""]
    plan = segments(tmp_path / "c.xlsx", moved, at=known)
    (fault,) = plan.faults
    assert (fault.row, fault.value) == (2, "15/08/2027")
    assert "15/06/2027" in fault.message
    plan = segments(tmp_path / "d.xlsx", [*moved[:6], "Chờ di dời điện"], at=known)
    (change,) = by_subject(plan)["segment"]
    assert (change.fact, change.why) == ("promised", "Chờ di dời điện")
    assert plan.counts() == {"new": {}, "changed": {"segment": 1}, "unchanged": {}}


def test_segments_that_overlap_or_leave_their_package_are_faults(tmp_path: Path):
    known = with_packages(tmp_path / "a.xlsx")
    known = applied(segments(tmp_path / "b.xlsx", ONE, at=known), known)
    rows = [
        ["XL1-02", "XL1", "Km1+900", "Km4+000", "", "", ""],
        ["XL1-03", "XL1", "Km3+900", "Km4+500", "", "", ""],
        ["XL2-01", "XL9", "Km4+000", "Km5+000", "", "", ""],
        ["XL2-02", "", "Km3+000", "Km5+000", "", "", ""],
        ["XL1-02", "XL1", "Km3+000", "Km3+500", "", "", ""],
    ]
    plan = segments(tmp_path / "c.xlsx", *rows, at=known)
    told = {(f.row, f.message.split(":")[0].split(" (")[0]) for f in plan.faults}
    assert told == {
        (2, "chồng lên đoạn XL1-01"),
        (3, "nằm ngoài gói thầu XL1"),
        (4, "không có gói thầu này"),
        (5, "không rõ đoạn thuộc gói thầu nào"),
        (6, "mã này đã có ở dòng 2"),
        (6, "chồng lên đoạn XL1-02"),
    }


def test_a_segment_without_package_or_code_is_placed_and_numbered_once(tmp_path: Path):
    known = with_packages(tmp_path / "a.xlsx")
    head = ["STT", "Lý trình", "Hạn bàn giao"]
    rows = [[1, "Km2+000 - Km4+000", "30/06/2027"], [2, "Km0+000 - Km2+000", ""]]
    plan = segments(tmp_path / "b.xlsx", *rows, at=known, head=head)
    assert plan.faults == []
    found = {c.patch["code"]: c.patch["chainage_from_m"] for c in by_subject(plan)["segment"]}
    assert found == {"XL1-01": 0, "XL1-02": 2000}
    after = applied(plan, known)
    assert segments(tmp_path / "c.xlsx", *rows, at=after, head=head).changes == []
    more = segments(tmp_path / "d.xlsx", [1, "Km4+000 - Km5+000", ""], at=after, head=head)
    assert [c.patch["code"] for c in by_subject(more)["segment"]] == ["XL2-01"]
    assert "gói thầu XL2 còn 5000 m chưa có đoạn bàn giao" in notes_of(more)


def test_packages_before_the_main_line_wait_for_it_not_for_a_ramp(tmp_path: Path):
    waiting = applied(packages(tmp_path / "a.xlsx", XL1, XL2, at=BARE), BARE)
    assert [p.get("alignment_uid") for p in waiting.packages] == [None, None]
    lines = {}
    for code, kind in (("N1", "nhánh"), ("CT-1", "tuyến chính")):
        table = geopandas.GeoDataFrame(
            {"code": [code], "loai": [kind]}, geometry=[LINE], crs=GROUND.crs
        )
        lines[code] = write_gpkg(tmp_path / f"{code}.gpkg", table)
    after = applied(plan_of("alignment", lines["N1"], waiting), waiting)
    assert [p.get("alignment_uid") for p in after.packages] == [None, None]
    after = replace(after, ground=replace(GROUND, alignment_uid=after.alignments[0]["uid"]))
    more = packages(tmp_path / "b.xlsx", [*XL1[:2], "Công ty Đường Mây", *XL1[3:]], at=after)
    assert [c.patch for c in by_subject(more)["package"]] == [{"contractor": "Công ty Đường Mây"}]
    after = applied(plan_of("alignment", lines["CT-1"], after), after)
    main = next(a["uid"] for a in after.alignments if a["code"] == "CT-1")
    assert [p["alignment_uid"] for p in after.packages] == [main, main]
