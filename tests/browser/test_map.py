"""The map: painted from our own endpoints, every parcel one click away, the table beside it."""

import pytest

from tests.browser.visitor import LAPTOP, At, Visitor
from tests.browser.world import Served

pytestmark = pytest.mark.browser


def opened(at: At, demo: Served) -> tuple[Visitor, str]:
    """The map at a parcel, and that parcel's code."""
    code, kilometre = a_parcel(demo)
    leader = at("leader")
    leader.visit("/map")
    leader.page.locator(".map canvas").wait_for()
    assert leader.until("painted")
    go(leader, kilometre)
    assert leader.until("counted", "parcels:done")
    return leader, code


def a_parcel(demo: Served) -> tuple[str, str]:
    """One parcel, and where the road passes it."""
    row = demo.store.first(
        "SELECT code, chainage_from_m AS f FROM parcel WHERE is_public = 0"
        " AND cleared_on IS NOT NULL ORDER BY abs(offset_m), code"
    )
    assert row
    return row["code"], f"Km{row['f'] // 1000}+{row['f'] % 1000:03}"


def go(visitor: Visitor, kilometre: str) -> None:
    """Ask the map for a chainage."""
    visitor.page.locator("#km").fill(kilometre)
    visitor.page.locator("[data-go] button").click()
    visitor.page.wait_for_url("**view=*")


def test_a_click_on_a_parcel_opens_its_panel(at: At, demo: Served) -> None:
    leader, _code = opened(at, demo)
    box = leader.page.locator(".map")
    size = box.bounding_box()
    assert size
    panel = leader.page.locator("[data-panel-body]")
    for aside in (10, -10, 14, -14, 6, -6):
        box.click(position={"x": size["width"] / 2 + aside, "y": size["height"] / 2})
        if panel.is_visible() and not panel.locator("a[href^='/communes/']").count():
            break
    panel.locator("a").first.wait_for()
    shown = panel.locator("a").first.get_attribute("href") or ""
    known = "SELECT code FROM parcel UNION ALL SELECT code FROM grave"
    assert any(shown.endswith(row["code"]) for row in demo.store.query(known)), shown
    leader.page.keyboard.press("Escape")
    assert panel.is_hidden()


def test_the_keyboard_opens_what_lies_in_the_middle(at: At, demo: Served) -> None:
    leader, _code = opened(at, demo)
    for _ in range(3):
        leader.page.locator(".map").focus()
        leader.page.keyboard.press("Enter")
        if leader.page.locator("[data-panel-body] h2").count():
            break
        leader.page.keyboard.press("ArrowUp")
    told = leader.page.locator("[data-status]").inner_text()
    assert leader.page.locator("[data-panel-body]").is_visible() or told


def test_a_chainage_off_the_road_is_told(at: At) -> None:
    leader = at("leader")
    leader.visit("/map")
    assert leader.until("painted")
    leader.page.locator("#km").fill("Km99+000")
    leader.page.locator("[data-go] button").click()
    assert "Km12+350" in leader.page.locator("[data-status]").inner_text()


def test_legend_and_table_stand_beside_the_map(at: At, demo: Served) -> None:
    leader = at("leader")
    leader.visit("/map")
    legend = leader.page.locator(".map-legend").inner_text()
    assert all(word in legend for word in ("Thửa đất", "Vướng mắc", "Đã bàn giao", "Mộ"))
    rows = leader.page.locator("table tbody th a[data-feature]")
    assert rows.count() >= 20
    rows.first.click()
    assert demo.one("SELECT count(*) FROM parcel WHERE code = :c",
                    c=leader.page.url.split("/")[-1].split("?")[0]) == 1  # fmt: skip


def test_the_map_is_seen_whole_and_its_names_do_not_overlap(at: At) -> None:
    leader = at("leader")
    leader.visit("/map")
    assert leader.until("painted")
    leader.page.locator(".map-label.commune").first.wait_for(state="attached")
    leader.page.locator(".map-label.post").first.wait_for(state="attached")
    frame = leader.page.locator(".map-frame").bounding_box()
    assert frame
    assert frame["y"] + frame["height"] <= LAPTOP["height"]
    boxes = [span.bounding_box() for span in leader.page.locator(".map-label span").all()]
    shown = [box for box in boxes if box]
    assert len(shown) >= 12
    assert [(a, b) for i, a in enumerate(shown) for b in shown[:i] if overlap(a, b)] == []


def overlap(a: dict[str, float], b: dict[str, float]) -> bool:
    """Whether two boxes share ground."""
    return all(a[at] < b[at] + b[size] and b[at] < a[at] + a[size]
               for at, size in (("x", "width"), ("y", "height")))  # fmt: skip
