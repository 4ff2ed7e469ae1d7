"""What the page asks for before its scripts have come is what the map then shows."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.maps.first import Part, View, as_json, fitted, parts, read_view, seen
from clearance.maps.layers import LAYERS
from clearance.maps.page import Bounds

ROAD: Bounds = (104.9, 21.9, 105.2, 22.4)
DEGREES = st.floats(0.01, 8)


def wanted(bounds: Bounds = ROAD, is_now: bool = True) -> dict[str, Part]:
    found = parts(fitted(bounds), bounds, LAYERS.values(), is_now)
    return {part.layer.name: part for part in found}


def test_every_layer_of_the_first_view_has_a_part_tiles_and_hidden_ones_have_none() -> None:
    assert set(wanted()) == {"communes", "rivers", "roads", "runs", "kilometres"}


@pytest.mark.parametrize(
    ("bounds", "size"),
    [((102, 8, 110, 23.4), 5000), (ROAD, 500), ((105.0, 22.0, 105.15, 22.1), 100)],
)
def test_pieces_of_the_road_are_the_longer_the_farther_the_view(bounds: Bounds, size: int) -> None:
    found = wanted(bounds)
    assert found.pop("runs").size == size
    assert not any(part.size for part in found.values())


def test_an_earlier_day_has_its_exact_runs() -> None:
    assert wanted(is_now=False)["runs"].size == 0


def test_near_the_ground_no_strips_are_asked_for() -> None:
    assert "runs" not in wanted((105.0, 22.0, 105.002, 22.001))


def test_layers_loaded_whole_have_all_the_roads_others_what_lies_about_the_view() -> None:
    found = {p.layer.name: p.box for p in parts(View(15, 22, 105), ROAD, LAYERS.values(), True)}
    assert set(found) == {"communes", "rivers", "roads", "kilometres"}
    assert found["communes"] == found["kilometres"] == pytest.approx((104.87, 21.85, 105.23, 22.45))
    west, south, east, north = found["rivers"]
    assert 104.95 < west < 105 < east < 105.05 and 21.96 < south < 22 < north < 22.04


def test_the_answer_tells_of_each_what_was_found_within_which_box() -> None:
    found = as_json(
        [
            ("communes", (1, 2, 3, 4.123456789), b'{"features":[]}'),
            ("runs", ROAD, b'{"size":500,"rows":[]}'),
        ]
    )
    assert json.loads(found) == {
        "communes": {"box": [1, 2, 3, 4.12346], "found": {"features": []}},
        "runs": {"box": list(ROAD), "found": {"size": 500, "rows": []}},
    }


def test_a_view_of_the_address_is_read_as_the_map_takes_it() -> None:
    assert read_view("15/22.1/105.05") == View(15, 22.1, 105.05)
    assert read_view("13.5/-8/-60") == View(13.5, -8, -60)
    assert read_view("99/22/105") == View(20, 22, 105)
    assert read_view("0/22/105") == View(6, 22, 105)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15",
        "15/22",
        "15/22/105/1",
        "a/b/c",
        "15/nan/105",
        "inf/22/105",
        "nan/22/105",
        "15/86/105",
        "15/22/181",
    ],
)
def test_what_is_no_view_is_none(text: str) -> None:
    assert read_view(text) is None


def test_at_a_view_the_layers_of_its_zoom_are_drawn_and_no_hidden_ones() -> None:
    names = {row.name for row in seen(View(14, 22, 105), LAYERS.values())}
    assert {"parcels", "graves", "communes"} <= names
    assert not {"runs", "structures", "segments"} & names


@given(st.floats(102, 108), st.floats(9, 22), DEGREES, DEGREES)
def test_the_view_lies_within_what_is_asked_for(x: float, y: float, dx: float, dy: float) -> None:
    bounds = (x, y, x + dx, y + dy)
    for name, part in wanted(bounds).items():
        west, south, east, north = part.box
        assert west < x and south < y and east > x + dx and north > y + dy, name


@given(DEGREES, st.floats(1.1, 4))
def test_a_wider_area_is_seen_from_farther(wide: float, times: float) -> None:
    near = fitted((100, 20, 100 + wide, 20.001)).zoom
    assert fitted((100, 20, 100 + wide * times, 20.001)).zoom <= near
    assert (2 * near).is_integer()


def test_a_single_place_has_a_view_as_well() -> None:
    assert fitted((105.0, 22.0, 105.0, 22.0)).zoom > 14
