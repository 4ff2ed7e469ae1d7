"""Two expressways on one map: a chainage is one of the road the reader looks at."""

from pathlib import Path

import pytest
import shapely
from playwright.sync_api import Page

from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL
from clearance.store.journal import meta
from tests.browser.visitor import At
from tests.browser.world import NOW, Served, open_world, serve
from tests.given import a_shape, registered
from tests.web.town import a_town

pytestmark = pytest.mark.browser
METRE = 1 / 111_320
VIEW = "() => new URLSearchParams(location.search).get('view').split('/').map(Number)"
FORGET = "() => history.replaceState(null, '', location.href.replace(/&?view=[^&]*/, ''))"


def two_roads(folder: Path) -> Served:
    """The town's road running north, and a longer one ten kilometres to its east."""
    town = a_town(folder)
    meta.write(town.store, "demo", "1")
    town.store.close()
    served = serve(open_world(folder))
    line = shapely.LineString([(410000, 2438000), (410000, 2468000)])
    more = registered(
        "alignment",
        "al2",
        code="TQ2",
        name="Tuyến thứ hai",
        start_m=0,
        length_m=30000,
        **a_shape(line),
    )
    record_all(served.store, [more], TERMINAL, NOW)
    return served


def seen_at(page: Page, text: str) -> tuple[float, float]:
    """Where the map stands after going to a chainage: latitude, longitude."""
    page.evaluate(FORGET)
    page.locator("#km").fill(text)
    page.locator("[data-go] button").click()
    page.wait_for_url("**view=1*")
    zoom, lat, lng = page.evaluate(VIEW)
    assert zoom >= 16
    return lat, lng


def test_a_chainage_is_looked_for_on_the_road_chosen_and_beyond_it_on_the_other(
    at: At, tmp_path: Path
) -> None:
    served = two_roads(tmp_path / "data")
    page = at("leader", served).visit("/map?alignment=TQ")
    first = seen_at(page, "Km5+000")
    beyond = seen_at(page, "Km25+000")
    page = at("leader", served).visit("/map")
    page.locator("#alignment").select_option("TQ2")
    page.get_by_role("button", name="Xem tuyến này").click()
    page.wait_for_url("**alignment=TQ2*")
    second = seen_at(page, "Km5+000")
    assert abs(second[1] - first[1]) > 9000 * METRE
    assert abs(second[0] - first[0]) < 500 * METRE
    assert abs(beyond[1] - second[1]) < 500 * METRE
