"""Halves brought in beside their whole are named: their area would be counted twice."""

from pathlib import Path

import shapely

from clearance.exchange.road.double_ground import upon_known
from clearance.geo import crs as systems
from clearance.geo.shapes import to_hex
from tests.exchange.drawings import EAST, NORTH, SNAPSHOT, frame, write_gpkg
from tests.exchange.taking import applied, plan_of

WHOLE = shapely.box(EAST, NORTH, EAST + 20, NORTH + 20)
HALVES = [shapely.box(EAST, NORTH, EAST + 20, NORTH + 10),
          shapely.box(EAST, NORTH + 10, EAST + 20, NORTH + 20)]  # fmt: skip


def test_two_halves_beside_their_whole_are_named_with_the_way_out(tmp_path: Path) -> None:
    known = applied(plan_of("parcels", write_gpkg(tmp_path / "a.gpkg", frame([WHOLE])), SNAPSHOT))
    halves = write_gpkg(tmp_path / "b.gpkg", frame(HALVES).assign(so_thua=["101", "102"]))
    notes = [note.text() for note in plan_of("parcels", halves, known).notes]
    told = [text for text in notes if "diện tích tính hai lần" in text]
    assert len(told) == 2
    assert "tách thửa ở trang Biến động" in told[0]


def test_neighbours_and_the_same_parcel_again_are_not(tmp_path: Path) -> None:
    drawing = write_gpkg(tmp_path / "a.gpkg", frame([WHOLE]))
    known = applied(plan_of("parcels", drawing, SNAPSHOT))
    beside = shapely.box(EAST + 15, NORTH, EAST + 60, NORTH + 20)
    next_to = write_gpkg(tmp_path / "b.gpkg", frame([beside]).assign(so_thua=["7"]))
    for file in (drawing, next_to):
        notes = [note.text() for note in plan_of("parcels", file, known).notes]
        assert not [text for text in notes if "tính hai lần" in text]


def test_nothing_known_or_drawn_is_upon_nothing() -> None:
    outline = to_hex(WHOLE)
    assert upon_known([], [], systems.DEFAULT) == []
    assert upon_known([outline], [{"code": "T-1"}], systems.DEFAULT) == [""]
