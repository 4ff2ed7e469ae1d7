"""From files to changes: joined, compared with what is known, the same twice."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shapely

from clearance.exchange.plans.importing import TARGETS
from clearance.exchange.plans.plan import Plan, Snapshot, short_mark
from clearance.rules.basics.faults import Refused
from clearance.rules.records.subjects import SUBJECTS
from clearance.rules.records.values import missing_field, wrong_field
from tests.exchange.drawings import EAST, NORTH, SNAPSHOT, frame, squares, write_gpkg
from tests.exchange.papers import HEADER, TITLE, write_book
from tests.exchange.taking import AN, HUONG, MORE, applied, by_subject, households, plan_of


def test_a_household_list_makes_households_with_their_parcels(tmp_path: Path):
    plan = plan_of("households", households(tmp_path / "a.xlsx", AN, MORE, HUONG))
    assert plan.faults == []
    assert plan.counts()["new"] == {"household": 2, "parcel": 3}
    made = by_subject(plan)
    assert made["import_run"][0].patch["rows"] == 3
    assert {c.about for c in plan.changes[1:]} == {made["import_run"][0].uid}
    first = made["household"][0]
    assert first.patch["code"] == "H-02407-12-1"
    assert first.patch["unit_uid"] == "u1"
    assert [c.patch["household_uid"] for c in made["parcel"][:2]] == [first.subject_uid] * 2
    assert made["parcel"][0].patch["code"] == "02407-12-1"


def test_every_change_is_well_formed(tmp_path: Path):
    drawn = write_gpkg(tmp_path / "a.gpkg", frame(squares(3)))
    for plan in (
        plan_of("households", households(tmp_path / "a.xlsx", AN, MORE, HUONG)),
        plan_of("parcels", drawn),
    ):
        for change in plan.accepted():
            assert wrong_field(SUBJECTS[change.subject], change.patch) is None
            assert change.project_uid == "project-1"
            if change.fact != "revised":
                assert missing_field(SUBJECTS[change.subject], change.patch) is None


def test_a_second_import_of_the_same_list_changes_nothing(tmp_path: Path):
    path = households(tmp_path / "a.xlsx", AN, MORE, HUONG)
    plan = plan_of("households", path)
    again = plan_of("households", path, applied(plan))
    assert again.faults == []
    assert again.changes == []
    assert again.counts()["unchanged"] == {"household": 2, "parcel": 3}


def test_only_what_differs_is_revised_and_blank_cells_erase_nothing(tmp_path: Path):
    known = applied(plan_of("households", households(tmp_path / "a.xlsx", AN, MORE, HUONG)))
    changed = [*AN[:6], 150, ""]
    plan = plan_of("households", households(tmp_path / "b.xlsx", changed, MORE, HUONG), known)
    assert plan.counts()["changed"] == {"parcel": 1}
    assert plan.changes[1].fact == "revised"
    assert plan.changes[1].patch == {"area_recovered_m2": 150.0}


def test_codes_of_households_do_not_depend_on_the_order_of_rows(tmp_path: Path):
    one = plan_of("households", households(tmp_path / "a.xlsx", AN, MORE, HUONG))
    other = plan_of("households", households(tmp_path / "b.xlsx", HUONG, AN, MORE))
    assert {c.subject_uid for c in one.changes[1:]} == {c.subject_uid for c in other.changes[1:]}


def test_marks_say_nothing_across_projects():
    assert short_mark("p1", "Lê Văn Tư") == short_mark("p1", "LÊ VĂN TƯ")
    assert short_mark("p1", "Lê Văn Tư") != short_mark("p2", "Lê Văn Tư")


@pytest.mark.parametrize("order", [("households", "parcels"), ("parcels", "households")])
def test_lists_and_drawings_meet_by_sheet_and_parcel_in_either_order(tmp_path: Path, order):
    files = {
        "households": households(tmp_path / "a.xlsx", AN, MORE, HUONG),
        "parcels": write_gpkg(tmp_path / "a.gpkg", frame(squares(3))),
    }
    known = SNAPSHOT
    for target in order:
        plan = plan_of(target, files[target], known)
        assert plan.faults == []
        known = applied(plan, known)
    assert len(known.parcels) == 3
    assert all(row["shape"] and row["household_uid"] and row["side"] for row in known.parcels)
    for target in order:
        assert plan_of(target, files[target], known).counts()["changed"].keys() <= {"household"}
    settled = applied(plan_of("parcels", files["parcels"], known), known)
    assert [row["chainage_m"] for row in settled.households] == [0, 50]
    assert plan_of("parcels", files["parcels"], settled).changes == []


def test_drawn_parcels_join_by_household_code(tmp_path: Path):
    known = applied(plan_of("households", households(tmp_path / "a.xlsx", AN)))
    codes = ["H-02407-12-1", "H-02407-12-1"]
    path = write_gpkg(tmp_path / "a.gpkg", frame(squares(2), ma_ho=codes))
    plan = plan_of("parcels", path, known)
    assert plan.faults == []
    assert {row["household_uid"] for row in applied(plan, known).parcels} == {
        known.households[0]["uid"]
    }
    wrong = write_gpkg(tmp_path / "b.gpkg", frame(squares(1), ma_ho=["H-9"]))
    assert "không có hộ mã H-9" in plan_of("parcels", wrong, known).faults[0].text()


def test_a_parcel_of_another_household_is_not_taken_silently(tmp_path: Path):
    known = applied(plan_of("households", households(tmp_path / "a.xlsx", AN)))
    other = [1, "Lê Thị Khác", "Thôn 1", *AN[3:]]
    plan = plan_of("households", households(tmp_path / "b.xlsx", other), known)
    assert "đang thuộc hộ H-02407-12-1" in plan.faults[0].text()
    assert plan.changes == []
    with pytest.raises(Refused):
        plan.accepted()


def test_an_unknown_commune_is_named_with_those_there_are(tmp_path: Path):
    rows = [["Họ và tên", "Xã", "Tờ", "Thửa"], ["Lê Văn Tư", "xã Thái Hoà", 1, 2]]
    fault = plan_of("households", write_book(tmp_path / "a.xlsx", rows)).faults[0]
    assert fault.value == "xã Thái Hoà"
    assert "Thái Sơn, Thành Long" in fault.remedy
    rows[0][1], rows[1][1] = "Khác", ""
    plan = plan_of("households", write_book(tmp_path / "b.xlsx", rows))
    assert "không rõ hộ ở xã nào" in plan.faults[0].text()


def test_the_commune_may_be_the_name_of_the_sheet(tmp_path: Path):
    path = write_book(tmp_path / "a.xlsx", [HEADER, AN], sheet="TT. Thành Long")
    assert by_subject(plan_of("households", path))["household"][0].patch["unit_uid"] == "u2"


def test_graves_by_coordinates_and_by_chainage(tmp_path: Path):
    rows = [
        ["Nghĩa trang", "Người mất", "X (Bắc)", "Y (Đông)", "Lý trình", "Trái/phải", "Xã"],
        ["Đồi Cọ", "Lê Văn Cụ", NORTH + 120, EAST - 7, "", "", "Thái Sơn"],
        ["Đồi Cọ", "vô chủ", "", "", "Km5+345", "P", ""],
        ["Đồi Cọ", "vô chủ", "", "", "Km5+345", "P", ""],
    ]
    path = write_book(tmp_path / "a.xlsx", rows)
    plan = plan_of("graves", path)
    assert plan.faults == []
    first, second, third = (c.patch for c in by_subject(plan)["grave"])
    assert (first["chainage_from_m"], first["side"], first["offset_m"]) == (120, "left", 7.0)
    assert shapely.from_wkb(first["shape"]).x == EAST - 7
    assert (second["chainage_from_m"], second["side"], second["family"]) == (
        5345,
        "right",
        "unclaimed",
    )
    assert third["code"] == second["code"] + "-2"
    assert plan_of("graves", path, applied(plan)).changes == []


def test_grave_coordinates_the_wrong_way_round_are_refused(tmp_path: Path):
    rows = [["Mã mộ", "X", "Y", "Xã"], ["M-1", EAST, NORTH, "Thái Sơn"]]
    fault = plan_of("graves", write_book(tmp_path / "a.xlsx", rows)).faults[0]
    assert "đảo trục" in fault.text()


def decided(plan: Plan) -> Snapshot:
    """The snapshot after a household list, each family's decision delivered in February."""
    known = applied(plan)
    days = {"plan_approved": "2025-02-03", "decision_delivered": "2025-02-05"}
    return replace(known, taken={row["uid"]: days for row in known.households})


def test_payments_change_amounts_on_the_day_they_were_paid(tmp_path: Path):
    known = decided(plan_of("households", households(tmp_path / "a.xlsx", AN, HUONG)))
    rows = [
        ["Mã hộ", "Họ và tên", "Số tiền được duyệt", "Đã chi trả", "Ngày chi trả"],
        ["H-02407-12-1", "NGUYEN VAN AN", "45.600.000", 45_600_000, "07/03/2025"],
    ]
    path = write_book(tmp_path / "b.xlsx", rows)
    plan = plan_of("payments", path, known)
    assert plan.faults == []
    change = plan.changes[1]
    assert change.patch == {"approved_vnd": 45_600_000, "paid_vnd": 45_600_000}
    assert change.happened_on == "2025-03-07"
    assert plan_of("payments", path, applied(plan, known)).changes == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["H-9", "Lê Văn Tư", 5, 5], "không tìm thấy hộ"),
        (["H-02407-12-1", "Lê Văn Tư", 5, 5], "tên khác"),
        (["H-02407-12-1", "Nguyễn Văn An", 5, 6], "nhiều hơn số được duyệt"),
        (["H-02407-12-1", "Nguyễn Văn An", 5, 5], "chưa có bước"),
    ],
)
def test_payments_that_cannot_be_true_are_refused(tmp_path: Path, row: list[Any], reason: str):
    known = applied(plan_of("households", households(tmp_path / "a.xlsx", AN)))
    rows = [["Mã hộ", "Họ và tên", "Số tiền được duyệt", "Đã chi trả"], row]
    plan = plan_of("payments", write_book(tmp_path / "b.xlsx", rows), known)
    assert reason in plan.faults[0].text()


@pytest.mark.parametrize("target", TARGETS)
def test_a_file_that_cannot_be_taken_gives_a_plan_of_faults(tmp_path: Path, target: str):
    (tmp_path / "a.bin").write_bytes(b"\x7fELF\x00\x00")
    plan = plan_of(target, tmp_path / "a.bin", name="ảnh.xlsx")
    assert plan.file == "ảnh.xlsx"
    assert plan.faults[0].file == "ảnh.xlsx"
    assert plan.changes == []


def test_a_household_list_says_nothing_paid_before_the_decision(tmp_path: Path):
    header = [*HEADER, "Tổng kinh phí", "Đã chi trả"]
    path = write_book(tmp_path / "a.xlsx", [[TITLE], header, [*AN, 150_000_000, 150_000_000]])
    told = [fault.text() for fault in plan_of("households", path).faults]
    assert ["hộ mới chưa có bước" in line for line in told] == [True]
    path = write_book(tmp_path / "b.xlsx", [[TITLE], header, [*AN, 150_000_000, 0]])
    assert plan_of("households", path).faults == []
