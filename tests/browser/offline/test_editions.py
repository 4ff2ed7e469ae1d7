"""A new edition of the program: what the phone holds of the old one goes when nothing needs it."""

import pytest

from clearance.store import Store
from tests.browser.field import Field, until
from tests.browser.offline.conftest import CASE, VISIT, Phone, told
from tests.given import step

pytestmark = pytest.mark.browser
_HELD = """async () => (await (await caches.open("assets")).keys())
  .map((r) => r.url.slice(location.origin.length)).filter((one) => one.includes("?v="))"""
_DRAWN_WITH = """() => [...document.querySelectorAll("link[rel=stylesheet], script[src]")]
  .map((e) => e.getAttribute("href") || e.getAttribute("src"))"""
_UNSTYLED = """() => [...document.querySelectorAll("link[rel=stylesheet]")]
  .filter((e) => !e.sheet?.cssRules.length).map((e) => e.href)"""


def held(phone: Phone) -> set[str]:
    """Addresses of the styles and scripts that are on the phone; pictures are of all editions."""
    return {one for one in phone.page.evaluate(_HELD) if ".svg" not in one}


def renewed(phone: Phone, field: Field) -> None:
    """The server gets a new edition; the phone takes it by a tap, on a page that saves no day."""
    phone.page.goto(VISIT)
    field.kill()
    field.start("second edition")
    field.line("down")
    field.line("up")
    with phone.page.expect_navigation():
        phone.page.get_by_role("button", name="Dùng phiên bản mới").click()


def test_a_page_kept_by_the_old_edition_works_without_a_line_until_the_day_is_saved_anew(
    phone: Phone, field: Field, store: Store
) -> None:
    old = held(phone)
    renewed(phone, field)
    new = held(phone) - old
    assert any("joined/page.css" in one for one in new)
    field.line("down")
    phone.page.goto(CASE)
    drawn = set(phone.page.evaluate(_DRAWN_WITH))
    assert drawn <= old & held(phone)
    assert phone.page.evaluate(_UNSTYLED) == []
    phone.visit("Bản cũ")
    assert phone.states() == ["waiting"]
    phone.rested()
    field.line("up")
    until(lambda: told(store) == ["Bản cũ"], "what the old page wrote is not sent")
    phone.save_the_day()  # under a first page that is still the old one
    phone.context.close()
    phone.open()
    phone.save_the_day()
    until(lambda: not held(phone) - new, "the old edition stays")
    field.line("down")
    phone.page.goto(CASE)
    assert drawn.isdisjoint(phone.page.evaluate(_DRAWN_WITH))
    assert phone.page.evaluate(_UNSTYLED) == []


def test_a_page_is_kept_only_with_what_it_is_drawn_with(phone: Phone, store: Store) -> None:
    gone = next(one for one in held(phone) if "css/cases/case.css" in one)
    drop = "async (one) => (await caches.open('assets')).delete(one)"
    assert phone.page.evaluate(drop, gone)
    assert step(store, "h", "inventoried").is_accepted
    phone.save_the_day()
    until(lambda: gone in held(phone), "the page is kept without its styles")
