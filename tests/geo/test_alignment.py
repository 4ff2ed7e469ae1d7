"""The alignment: chainage and offset, there and back."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from clearance.geo.alignment import Alignment, Interval

NORTH = shapely.LineString([(400_000, 2_440_000), (400_000, 2_450_000)])
along = np.linspace(0, 9_000, 451)
WINDING = shapely.LineString(
    np.column_stack([400_000 + 300 * np.sin(along / 700), 2_440_000 + along])
)
LONG_KM = [[0, 0], [1050, 1000], [2050, 2000], [3000, 3000]]


def test_west_of_a_northbound_road_is_left() -> None:
    chainage, offset = Alignment(NORTH).locate([(399_990, 2_441_234.5), (400_020, 2_440_000)])
    assert chainage == pytest.approx([1234.5, 0])
    assert offset == pytest.approx([10, -20])


def test_the_tree_of_segments_agrees_with_the_library_to_a_millimetre() -> None:
    rng = np.random.default_rng(7)
    pairs = np.column_stack(
        [rng.uniform(399_600, 400_400, 2_000), rng.uniform(2_440_050, 2_448_950, 2_000)]
    )
    points = shapely.points(pairs)
    chainage, offset = Alignment(WINDING).locate(points)
    distance = shapely.distance(points, WINDING)
    assert np.abs(np.abs(offset) - distance).max() < 1e-3
    near = distance < 200  # inside the bends, where the foot of the perpendicular is one
    known = shapely.line_locate_point(WINDING, points[near])
    assert np.abs(chainage[near] - known).max() < 1e-3


@given(st.floats(100, 8_900), st.floats(-80, 80))
def test_a_point_set_out_is_found_again(chainage: float, offset: float) -> None:
    road = Alignment(WINDING, start_m=500)
    found, aside = road.locate(road.point_at(chainage + 500, offset))
    assert found[0] - 500 == pytest.approx(chainage, abs=2.5)  # corners of the polyline
    assert aside[0] == pytest.approx(offset, abs=0.5)


@given(st.floats(-500, 9_000))
def test_the_calibration_runs_both_ways(measured: float) -> None:
    road = Alignment(WINDING, 0, LONG_KM)
    assert road.measured_of(road.chainage_of(measured)) == pytest.approx(measured, abs=1e-6)


def test_a_long_kilometre_is_still_one_kilometre() -> None:
    road = Alignment(NORTH, 0, LONG_KM)
    assert road.chainage_of(1050) == 1000
    assert road.chainage_of(525) == 500
    assert road.chainage_of(4000) == 4000
    assert road.length_m == 10_000


@pytest.mark.parametrize("table", [[[0, 0], [10, 0]], [[5, 0], [5, 9]], [[0, float("nan")]]])
def test_a_calibration_that_does_not_rise_is_refused(table: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="rise"):
        Alignment(NORTH, 0, table)


def test_an_alignment_is_one_line() -> None:
    with pytest.raises(ValueError, match="one line"):
        Alignment(shapely.Point(0, 0))


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (shapely.Point(399_990, 2_440_100), Interval(100, 101, "left", 10)),
        (shapely.box(400_005, 2_440_100.2, 400_025, 2_440_150), Interval(100, 150, "right", -15)),
        (shapely.box(399_999.6, 2_440_100, 400_025, 2_440_150), Interval(100, 150, "right", -12.3)),
        (shapely.box(399_999.4, 2_440_100, 400_025, 2_440_150), Interval(100, 150, "both", -12.2)),
        (
            shapely.LineString([(399_960, 2_440_010), (400_040, 2_440_010)]),
            Interval(10, 11, "both", 0),
        ),
    ],
)
def test_a_shape_has_whole_metres_and_a_side(shape: shapely.Geometry, expected: Interval) -> None:
    assert Alignment(NORTH).intervals([shape]) == [expected]


def test_a_bend_inside_a_long_edge_is_seen() -> None:
    bow = shapely.LineString([(0, 0), (100, 20), (200, 0)])
    shape = shapely.box(0, 10, 200, 60)
    assert Alignment(bow).intervals([shape])[0].side == "both"


def test_an_empty_shape_is_refused_and_no_shapes_are_none() -> None:
    with pytest.raises(ValueError, match="empty"):
        Alignment(NORTH).intervals([shapely.Polygon()])
    assert Alignment(NORTH).intervals([]) == []
    assert len(Alignment(NORTH).locate([])[0]) == 0


def test_ticks_stand_on_whole_kilometres() -> None:
    ticks = Alignment(NORTH, start_m=12_500).ticks(1000)
    assert [t[0] for t in ticks] == list(range(13_000, 22_501, 1000))
    assert ticks[0][1:] == pytest.approx((400_000, 2_440_500))


def test_a_part_of_the_line_runs_between_two_chainages() -> None:
    part = Alignment(WINDING).part(1_000, 2_500)
    assert part.length == pytest.approx(1_500, abs=0.01)


def test_the_few_nodes_a_phone_keeps_carry_line_and_calibration() -> None:
    road = Alignment(WINDING, 0, LONG_KM)
    nodes = road.nodes(0.2)
    assert len(nodes) < len(WINDING.coords) // 2
    assert shapely.hausdorff_distance(shapely.LineString(nodes[:, :2]), WINDING) <= 0.2
    assert road.locate(nodes[:, :2])[0] == pytest.approx(nodes[:, 2], abs=1e-6)
    assert {1000, 2000, 3000} < set(nodes[:, 2].round(6).tolist())
