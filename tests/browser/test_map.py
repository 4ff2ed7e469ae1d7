"""The map: painted from our own endpoints, every parcel one click away, the table beside it."""

import re

import pytest
import shapely
from playwright.sync_api import Route

from clearance.geo.crs import WEB, WGS84, convert
from tests.browser.visitor import LAPTOP, PHONE, At, Visitor
from tests.browser.world import Served

pytestmark = pytest.mark.browser


def opened(at: At, demo: Served) -> tuple[Visitor, str]:
    """The map with one parcel in its middle, and that parcel's code."""
    code, place = a_parcel(demo)
    leader = at("leader")
    leader.visit(f"/map?view=18/{place}")
    assert leader.until("whole")
    return leader, code


def a_parcel(demo: Served) -> tuple[str, str]:
    """A parcel handed over on which nothing else lies, and a place (lat/lon) within it."""
    rows = demo.store.query(
        "SELECT t.code, s.web_wkb FROM shape s LEFT JOIN parcel t ON t.uid = s.subject_uid"
        " AND t.cleared_on IS NOT NULL AND t.is_public = 0"
        " WHERE s.subject IN ('parcel', 'structure', 'grave', 'utility') ORDER BY t.code"
    )
    shapes = shapely.from_wkb([row["web_wkb"] for row in rows])
    tree = shapely.STRtree(shapes)
    for row, shape in zip(rows, shapes, strict=True):
        middle = shapely.point_on_surface(shape)
        if row["code"] and len(tree.query(middle.buffer(15))) == 1:
            ((lon, lat),) = convert(shapely.get_coordinates(middle), WEB, WGS84).tolist()
            return row["code"], f"{lat:.6f}/{lon:.6f}"
    raise AssertionError("no parcel lies alone")


def go(visitor: Visitor, kilometre: str) -> None:
    """Ask the map for a chainage."""
    visitor.page.locator("#km").fill(kilometre)
    visitor.page.locator("[data-go] button").click()


def of(code: str) -> str:
    """The panel's link to one parcel."""
    return f"[data-panel-body] a[href*='/parcels/{code}']"


def test_a_click_on_a_parcel_opens_its_panel(at: At, demo: Served) -> None:
    leader, code = opened(at, demo)
    leader.page.locator(".map").click()
    leader.page.locator(of(code)).first.wait_for()
    leader.page.keyboard.press("Escape")
    assert leader.page.locator("[data-panel-body]").is_hidden()


def test_the_keyboard_opens_what_lies_in_the_middle(at: At, demo: Served) -> None:
    leader, code = opened(at, demo)
    leader.page.locator(".map").focus()
    leader.page.keyboard.press("Enter")
    leader.page.locator(of(code)).first.wait_for()


def test_a_chainage_off_the_road_is_told(at: At) -> None:
    leader = at("leader")
    leader.visit("/map")
    go(leader, "Km99+000")
    leader.page.locator("[data-status]", has_text="Km12+350").wait_for()


def test_a_chainage_asked_for_before_the_posts_have_come_is_shown_when_they_have(at: At) -> None:
    leader, held = at("leader"), []
    leader.page.route("**/map/first.json*", lambda route: held.append(route))
    leader.visit("/map?stuck=1")
    go(leader, "Km20+000")
    leader.page.locator("[data-status]", has_text="Đang tải").wait_for()
    assert "view=" not in leader.page.url
    held[0].continue_()
    leader.page.wait_for_url("**stuck=1&view=16*")
    assert leader.page.locator("[data-status]").inner_text() == ""


def test_a_chainage_sent_before_the_scripts_came_is_shown_too(at: At) -> None:
    leader = at("leader")
    leader.visit("/map?stuck=1&km=Km20%2B000")
    leader.page.wait_for_url("**/map?stuck=1&view=16*")


def test_the_first_view_asks_for_nothing_twice(at: At) -> None:
    leader, asked = at("leader"), []
    leader.page.on("request", lambda request: asked.append(request.url.split("?")[0]))
    leader.visit("/map").wait_for_load_state("networkidle")
    assert leader.until("painted")
    data = [url for url in asked if "/map/" in url and not url.endswith("/map/changes")]
    assert sorted(data) == sorted(set(data))
    told = [url for url in data if url.endswith("json")]
    assert told == [f"{leader.served.address}/map/first.json"]


def test_when_the_early_answer_fails_each_layer_asks_for_itself(at: At) -> None:
    leader, asked = at("leader"), []
    leader.page.route("**/map/first.json*", lambda route: route.fulfill(status=500, body=""))
    leader.page.on("response", lambda answer: asked.append(answer.url))
    leader.visit("/map").wait_for_load_state("networkidle")
    assert leader.until("painted")
    assert {"communes.geojson", "posts.json"} <= {url.split("?")[0].split("/")[-1] for url in asked}
    assert any("/map/strips/" in url for url in asked)
    assert leader.page.locator("[data-status]").inner_text() == ""


def test_what_was_asked_for_early_is_not_drawn_beyond_its_reach(at: At, demo: Served) -> None:
    _code, place = a_parcel(demo)
    leader, asked = at("leader", viewport={"width": 3400, "height": 900}), []
    leader.page.on("request", lambda request: asked.append(request.url))
    leader.visit(f"/map?view=15/{place}").wait_for_load_state("networkidle")
    assert any("/map/rivers.geojson?bbox=" in url for url in asked)
    assert any("/map/status?" in url for url in asked)


def test_what_stands_beside_the_first_view_is_asked_for_when_the_map_is_moved_at_once(
    at: At, demo: Served
) -> None:
    _code, place = a_parcel(demo)
    leader, held = at("leader"), []
    leader.page.route("**/map/first.json*", lambda route: held.append(route))
    leader.visit(f"/map?view=15/{place}")
    leader.page.locator(".map").focus()
    with leader.page.expect_request("**/map/status?*"):
        leader.page.keyboard.press("ArrowRight")
    held[0].continue_()
    assert leader.until("painted")


WINDOWS = [PHONE, {"width": 1000, "height": 620}, LAPTOP, {"width": 1920, "height": 1080}]


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: str(window["width"]))
@pytest.mark.parametrize("zoom", ["15", "14.5"])
def test_what_the_page_asks_for_early_is_what_its_scripts_need_in_any_window(
    at: At, demo: Served, window: dict[str, int], zoom: str
) -> None:
    _code, place = a_parcel(demo)
    address = f"/map?view={zoom}/{place}&stuck=1"
    early, late = (
        data_of(at("leader", viewport=window), address, is_early) for is_early in (True, False)
    )
    assert sorted(early) == sorted(late)
    assert any("/tiles/" in one for one in early) and any("/map/posts.json" in one for one in early)


def data_of(visitor: Visitor, address: str, is_early: bool) -> list[str]:
    """What a page asks for, or what its scripts ask for when the page itself has not."""
    asked: list[str] = []
    if not is_early:
        visitor.page.route("**/map?view=*", _later)
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.visit(address).wait_for_load_state("networkidle")
    assert visitor.until("painted")
    return [url for url in asked if re.search("/tiles/|/map/(?!changes)", url)]


def _later(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub('<link rel="preload"[^>]*>', "", answer.text()))


def test_legend_and_table_stand_beside_the_map(at: At) -> None:
    leader = at("leader")
    leader.visit("/map")
    legend = leader.page.locator(".map-legend").inner_text()
    assert all(word in legend for word in ("Thửa đất", "Vướng mắc", "Đã bàn giao", "Mộ"))
    rows = leader.page.locator("table tbody th a[data-feature]")
    assert rows.count() >= 20
    code = rows.first.inner_text()
    rows.first.click()
    leader.page.wait_for_url(f"**/parcels/{code}*")


def test_the_map_is_seen_whole_and_its_names_do_not_overlap(at: At) -> None:
    leader = at("leader")
    leader.visit("/map")
    assert leader.until("painted")
    leader.page.locator(".map-label.commune").first.wait_for(state="attached")
    leader.page.locator(".map-label.post").first.wait_for(state="attached")
    for part in (".map-frame", ".map-ribbon", ".map-player"):
        seen = leader.page.locator(part).bounding_box()
        assert seen
        assert seen["y"] + seen["height"] <= LAPTOP["height"], part
    boxes = [span.bounding_box() for span in leader.page.locator(".map-label span").all()]
    shown = [box for box in boxes if box]
    assert len(shown) >= 12
    assert [(a, b) for i, a in enumerate(shown) for b in shown[:i] if overlap(a, b)] == []


def overlap(a: dict[str, float], b: dict[str, float]) -> bool:
    """Whether two boxes share ground."""
    return all(
        a[at] < b[at] + b[size] and b[at] < a[at] + a[size]
        for at, size in (("x", "width"), ("y", "height"))
    )
