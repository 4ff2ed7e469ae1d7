"""Every page of every role: quiet, from here only, usable by all, no wider than a phone."""

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from tests.browser.visitor import LAPTOP, PHONE, ROLES, At, Visitor
from tests.browser.world import Served, addresses

pytestmark = pytest.mark.browser
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
LOOKS = ((PHONE, "light"), (LAPTOP, "dark"))
WRONG = ("serious", "critical")
#: Looked at by the role that may do most there; the others see the same page with less on it.
APART = {
    "leader": ("/", "/corridor", "/late", "/communes/"),
    "liaison": ("/", "/segments"),
    "cadre": ("/", "/households", "/graves"),
    "admin": ("/people", "/account", "/import"),
}


def pages(visitor: Visitor, role: str) -> list[str]:
    """The addresses that answer this role with a page: a part to put into one is no page."""
    found = []
    for path in addresses(visitor.served, role):
        answer = visitor.context.request.get(path, max_redirects=0)
        is_html = answer.status == 200 and "html" in answer.headers["content-type"]
        if is_html and "<html" in answer.text():
            found.append(path)
    assert len(found) >= 8
    return found


def is_own(role: str, path: str) -> bool:
    """Whether the role is the one that looks at the page for all."""
    own = APART.get(role, ())
    return path in own or path.startswith(own[1:])


def look(visitor: Visitor, size: Any, scheme: Any = "light") -> list[str]:
    """What axe finds serious in the page as it is, in a window of that size."""
    visitor.page.set_viewport_size(size)
    visitor.page.emulate_media(color_scheme=scheme)
    found = visitor.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    where = f"{visitor.page.url} {size['width']} {scheme}"
    return [
        f"{where} {fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found["violations"]
        if fault["impact"] in WRONG
        for node in fault["nodes"][:2]
    ]


def wider(visitor: Visitor) -> list[str]:
    """The widths of phones at which the page must be moved sideways."""
    found = []
    for width in (320, 360):
        visitor.page.set_viewport_size({"width": width, "height": 640})
        is_wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        if visitor.page.evaluate(is_wider):
            found.append(f"{visitor.page.url} at {width}")
    return found


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_quiet_and_fits_a_phone_in_both_languages(at: At, role: str) -> None:
    visitor, wide = at(role), []
    for path in pages(visitor, role):
        for language in ("vi", "en") if is_own(role, path) else ("vi",):
            page = visitor.visit(f"{path}{'&' if '?' in path else '?'}lang={language}")
            assert page.locator("html").get_attribute("lang") == language
            wide += wider(visitor)
    assert wide == []
    assert visitor.faults == []


@pytest.mark.parametrize("role", APART)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_serious(at: At, role: str, language: str) -> None:
    visitor, found = at(role), []
    visitor.context.add_init_script(path=AXE)
    for path in pages(visitor, role):
        if not is_own(role, path):
            continue
        visitor.visit(f"{path}?lang={language}")
        for size, scheme in LOOKS if language == "vi" else LOOKS[:1]:
            found += look(visitor, size, scheme)
    assert found == []


def test_axe_finds_nothing_serious_on_the_map_and_before_signing_in(at: At, demo: Served) -> None:
    leader, nobody, found = at("leader"), at(""), []
    for visitor, path in ((leader, "/map"), (nobody, "/login"), (nobody, "/public/")):
        visitor.context.add_init_script(path=AXE)
        visitor.visit(path)
        if path == "/map":
            assert leader.until("painted")
        for size, scheme in LOOKS:
            found += look(visitor, size, scheme)
    assert found == []


def test_what_has_the_focus_is_seen(at: At) -> None:
    cadre = at("cadre", phone=True)
    page = cadre.visit("/")
    for _ in range(12):
        page.keyboard.press("Tab")
        seen = page.evaluate(_OUTLINE)
        assert (seen[0] != "none" and seen[1] >= 2) or seen[2] != "none"


_OUTLINE = """(() => { const s = getComputedStyle(document.activeElement);
  return [s.outlineStyle, parseFloat(s.outlineWidth), s.boxShadow]; })()"""
