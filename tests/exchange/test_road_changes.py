"""A line or a corridor brought again: harmless when it is the same, else nothing may rest on it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest
import shapely

from clearance.exchange.lists.location_check import Ground
from clearance.exchange.plans.plan import Snapshot
from clearance.geo import crs as systems
from clearance.geo.alignment import Alignment
from tests.exchange.drawings import EAST, LINE, NORTH, UNITS, frame, squares, write_gpkg
from tests.exchange.taking import applied, by_subject, plan_of

ASIDE = shapely.transform(LINE, lambda pairs: np.add(pairs, [120, 0]))
CRS = systems.DEFAULT


def drawn(path: Path, shape: Any, crs: int = CRS, **columns: Any) -> Path:
    return write_gpkg(path, geopandas.GeoDataFrame(columns, geometry=[shape], crs=crs))


def known(snapshot: Snapshot) -> Snapshot:
    """The snapshot with its ground as the store would tell it."""
    (line,) = snapshot.alignments
    own = [shapely.from_wkb(c["shape"]) for c in snapshot.corridors]
    strip = shapely.union_all(own) if own else None
    course = Alignment(shapely.from_wkb(line["shape"]))
    return replace(snapshot, ground=Ground(CRS, course, strip, line["uid"], strip))


@pytest.fixture
def road(tmp_path: Path) -> Snapshot:
    """A line with its corridor, nothing on it yet."""
    plan = plan_of("alignment", drawn(tmp_path / "l.gpkg", LINE, code=["CT"]), Snapshot("p", UNITS))
    with_line = known(applied(plan, Snapshot("p", UNITS)))
    plan = plan_of("corridor", drawn(tmp_path / "c.gpkg", LINE.buffer(30)), with_line)
    return known(applied(plan, with_line))


@pytest.fixture
def settled(road: Snapshot, tmp_path: Path) -> Snapshot:
    """The same with four parcels on it."""
    parcels = write_gpkg(tmp_path / "p.gpkg", frame(squares(4)))
    return known(applied(plan_of("parcels", parcels, road), road))


def test_a_line_moved_aside_under_parcels_is_refused_with_what_would_change(
    settled: Snapshot, tmp_path: Path
) -> None:
    shifted = shapely.transform(LINE, lambda pairs: np.add(pairs, [120, 40]))
    plan = plan_of("alignment", drawn(tmp_path / "a.gpkg", shifted, code=["CT"]), settled)
    assert plan.changes == []
    text = plan.faults[0].text()
    assert "xa nhất 126 m" in text
    assert "4 thửa, công trình, mộ (80 m) sẽ đổi chỗ" in text
    assert "4 thửa đất" in text


def test_a_corridor_moved_aside_under_parcels_is_refused(settled: Snapshot, tmp_path: Path) -> None:
    for code in ({}, {"code": ["KHAC"]}):
        moved = ASIDE.buffer(30)
        plan = plan_of("corridor", drawn(tmp_path / f"{len(code)}.gpkg", moved, **code), settled)
        assert plan.changes == []
        assert "phạm vi GPMB khác" in plan.faults[0].text()
    plan = plan_of("corridor", drawn(tmp_path / "c2.gpkg", ASIDE.buffer(30)), settled)
    assert "4 ra ngoài phạm vi GPMB" in plan.faults[0].text()


def test_the_same_again_is_harmless_written_in_another_system_too(
    settled: Snapshot, tmp_path: Path
) -> None:
    again = systems.convert_shapes(LINE, CRS, 9209)
    path = drawn(tmp_path / "a.gpkg", again, 9209, code=["CT"])
    assert plan_of("alignment", path, settled).changes == []
    way = systems.convert_shapes(LINE.buffer(30), CRS, 9209)
    assert plan_of("corridor", drawn(tmp_path / "b.gpkg", way, 9209), settled).changes == []


def test_another_measure_of_the_same_line_is_refused_too(settled: Snapshot, tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.gpkg", LINE, code=["CT"], start_m=[500])
    assert "lý trình đo khác" in plan_of("alignment", path, settled).faults[0].text()


def test_a_correction_is_taken_while_nothing_rests_on_it(road: Snapshot, tmp_path: Path) -> None:
    plan = plan_of("alignment", drawn(tmp_path / "a.gpkg", ASIDE, code=["CT"]), road)
    assert plan.faults == []
    assert plan.changed["alignment"] == 1
    plan = plan_of("corridor", drawn(tmp_path / "b.gpkg", ASIDE.buffer(30)), road)
    assert plan.changed["corridor"] == 1
    resting = replace(road, resting={road.alignments[0]["uid"]: {"segment": 2}})
    plan = plan_of("alignment", drawn(tmp_path / "d.gpkg", ASIDE, code=["CT"]), resting)
    assert "2 đoạn bàn giao" in plan.faults[0].text()


def test_what_came_before_the_line_or_the_corridor_is_placed_when_they_come(tmp_path: Path) -> None:
    away = shapely.box(EAST + 200, NORTH + 5, EAST + 220, NORTH + 25)
    bare = Snapshot("p", UNITS, ground=Ground(CRS))
    parcels = write_gpkg(tmp_path / "p.gpkg", frame([*squares(1), away], ten_xa=["Thái Sơn"] * 2))
    first = applied(plan_of("parcels", parcels, bare), bare)
    plan = plan_of("alignment", drawn(tmp_path / "l.gpkg", LINE, code=["CT"]), first)
    assert [c.patch["chainage_from_m"] for c in by_subject(plan)["parcel"]] == [0, 5]
    second = known(applied(plan, first))
    plan = plan_of("corridor", drawn(tmp_path / "c.gpkg", LINE.buffer(30)), second)
    assert plan.faults == []
    (change,) = by_subject(plan)["parcel"]
    assert change.patch == {
        "chainage_from_m": None,
        "chainage_to_m": None,
        "side": None,
        "offset_m": None,
        "outside": "aside",
    }


def test_the_same_road_under_another_code_is_asked_about(road: Snapshot, tmp_path: Path) -> None:
    for name, shape in (("a", ASIDE), ("b", LINE.reverse())):
        plan = plan_of("alignment", drawn(tmp_path / f"{name}.gpkg", shape, code=["MOI"]), road)
        assert plan.changes == []
        assert "chạy sát tuyến CT đã có" in plan.faults[0].text()
    said = drawn(tmp_path / "c.gpkg", ASIDE, code=["MOI"], loai=["đường gom"])
    assert plan_of("alignment", said, road).new["alignment"] == 1
    far = shapely.transform(LINE, lambda pairs: np.add(pairs, [9000, 0]))
    plan = plan_of("alignment", drawn(tmp_path / "d.gpkg", far, code=["MOI"]), road)
    assert plan.new["alignment"] == 1
