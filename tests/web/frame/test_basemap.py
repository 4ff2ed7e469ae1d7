"""Pictures under the map: none unless the administrator gives some."""

from pathlib import Path

import pysqlite3 as sqlite3
import pytest
from PIL import Image

from clearance import create_app
from clearance.settings import BadSetting, read_settings
from tests import engines, given
from tests.given import LEADER, NOW
from tests.web.conftest import Person


def leader(folder: Path, tiles: str = "", credit: str = "") -> Person:
    """A leader of an office with that setting."""
    more = {"CLEARANCE_TILES": tiles, "CLEARANCE_TILES_CREDIT": credit}
    app = create_app(read_settings(engines.settings(folder) | more), clock=lambda: NOW)
    given.a_project(app.extensions["clearance"].store)
    return Person(app, LEADER)


def mbtiles(path: Path, data: bytes) -> str:
    """A file with one tile: zoom 1, column 0, the northern row."""
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)")
        made.execute("INSERT INTO tiles VALUES (1, 0, 1, ?)", (data,))
    made.close()
    return str(path)


def a_picture(path: Path) -> bytes:
    Image.new("RGB", (4, 4), "green").save(path)
    return path.read_bytes()


@pytest.mark.sqlite_only
def test_without_the_setting_nothing_is_asked_of_anybody(tmp_path: Path) -> None:
    person = leader(tmp_path)
    answer = person.get("/map")
    assert "data-backdrop" not in answer.text
    assert "https:" not in answer.headers["Content-Security-Policy"]
    assert person.get("/map/backdrop/1/0/0").status_code == 404


@pytest.mark.sqlite_only
def test_a_file_of_our_own_is_served_from_here(tmp_path: Path) -> None:
    picture = a_picture(tmp_path / "a.png")
    person = leader(tmp_path, mbtiles(tmp_path / "a.mbtiles", picture), "Ảnh của tỉnh")
    answer = person.get("/map")
    assert 'data-backdrop="/map/backdrop/{z}/{x}/{y}"' in answer.text
    assert "Ảnh của tỉnh" in answer.text
    assert "https:" not in answer.headers["Content-Security-Policy"]
    tile = person.get("/map/backdrop/1/0/0")
    assert (tile.data, tile.mimetype) == (picture, "image/png")
    for z, x, y in ((1, 0, 1), (2, 0, 0), (30, 0, 0)):
        assert person.get(f"/map/backdrop/{z}/{x}/{y}").status_code == 404


@pytest.mark.sqlite_only
def test_what_is_no_picture_is_not_handed_on(tmp_path: Path) -> None:
    person = leader(tmp_path, mbtiles(tmp_path / "a.mbtiles", b"<script>alert(1)</script>"))
    assert person.get("/map/backdrop/1/0/0").status_code == 404


@pytest.mark.sqlite_only
def test_another_host_is_allowed_for_pictures_of_the_map_alone(tmp_path: Path) -> None:
    person = leader(tmp_path, "https://tiles.example/{z}/{x}/{y}.png")
    policy = person.get("/map").headers["Content-Security-Policy"]
    assert "img-src 'self' data: blob: https://tiles.example;" in policy
    assert policy.count("tiles.example") == 1
    assert "tiles.example" not in person.get("/households/").headers["Content-Security-Policy"]
    assert person.get("/map/backdrop/1/0/0").status_code == 404


@pytest.mark.parametrize(
    "tiles",
    [
        "http://tiles.example/{z}/{x}/{y}",
        "https://tiles.example/{z}/{x}",
        "/nowhere.mbtiles",
        "https://a.example; script-src *//{z}/{x}/{y}",
        "https://a.example/{z}/{x}/{y} 'unsafe-inline'",
    ],
)
def test_a_setting_that_is_neither_is_refused_at_the_start(tiles: str) -> None:
    with pytest.raises(BadSetting, match="CLEARANCE_TILES"):
        read_settings({"CLEARANCE_TILES": tiles})
