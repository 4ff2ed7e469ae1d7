"""A revised design: every chainage anew at the same place on the ground, and back to the byte."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import given as some
from hypothesis import strategies as st

from clearance.exchange.operations.design import read_design
from clearance.exchange.operations.revision import Design, mapped, revise
from clearance.exchange.plans.snapshot import snapshot_of
from clearance.geo.alignment import Alignment
from clearance.record.operations.carrying_out import carry_out, rehearse, undo
from clearance.record.replay import differences
from clearance.reports.operations.metres import metres_of, totals_of
from clearance.rules.operations.plan import Plan
from clearance.store import Store
from tests.given import (
    NOW,
    OFFICE,
    TODAY,
    a_change,
    a_grave,
    a_household,
    a_parcel,
    a_project,
    a_shape,
    a_store,
    by,
    registered,
    the,
)
from tests.states import dump

#: A detour between the second and the third kilometre that makes the road longer.
DETOUR = [(400000, 2438000), (400000, 2440000), (400300, 2440500), (400000, 2441000),
          (400000, 2448000)]  # fmt: skip
LONGER = shapely.LineString(DETOUR)


@pytest.fixture
def town() -> Store:
    """A road with a corridor, land and a grave drawn, a house by chainage alone, two segments."""
    store = a_project(a_store())
    strip = a_shape(shapely.box(399950, 2438000, 400050, 2448000))
    a_household(store, chainage_m=5000)
    for change in (
        registered("corridor", "c", code="GPMB", alignment_uid="al", **strip),
        registered("structure", "s", code="N-s", unit_uid="a", household_uid="h",
                   alignment_uid="al", chainage_from_m=5000, chainage_to_m=5010, side="right"),
        registered("structure", "t", code="N-t", unit_uid="a", household_uid="h", side="both",
                   alignment_uid="al", chainage_from_m=100, chainage_to_m=5020,
                   parts=json.dumps([[100, 110, "left"], [5000, 5020, "right"]])),
        registered("segment", "s2", code="D-02", package_uid="pk", alignment_uid="al",
                   chainage_from_m=2000, chainage_to_m=10000),
    ):  # fmt: skip
        assert by(OFFICE, store, change).is_accepted, change
    a_parcel(store)
    a_grave(store)
    place = a_shape(shapely.box(400010, 2444000, 400050, 2444060))
    a_parcel(store, "q", parcel_no="18", chainage_from_m=6000, chainage_to_m=6060, **place)
    return store


def revised(store: Store, design: Design, **answers: str) -> Plan:
    """The plan of a revised design of the only road."""
    told = {name.replace("_", "-"): answer for name, answer in answers.items()}
    plan = Plan("alignment_revision", TODAY, "QĐ 77")
    return revise(design, "al", snapshot_of(store), plan, told)


def drawn(path: Path, shape: Any, **columns: Any) -> tuple[Path, str]:
    """A drawing of one shape in the project's system."""
    table = geopandas.GeoDataFrame(columns, geometry=[shape], crs=9211)
    table.to_file(path, driver="GPKG")
    return path, path.name


def test_what_lies_before_the_detour_stays_and_what_lies_after_moves_on(town: Store) -> None:
    carry_out(town, revised(town, Design(line=LONGER)), OFFICE, NOW)
    longer = the(town, "alignment", "al")["length_m"] - 10_000
    assert longer == 167
    assert the(town, "parcel", "p")["chainage_from_m"] == 100
    assert the(town, "parcel", "q")["chainage_from_m"] == 6000 + longer - 1  # of 166.19 m
    house = the(town, "structure", "s")
    assert (house["chainage_from_m"], house["chainage_to_m"]) == (5166, 5176)
    assert the(town, "structure", "t")["parts"] == '[[100, 110, "left"], [5166, 5186, "right"]]'
    assert the(town, "household", "h")["chainage_m"] == 5166
    first, second = the(town, "segment", "sg"), the(town, "segment", "s2")
    assert (first["chainage_to_m"], second["chainage_from_m"]) == (2000, 2000)
    assert second["chainage_to_m"] == the(town, "package", "pk")["chainage_to_m"] == 10_167
    assert differences(town) == []


def test_the_difference_is_listed_before_it_is_applied(town: Store) -> None:
    before = dump(town)
    plan = revised(town, Design(line=LONGER))
    told = {line.code: (line.before, line.after) for line in plan.lines}
    assert told["T-q"] == ("Km6+000 – Km6+060", "Km6+166 – Km6+227")
    assert told["HY-h"] == ("Km5+000", "Km5+166")
    assert "T-p" not in told
    assert dump(town) == before


def test_undone_every_chainage_and_the_line_are_back(town: Store) -> None:
    before, metres = dump(town), metres_of(town, "al", TODAY)
    uid = carry_out(town, revised(town, Design(line=LONGER)), OFFICE, NOW)
    assert metres_of(town, "al", TODAY) != metres
    undo(town, uid, OFFICE, NOW)
    assert dump(town) == before
    assert metres_of(town, "al", TODAY) == metres
    assert differences(town) == []


def test_metres_by_state_are_rehearsed_and_nothing_is_kept(town: Store) -> None:
    before, count = dump(town), town.value("SELECT COUNT(*) FROM change")
    plan = revised(town, Design(line=LONGER))
    after = rehearse(town, plan, OFFICE, NOW, lambda store: metres_of(store, "al", TODAY))
    assert sum(after.values()) == 10_167
    assert sum(metres_of(town, "al", TODAY).values()) == 10_000
    assert (dump(town), town.value("SELECT COUNT(*) FROM change")) == (before, count)
    assert [t.name for t in totals_of(after, after)] == ["clear_m", "blocked_m", "unknown_m"]


def test_declarations_move_with_the_road_and_say_what_they_said(town: Store) -> None:
    place = {"alignment_uid": "al", "chainage_from_m": 5500, "chainage_to_m": 9000}
    for uid in ("none", "gone"):
        none = registered("survey", uid, kind="grave", result="none", **place)
        assert by(OFFICE, town, replace(none, happened_on="2026-11-02")).is_accepted
    assert by(OFFICE, town, a_change("survey", "gone", "withdrawn", why="khai nhầm")).is_accepted
    a_grave(town, "m", chainage_from_m=7000, chainage_to_m=7002, code="M-m",
            **a_shape(shapely.Point(399992, 2445001)))  # fmt: skip
    before = dump(town)
    uid = carry_out(town, revised(town, Design(line=LONGER)), OFFICE, NOW)
    moved, gone = the(town, "survey", "none"), the(town, "survey", "gone")
    assert (moved["chainage_from_m"], moved["chainage_to_m"]) == (5666, 9166)
    assert (moved["declared_on"], moved["result"]) == ("2026-11-02", "none")
    assert gone["chainage_to_m"] == 9000
    assert differences(town) == []
    undo(town, uid, OFFICE, NOW)
    assert dump(town) == before


def test_a_wider_corridor_alone_changes_no_chainage(town: Store) -> None:
    strip = shapely.box(399900, 2438000, 400100, 2448000)
    plan = revised(town, Design(strip=strip))
    assert plan.changes[0].subject == "corridor"
    assert not [c for c in plan.changes if c.subject == "parcel" and "chainage_from_m" in c.patch]
    narrow = shapely.box(399950, 2438000, 400005, 2448000)
    outside = revised(town, Design(strip=narrow))
    gone = {c.subject_uid for c in outside.changes if c.patch.get("outside") == "aside"}
    assert gone == {"p", "q"}
    assert outside.lines[-1].after == ""


def test_a_first_corridor_gets_a_code(town: Store) -> None:
    bare = a_project(a_store())
    plan = revised(bare, Design(strip=shapely.box(399950, 2438000, 400050, 2448000)))
    assert plan.changes[0].patch["code"] == "GPMB-TQ"


def test_a_table_of_the_old_line_is_not_taken_over_unasked(town: Store) -> None:
    table = json.dumps([[0, 0], [10_000, 10_050]])
    change = registered("alignment", "al", calibration=table)
    assert by(OFFICE, town, type(change)("alignment", "al", "revised", {"calibration": table},
              project_uid="prj")).is_accepted  # fmt: skip
    asked = revised(town, Design(line=LONGER))
    assert [question.key for question in asked.questions] == ["road-table"]
    assert not asked.changes
    kept = revised(town, Design(line=LONGER), road_table="keep")
    assert kept.changes[0].patch["length_m"] > 10_200
    straight = revised(town, Design(line=LONGER), road_table="none")
    assert straight.changes[0].patch["calibration"] == "[]"


def test_a_thing_that_would_lose_all_its_metres_is_named(town: Store) -> None:
    short = shapely.LineString([(400000, 2438000), (400000, 2440000), (400000, 2440001)])
    far = registered("structure", "z", code="N-z", unit_uid="a", household_uid="h",
                     alignment_uid="al", chainage_from_m=8000, chainage_to_m=8100)  # fmt: skip
    assert by(OFFICE, town, far).is_accepted
    plan = revised(town, Design(line=short))
    assert any("N-z không còn mét nào" in fault.message for fault in plan.faults)
    assert not plan.changes


def test_what_is_known_by_one_metre_keeps_it_in_a_bend(town: Store) -> None:
    place = {"alignment_uid": "al", "chainage_from_m": 2000, "chainage_to_m": 2001}
    spot = registered("grave", "z", code="M-z", unit_uid="a", side="left", **place)
    assert by(OFFICE, town, spot).is_accepted
    carry_out(town, revised(town, Design(line=LONGER)), OFFICE, NOW)
    moved = the(town, "grave", "z")
    assert moved["chainage_to_m"] - moved["chainage_from_m"] == 1


def test_an_unknown_or_undrawn_road_is_refused(town: Store) -> None:
    plan = revise(Design(line=LONGER), "none", snapshot_of(town), Plan("x", TODAY), {})
    assert "chưa có bản vẽ" in plan.faults[0].message


def test_the_drawings_are_read_and_their_faults_told(town: Store, tmp_path: Path) -> None:
    line = drawn(tmp_path / "l.gpkg", LONGER, code=["TQ"], start_m=[0])
    strip = drawn(tmp_path / "c.gpkg", shapely.box(399950, 2438000, 400400, 2448000))
    design, faults = read_design(line, strip, snapshot_of(town))
    assert not faults
    assert design.line is not None
    assert design.strip is not None
    assert revised(town, design).is_ready
    assert "chưa có bản vẽ nào" in read_design(None, None, snapshot_of(town))[1][0].message
    broken = shapely.MultiLineString([[(400000, 2438000), (400000, 2439000)],
                                      [(400100, 2440000), (400100, 2441000)]])  # fmt: skip
    apart = drawn(tmp_path / "b.gpkg", broken)
    assert "một đường liền" in read_design(apart, None, snapshot_of(town))[1][0].message
    text = tmp_path / "x.gpkg"
    text.write_text("no drawing", "utf-8")
    assert read_design((text, "x.gpkg"), None, snapshot_of(town))[1]


def test_a_wrong_table_of_chainages_is_refused(town: Store, tmp_path: Path) -> None:
    line = drawn(tmp_path / "l.gpkg", LONGER, calibration=["[[0, 5], [0, 6]]"])
    design, _faults = read_design(line, None, snapshot_of(town))
    assert "bảng lý trình sai" in revised(town, design).faults[0].message


STRAIGHT = Alignment(shapely.LineString([(0, 0), (0, 10_000)]))


@some(st.lists(st.integers(-50, 10_050), max_size=12))
def test_the_same_line_gives_the_same_chainages(chainages: list[int]) -> None:
    assert mapped(STRAIGHT, STRAIGHT, chainages) == chainages


@some(st.lists(st.integers(0, 10_000), min_size=2, max_size=12),
      st.lists(st.floats(-400, 400), min_size=3, max_size=3))  # fmt: skip
def test_no_two_places_change_their_order_and_the_ends_stay(
    chainages: list[int], offsets: list[float]
) -> None:
    points = [(0, 0), *((x, 2500 * (n + 1)) for n, x in enumerate(offsets)), (0, 10_000)]
    bent = Alignment(shapely.LineString(points))
    found = mapped(STRAIGHT, bent, sorted(chainages))
    assert found == sorted(found)
    assert mapped(STRAIGHT, bent, [0, 10_000]) == [0, bent.to_m]
    assert np.all(np.diff(found) >= 0)
