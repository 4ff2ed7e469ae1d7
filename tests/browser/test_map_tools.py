"""Around the map: filters act everywhere at once, one cursor, the player without requests."""

import re

import pytest
from playwright.sync_api import Page, Request

from tests.browser.test_map import a_parcel
from tests.browser.visitor import At, Visitor, whole
from tests.browser.world import Served

pytestmark = pytest.mark.browser
#: Notes every day the player shows, each once.
_NOTE_DAYS = """() => { const told = document.querySelector("[data-day]"); window.days = [];
  new MutationObserver(() => window.days.at(-1) === told.textContent
    || window.days.push(told.textContent)).observe(told, { childList: true }); }"""


def opened(at: At, query: str = "", **more: bool) -> tuple[Visitor, Page]:
    """The leader's map, painted."""
    leader = at("leader", **more)
    page = leader.visit(f"/map{query}")
    assert leader.until("painted")
    page.locator(".map-label.post").first.wait_for(state="attached")
    return leader, page


def asked_for(page: Page) -> list[str]:
    """A list that fills with all the page asks for from now on, news and scripts apart."""
    found: list[str] = []

    def note(request: Request) -> None:
        if "/map/changes" not in request.url and "/static/" not in request.url:
            found.append(request.url)

    page.on("request", note)
    return found


def test_a_filter_chosen_in_the_form_narrows_map_table_and_strip_together(
    at: At, demo: Served
) -> None:
    leader, page = opened(at)
    rows = whole(page.locator("caption").inner_text())
    page.locator(".map-filters summary").click()
    page.locator("#f-stuck").select_option("1")
    page.locator(".map-filters form button").click()
    page.wait_for_url("**stuck=1**")
    stuck = whole(page.locator("caption").inner_text())
    assert 0 < stuck < rows
    assert whole(page.locator(".map-filters .filter .count").inner_text()) == stuck
    assert page.locator(".ribbon .found").count() == 1
    code = page.locator("tbody [data-feature]").first.inner_text()
    metres = demo.one("SELECT chainage_from_m FROM parcel WHERE code = :c", c=code)
    page.locator("#km").fill(f"Km{metres // 1000}+{metres % 1000:03}")
    page.locator("[data-go] button").click()
    assert leader.until("counted", "parcels:stuck")
    assert legend(page) == {"todo": 0, "doing": 0, "done": 0, "stuck": legend(page)["stuck"]}


def legend(page: Page) -> dict[str, int]:
    """How many parcels of each status the legend counts in view."""
    return {
        status: whole(page.locator(f'[data-count="parcels:{status}"] b').inner_text())
        for status in ("todo", "doing", "stuck", "done")
    }


def test_the_cursor_of_the_strip_moves_the_one_on_the_map_and_back(at: At) -> None:
    _leader, page = opened(at)
    cursor, readout = page.locator("#km-cursor"), page.locator("[data-km]")
    cursor.focus()
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowRight")
    readout.filter(has_text="Km").wait_for()
    first = readout.inner_text()
    assert cursor.get_attribute("aria-valuetext") == first
    page.keyboard.press("Enter")  # zooms the map to the cursor
    page.wait_for_url("**view=16%2F**")
    page.locator(".map").focus()
    before = page.url
    page.keyboard.press("ArrowUp")  # the middle of the map is now what is pointed at
    page.wait_for_url(lambda url: url != before)
    box = page.locator(".ribbon").bounding_box()
    assert box
    page.locator(".ribbon").hover(position={"x": box["width"] * 0.8, "y": box["height"] / 3})
    assert readout.inner_text() != first
    page.locator(".ribbon a").first.focus()
    assert readout.inner_text().startswith("Km0")
    address = page.url
    page.keyboard.press("Enter")  # a piece of the strip fills the map, no page is left
    page.wait_for_url(lambda url: url != address)
    assert "/map?" in page.url


def test_two_years_play_from_one_answer_and_end_in_an_address(at: At) -> None:
    leader, page = opened(at)
    asked = asked_for(page)
    page.locator("[data-toggle]").click()
    assert leader.until("day", "2025")
    page.locator("[data-toggle]").click()
    assert [url for url in asked if "history.json" not in url] == []
    assert len(asked) == 1
    page.locator("#player-day").focus()
    page.keyboard.press("Home")
    assert page.locator("[data-day]").inner_text() == "23/11/2024"
    page.keyboard.press("ArrowRight")
    assert page.locator("[data-day]").inner_text() == "24/11/2024"
    assert len(asked) == 1
    page.locator("[data-set]").click()
    page.wait_for_url("**as_of=2024-11-24**")


def test_the_parcels_in_view_go_back_to_how_they_stood(at: At) -> None:
    leader, page = opened(at, "?from=20000&to=20400")
    page.wait_for_url("**view=*")
    assert leader.until("counted", "parcels:done")
    before = legend(page)
    page.locator("#player-day").focus()
    page.keyboard.press("Home")
    assert leader.until("day", "2024")
    assert leader.until("legend", ["parcels:done", 0])
    assert sum(legend(page).values()) == sum(before.values())
    page.keyboard.press("End")
    assert leader.until("legend", ["parcels:done", before["done"]])
    assert legend(page) == before


def test_whoever_wants_no_motion_sees_month_after_month(at: At) -> None:
    leader, page = opened(at, reduced_motion="reduce")
    page.evaluate(_NOTE_DAYS)
    page.locator("[data-toggle]").click()
    assert leader.until("day", "01/2025")
    days = page.evaluate("() => window.days")
    assert days[:3] == ["23/11/2024", "23/12/2024", "22/01/2025"]


def test_what_is_in_view_prints_on_exactly_one_sheet(at: At) -> None:
    _leader, page = opened(at, "?from=20000&to=21000")
    page.wait_for_url("**view=*")
    page.locator("[data-sheet]").click()
    page.locator(".map-sheet").wait_for()
    for name, sides in (("A4", {"595", "842"}), ("A3", {"842", "1191"})):
        page.locator(".filter", has_text=name).click()
        page.locator(f".sheet-box.{name}").wait_for()
        paper = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type /Page\b", paper)) == 1
        box = re.search(rb"MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", paper)
        assert box and {str(round(float(side))) for side in box.groups()} == sides


def test_a_length_and_an_area_are_measured_with_the_keyboard_alone(at: At) -> None:
    _leader, page = opened(at, "?from=20000&to=20400")
    page.wait_for_url("**view=*")
    told = page.locator("[data-measure] output")
    page.locator("[data-measure] button").press("Enter")
    page.locator("[data-measure] button[aria-pressed=true]").wait_for()
    for key in ("ArrowRight", "ArrowDown", None):
        page.keyboard.press("Enter")
        if key:
            before = page.url
            page.keyboard.press(key)
            page.wait_for_url(lambda url, before=before: url != before)
    assert re.fullmatch(r"[\d.,]+ m · diện tích [\d.,]+ (m²|ha)", told.inner_text())
    page.keyboard.press("Backspace")
    assert re.fullmatch(r"[\d.,]+ m", told.inner_text())
    assert page.locator("[data-panel-body]").is_hidden()  # nothing is opened while measuring
    page.keyboard.press("Escape")
    assert page.locator("[data-measure] button").get_attribute("aria-pressed") == "false"


def test_the_readers_place_is_shown_with_its_accuracy(at: At, demo: Served) -> None:
    where = {"latitude": 21.9, "longitude": 105.06, "accuracy": 12.4}
    cadre = at("cadre", phone=True, permissions=["geolocation"], geolocation=where)
    page = cadre.visit("/map")
    assert cadre.until("painted")
    page.locator("[data-locate] button").click()
    assert cadre.until("located", "±13 m")
    page.wait_for_url("**view=16%2F21.9*")


def test_a_refused_place_and_one_far_away_are_told_honestly(at: At) -> None:
    refused = at("cadre", phone=True)
    refused.visit("/map").locator("[data-locate] button").click()
    assert refused.until("located", "không được phép")
    far = {"latitude": 10.7, "longitude": 106.6, "accuracy": 5}
    away = at("cadre", permissions=["geolocation"], geolocation=far)
    away.visit("/map").locator("[data-locate] button").click()
    assert away.until("located", "xa tuyến")


def test_on_a_phone_the_panel_comes_up_from_below_and_esc_puts_it_away(
    at: At, demo: Served
) -> None:
    code, place = a_parcel(demo)
    leader = at("leader", phone=True)
    page = leader.visit(f"/map?view=18/{place}")
    assert leader.until("whole")
    page.locator(".map").focus()
    page.keyboard.press("Enter")
    page.locator(f"[data-panel-body] a[href*='/parcels/{code}']").first.wait_for()
    box = page.locator("[data-panel]").bounding_box()
    assert box and round(box["y"] + box["height"]) == 640
    page.keyboard.press("Escape")
    assert page.locator("[data-panel]").is_hidden()
