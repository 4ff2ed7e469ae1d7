"""The demo's ground: its files, its units, its parcel parts."""

from collections import Counter
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from clearance import demo
from clearance.demo import geodata, ground
from clearance.geo import crs
from clearance.geo.alignment import Alignment
from clearance.geo.records import recorded
from clearance.geo.shapes import flaws, overlaps
from clearance.record import record_history
from clearance.reports.corridor.ground import on_day
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.corridor.handover import Span, metres
from clearance.store import open_store
from clearance.store.corridor import corridor
from clearance.store.journal import evidence


@pytest.fixture(scope="module")
def land() -> geodata.Land:
    return geodata.read()


@pytest.fixture(scope="module")
def cut(land: geodata.Land) -> ground.Ground:
    ranges = [(start, end) for _, _, start, end in land.packages]
    return ground.cut(np.random.default_rng(5), land.course, land.alignment, ranges, 600, 14)


def test_the_files_are_made_again_byte_for_byte(tmp_path: Path) -> None:
    made = geodata.write(geodata.invent_ham_yen(), tmp_path)
    kept = {name: geodata.sha256(geodata.FOLDER / name) for name in geodata.FILES}
    assert made == kept
    readme = (geodata.FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(digest in readme for digest in kept.values())


def test_the_files_are_small() -> None:
    assert sum(path.stat().st_size for path in geodata.FOLDER.iterdir()) < 1_000_000


@pytest.mark.parametrize(("name", "rows"), [("units", 28), ("alignment", 1), ("corridor", 1)])
def test_the_files_open_as_any_map_file_in_the_legal_plane(name: str, rows: int) -> None:
    frame = gpd.read_file(geodata.FOLDER / f"{name}.geojson")
    assert frame.crs.to_epsg() == crs.DEFAULT
    assert len(frame) == rows
    assert frame.geometry.dropna().is_valid.all()


def test_the_road_is_48_km_long_in_the_true_neighbourhood(land: geodata.Land) -> None:
    assert (land.alignment.from_m, land.alignment.length_m) == (0, 48_000)
    lonlat = crs.convert(land.course.points, crs.DEFAULT, crs.WGS84)
    assert (lonlat.min(axis=0) > (104.8485, 21.8394)).all()
    assert (lonlat.max(axis=0) < (105.1636, 22.3502)).all()
    assert land.corridor.is_valid
    width = land.course.left_m + land.course.right_m
    assert 45 < width.min() < width[600:660].mean() < width.max() < 260


def test_the_road_runs_once_through_eleven_of_eighteen_old_units(land: geodata.Land) -> None:
    old = [u for u in land.units if u.valid_to and u.kind != "district"]
    on_road = sorted((u for u in old if u.chainage_to_m), key=lambda u: u.chainage_to_m)
    assert (len(old), len(on_road)) == (18, 11)
    ends = [0, *(u.chainage_to_m for u in on_road)]
    assert [u.chainage_from_m for u in on_road] == ends[:-1]
    assert ends[-1] == land.alignment.to_m
    shapes = np.array([u.shape for u in old])
    assert flaws(shapes) == []
    assert shapely.coverage_is_valid(shapes)


def test_every_old_unit_has_a_successor_and_codes_come_back_with_new_extents(
    land: geodata.Land,
) -> None:
    new = {u.code: u for u in land.units if u.valid_from}
    old = [u for u in land.units if u.successor_code]
    assert {u.successor_code for u in old} == set(new)
    merged = Counter(u.successor_code for u in old)
    assert merged["02374"] == 4
    for code, unit in new.items():
        parts = [u.shape.area for u in old if u.successor_code == code]
        assert unit.shape.area == pytest.approx(sum(parts))


def test_parcel_parts_tile_the_corridor(land: geodata.Land, cut: ground.Ground) -> None:
    assert shapely.is_valid(cut.shapes).all()
    assert shapely.coverage_is_valid(cut.shapes)
    assert shapely.area(cut.shapes).sum() == pytest.approx(land.corridor.area, abs=1)
    assert overlaps(cut.shapes) == []
    whole = [Span(0, 48_000, "left"), Span(0, 48_000, "right")]
    assert recorded(land.alignment, land.corridor, cut.shapes) == whole


def test_a_parcel_part_left_out_is_unknown_ground(land: geodata.Land, cut: ground.Ground) -> None:
    at = int(np.flatnonzero(cut.row == 4)[300])
    spans = recorded(land.alignment, land.corridor, np.delete(cut.shapes, at))
    assert [s.side for s in spans] == ["left", "left", "right"]
    gap = cut.intervals[at]
    assert spans[0].to_m == pytest.approx(gap.chainage_from_m, abs=2)
    assert spans[1].from_m == pytest.approx(gap.chainage_to_m, abs=2)


def test_a_course_survives_its_files(land: geodata.Land) -> None:
    made = geodata.invent_ham_yen()
    assert np.abs(made.course.left_m - land.course.left_m).max() < 0.02
    with pytest.raises(ValueError, match="not drawn"):
        geodata.read_course(land.course.line, shapely.box(0, 0, 1, 1))


def test_segments_share_out_every_package(land: geodata.Land) -> None:
    ranges = [(start, end) for _, _, start, end in land.packages]
    segments = ground.cut_segments(ranges)
    assert 36 <= len(segments) <= 44
    assert segments[0][0] == 0
    assert {start for start, _ in ranges} <= {start for start, _ in segments}
    assert Alignment(land.course.line).to_m == segments[-1][1]


def test_a_ramp_and_a_service_road_stand_beside_the_line_each_with_parcels_of_its_own(
    tmp_path: Path,
) -> None:
    store = open_store(tmp_path / "demo.db", b"key")
    for content in demo.photos().values():
        evidence.keep(store, tmp_path, content, "image/png", TERMINAL.uid, "2024")
    record_history(store, list(demo.demo_changes("sample", 3, date(2026, 11, 23))))
    main, *branches = corridor.list_alignments(store)
    assert main["kind"] is None
    assert {row["kind"] for row in branches} == {"ramp", "service_road"}
    for row in branches:
        counted = metres(on_day(store, row, "2026-11-22").full)
        assert sum(counted.values()) == row["length_m"]
        assert counted["clear"] > 100
        assert counted["blocked"] > 50
    assert any(metres(on_day(store, row, "2026-11-22").full)["unknown"] for row in branches)
    store.close()
