"""Names and notes written to run stay text, on every page and in the panels of the map."""

import pytest

from tests.browser.visitor import ROLES, At, Visitor
from tests.browser.world import HOSTILE, Served

pytestmark = pytest.mark.browser
CODES = {
    "households": "household",
    "parcels": "parcel",
    "graves": "grave",
    "segments": "segment",
    "structures": "structure",
    "utilities": "utility",
}


def paths(hostile: Served) -> list[str]:
    """Every page of every thing, and the lists."""
    found = [
        "/",
        "/corridor",
        "/corridor?from=0&to=10000",
        "/map",
        "/late",
        "/communes/",
        "/import/",
        "/people/",
        "/account",
        "/segments/",
        "/households/",
        "/graves/",
        "/search?q=img",
        "/search?q=script",
        "/public/",
    ]
    for room, subject in CODES.items():
        codes = [row["code"] for row in hostile.store.query(f"SELECT code FROM {subject}")]
        found += [f"/{room}/{code}" for code in codes]
        if room in ("households", "graves"):
            found += [
                f"/{room}/{code}/{page}" for code in codes[:1] for page in ("notes", "obstacles")
            ]
    return found


def ran(visitor: Visitor) -> bool:
    """Whether anything written has run, in the page or a template."""
    page = visitor.page
    return page.evaluate("typeof window.hacked !== 'undefined'") or "QZaaa" in page.content()


@pytest.mark.parametrize("role", ROLES)
def test_nothing_written_runs_on_any_page(at: At, hostile: Served, role: str) -> None:
    visitor, found, seen = at(role, hostile), [], 0
    for path in paths(hostile):
        answer = visitor.page.goto(path)
        if answer and answer.status == 200:
            seen += 1
            found += [path] if ran(visitor) else []
    assert found == []
    assert seen >= 5


@pytest.mark.parametrize("role", ["cadre", "leader", "liaison"])
def test_nothing_written_runs_on_the_map_with_its_panels_open(
    at: At, hostile: Served, role: str
) -> None:
    visitor = at(role, hostile)
    page = visitor.visit("/map?from=0&to=500")
    assert visitor.until("painted")
    page.locator(".map-label.post").first.wait_for(state="attached")
    for room in ("parcels", "graves", "segments"):
        for row in hostile.store.query(f"SELECT code FROM {CODES[room]}"):
            shown = page.evaluate(_OPEN, [f"/{room}/", row["code"]])
            assert shown
            assert not ran(visitor), (room, row["code"])


#: Fetch a panel and put it into the page as the map's own script does on a click.
_OPEN = """async ([page, code]) => {
  const { Panel } = await import("/static/js/map/panel.js");
  const box = document.querySelector("[data-panel]");
  await new Panel(box).open(page, code);
  return box.innerText;
}"""


def test_what_was_written_is_read_as_it_was_written(at: At, hostile: Served) -> None:
    office = at("office", hostile)
    text = office.visit("/households/HY-h").locator("main").inner_text()
    assert sum(written in text for written in HOSTILE) >= 3
