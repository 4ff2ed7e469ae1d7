"""Communes without drawings: a list of codes and names, along the road by chainages."""

from dataclasses import replace
from pathlib import Path

import geopandas
import shapely

from clearance.exchange.plans.plan import Snapshot
from tests.exchange.drawings import EAST, NORTH, SNAPSHOT, write_gpkg
from tests.exchange.papers import write_book, write_text
from tests.exchange.taking import applied, by_subject, plan_of

BARE = Snapshot("project-1")
HEAD = ["Mã", "Tên", "Loại", "Mã cấp trên"]
ROWS = [["HD", "Xã Hùng Đức", "xã", "074"], ["02407", "Thái Sơn", "", "074"],
        ["02408", "Thị trấn Tân Yên", "thị trấn", ""],
        ["074", "Huyện Hàm Yên", "huyện", ""]]  # fmt: skip


def test_communes_come_by_csv_or_excel_none_taken_for_a_title(tmp_path: Path):
    for path in (
        write_text(tmp_path / "a.csv", [HEAD, *ROWS]),
        write_book(tmp_path / "a.xlsx", [HEAD, *ROWS]),
    ):
        plan = plan_of("units", path, BARE)
        assert plan.faults == []
        found = {c.patch["code"]: c for c in by_subject(plan)["unit"]}
        assert {code: c.patch["kind"] for code, c in found.items()} == {
            "HD": "commune", "02407": "commune", "02408": "townlet", "074": "district",
        }  # fmt: skip
        assert found["HD"].patch["parent_uid"] == found["074"].subject_uid
        assert plan_of("units", path, applied(plan, BARE)).changes == []


def test_a_unit_lies_where_the_list_says_until_it_is_drawn(tmp_path: Path):
    head = ["Mã", "Tên", "Từ Km", "Đến Km"]
    rows = [["02407", "Thái Sơn", "Km0+000", "Km4+000"], ["02413", "Thành Long", "", ""]]
    known = replace(BARE, ground=SNAPSHOT.ground)
    path = write_book(tmp_path / "a.xlsx", [head, *rows])
    plan = plan_of("units", path, known)
    first, second = (c.patch for c in by_subject(plan)["unit"])
    assert (first["chainage_from_m"], first["chainage_to_m"]) == (0, 4000)
    assert "chainage_from_m" not in second
    assert "1 xã chưa có ranh giới, chưa có lý trình" in plan.notes[0].message
    known = replace(applied(plan, known), ground=SNAPSHOT.ground)
    outline = shapely.box(EAST - 900, NORTH - 10, EAST + 900, NORTH + 3000)
    units = geopandas.GeoDataFrame(
        {"ma": ["02407"], "ten": ["Thái Sơn"], "chainage_from_m": [7]},
        geometry=[outline], crs=SNAPSHOT.ground.crs,
    )  # fmt: skip
    plan = plan_of("units", write_gpkg(tmp_path / "b.gpkg", units), known)
    (change,) = by_subject(plan)["unit"]
    assert change.patch["chainage_to_m"] == 3000
    after = replace(applied(plan, known), ground=SNAPSHOT.ground)
    assert plan_of("units", path, after).changes == []


def test_a_unit_given_twice_or_unnamed_is_a_fault_an_unknown_parent_is_noted(tmp_path: Path):
    rows = [
        ["02407", "Thái Sơn", "xã", "99"],
        ["02407", "Thái Sơn", "xã", ""],
        ["02408", "", "xã", ""],
    ]
    plan = plan_of("units", write_book(tmp_path / "a.xlsx", [HEAD, *rows]), BARE)
    told = [(f.row, f.message) for f in plan.faults]
    assert told == [(3, "đơn vị này đã có ở dòng 2"), (4, "thiếu mã hoặc tên đơn vị")]
    alone = plan_of("units", write_book(tmp_path / "b.xlsx", [HEAD, rows[0]]), BARE)
    assert [(n.column, n.value) for n in alone.notes if n.row] == [("Mã cấp trên", "99")]
