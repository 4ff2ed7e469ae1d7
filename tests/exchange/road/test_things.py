"""Structures and utility lines: by list with chainages or coordinates, or drawn, joined by code."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely

from clearance.exchange.plans.plan import Plan, Snapshot
from clearance.geo import crs as systems
from tests.exchange.drawings import EAST, GROUND, LINE, NORTH, SNAPSHOT, moved, write_gpkg
from tests.exchange.papers import write_book
from tests.exchange.taking import applied, by_subject, plan_of

ROAD = {"uid": "line-1", "code": "CT-1", "kind": None, "shape": None}
HOME = {"uid": "h1", "code": "HD-1", "unit_uid": "u1", "full_name": "Nông Văn An",
        "village": "Thôn 1"}  # fmt: skip
PLOT = {"uid": "p1", "code": "T-1", "unit_uid": "u1", "map_sheet_no": "12", "parcel_no": "5",
        "household_uid": "h1"}  # fmt: skip
KNOWN = replace(
    SNAPSHOT,
    ground=replace(GROUND, own=GROUND.corridor),
    alignments=[ROAD],
    households=[HOME],
    parcels=[PLOT],
)
HOUSES = ["Mã nhà", "Loại nhà", "Diện tích", "Mã hộ", "Lý trình", "Phía"]
LINES = ["Mã công trình", "Loại", "Đơn vị quản lý", "Lý trình đầu", "Lý trình cuối", "Bên"]


def listed(path: Path, target: str, *rows: list[Any], at: Snapshot = KNOWN, **more: Any) -> Plan:
    return plan_of(target, write_book(path, list(rows)), at, **more)


def drawn(path: Path, shapes: list[Any], crs: int = systems.DEFAULT, **columns: Any) -> Path:
    return write_gpkg(path, geopandas.GeoDataFrame(columns, geometry=shapes, crs=crs))


def text_of(plan: Plan) -> str:
    return "\n".join(f.text() for f in [*plan.faults, *plan.notes])


def patches(plan: Plan, subject: str) -> list[Any]:
    return [c.patch for c in by_subject(plan)[subject]]


def test_houses_by_chainage_belong_to_household_and_commune(tmp_path: Path):
    row = ["CT-1", "Nhà sàn", "72,5", "HD-1", "Km1+250 - Km1+262", "trái"]
    plan = listed(tmp_path / "a.xlsx", "structures", HOUSES, row)
    assert plan.faults == []
    assert patches(plan, "structure") == [{
        "kind": "Nhà sàn", "area_m2": 72.5, "chainage_from_m": 1250, "chainage_to_m": 1262,
        "side": "left", "alignment_uid": "line-1", "household_uid": "h1", "code": "CT-1",
        "unit_uid": "u1",
    }]  # fmt: skip
    assert (
        listed(tmp_path / "b.xlsx", "structures", HOUSES, row, at=applied(plan, KNOWN)).changes
        == []
    )


def test_the_owner_may_be_named_and_the_parcel_gives_him_too(tmp_path: Path):
    head = ["STT", "Họ và tên chủ hộ", "Thôn", "Xã", "Tờ", "Thửa", "Công trình", "Km"]
    rows = [
        [1, "Nông Văn An", "Thôn 1", "Thái Sơn", "", "", "Bếp", "1+300"],
        [2, "", "", "Thái Sơn", 12, 5, "Chuồng trại", "1+310"],
        [3, "", "", "Thái Sơn", 12, 99, "Cổng", "1+320"],
    ]
    plan = listed(tmp_path / "a.xlsx", "structures", head, *rows)
    assert plan.faults == []
    first, second, third = patches(plan, "structure")
    assert first["household_uid"] == second["household_uid"] == "h1"
    assert second["parcel_uid"] == "p1"
    assert "household_uid" not in third
    assert len({p["code"] for p in (first, second, third)}) == 3
    assert "1 dòng ghi số thửa chưa có" in text_of(plan)
    assert "1 nhà, công trình chưa rõ của hộ nào" in text_of(plan)


def test_what_a_house_list_has_wrong_is_named_by_cell(tmp_path: Path):
    rows = [
        ["CT-1", "Nhà", "", "HD-9", "Km1+250", ""],
        ["CT-2", "Nhà", "", "HD-1", "Km99+000", ""],
        ["CT-3", "Nhà", "", "HD-1", "", ""],
        ["CT-4", "Nhà", "", "HD-1", "Km1+250", "giữa"],
        ["CT-1", "Nhà", "", "HD-1", "Km1+250", ""],
    ]
    plan = listed(tmp_path / "a.xlsx", "structures", HOUSES, *rows)
    assert plan.changes == []
    told = {(f.row, f.message.split(" (")[0]) for f in plan.faults}
    assert told == {
        (2, "không có hộ mang mã này"),
        (3, "nằm ngoài tim tuyến"),
        (4, "không biết công trình ở đâu"),
        (5, "không có trong danh mục"),
        (6, "mã này đã có ở dòng 2"),
    }
    head = [*HOUSES[:3], "Họ và tên chủ hộ", *HOUSES[4:], "Xã", "Mã tuyến"]
    rows = [
        ["CT-5", "Nhà", "", "Ai Đó", "Km1+250", "", "Thái Sơn", ""],
        ["CT-6", "Nhà", "", "", "Km1+250", "", "Xã Lạ", ""],
        ["CT-7", "Nhà", "", "", "Km1+250", "", "", "R-7"],
    ]
    told = {
        (f.row, f.column) for f in listed(tmp_path / "b.xlsx", "structures", head, *rows).faults
    }
    assert told == {(2, "Họ và tên chủ hộ"), (3, "Xã"), (4, "Mã tuyến")}


def test_a_house_of_another_household_is_not_handed_over_unasked(tmp_path: Path):
    known = replace(KNOWN, households=[HOME, {**HOME, "uid": "h2", "code": "HD-2"}])
    row = ["CT-1", "Nhà", "", "HD-1", "Km1+250", ""]
    known = applied(listed(tmp_path / "a.xlsx", "structures", HOUSES, row, at=known), known)
    other = [*row[:3], "HD-2", *row[4:]]
    plan = listed(tmp_path / "b.xlsx", "structures", HOUSES, other, at=known)
    assert "đang thuộc hộ HD-1" in text_of(plan)


def test_lines_by_list_cross_the_road_on_both_sides_when_no_side_is_said(tmp_path: Path):
    rows = [
        ["HT-1", "Đường dây 35 kV", "Điện lực", "Km2+000", "Km2+400", "phải"],
        ["HT-2", "Cáp viễn thông", "Viễn thông", "Km3+000", "", ""],
    ]
    plan = listed(tmp_path / "a.xlsx", "utilities", LINES, *rows)
    assert plan.faults == []
    one, two = patches(plan, "utility")
    assert (one["owner"], one["side"], one["chainage_to_m"]) == ("Điện lực", "right", 2400)
    assert (two["chainage_from_m"], two["chainage_to_m"]) == (3000, 3001)
    assert "side" not in two


def test_coordinates_of_one_or_two_ends_are_points_and_lines(tmp_path: Path):
    head = [*LINES[:3], "X (Bắc)", "Y (Đông)", "X cuối", "Y cuối"]
    rows = [
        ["HT-1", "Cột điện", "", NORTH + 500, EAST - 8, "", ""],
        ["HT-2", "Cáp", "", NORTH + 700, EAST - 60, NORTH + 720, EAST + 60],
    ]
    plan = listed(tmp_path / "a.xlsx", "utilities", head, *rows)
    assert plan.faults == []
    pole, cable = patches(plan, "utility")
    assert (pole["chainage_from_m"], pole["side"], pole["offset_m"]) == (500, "left", 8.0)
    assert shapely.from_wkb(cable["shape"]).geom_type == "LineString"
    assert (cable["chainage_from_m"], cable["chainage_to_m"], cable["side"]) == (705, 715, "both")
    half = ["HT-3", "Cột", "", NORTH, "", "", ""]
    late = ["HT-4", "Cột", "", "", "", NORTH, EAST]
    told = text_of(listed(tmp_path / "b.xlsx", "utilities", head, half, late))
    assert "chỉ có một trong hai tọa độ" in told
    assert "có điểm cuối mà thiếu điểm đầu" in told


SHAPES = [
    shapely.box(EAST - 20, NORTH + 100, EAST - 8, NORTH + 110),
    shapely.Point(EAST + 5, NORTH + 300),
    shapely.LineString([(EAST - 100, NORTH + 400), (EAST + 100, NORTH + 400)]),
]


def test_areas_points_and_lines_are_drawn_and_joined_by_code(tmp_path: Path):
    rows = [[f"CT-{n}", "Nhà", "", "", f"Km{n}+000", ""] for n in (1, 2, 3)]
    known = applied(listed(tmp_path / "a.xlsx", "structures", HOUSES, *rows), KNOWN)
    path = drawn(tmp_path / "a.gpkg", SHAPES, code=["CT-1", "CT-2", "CT-3"])
    plan = plan_of("structures", path, known)
    assert plan.faults == []
    assert plan.counts()["changed"] == {"structure": 3}
    house, spot, line = patches(plan, "structure")
    assert (house["chainage_from_m"], house["chainage_to_m"], house["side"]) == (100, 110, "left")
    assert (spot["chainage_from_m"], spot["side"]) == (300, "right")
    assert line["side"] == "both"
    after = applied(plan, known)
    assert plan_of("structures", path, after).changes == []
    listed_again = listed(tmp_path / "b.xlsx", "structures", HOUSES, *rows, at=after)
    assert listed_again.changes == []
    assert "giữ theo hình vẽ" in text_of(listed_again)


def test_a_drawing_without_codes_is_known_by_its_shapes(tmp_path: Path):
    path = drawn(tmp_path / "a.gpkg", SHAPES[:1], loai=["Nhà cấp 4"])
    plan = plan_of("structures", path, KNOWN, column_map={"loai": "kind"})
    (patch,) = patches(plan, "structure")
    assert patch["kind"] == "Nhà cấp 4"
    again = plan_of("structures", path, applied(plan, KNOWN), column_map={"loai": "kind"})
    assert again.changes == []


def test_what_lies_outside_the_corridor_is_asked_as_parcels_are(tmp_path: Path):
    away = shapely.box(EAST + 100, NORTH + 100, EAST + 110, NORTH + 110)
    path = drawn(tmp_path / "a.gpkg", [*SHAPES[:1], away], code=["CT-1", "CT-2"])
    plan = plan_of("structures", path, KNOWN)
    assert "CT-2 (cách 70 m)" in text_of(plan)
    _, aside = patches(plan, "structure")
    assert aside["outside"] == "aside"
    assert "chainage_from_m" not in aside
    blocks = patches(plan_of("structures", path, KNOWN, outside="blocks"), "structure")[1]
    assert (blocks["outside"], blocks["chainage_from_m"]) == ("blocks", 100)
    known = applied(plan, KNOWN)
    pushed = drawn(tmp_path / "b.gpkg", [away], code=["CT-1"])
    assert "1 nhà, công trình đang nằm trong phạm vi" in text_of(
        plan_of("structures", pushed, known)
    )


@pytest.mark.parametrize("true", [3405, 9210])
def test_a_drawing_in_another_zone_comes_to_the_same_place(tmp_path: Path, true: int):
    path = drawn(tmp_path / "a.gpkg", moved(SHAPES, systems.DEFAULT, true), true, code=list("123"))
    plan = plan_of("utilities", path, KNOWN)
    assert plan.faults == []
    assert [p["chainage_from_m"] for p in patches(plan, "utility")] == [100, 300, 400]


def test_flaws_of_areas_and_empty_shapes_are_faults(tmp_path: Path):
    bow = shapely.Polygon(
        [(EAST, NORTH), (EAST + 9, NORTH + 9), (EAST + 9, NORTH), (EAST, NORTH + 9)]
    )
    path = drawn(tmp_path / "a.gpkg", [bow, None], code=["CT-1", "CT-2"])
    told = text_of(plan_of("structures", path, KNOWN))
    assert "đường ranh tự cắt" in told
    assert "không có hình" in told


def test_things_before_the_road_are_laid_on_it_when_it_comes(tmp_path: Path):
    bare = replace(KNOWN, ground=replace(GROUND, alignment=None, corridor=None, alignment_uid=""),
                   alignments=[])  # fmt: skip
    row = ["HT-1", "Cáp", "", "Km2+000", "Km2+400", ""]
    known = applied(listed(tmp_path / "a.xlsx", "utilities", LINES, row, at=bare), bare)
    houses = drawn(tmp_path / "b.gpkg", SHAPES[:1], code=["CT-1"], unit=["Thái Sơn"])
    known = applied(plan_of("structures", houses, known), known)
    line = drawn(tmp_path / "line.gpkg", [LINE], code=["CT-1"])
    after = applied(plan_of("alignment", line, known), known)
    (road,) = after.alignments
    assert [u["alignment_uid"] for u in after.utilities] == [road["uid"]]
    assert [s["chainage_from_m"] for s in after.structures] == [100]
    far = replace(known, utilities=[{**known.utilities[0], "chainage_to_m": 99_000}])
    assert "HT-1 nằm ngoài tim tuyến này" in text_of(plan_of("alignment", line, far))


def test_a_line_that_only_crosses_takes_both_sides(tmp_path: Path):
    head = ["TT", "Tên công trình", "Đơn vị quản lý", "Lý trình giao cắt", "Vị trí"]
    rows = [
        ["A", "Đường điện", "", "", ""],
        [1, "Đường dây 35 kV", "Điện lực", "Km1+234", "Cắt ngang"],
        [2, "Đường dây 0,4 kV", "Điện lực", "Km2+100 - Km2+500", "Trái tuyến"],
    ]
    plan = listed(tmp_path / "a.xlsx", "utilities", head, *rows)
    assert plan.faults == []
    assert [p["side"] for p in patches(plan, "utility")] == ["both", "left"]
