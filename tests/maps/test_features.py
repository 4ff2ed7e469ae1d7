import json

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from clearance.geo import crs as systems
from clearance.maps.features import features, posts, web_box

HOME = (11_700_000.0, 2_530_000.0)


def a_row(number: int, shape: shapely.Geometry) -> tuple[int, str, str, bytes]:
    return number, f"HY-T{number:05d}", "done", bytes(shapely.to_wkb(shape))


def place(n: int) -> np.ndarray:
    return np.array([HOME[0] + 50 * (n % 90), HOME[1] + 50 * (n // 90)])


def parcels(count: int) -> list[tuple[int, str, str, bytes]]:
    corner = np.array([(0, 0), (31.7, 2.1), (40.3, 20), (33, 41.9), (18, 44), (2, 39), (-4, 17)])
    return [a_row(n, shapely.Polygon(corner + place(n))) for n in range(count)]


def test_places_agree_with_the_transformation_library() -> None:
    rows = parcels(50)
    legal = systems.transformer(systems.WEB, systems.WGS84)
    answer = json.loads(features(rows))["features"]
    for row, feature in zip(rows, answer, strict=True):
        expected = np.column_stack(
            legal.transform(*shapely.get_coordinates(shapely.from_wkb(row[3])).T)
        )
        found = shapely.get_coordinates(shapely.from_geojson(json.dumps(feature["geometry"])))
        assert np.abs(found - expected).max() <= 0.51e-6


def test_a_feature_tells_code_and_status_and_nothing_more() -> None:
    (feature,) = json.loads(features(parcels(1)))["features"]
    assert feature["id"] == 0
    assert feature["properties"] == {"c": "HY-T00000", "s": "done"}


def test_coordinates_have_at_most_six_digits() -> None:
    text = json.dumps(json.loads(features(parcels(20))), default=str)
    digits = [part.split(".")[1] for part in text.replace("]", ",").split(",") if "." in part]
    assert max(len(digit.strip()) for digit in digits) <= 6


def test_rows_without_a_shape_are_left_out_and_none_is_an_empty_collection() -> None:
    assert json.loads(features([(1, "A", "todo", b"")]))["features"] == []
    assert json.loads(features([])) == {"type": "FeatureCollection", "features": []}


def test_holes_and_several_parts_survive() -> None:
    box = shapely.box(*HOME, HOME[0] + 100, HOME[1] + 100)
    hole = shapely.box(HOME[0] + 40, HOME[1] + 40, HOME[0] + 60, HOME[1] + 60)
    both = shapely.MultiPolygon([box.difference(hole), shapely.box(0, 0, 10, 10)])
    (feature,) = json.loads(features([a_row(1, both)]))["features"]
    assert [len(part) for part in feature["geometry"]["coordinates"]] == [2, 1]


def test_areas_can_be_shown_as_points_inside_them() -> None:
    (feature,) = json.loads(features(parcels(1), as_points=True))["features"]
    assert feature["geometry"]["type"] == "Point"


def test_an_answer_that_was_cut_says_so() -> None:
    assert json.loads(features(parcels(1), has_more=True))["more"] is True


@given(st.text())
def test_any_code_and_label_stay_text(text: str) -> None:
    row = (1, text, text, bytes(shapely.to_wkb(shapely.Point(HOME))))
    clean = text.encode("utf-8", "replace").decode()
    row = (1, clean, clean, row[3])
    (feature,) = json.loads(features([row], labels={clean: clean}))["features"]
    assert feature["properties"] == {"c": clean, "s": clean, "l": clean}


def test_a_box_in_degrees_becomes_a_box_in_metres() -> None:
    legal = systems.transformer(systems.WGS84, systems.WEB)
    expected = (*legal.transform(104.9, 21.9), *legal.transform(105.2, 22.4))
    assert web_box("104.9,21.9,105.2,22.4") == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(
    "text", ["", "1,2,3", "a,b,c,d", "5,5,4,6", "1,2,3,99", "nan,1,2,3", "1,2,3,inf", "1,2,3,4,5"]
)
def test_an_unfit_box_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        web_box(text)


@given(st.lists(st.tuples(st.integers(0, 90_000), st.integers(0, 90)), max_size=40))
def test_posts_come_back_from_their_steps_within_a_metre(given: list[tuple[int, int]]) -> None:
    rows = [(m, "", "", bytes(shapely.to_wkb(shapely.Point(place(n))))) for m, n in given]
    told = json.loads(posts([("CT.01", rows), ("CT.02", rows[:1])]))["posts"]
    assert list(told) == ["CT.01", "CT.02"]
    metres, x, y = np.cumsum(np.array(told["CT.01"]), axis=1)
    expected = [f["geometry"]["coordinates"] for f in json.loads(features(rows))["features"]]
    assert metres.tolist() == [m for m, _n in given]
    found = np.column_stack([x, y]) / 1e5
    assert np.abs(found - np.array(expected).reshape(-1, 2)).max(initial=0) <= 0.51e-5
