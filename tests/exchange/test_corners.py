"""Rarer shapes of lists and drawings that must still end in a clear word."""

from pathlib import Path
from typing import Any

import pytest

from clearance.exchange.lists.drawn_parcels import read_parcels
from clearance.exchange.lists.households import read_households
from clearance.exchange.lists.list_tables import HOUSEHOLDS
from clearance.rules.basics.faults import Refused
from tests.exchange.drawings import GROUND, NORTH, frame, moved, squares, write_gpkg
from tests.exchange.papers import plain_list, write_book, write_text
from tests.exchange.taking import AN, HUONG, MORE, applied, households, plan_of

IN_TCVN3 = ["§Æng ThÞ H\u00adêng", "NguyÔn V¨n Dòng"]


def text_of(faults: list[Any]) -> str:
    return "\n".join(fault.text() for fault in faults)


def test_a_csv_in_tcvn3_bytes_is_converted(tmp_path: Path):
    rows = [["Họ và tên", "Xã"], *([name, "a"] for name in IN_TCVN3)]
    plain = [["Ho va ten", "Xa"], *rows[1:]]
    reading, entries = read_households(write_text(tmp_path / "a.csv", plain, ";", "cp1252"))
    assert [e.values["full_name"] for e in entries] == ["Đặng Thị Hường", "Nguyễn Văn Dũng"]
    assert "TCVN3" in text_of(reading.notes)


def test_a_doubtful_cell_of_a_mixed_column_is_a_fault(tmp_path: Path):
    rows = [["Họ và tên", "Xã"], [IN_TCVN3[1], "a"], ["Đặng Thị Hường", "a"], ["Lê Hà", "a"]]
    reading, _ = read_households(write_book(tmp_path / "a.xlsx", rows))
    assert "không rõ bảng mã chữ" in text_of(reading.faults)
    assert reading.faults[0].row == 4


def test_attributes_in_tcvn3_and_wrong_ones_are_told(tmp_path: Path):
    table = frame(
        squares(2), nguon_goc=["§Êt khai hoang", "NhËn chuyÓn nh\u00adîng"], dt=["1.5", "x"]
    )
    reading = read_parcels(write_gpkg(tmp_path / "a.gpkg", table), GROUND)
    assert reading.rows[0].values["origin"] == "Đất khai hoang"
    assert "TCVN3" in text_of(reading.notes)
    assert [fault.column for fault in reading.faults] == ["dt", "dt"]


def test_two_attributes_of_one_meaning_are_asked_about(tmp_path: Path):
    table = frame(squares(1), sothua=["9"])
    path = write_gpkg(tmp_path / "a.gpkg", table)
    assert "cùng nghĩa" in text_of(read_parcels(path, GROUND).faults)
    assert read_parcels(path, GROUND, column_map={"sothua": ""}).faults == []
    strange = read_parcels(path, GROUND, column_map={"sothua": "nothing"})
    assert "không có trường nothing" in text_of(strange.faults)


def test_a_bad_byte_in_utf16_and_a_huge_csv_cell_are_refused(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b"\xff\xfea")
    with pytest.raises(Refused, match="bảng mã"):
        read_households(tmp_path / "a.csv")
    (tmp_path / "b.csv").write_text("a;" + "x" * 200_000 + ";c\n", "utf-8")
    with pytest.raises(Refused, match="CSV bị hỏng"):
        read_households(tmp_path / "b.csv")


def test_a_map_to_a_field_that_does_not_exist_is_a_fault(tmp_path: Path):
    path = plain_list(tmp_path / "a.xlsx", AN)
    reading, _ = read_households(path, column_map={"Thôn": "hamlet"})
    assert "không có trường hamlet" in text_of(reading.faults)
    assert HOUSEHOLDS.column("phone").vi == "Điện thoại"
    with pytest.raises(KeyError):
        HOUSEHOLDS.column("hamlet")


def test_a_list_without_names_misses_a_column(tmp_path: Path):
    path = write_book(tmp_path / "a.xlsx", [["Tờ", "Thửa", "Xã"], [1, 2, "Thái Sơn"]])
    reading, _ = read_households(path)
    assert "thiếu cột Họ và tên chủ hộ" in text_of(reading.faults)
    assert "thiếu họ và tên chủ hộ" in text_of(reading.faults)


def test_a_household_that_comes_back_under_its_code_gets_all_its_parcels(tmp_path: Path):
    head = ["Mã hộ", "Họ và tên", "Xã", "Tờ", "Thửa", "Ghi chú", "Điện thoại"]
    rows = [
        ["HD-1", "Lê Văn Tư", "Thái Sơn", 1, 1, "a", ""],
        ["HD-2", "Lê Thị Hai", "", 1, 2, "", ""],
        ["HD-1", "Lê Văn Tư", "", 1, 3, "b", "0912345678"],
    ]
    plan = plan_of("households", write_book(tmp_path / "a.xlsx", [head, *rows]))
    assert "không rõ hộ ở xã nào" in text_of(plan.faults)
    rows[1][2] = "Thái Sơn"
    plan = plan_of("households", write_book(tmp_path / "b.xlsx", [head, *rows]))
    assert plan.faults == []
    first = next(c.patch for c in plan.changes if c.patch.get("code") == "HD-1")
    assert (first["note"], first["phone"]) == ("a; b", "0912345678")
    assert plan.new["parcel"] == 3


def test_a_parcel_column_half_filled_is_told(tmp_path: Path):
    rows = [[*AN[:4], "", 400, "", "ONT"], [*HUONG[:3], "", "", 400, "", ""]]
    reading, _ = read_households(plain_list(tmp_path / "a.xlsx", *rows))
    assert "có số tờ mà thiếu số thửa" in text_of(reading.faults)
    assert "diện tích không thuộc thửa nào" in text_of(reading.notes)


def test_a_known_household_renamed_or_taken_over(tmp_path: Path):
    head = ["Mã hộ", "Họ và tên", "Số CCCD", "Xã"]
    row = ["HD-1", "Lê Văn Tư", "008099001234", "Thái Sơn"]
    known = applied(plan_of("households", write_book(tmp_path / "a.xlsx", [head, row])))
    row[1], row[3] = "Lê Văn Tứ Hải", "Thành Long"
    plan = plan_of("households", write_book(tmp_path / "b.xlsx", [head, row]), known)
    assert "sẽ đổi tên" in text_of(plan.notes)
    assert plan.changes[1].patch == {"full_name": "Lê Văn Tứ Hải", "unit_uid": "u2"}
    row[2] = "008099009999"
    plan = plan_of("households", write_book(tmp_path / "c.xlsx", [head, row]), known)
    assert "khác số định danh" in text_of(plan.faults)
    rows = [
        ["Họ và tên", "Số CCCD", "Xã"],
        ["Lê Văn Tư", "", "Thái Sơn"],
        ["Lê Văn Tư", "", "Thái Sơn"],
    ]
    plan = plan_of("households", write_book(tmp_path / "d.xlsx", rows), known)
    assert "cùng là hộ HD-1 với dòng 2" in text_of(plan.faults)


def test_people_of_one_name_without_parcels_get_two_codes(tmp_path: Path):
    rows = [["STT", "Họ và tên", "Xã"], [1, "Lê Văn Tư", "Thái Sơn"], [2, "Lê Văn Tư", "Thái Sơn"]]
    plan = plan_of("households", write_book(tmp_path / "a.xlsx", rows))
    codes = [c.patch["code"] for c in plan.changes if c.subject == "household"]
    assert codes[1] == codes[0] + "-2"


def test_drawn_parcels_find_their_commune_by_name_household_outline_or_chainage(tmp_path: Path):
    known = applied(plan_of("households", households(tmp_path / "a.xlsx", AN, MORE, HUONG)))
    named = frame(squares(1), ten_xa=["xã Thành Long"])
    plan = plan_of("parcels", write_gpkg(tmp_path / "a.gpkg", named), known)
    assert plan.changes[1].patch["unit_uid"] == "u2"
    wrong = frame(squares(1), ten_xa=["xã Không Có"])
    plan = plan_of("parcels", write_gpkg(tmp_path / "b.gpkg", wrong), known)
    assert "không có đơn vị" in text_of(plan.faults)
    far = frame([s for s in squares(300) if s.bounds[1] > NORTH + 5100][:1])
    plan = plan_of("parcels", write_gpkg(tmp_path / "c.gpkg", far), known)
    assert plan.changes[1].patch["unit_uid"] == "u2"
    assert "1 thửa mới chưa có hộ" in text_of(plan.notes)


def test_drawn_parcels_of_one_code_or_of_another_household_are_faults(tmp_path: Path):
    known = applied(plan_of("households", households(tmp_path / "a.xlsx", AN, MORE, HUONG)))
    twice = frame(squares(2), ma_thua=["T-1", "T-1"])
    plan = plan_of("parcels", write_gpkg(tmp_path / "a.gpkg", twice), known)
    assert "cùng thửa T-1 với hình số 1" in text_of(plan.faults)
    other = frame(squares(1), ma_ho=["H-02407-12-3"])
    plan = plan_of("parcels", write_gpkg(tmp_path / "b.gpkg", other), known)
    assert "đang thuộc hộ khác" in text_of(plan.faults)


def test_graves_name_their_household_and_parcel(tmp_path: Path):
    known = applied(plan_of("households", households(tmp_path / "a.xlsx", AN)))
    head = ["Mã mộ", "Nghĩa trang", "Mã hộ", "Tờ", "Thửa", "Xã"]
    path = write_book(
        tmp_path / "b.xlsx", [head, ["M-1", "Đồi", "H-02407-12-1", 12, 1, "Thái Sơn"]]
    )
    plan = plan_of("graves", path, known)
    patch = plan.changes[1].patch
    assert patch["household_uid"] == known.households[0]["uid"]
    assert patch["parcel_uid"] == known.parcels[0]["uid"]
    known = applied(plan, known)
    moved_on = write_book(tmp_path / "c.xlsx", [head[:2] + head[5:], ["M-1", "Đồi", "Thành Long"]])
    assert plan_of("graves", moved_on, known).changes[1].patch == {"unit_uid": "u2"}
    plan = plan_of("graves", write_book(tmp_path / "d.xlsx", [head[:2], ["M-1", "Đồi"]]), known)
    assert plan.changes == []
    rows = [head, ["M-2", "Đồi", "H-9", "", "", "Thái Sơn"], ["M-3", "Đồi", "", "", "", "Xa Lạ"]]
    plan = plan_of("graves", write_book(tmp_path / "e.xlsx", rows), known)
    assert "không có hộ mang mã này" in text_of(plan.faults)
    assert "không có đơn vị này" in text_of(plan.faults)
    plan = plan_of("graves", write_book(tmp_path / "f.xlsx", [head[:2], ["M-9", "Đồi"]]), known)
    assert "không rõ mộ ở xã nào" in text_of(plan.faults)


def test_a_household_paid_twice_in_a_list_is_a_fault(tmp_path: Path):
    known = applied(plan_of("households", households(tmp_path / "a.xlsx", AN)))
    rows = [["Mã hộ", "Đã chi trả"], ["H-02407-12-1", 5], ["H-02407-12-1", 5]]
    plan = plan_of("payments", write_book(tmp_path / "b.xlsx", rows), known)
    assert "đã có ở dòng 2" in text_of(plan.faults)


@pytest.mark.parametrize("source", [9209, 4756])
def test_one_stray_parcel_in_another_system_gets_its_cause(tmp_path: Path, source: int):
    shapes = [*squares(5), *moved(squares(1), GROUND.crs, source)]
    reading = read_parcels(write_gpkg(tmp_path / "a.gpkg", frame(shapes)), GROUND)
    assert [fault.row for fault in reading.faults] == [6]
    assert "có thể" in reading.faults[0].text()


def test_an_empty_drawing_is_a_fault(tmp_path: Path):
    (tmp_path / "a.geojson").write_text('{"type": "FeatureCollection", "features": []}', "utf-8")
    assert "không có hình nào" in text_of(read_parcels(tmp_path / "a.geojson", GROUND).faults)
