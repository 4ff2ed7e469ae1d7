"""What the page asks for before its scripts have come is what the map then shows."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.maps.first import Part, as_json, parts, zoom_of
from clearance.maps.layers import LAYERS
from clearance.maps.page import Bounds

ROAD: Bounds = (104.9, 21.9, 105.2, 22.4)
DEGREES = st.floats(0.01, 8)


def wanted(bounds: Bounds = ROAD, is_now: bool = True) -> dict[str, Part]:
    return {part.layer.name: part for part in parts(bounds, LAYERS.values(), is_now)}


def test_every_layer_of_the_first_view_has_a_part_tiles_and_hidden_ones_have_none() -> None:
    assert set(wanted()) == {"communes", "rivers", "roads", "runs", "kilometres"}


@pytest.mark.parametrize(
    ("bounds", "size"),
    [((102, 8, 110, 23.4), 5000), (ROAD, 500), ((105.0, 22.0, 105.15, 22.1), 100)],
)  # fmt: skip
def test_pieces_of_the_road_are_the_longer_the_farther_the_view(bounds: Bounds, size: int) -> None:
    found = wanted(bounds)
    assert found.pop("runs").size == size
    assert not any(part.size for part in found.values())


def test_an_earlier_day_has_its_exact_runs() -> None:
    assert wanted(is_now=False)["runs"].size == 0


def test_near_the_ground_no_strips_are_asked_for() -> None:
    assert "runs" not in wanted((105.0, 22.0, 105.002, 22.001))


def test_the_answer_tells_of_each_layer_what_was_found_within_which_box() -> None:
    found = as_json([
        (Part(LAYERS["communes"], (1, 2, 3, 4.123456789)), b'{"features":[]}'),
        (Part(LAYERS["runs"], ROAD, 500), b'{"size":500,"rows":[]}'),
    ])  # fmt: skip
    assert json.loads(found) == {
        "communes": {"box": [1, 2, 3, 4.12346], "found": {"features": []}},
        "runs": {"box": list(ROAD), "found": {"size": 500, "rows": []}},
    }


@given(st.floats(102, 108), st.floats(9, 22), DEGREES, DEGREES)
def test_the_view_lies_within_what_is_asked_for(x: float, y: float, dx: float, dy: float) -> None:
    bounds = (x, y, x + dx, y + dy)
    for name, part in wanted(bounds).items():
        west, south, east, north = part.box
        assert west < x and south < y and east > x + dx and north > y + dy, name


@given(DEGREES, st.floats(1.1, 4))
def test_a_wider_area_is_seen_from_farther(wide: float, times: float) -> None:
    near = zoom_of((100, 20, 100 + wide, 20.001))
    assert zoom_of((100, 20, 100 + wide * times, 20.001)) <= near
    assert (2 * near).is_integer()


def test_a_single_place_has_a_zoom_as_well() -> None:
    assert zoom_of((105.0, 22.0, 105.0, 22.0)) > 14
