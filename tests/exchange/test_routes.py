"""Alignment, corridor and units from drawings."""

from dataclasses import replace
from pathlib import Path

import geopandas
import numpy as np
import shapely

from clearance.exchange.lists.location_check import Ground, Road, along
from clearance.exchange.plans.plan import Snapshot
from clearance.geo.alignment import Alignment
from tests.exchange.drawings import EAST, LINE, NORTH, SNAPSHOT, frame, squares, write_gpkg
from tests.exchange.taking import applied, plan_of


def test_alignment_corridor_and_units_from_drawings(tmp_path: Path):
    crs = SNAPSHOT.ground.crs
    line = geopandas.GeoDataFrame({"code": ["CT-1"]}, geometry=[LINE], crs=crs)
    known = Snapshot("project-1")
    plan = plan_of("alignment", write_gpkg(tmp_path / "line.gpkg", line), known)
    assert plan.faults == []
    assert plan.changes[1].patch["length_m"] == 10_000
    known = replace(applied(plan, known), ground=SNAPSHOT.ground)
    strip = geopandas.GeoDataFrame(geometry=[LINE.buffer(30)], crs=crs)
    path = write_gpkg(tmp_path / "strip.gpkg", strip)
    plan = plan_of("corridor", path, known)
    assert plan.faults == []
    assert plan.changes[1].patch["code"] == "GPMB-CT-1"
    assert plan_of("corridor", path, applied(plan, known)).changes == []
    units = geopandas.GeoDataFrame(
        {
            "ma": ["02407", "074"],
            "ten": ["Thái Sơn", "Hàm Yên"],
            "loai": ["xã", "huyện"],
            "ma_huyen": ["074", None],
        },
        geometry=[shapely.box(EAST - 900, NORTH - 10, EAST + 900, NORTH + 4000.5)] * 2,
        crs=crs,
    )
    path = write_gpkg(tmp_path / "units.gpkg", units)
    plan = plan_of("units", path, known)
    assert plan.faults == []
    district, commune = plan.changes[1], plan.changes[2]
    assert commune.patch["parent_uid"] == district.subject_uid
    assert (commune.patch["chainage_from_m"], commune.patch["chainage_to_m"]) == (0, 4001)
    assert plan_of("units", path, applied(plan, known)).changes == []


def test_an_alignment_in_pieces_or_on_its_side_is_refused(tmp_path: Path):
    crs = SNAPSHOT.ground.crs
    pieces = [
        shapely.LineString([(EAST, NORTH), (EAST, NORTH + 10)]),
        shapely.LineString([(EAST + 500, NORTH), (EAST + 500, NORTH + 10)]),
    ]
    table = geopandas.GeoDataFrame({"code": ["A", "B"]}, geometry=pieces, crs=crs)
    path = write_gpkg(tmp_path / "a.gpkg", table)
    assert "một đường liền" in plan_of("alignment", path).faults[0].text()
    swapped = shapely.transform(LINE, lambda pairs: pairs[:, ::-1])
    table = geopandas.GeoDataFrame({"code": ["A"]}, geometry=[swapped], crs=crs)
    path = write_gpkg(tmp_path / "b.gpkg", table)
    assert "đảo trục" in plan_of("alignment", path).faults[0].text()


def test_units_need_a_code_and_a_name_and_lie_in_the_country(tmp_path: Path):
    units = frame(squares(1)).drop(columns=["so_to", "so_thua"])
    units["ma"] = ["02407"]
    plan = plan_of("units", write_gpkg(tmp_path / "a.gpkg", units), Snapshot("p"))
    assert "thiếu mã hoặc tên" in plan.faults[0].text()


def test_a_calibration_that_falls_is_refused(tmp_path: Path):
    crs = SNAPSHOT.ground.crs
    falling = "[[0, 0], [100, 50], [90, 60]]"
    columns = {"ten": ["Cao tốc"], "calibration": [falling], "start_m": [0]}
    table = geopandas.GeoDataFrame(columns, geometry=[LINE], crs=crs)
    plan = plan_of("alignment", write_gpkg(tmp_path / "a.gpkg", table), Snapshot("p"))
    assert "bảng lý trình sai" in plan.faults[0].text()


def test_a_corridor_needs_its_alignment(tmp_path: Path):
    strip = geopandas.GeoDataFrame(geometry=[LINE.buffer(30)], crs=SNAPSHOT.ground.crs)
    plan = plan_of("corridor", write_gpkg(tmp_path / "a.gpkg", strip))
    assert "không rõ phạm vi của tuyến nào" in plan.faults[0].text()
    far = shapely.transform(LINE.buffer(30), lambda pairs: pairs + 50_000)
    strip = geopandas.GeoDataFrame(geometry=[far], crs=SNAPSHOT.ground.crs)
    plan = plan_of("corridor", write_gpkg(tmp_path / "b.gpkg", strip))
    assert "nằm xa tuyến" in plan.faults[0].text()


def test_a_ramp_says_what_it_is_and_takes_the_parcels_drawn_in_its_own_corridor(tmp_path: Path):
    crs = SNAPSHOT.ground.crs
    ramp = shapely.LineString([(EAST + 100, NORTH + 400), (EAST + 300, NORTH + 700)])
    table = geopandas.GeoDataFrame(
        {"code": ["CT-1-N1"], "loai": ["Nhánh nút giao"]}, geometry=[ramp], crs=crs
    )
    path = write_gpkg(tmp_path / "ramp.gpkg", table)
    plan = plan_of("alignment", path, Snapshot("p", ground=Ground(crs)))
    assert plan.faults == []
    assert plan.changes[1].patch["kind"] == "ramp"
    first = SNAPSHOT.ground
    other = Road("line-2", Alignment(ramp), ramp.buffer(12))
    ground = replace(first, own=first.corridor, others=(other,))
    on_ramp = shapely.box(EAST + 195, NORTH + 545, EAST + 205, NORTH + 555)
    beside = shapely.box(EAST - 40, NORTH + 100, EAST - 10, NORTH + 120)
    rows = along(ground, np.array([on_ramp, beside], dtype=object))
    assert [row["alignment_uid"] for row in rows] == ["line-2", "line-1"]
    assert rows[0]["chainage_from_m"] < 180 < rows[0]["chainage_to_m"]


def test_only_the_part_inside_the_corridor_is_taken(tmp_path: Path):
    first = SNAPSHOT.ground
    bent = shapely.Polygon(
        [
            (EAST - 20, NORTH + 100),
            (EAST - 10, NORTH + 100),
            (EAST - 10, NORTH + 110),
            (EAST - 90, NORTH + 400),
            (EAST - 95, NORTH + 400),
        ]
    )
    (row,) = along(replace(first, own=first.corridor), np.array([bent], dtype=object))
    (whole,) = along(first, np.array([bent], dtype=object))
    assert whole["chainage_to_m"] == 400
    assert row["chainage_to_m"] < 200
