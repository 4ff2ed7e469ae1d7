"""Polygons: faults named, areas measured, overlaps found; and what no record covers."""

import numpy as np
import pytest
import shapely

from clearance.geo import shapes
from clearance.geo.alignment import Alignment
from clearance.geo.records import recorded, unsurveyed
from clearance.rules.corridor.handover import Span, handover, metres

BOW_TIE = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])


def test_a_bow_tie_is_named_with_what_mending_would_change() -> None:
    (flaw,) = shapes.flaws([shapely.box(0, 0, 1, 1), BOW_TIE])
    assert flaw.index == 1
    assert "hình nơ" in flaw.reason
    assert (flaw.area_m2, flaw.mended_m2) == (0, 50)


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (None, "không có hình"),
        (shapely.Polygon(), "không có hình"),
        (shapely.Point(0, 0), "không phải là vùng"),
        (shapely.Polygon([(0, 0), (1, 1), (2, 2)]), "bằng không"),
    ],
)
def test_other_faults_are_named_in_vietnamese(shape: shapely.Geometry, words: str) -> None:
    assert words in shapes.flaws([shape])[0].reason


def test_a_coordinate_that_is_no_number_is_named() -> None:
    with np.errstate(invalid="ignore"):
        shape = shapely.from_wkt("POLYGON ((0 0, 1 0, 1 NaN, 0 0))")
    assert "không phải là số" in shapes.flaws([shape])[0].reason


def test_shapes_survive_hex() -> None:
    square = shapely.box(0, 0, 1, 1)
    assert shapes.from_hex([shapes.to_hex(square)])[0] == square


def test_overlaps_are_pairs_above_the_noise() -> None:
    row = [
        shapely.box(0, 0, 10, 10),
        shapely.box(10, 0, 20, 10),
        shapely.box(8, 0, 12, 5),
        shapely.box(19.99, 0, 30, 10),
    ]
    found = [(o.first, o.second, o.area_m2) for o in shapes.overlaps(row)]
    assert found == [(0, 2, 10), (1, 2, 10)]


def test_ground_no_record_covers_is_unknown_on_its_side() -> None:
    road = Alignment(shapely.LineString([(0, 0), (0, 100)]))
    corridor = shapely.box(-20, 0, 20, 100)
    parcels = [
        shapely.box(-20, 0, 0, 100),
        shapely.box(0, 0, 20, 40),
        shapely.box(0, 60, 20, 100),
        shapely.box(0, 40, 10, 60),
    ]
    assert shapely.area(unsurveyed(corridor, parcels)).sum() == pytest.approx(200)
    spans = recorded(road, corridor, parcels)
    assert spans == [Span(0, 100, "left"), Span(0, 40, "right"), Span(60, 100, "right")]
    assert metres(handover(100, [], spans, "2026-01-01").full)["unknown"] == 20


def test_a_slit_between_two_drawings_is_noise() -> None:
    road = Alignment(shapely.LineString([(0, 0), (0, 100)]))
    parcels = [shapely.box(-20, 0, 20, 50), shapely.box(-20, 50.2, 20, 100)]
    spans = recorded(road, shapely.box(-20, 0, 20, 100), parcels)
    assert spans == [Span(0, 100, "left"), Span(0, 100, "right")]


def test_without_records_nothing_is_known() -> None:
    road = Alignment(shapely.LineString([(0, 0), (0, 100)]))
    assert recorded(road, shapely.box(-20, 0, 20, 100), []) == []
