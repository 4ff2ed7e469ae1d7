"""The day of a cadre in Firefox, which has no Background Sync: the line is really cut."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from clearance.exchange.feeds.outbox_file import read_outbox
from clearance.store import Store
from tests.browser.field import Field, until
from tests.browser.offline.apart import Apart
from tests.browser.offline.conftest import CASE
from tests.browser.offline.firefox import Firefox
from tests.browser.visitor import photo
from tests.given import FAMILY_A, NOW

pytestmark = pytest.mark.browser


@pytest.fixture
def field(town: Path, tmp_path: Path) -> Iterator[Field]:
    """A small town behind a server at the far end of a cable."""
    made = Apart(shutil.copytree(town, tmp_path / "data"), NOW.isoformat())
    yield made
    made.end()


@pytest.fixture
def fox(field: Apart, tmp_path: Path) -> Iterator[Firefox]:
    """The cadre's phone with Firefox, signed in, with the day saved."""
    made = Firefox(field, tmp_path / "profile")
    try:
        made.go("/login")
        made.tap("button[value=cadre]")
        made.go("/")
        until(
            lambda: made.script("document.querySelector('#outbox-saved').textContent"), "not saved"
        )
        yield made
    finally:
        made.kill()


def test_a_step_with_its_photo_made_without_signal_outlives_firefox_and_arrives_once(
    fox: Firefox, field: Apart, store: Store, tmp_path: Path
) -> None:
    (tmp_path / "nha.jpg").write_bytes(photo()["buffer"])
    field.line("down")
    for path in ("/", CASE):
        fox.go(path)
        assert FAMILY_A.full_name in fox.text(), path
    fox.go("/map")
    assert "chưa lưu trên máy" in fox.text()
    fox.go(f"{CASE}/steps/inventoried")
    fox.script("document.querySelector('[name=happened_on]').value = '2026-11-19'")
    fox.script("document.querySelector('[name=late_category]').selectedIndex = 1")
    fox.write("textarea[name=note]", "Chờ gia đình về")
    fox.write("input[type=file]", str(tmp_path / "nha.jpg"))
    until(lambda: fox.script("!!document.querySelector('.photo-shown')"), "no photo")
    fox.tap("button.primary")
    until(fox.says("Đã lưu trên máy – chưa gửi"), "not said to be kept")
    fox.kill()
    fox.open()
    fox.go("/outbox")
    until(fox.says("Chờ gia đình về"), "the item did not outlive the browser")
    fox.script("Outbox.release()")
    field.line("up")
    seconds = until(lambda: re.search(r"Đã gửi \d\d:\d\d", fox.text()), "not delivered")
    assert seconds <= 20
    rows = store.query(
        "SELECT seq FROM change WHERE fact = 'inventoried' AND standing = 'accepted'"
    )
    assert len(rows) == 1


def test_what_firefox_writes_to_a_file_is_sealed_for_the_office(
    fox: Firefox, field: Apart, store: Store
) -> None:
    field.line("down")
    fox.go(f"{CASE}/notes")
    fox.write("textarea[name=note]", "Máy sắp hỏng")
    fox.tap("button.primary")
    until(fox.says("Đã lưu trên máy – chưa gửi"), "not said to be kept")
    fox.go("/outbox")
    written = fox.script("Outbox.exportFile().then((file) => file.text())")
    found = read_outbox(written.encode(), store.digest_key, "chua-gui.json")
    assert (found.user, [item["why"] for item in found.reports]) == ("canbo.a", ["Máy sắp hỏng"])
