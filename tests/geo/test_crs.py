"""Coordinate systems: known pairs, the 223 m shift, and mistakes named."""

import threading

import numpy as np
import pytest
import shapely

from clearance.geo import causes, crs

# domain.md section 3: Circular 37/2019/TT-BGTVT point LS1, and a point at Hàm Yên.
LS1_WGS84 = (109 + 6 / 60 + 7 / 3600, 15 + 22 / 60 + 29 / 3600)
LS1_VN2000 = (109 + 6 / 60 + 0.5 / 3600, 15 + 22 / 60 + 32.7 / 3600)
HAM_YEN_LONLAT, HAM_YEN = (105.0344, 22.0481), (400_135.1, 2_439_306.9)
BOX = (395_000.0, 2_420_000.0, 406_000.0, 2_465_000.0)


def road() -> shapely.Polygon:
    """A road through Hàm Yên, widened by 100 m: the tight neighbourhood."""
    line = [(401_000, 2_425_000), (400_000, 2_440_000), (396_500, 2_462_000)]
    return shapely.LineString(line).buffer(100)


def on_road() -> np.ndarray:
    return np.array([(400_900, 2_426_500), (400_000, 2_440_000), (397_136.4, 2_458_000)])


def test_the_circulars_point_is_found_within_a_twentieth_of_a_second() -> None:
    found = crs.convert([LS1_WGS84], crs.WGS84, crs.VN2000)[0]
    assert np.abs(found - LS1_VN2000).max() * 3600 < 0.05


def test_ham_yen_lies_where_the_survey_says() -> None:
    assert crs.convert([HAM_YEN_LONLAT], 4326, crs.DEFAULT)[0] == pytest.approx(HAM_YEN, abs=0.06)
    back = crs.convert([(400_000, 2_440_000)], crs.DEFAULT, 4326)[0]
    assert back == pytest.approx((105.033049, 22.054352), abs=1e-6)


def test_forgetting_the_datum_shift_moves_everything_by_223_m() -> None:
    wrong = crs.convert(crs.convert([HAM_YEN], crs.DEFAULT, crs.VN2000), 4326, crs.DEFAULT)[0]
    assert np.hypot(*(wrong - HAM_YEN)) == pytest.approx(223, abs=2)


def test_shapes_travel_as_wkb_and_rings_are_wound_for_the_tiles() -> None:
    square = shapely.to_wkb(np.array([shapely.box(400_000, 2_440_000, 400_100, 2_440_100)]))
    web = shapely.from_wkb(crs.to_web(square))[0]
    assert not web.exterior.is_ccw
    lonlat = shapely.from_wkb(crs.to_lonlat(square))[0]
    assert lonlat.bounds[0] == pytest.approx(105.033049, abs=1e-5)
    assert crs.to_lonlat(square, crs.WGS84)[0] == square[0]


def test_each_thread_has_its_own_transformer() -> None:
    made = []
    thread = threading.Thread(target=lambda: made.append(crs.transformer(9211, 4326)))
    thread.start()
    thread.join()
    assert crs.transformer(9211, 4326) is crs.transformer(9211, 4326)
    assert made[0] is not crs.transformer(9211, 4326)


def test_systems_have_names() -> None:
    assert "106°00'" in crs.name(crs.DEFAULT)
    assert crs.name(2263) == "EPSG:2263"


@pytest.mark.parametrize("expected", [BOX, road()])
def test_coordinates_on_the_road_have_nothing_wrong(expected: object) -> None:
    assert causes.likely_cause(on_road(), expected) is None


def test_swapped_axes_are_named() -> None:
    found = causes.likely_cause(on_road()[:, ::-1], BOX)
    assert found is not None
    assert found.code == "axes_swapped"
    assert "đảo trục" in found.message


@pytest.mark.parametrize("epsg", [9209, 9210, 9212, 9213, 9214, 5897, 5896, 9218])
def test_another_zone_is_named_with_its_code(epsg: int) -> None:
    written = crs.convert(on_road(), crs.DEFAULT, epsg)
    found = causes.likely_cause(written, road())
    assert found is not None
    assert (found.code, found.epsg) == ("other_zone", epsg)
    assert str(epsg) in found.remedy


def test_another_zone_with_swapped_axes_is_named_too() -> None:
    written = crs.convert(on_road(), crs.DEFAULT, 9209)[:, ::-1]
    found = causes.likely_cause(written, road())
    assert found is not None
    assert found.epsg == 9209


@pytest.mark.parametrize("epsg", [3405, 3406, 32648])
def test_a_utm_zone_is_named(epsg: int) -> None:
    found = causes.likely_cause(crs.convert(on_road(), crs.DEFAULT, epsg), road())
    assert found is not None
    assert (found.code, found.epsg) == ("utm_zone", epsg)


@pytest.mark.parametrize("epsg", [crs.WGS84, crs.VN2000])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_degrees_instead_of_metres_are_named(epsg: int, order: tuple[int, int]) -> None:
    found = causes.likely_cause(crs.convert(on_road(), crs.DEFAULT, epsg)[:, order], road())
    assert found is not None
    assert (found.code, found.epsg) == ("lonlat", epsg)


@pytest.mark.parametrize(("true", "taken_as"), [(4326, 4756), (4756, 4326)])
def test_a_missing_datum_shift_is_named(true: int, taken_as: int) -> None:
    degrees = crs.convert(on_road(), crs.DEFAULT, true)
    found = causes.likely_cause(crs.convert(degrees, taken_as, crs.DEFAULT), road())
    assert found is not None
    assert (found.code, found.epsg) == ("missing_shift", true)


def test_the_shift_also_shows_when_degrees_were_asked_for() -> None:
    around = crs.convert_shapes(road(), crs.DEFAULT, crs.WGS84)
    found = causes.likely_cause(crs.convert(on_road(), crs.DEFAULT, crs.VN2000), around, crs.WGS84)
    assert found is not None
    assert found.epsg == crs.VN2000


def test_a_box_that_cannot_tell_two_zones_apart_says_so() -> None:
    written = crs.convert(on_road(), crs.DEFAULT, 9209)
    found = causes.likely_cause(written, (380_000, 2_420_000, 460_000, 2_465_000))
    assert found is None or 9209 in (found.epsg, *found.also)


@pytest.mark.parametrize("pairs", [[(0, 0)], [(float("nan"), 1)], [(1e12, -1e12)], [(500, 500)]])
def test_anything_else_is_unknown(pairs: list[tuple[float, float]]) -> None:
    found = causes.likely_cause(pairs, BOX)
    assert found is not None
    assert found.code == "unknown"


def test_no_coordinates_no_fault() -> None:
    assert causes.likely_cause([], BOX) is None
