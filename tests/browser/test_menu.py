"""The menu: one row on a laptop for everybody, what is rare under one word."""

import pytest

from tests.browser.visitor import At

pytestmark = pytest.mark.browser
ROWS = "links => new Set(links.map((link) => link.offsetTop)).size"


@pytest.mark.parametrize("role", ["cadre", "leader", "liaison", "office", "admin"])
def test_the_menu_is_one_row_on_a_laptop_in_both_languages(at: At, role: str) -> None:
    visitor = at(role)
    for language in ("en", "vi"):
        page = visitor.visit(f"/?lang={language}")
        assert page.locator(".nav > ul > li").evaluate_all(ROWS) == 1, language


def test_what_is_rare_opens_by_one_press_and_closes_by_escape_or_elsewhere(at: At) -> None:
    page = at("office").visit("/")
    rare = page.locator(".nav details")
    for leave in (lambda: page.keyboard.press("Escape"), lambda: page.locator("h1").click()):
        rare.locator("summary").click()
        rare.get_by_role("link", name="Điện thoại của cán bộ").wait_for()
        leave()
        assert rare.get_attribute("open") is None
    rare.locator("summary").click()
    rare.get_by_role("link", name="Điện thoại của cán bộ").click()
    page.get_by_role("heading", name="Điện thoại của cán bộ").first.wait_for()
    assert "here" in (page.locator(".nav summary").get_attribute("class") or "")
