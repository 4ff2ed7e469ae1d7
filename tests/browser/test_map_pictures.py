"""Pictures under the map out of the office's own file."""

from math import asinh, pi, radians, tan
from pathlib import Path

import pysqlite3 as sqlite3
import pytest
from PIL import Image
from playwright.sync_api import Browser

from clearance import create_app
from clearance.settings import read_settings
from clearance.store.journal import meta
from tests.browser.visitor import Visitor, sign_in
from tests.browser.world import NOW, Served, serve
from tests.web.town import a_town

pytestmark = pytest.mark.browser
Z, LAT, LON = 13, 22.04, 105.03
#: A column of this file for each of the pictures around the middle of the view.
_AROUND = (-2, -1, 0, 1, 2)


def pictures(folder: Path) -> Path:
    """A file of 25 green pictures around a place."""
    Image.new("RGB", (256, 256), (0, 128, 0)).save(folder / "green.png")
    data, file, side = (folder / "green.png").read_bytes(), folder / "own.mbtiles", 1 << Z
    x = int((LON + 180) / 360 * side)
    y = int((1 - asinh(tan(radians(LAT))) / pi) / 2 * side)
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)")
        made.executemany(
            "INSERT INTO tiles VALUES (?, ?, ?, ?)",
            [(Z, x + dx, side - 1 - y - dy, data) for dx in _AROUND for dy in _AROUND],
        )
    made.close()
    return file


@pytest.fixture
def office(tmp_path: Path) -> Served:
    """A town whose office gave such a file."""
    store = a_town(tmp_path / "town").store
    meta.write(store, "demo", "1")
    more = {
        "CLEARANCE_DATA": str(tmp_path / "town"),
        "CLEARANCE_TILES": str(pictures(tmp_path)),
        "CLEARANCE_TILES_CREDIT": "Ảnh của tỉnh",
    }
    return serve(create_app(read_settings(more), clock=lambda: NOW))


def test_pictures_of_the_office_lie_under_the_map_and_can_be_taken_away(
    browser: Browser, office: Served
) -> None:
    leader = Visitor(browser, office, sign_in(browser, office, "leader"))
    page = leader.visit(f"/map?view={Z}/{LAT}/{LON}")
    page.locator(".map img.leaflet-tile-loaded").first.wait_for()
    shown = page.evaluate(
        "() => [...document.querySelectorAll('.map img.leaflet-tile-loaded')]"
        ".map((one) => [one.naturalWidth, new URL(one.src).pathname.split('/')[3]])"
    )
    assert [256, str(Z)] in shown
    assert "Ảnh của tỉnh" in page.locator("[data-backdrop]").inner_text()
    page.locator("#backdrop").uncheck()
    page.locator(".map img.leaflet-tile").first.wait_for(state="detached")
    leader.close()
