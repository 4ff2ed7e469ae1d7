"""What is drawn beside the corridor is told and blocks nothing; a datum shift is found out."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely

from clearance.exchange.lists.location_check import along
from clearance.geo import crs as systems
from clearance.geo.places import join, placed
from tests.exchange.drawings import (
    EAST,
    GROUND,
    LINE,
    NORTH,
    SNAPSHOT,
    frame,
    moved,
    squares,
    write_gpkg,
)
from tests.exchange.papers import write_book
from tests.exchange.taking import applied, by_subject, plan_of

BEYOND = shapely.box(EAST + 290, NORTH + 100, EAST + 310, NORTH + 130)


def degrees(path: Path, true: int, said: int, count: int = 4) -> Path:
    return write_gpkg(path, frame(moved(squares(count), systems.DEFAULT, true), said))


@pytest.mark.parametrize(("true", "said"), [(4756, 4326), (4326, 4756), (3405, 32648)])
@pytest.mark.parametrize("count", [1, 4])
def test_a_missing_datum_shift_is_asked_with_both_fits(tmp_path: Path, true, said, count: int):
    path = degrees(tmp_path / "a.gpkg", true, said, count)
    plan = plan_of("parcels", path)
    assert plan.changes == []
    (fault,) = plan.faults
    assert f"{systems.name(said)}: 0/{count}" in fault.message
    assert f"{systems.name(true)}: {count}/{count}" in fault.message
    assert f"--crs {true}" in fault.option
    assert "--" not in fault.message + fault.remedy
    assert [(fit.epsg, fit.inside) for fit in plan.fits] == [(said, 0), (true, count)]
    assert plan_of("parcels", path, crs=true).faults == []
    kept = plan_of("parcels", path, outside="aside")
    assert kept.faults == []
    assert all(c.patch["outside"] == "aside" for c in by_subject(kept)["parcel"])
    assert fault.message in [note.message for note in kept.notes]


def test_what_lies_outside_is_told_and_takes_no_metres_until_somebody_says_so(tmp_path: Path):
    path = write_gpkg(tmp_path / "a.gpkg", frame([*squares(2), BEYOND]))
    plan = plan_of("parcels", path)
    assert plan.faults == []
    *inside, aside = [c.patch for c in by_subject(plan)["parcel"]]
    assert [p["chainage_from_m"] for p in inside] == [0, 25]
    assert aside["outside"] == "aside"
    assert aside["alignment_uid"] == "line-1"
    assert {"chainage_from_m", "chainage_to_m", "side"}.isdisjoint(aside)
    assert "thửa 12/3 (cách 260 m)" in plan.notes[0].message
    assert plan.account["outside"] == ["thửa 12/3 (cách 260 m)"]
    known = applied(plan)
    assert plan_of("parcels", path, known).changes == []
    said = plan_of("parcels", path, known, outside="blocks")
    (change,) = by_subject(said)["parcel"]
    assert change.patch["outside"] == "blocks"
    assert (change.patch["chainage_from_m"], change.patch["chainage_to_m"]) == (100, 130)
    known = applied(said, known)
    assert plan_of("parcels", path, known).changes == []
    back = by_subject(plan_of("parcels", path, known, outside="aside"))
    assert "parcel" not in back


def test_a_border_shared_with_the_corridor_takes_nothing_of_it():
    neighbour = shapely.box(EAST + 30, NORTH, EAST + 60, NORTH + 50)
    (row,) = along(GROUND, np.array([neighbour], dtype=object))
    assert row["outside"] == "aside"


def test_known_parcels_are_not_put_outside_unasked(tmp_path: Path):
    known = applied(plan_of("parcels", write_gpkg(tmp_path / "a.gpkg", frame(squares(3)))))
    away = frame([BEYOND, *squares(3)[1:]])
    path = write_gpkg(tmp_path / "b.gpkg", away)
    plan = plan_of("parcels", path, known)
    assert (
        "1 thửa đang nằm trong phạm vi GPMB sẽ bị đưa ra ngoài: thửa 12/1" in plan.faults[0].text()
    )
    plan = plan_of("parcels", path, known, outside="aside")
    (change,) = by_subject(plan)["parcel"]
    assert change.patch["chainage_from_m"] is None
    assert change.patch["outside"] == "aside"
    again = plan_of(
        "parcels", write_gpkg(tmp_path / "c.gpkg", frame(squares(3))), applied(plan, known)
    )
    (change,) = by_subject(again)["parcel"]
    assert (change.patch["outside"], change.patch["chainage_from_m"]) == (None, 0)


def test_a_grave_outside_takes_no_metres(tmp_path: Path):
    rows = [
        ["Mã mộ", "Nghĩa trang", "X (Bắc)", "Y (Đông)", "Xã"],
        ["M-1", "Đồi", NORTH + 120, EAST - 7, "Thái Sơn"],
        ["M-2", "Đồi", NORTH + 150, EAST - 90, "Thái Sơn"],
    ]
    path = write_book(tmp_path / "a.xlsx", rows)
    inside, aside = (c.patch for c in by_subject(plan_of("graves", path))["grave"])
    assert inside["chainage_from_m"] == 120
    assert "chainage_from_m" not in aside
    assert aside["outside"] == "aside"
    said = by_subject(plan_of("graves", path, outside="blocks"))["grave"]
    assert said[1].patch["chainage_from_m"] == 150


def test_the_gap_between_two_parts_is_not_the_parcels(tmp_path: Path):
    two = shapely.MultiPolygon(
        [squares(1)[0], shapely.box(EAST, NORTH + 155, EAST + 9, NORTH + 165)]
    )
    plan = plan_of("parcels", write_gpkg(tmp_path / "a.gpkg", frame([two])))
    (change,) = by_subject(plan)["parcel"]
    assert (change.patch["chainage_from_m"], change.patch["chainage_to_m"]) == (0, 165)
    assert change.patch["side"] == "both"
    assert json.loads(change.patch["parts"]) == [[0, 20, "left"], [155, 165, "right"]]
    joined = write_gpkg(tmp_path / "b.gpkg", frame(squares(1)))
    known = applied(plan)
    (change,) = by_subject(plan_of("parcels", joined, known))["parcel"]
    assert change.patch["parts"] is None


def test_a_parcel_that_leaves_the_corridor_and_comes_back_has_two_parts():
    ring = (
        LINE.buffer(80)
        .exterior.buffer(5)
        .intersection(shapely.box(EAST - 90, NORTH - 90, EAST, NORTH + 400))
    )
    bent = shapely.union_all(
        [
            shapely.box(EAST - 80, NORTH + 10, EAST - 5, NORTH + 20),
            shapely.box(EAST - 80, NORTH + 200, EAST - 5, NORTH + 210),
            shapely.box(EAST - 80, NORTH + 10, EAST - 70, NORTH + 210),
            ring,
        ]
    )
    ground = replace(GROUND, own=GROUND.corridor)
    (row,) = along(ground, np.array([bent], dtype=object))
    assert json.loads(row["parts"]) == [[10, 20, "left"], [200, 210, "left"]]


def test_pieces_that_touch_are_one_and_slivers_are_none():
    assert join([(5, 9, "left"), (0, 5, "left"), (3, 4, "right")]) == [
        (0, 9, "left"),
        (3, 4, "right"),
    ]
    sliver = shapely.box(EAST - 0.001, NORTH + 500, EAST, NORTH + 501)
    shape = shapely.GeometryCollection([squares(1)[0], sliver, shapely.Point(EAST, NORTH + 900)])
    lines = shapely.MultiLineString(
        [
            [(EAST - 1, NORTH + 1), (EAST - 1, NORTH + 3)],
            [(EAST - 1, NORTH + 11), (EAST - 1, NORTH + 13)],
        ]
    )
    one, two = placed(GROUND.alignment, np.array([shape, lines], dtype=object))
    assert (one["chainage_to_m"], one["parts"]) == (20, None)
    assert json.loads(two["parts"]) == [[1, 3, "left"], [11, 13, "left"]]


def test_without_a_corridor_nobody_is_outside(tmp_path: Path):
    bare = replace(SNAPSHOT, ground=replace(GROUND, corridor=None))
    plan = plan_of("parcels", write_gpkg(tmp_path / "a.gpkg", frame([BEYOND])), bare)
    (change,) = by_subject(plan)["parcel"]
    assert change.patch["chainage_from_m"] == 100
    assert "outside" not in change.patch
