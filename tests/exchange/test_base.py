"""Rivers and roads from drawings."""

from dataclasses import replace
from pathlib import Path

import geopandas
import pytest
import shapely

from clearance.exchange.plans.importing import Wish, make_plan
from clearance.exchange.plans.plan import Plan
from tests.exchange.drawings import EAST, NORTH, SNAPSHOT, write_gpkg

RIVER = shapely.LineString([(EAST - 9000, NORTH), (EAST + 9000, NORTH + 500)])


def planned(path: Path, snapshot: object = SNAPSHOT, kind: str = "") -> Plan:
    return make_plan("base", Wish(path, path.name, kind=kind), snapshot)  # type: ignore[arg-type]


def drawn(folder: Path, **columns: list[str]) -> Path:
    count = len(next(iter(columns.values()), [0]))
    shapes = [shapely.transform(RIVER, lambda c, n=n: c + n) for n in range(count)]
    frame = geopandas.GeoDataFrame(columns, geometry=shapes, crs=SNAPSHOT.ground.crs)
    return write_gpkg(folder / "base.gpkg", frame)


def test_kinds_are_read_in_vietnamese_and_a_second_import_changes_nothing(tmp_path: Path) -> None:
    path = drawn(tmp_path, ten=["Sông Giả", "Đường Giả"], loai=["Sông", "đường"])
    plan = planned(path)
    assert plan.faults == []
    features = [c for c in plan.changes if c.subject == "base_feature"]
    assert [c.patch["kind"] for c in features] == ["river", "road"]
    assert [c.patch["name"] for c in features] == ["Sông Giả", "Đường Giả"]
    known = [{"uid": c.subject_uid, "version": 1, **c.patch} for c in features]
    again = planned(path, replace(SNAPSHOT, base=known))
    assert (again.changes, again.unchanged["base_feature"]) == ([], 2)


def test_a_file_without_kinds_needs_to_be_told(tmp_path: Path) -> None:
    path = drawn(tmp_path, ten=["Một", "Hai"])
    assert ["--kind" in fault.text() for fault in planned(path).faults] == [True, True]
    assert planned(path).changes == []
    told = planned(path, kind="rail")
    assert {c.patch["kind"] for c in told.changes[1:]} == {"rail"}


@pytest.mark.parametrize("shape", [shapely.LineString([(0, 0), (1, 1)]), None])
def test_what_lies_nowhere_is_refused(tmp_path: Path, shape: object) -> None:
    frame = geopandas.GeoDataFrame({"loai": ["sông"]}, geometry=[shape], crs=SNAPSHOT.ground.crs)
    plan = planned(write_gpkg(tmp_path / "away.gpkg", frame))
    assert plan.faults
    assert plan.changes == []
