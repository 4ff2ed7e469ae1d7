import math

from hypothesis import given
from hypothesis import strategies as st

from clearance.geo.crs import WEB, convert
from clearance.maps.features import EARTH_M
from clearance.maps.paper import PAPERS, SCALES, bar_m, fitted

middles = st.tuples(st.floats(11_300_000, 12_200_000), st.floats(900_000, 2_700_000))
sizes = st.tuples(st.floats(50, 90_000), st.floats(50, 90_000))


@given(middles, sizes, st.sampled_from(sorted(PAPERS)))
def test_a_place_fits_its_sheet_at_the_largest_round_scale(
    middle: tuple[float, float], size: tuple[float, float], name: str
) -> None:
    (x, y), (wide, high) = middle, size
    box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
    paper = fitted(box, name)
    assert paper.scale in SCALES
    shown = paper.box
    assert all(a <= b + 1e-3 for a, b in zip(shown[:2], box[:2], strict=True))
    assert all(a >= b - 1e-3 for a, b in zip(shown[2:], box[2:], strict=True))
    closer = [scale for scale in SCALES if scale < paper.scale]
    if closer:  # one step closer it would not fit
        width, height = (side * closer[-1] / 1000 * paper.stretch for side in paper.frame_mm)
        assert wide > width or high > height


@given(middles, st.sampled_from(sorted(PAPERS)))
def test_a_true_kilometre_is_as_long_on_paper_as_the_scale_says(
    middle: tuple[float, float], name: str
) -> None:
    x, y = middle
    paper = fitted((x - 3000, y - 3000, x + 3000, y + 3000), name)
    lat = math.atan(math.sinh(y / EARTH_M))
    web_m = 1000 / math.cos(lat)  # Web Mercator stretches by 1/cos φ
    units = web_m * paper.units_a_metre
    assert abs(units / 100 - 1_000_000 / paper.scale) < 0.01  # mm


@given(st.sampled_from(SCALES))
def test_the_scale_bar_is_round_and_no_longer_than_five_centimetres(scale: int) -> None:
    metres = bar_m(scale)
    assert 20 <= metres * 1000 / scale <= 50
    assert str(metres).rstrip("0") in ("1", "2", "5")


def test_the_frame_is_true_on_the_ground_of_the_province() -> None:
    """Against the legal plane of Tuyen Quang (VN-2000, 106 degrees), which is true to 1:10,000."""
    ((x, y),) = convert([(105.0, 22.1)], 4326, WEB).tolist()
    paper = fitted((x - 2000, y - 1200, x + 2000, y + 1200), "A4")
    west, _, east, _ = paper.box
    (ax, ay), (bx, by) = convert([(west, y), (east, y)], WEB, 9211).tolist()
    ground = math.hypot(bx - ax, by - ay)
    assert abs(ground / (paper.frame_mm[0] / 1000 * paper.scale) - 1) < 0.004
