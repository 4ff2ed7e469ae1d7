"""Shapes as they are found in a database: good, empty, broken."""

import numpy as np
import pytest
import shapely

from clearance.geo.records import unsurveyed
from clearance.geo.sound import readable, sound

GOOD = shapely.box(0, 0, 10, 10)
#: A line of which one coordinate is no number.
NAN = shapely.to_wkb(shapely.LineString([(0, 0), (1, 1)])).replace(
    np.float64(1).tobytes(), np.float64("nan").tobytes(), 1
)
BAD = {
    "none": None,
    "no bytes": b"",
    "garbage": b"\x00\x01garbage",
    "cut short": bytes(shapely.to_wkb(GOOD))[:-9],
    "empty": bytes(shapely.to_wkb(shapely.Polygon())),
    "empty of several": bytes(shapely.to_wkb(shapely.MultiPolygon())),
}


@pytest.mark.parametrize("wkb", BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_none_and_stops_no_other(wkb: bytes | None) -> None:
    for made in (sound([wkb, shapely.to_wkb(GOOD)]), readable([wkb, shapely.to_wkb(GOOD)])):
        assert made[0] is None
        assert shapely.equals(made[1], GOOD)


@pytest.mark.parametrize("most", [np.inf, 100.0])
def test_a_coordinate_that_is_no_number_or_off_the_earth_is_none(most: float) -> None:
    far = shapely.Point(1e300, 0)
    made = sound([NAN, shapely.to_wkb(GOOD), shapely.to_wkb(far)], most)
    assert [shape is None for shape in made] == [True, False, most < 1e300]
    assert sound([shapely.to_wkb(shapely.Point(np.inf, 0))])[0] is None


def test_empty_parts_are_left_out() -> None:
    text = "MULTIPOLYGON(EMPTY, ((0 0, 1 0, 1 1, 0 0)))"
    (made,) = readable([shapely.to_wkb(shapely.from_wkt(text))])
    assert shapely.get_num_geometries(made) == 1
    whole = shapely.MultiPoint([(0, 0), (1, 1)])
    assert readable([shapely.to_wkb(whole)])[0] == whole
    assert len(readable([])) == len(sound([])) == 0


def test_a_ring_that_crosses_itself_does_not_stop_the_count_of_bare_ground() -> None:
    bow = shapely.Polygon([(0, 0), (20, 20), (20, 0), (0, 20)])
    heap = [shapely.box(n, 0, n + 1, 9) for n in range(40)]
    star = shapely.from_wkt("POLYGON((5 5, 5 5, 30 2, 5 2, 30 8, 5 5, 5 8, 5 5))")
    left = unsurveyed(shapely.box(0, 0, 100, 10), [bow, star, *heap])
    assert shapely.area(left).sum() > 500
