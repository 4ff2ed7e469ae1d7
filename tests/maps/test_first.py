"""What the page asks for before its scripts have come is what the map then shows."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.maps.first import addresses, zoom_of
from clearance.maps.layers import LAYERS
from clearance.maps.page import Bounds

ROAD: Bounds = (104.9, 21.9, 105.2, 22.4)
DEGREES = st.floats(0.01, 8)


def asked(
    bounds: Bounds = ROAD, filters: dict[str, str] | None = None, is_now: bool = True
) -> dict[str, str]:
    return addresses(bounds, LAYERS.values(), filters or {}, is_now)


def box(address: str) -> list[float]:
    return [float(n) for n in parse_qs(urlsplit(address).query)["bbox"][0].split(",")]


def test_every_layer_of_the_first_view_is_asked_for_once_tiles_and_hidden_ones_are_not() -> None:
    assert set(asked()) == {"communes", "rivers", "roads", "runs", "kilometres"}
    assert asked()["communes"].startswith("/map/communes.geojson?bbox=")
    assert asked()["kilometres"].startswith("/map/posts.json?bbox=")


@pytest.mark.parametrize(
    ("bounds", "size"),
    [((102, 8, 110, 23.4), 5000), (ROAD, 500), ((105.0, 22.0, 105.15, 22.1), 100)],
)  # fmt: skip
def test_pieces_of_the_road_are_the_longer_the_farther_the_view(bounds: Bounds, size: int) -> None:
    assert asked(bounds)["runs"].startswith(f"/map/strips/{size}.json?")


def test_an_earlier_day_has_its_exact_runs() -> None:
    found = asked(filters={"as_of": "2026-01-05"}, is_now=False)["runs"]
    assert found.startswith("/map/runs.geojson?as_of=2026-01-05&bbox=")


def test_filters_of_the_address_are_told_to_every_layer() -> None:
    assert all("holder=a%26b" in url for url in asked(filters={"holder": "a&b"}).values())


def test_near_the_ground_no_strips_are_asked_for() -> None:
    assert "runs" not in asked((105.0, 22.0, 105.002, 22.001))


@given(st.floats(102, 108), st.floats(9, 22), DEGREES, DEGREES)
def test_the_view_lies_within_what_is_asked_for(x: float, y: float, dx: float, dy: float) -> None:
    bounds = (x, y, x + dx, y + dy)
    for name, address in asked(bounds).items():
        west, south, east, north = box(address)
        assert west < x and south < y and east > x + dx and north > y + dy, name


@given(DEGREES, st.floats(1.1, 4))
def test_a_wider_area_is_seen_from_farther(wide: float, times: float) -> None:
    near = zoom_of((100, 20, 100 + wide, 20.001))
    assert zoom_of((100, 20, 100 + wide * times, 20.001)) <= near
    assert (2 * near).is_integer()


def test_a_single_place_has_a_zoom_as_well() -> None:
    assert zoom_of((105.0, 22.0, 105.0, 22.0)) > 14
