"""Two people at once: what one records is painted on the other's map without reloading."""

from typing import Any

import pytest

from tests.browser.visitor import At, Visitor
from tests.browser.world import Served

pytestmark = pytest.mark.browser
#: Notes whether the tiles' pixels ever differ from now.
_WATCH = """() => {
  const print = () => [...document.querySelectorAll(".leaflet-tile-container canvas")]
    .map((c) => c.toDataURL()).join("|");
  const before = print();
  window.repainted = false;
  const look = () => {
    if (print() !== before) window.repainted = true;
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
_AT = (
    "async () => { for (let i = 0; i < 600 && !window.repainted; i++)"
    " await new Promise(requestAnimationFrame); return window.repainted; }"
)


def waiting(demo: Served) -> list[dict[str, Any]]:
    """Graves that nothing stops yet, with their place."""
    return demo.store.query(
        "SELECT g.code, g.chainage_from_m AS m FROM grave g LEFT JOIN household h"
        " ON h.uid = g.household_uid WHERE g.cleared_on IS NULL AND g.is_stuck = 0"
        " AND COALESCE(h.is_stuck, 0) = 0 AND g.next_step IS NOT NULL ORDER BY g.code"
    )


def looking_at(at: At, role: str, metres: int) -> Visitor:
    """Somebody whose map shows a place from near, its things counted."""
    person = at(role)
    person.visit("/map")
    assert person.until("painted")
    person.page.locator("#km").fill(f"Km{metres // 1000}+{metres % 1000:03}")
    person.page.locator("[data-go] button").click()
    person.page.wait_for_url("**view=*")
    assert person.until("counted", "parcels:done")
    assert person.until("whole")
    return person


def say_stuck(office: Visitor, code: str) -> None:
    """Record why a grave cannot be moved."""
    office.visit(f"/graves/{code}")
    office.tap("a:has-text('Chưa làm được')")
    with office.page.expect_response(lambda r: r.request.method == "POST") as saved:
        office.page.locator(".reasons button").first.click()
    assert saved.value.status in (200, 302, 303)


def test_what_one_records_is_repainted_on_anothers_map_from_memory(at: At, demo: Served) -> None:
    office, told = at("office"), waiting(demo)[:3]
    assert len(told) >= 2
    for row in told:
        leader = looking_at(at, "leader", row["m"])
        asked: list[str] = []
        before = stuck(leader)
        leader.page.evaluate(_WATCH)
        leader.page.on("request", lambda request, asked=asked: asked.append(request.url))
        say_stuck(office, row["code"])
        assert leader.page.evaluate(_AT)
        assert leader.until("more", ["graves:stuck", before])
        assert [url for url in asked if "/tiles/" in url] == []


def stuck(leader: Visitor) -> int:
    """How many graves in view are stuck, as the legend says."""
    words = leader.page.locator('[data-count="graves:stuck"] b').inner_text()
    return int(words.replace(".", "") or 0)


def test_a_hidden_map_asks_nothing(at: At) -> None:
    leader = at("leader")
    leader.visit("/map")
    assert leader.until("painted")
    with leader.page.expect_request("**/map/changes?*"):
        pass
    leader.page.evaluate(
        "() => { Object.defineProperty(document, 'visibilityState', { value: 'hidden' });"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )
    asked: list[str] = []
    leader.page.on("request", lambda request: asked.append(request.url))
    leader.page.wait_for_timeout(1600)
    assert asked == []


def test_a_map_of_an_earlier_day_asks_for_no_news(at: At) -> None:
    leader = at("leader")
    asked: list[str] = []
    leader.page.on("request", lambda request: asked.append(request.url))
    leader.visit("/map?as_of=2026-06-01")
    assert leader.until("painted")
    leader.page.wait_for_timeout(1600)
    assert [url for url in asked if "/map/changes" in url] == []
