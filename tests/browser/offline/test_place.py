"""Where a cadre stands on the road, told without signal as the server would tell it."""

import numpy as np
import pytest
import shapely

from clearance.geo.alignment import Alignment
from clearance.geo.crs import DEFAULT, WGS84, convert
from clearance.geo.nodes import whole_steps
from tests.browser.field import ADDRESS, Field
from tests.browser.offline.conftest import CASE, Phone

pytestmark = pytest.mark.browser
GRAVE = "/graves/M-g"
#: Twelve kilometres of bends on a grid of Tuyên Quang, with a long and a short kilometre.
_ALONG = np.linspace(0, 12_000, 1201)
ROAD = Alignment(
    shapely.LineString(np.column_stack([400_000 + 400 * np.sin(_ALONG / 900), 2_440_000 + _ALONG])),
    12_000,
    [[0, 12_000], [1_050, 13_000], [4_000, 16_000], [4_960, 17_000]],
)


def test_phone_and_server_tell_the_same_metre_and_the_same_side(phone: Phone) -> None:
    rng = np.random.default_rng(11)
    points = ROAD.point_at(rng.uniform(ROAD.from_m, ROAD.to_m, 400), rng.uniform(-150, 150, 400))
    places = convert(points, DEFAULT, WGS84).tolist()
    told = phone.page.evaluate(
        "([roads, places]) => places.map(([lon, lat]) => Outbox.locate(roads, lon, lat))",
        [[{"code": "TQ", "nodes": whole_steps(ROAD, DEFAULT)}], places],
    )
    chainage, offset = ROAD.locate(points)
    assert np.abs(np.array([t["chainage"] for t in told]) - chainage).max() < 1
    assert np.abs(np.array([t["offset"] for t in told]) - offset).max() < 1


def test_the_first_page_tells_km_and_side_without_signal_and_is_honest_when_it_cannot(
    phone: Phone, field: Field
) -> None:
    phone.context.grant_permissions(["geolocation"])
    field.line("down")
    phone.page.goto("/")
    for easting, northing, accuracy, words in (
        (399_960, 2_438_350.4, 8, "Km0+350, bên trái tim tuyến 40 m (máy sai số ±8 m)"),
        (400_025, 2_439_000.4, 8, "Km1+000, bên phải tim tuyến 25 m"),
        (400_025, 2_439_000.4, 350, "chưa chắc, máy sai số ±350 m"),
        (405_300, 2_439_000, 8, "Cách tim tuyến 5,3 km: xa tuyến"),
        (400_000, 2_437_800, 8, "Ngoài đầu tuyến Km0+000, cách 200 m"),
    ):
        [[lon, lat]] = convert([easting, northing], DEFAULT, WGS84).tolist()
        where = {"longitude": lon, "latitude": lat, "accuracy": accuracy}
        phone.context.set_geolocation(where)  # type: ignore[arg-type]
        phone.page.get_by_role("button", name="Tôi đang ở Km nào?").click()
        phone.page.locator("[data-place] output").filter(has_text=words).wait_for()


def test_at_a_gate_the_page_of_a_case_tells_how_far_it_is_along_the_road_and_on_which_side(
    phone: Phone, field: Field
) -> None:
    """HY-h lies at Km0+100 on the right, the grave M-g from Km0+100 to Km0+160 on the left."""
    phone.context.grant_permissions(["geolocation"])
    asked: list[str] = []
    field.line("down")
    phone.context.on("request", lambda request: asked.append(request.url))
    for case, easting, northing, accuracy, words in (
        (
            CASE,
            399_960,
            2_438_350.4,
            8,
            "Hồ sơ này ở Km0+100, bên phải: còn 250 m, về phía Km giảm. Ở bên kia tim tuyến."
            " Chỗ đang đứng: Km0+350, bên trái tim tuyến 40 m (máy sai số ±8 m)",
        ),
        (CASE, 400_025, 2_438_094.4, 8, "bên phải: ngay đoạn này. Chỗ đang đứng: Km0+094"),
        (GRAVE, 400_005, 2_438_050.4, 12, "bên trái: còn 50 m, về phía Km tăng. Chỗ"),
        (GRAVE, 400_005, 2_438_130.4, 12, "Hồ sơ này ở Km0+100, bên trái: ngay đoạn này."),
        (GRAVE, 400_005, 2_438_130.4, 350, "Km0+100, bên trái. Chỗ đang đứng: Khoảng Km0+130"),
        (GRAVE, 405_300, 2_438_130.4, 12, "bên trái. Chỗ đang đứng: Cách tim tuyến 5,3 km"),
    ):
        if case not in phone.page.url:
            phone.page.goto(case)
        [[lon, lat]] = convert([easting, northing], DEFAULT, WGS84).tolist()
        where = {"longitude": lon, "latitude": lat, "accuracy": accuracy}
        phone.context.set_geolocation(where)  # type: ignore[arg-type]
        phone.page.get_by_role("button", name="Cách đây bao xa?").click()
        phone.page.locator("[data-place] output").filter(has_text=words).wait_for()
    assert {url for url in asked if "roads" in url} == {f"{ADDRESS}/offline/roads"}
    assert not [url for url in asked if str(lon)[:6] in url or str(lat)[:6] in url]
