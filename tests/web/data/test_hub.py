"""All projects of a centre side by side, and how fresh their news is."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from clearance import create_app
from clearance.settings import read_settings
from clearance.store import Store
from tests import engines, given
from tests.given import NOW, a_store
from tests.offices import an_office, taken
from tests.web.conftest import BY_ROLE, Person

As = Callable[[Any], Any]
#: Pages that list or draw what is there.
PAGES = (
    "/households/",
    "/graves/",
    "/late",
    "/communes/",
    "/segments/",
    "/corridor",
    "/map",
    "/",
    "/search?q=HY",
    "/people/",
    "/households/HY-0000",
    "/parcels/T-0",
    "/graves/M-0",
)


@pytest.fixture
def clock() -> list[datetime]:
    """The instant it is, which a test may move."""
    return [NOW]


@pytest.fixture
def hub(tmp_path: Path, clock: list[datetime]) -> Flask:
    """A centre with nothing but people of its own, that has taken one office."""
    made = create_app(read_settings(engines.settings(tmp_path / "hub")), clock=lambda: clock[0])
    store: Store = made.extensions["clearance"].store
    given.a_project(store)
    taken(store, an_office(a_store(), "north").store)
    return made


def rows(app: Flask, role: str = "leader") -> list[dict[str, Any]]:
    """What the page says, as a program reads it."""
    answer = Person(app, BY_ROLE[role]).get("/hub/?format=json").get_json()
    return list(answer["rows"])


def test_each_project_is_told_with_its_households_and_its_last_news(hub: Flask) -> None:
    assert rows(hub) == [
        {
            "name": "Dự án north",
            "code": "NORTH",
            "households": 3,
            "handed_over": 1,
            "freshness": "Tin mới",
            "news_on": "2026-11-20",
            "news_days": 0,
            "asked_on": "2026-11-20",
        }
    ]


@pytest.mark.parametrize(
    ("days", "words", "group"),
    [(0, "Tin mới", "done"), (5, "Thưa tin", "doing"), (14, "14 ngày không có tin", "stuck")],
)
def test_old_news_is_a_word_a_colour_and_a_shape(
    hub: Flask, clock: list[datetime], days: int, words: str, group: str
) -> None:
    reader = Person(hub, BY_ROLE["leader"])
    clock[0] = NOW + timedelta(days=days)
    hub.extensions["clearance"].store.run(
        "UPDATE session SET expires_at = '2027-12-31T00:00:00.000Z'"
    )
    page = reader.main("/hub/")
    assert f'class="chip group-{group}"' in page
    assert f'href="#i-{group}"' in page
    assert words in page


def test_a_project_leads_to_its_road(hub: Flask) -> None:
    reader = Person(hub, BY_ROLE["leader"])
    assert 'href="/corridor?alignment=north-al"' in reader.main("/hub/")
    assert reader.get("/corridor?alignment=north-al").status_code == 200


def test_the_centres_own_work_stands_beside_the_others(hub: Flask) -> None:
    given.a_household(hub.extensions["clearance"].store, holder_uid=given.CADRE.uid)
    assert {row["code"]: (row["news_days"], row["asked_on"]) for row in rows(hub)} == {
        "NORTH": (0, "2026-11-20"),
        "TQHG": (0, None),
    }


def test_the_menu_offers_it_only_where_there_is_a_source(hub: Flask, as_: As) -> None:
    assert 'href="/hub/"' in Person(hub, BY_ROLE["office"]).read("/account")
    assert 'href="/hub/"' not in Person(hub, BY_ROLE["cadre"]).read("/account")
    assert 'href="/hub/"' not in as_("office").read("/account")
    assert "TQHG" in as_("office").main("/hub/")


@pytest.mark.parametrize("url", PAGES)
def test_pages_of_a_hub_work_with_codes_alone(hub: Flask, url: str) -> None:
    page = Person(hub, BY_ROLE["admin"]).read(url)
    assert "None" not in page.split("<main")[1]


def test_english_words_are_there(hub: Flask) -> None:
    page = Person(hub, BY_ROLE["leader"]).main("/hub/?lang=en")
    assert "Fresh" in page
    assert "Tin mới" not in page


@pytest.fixture
def two(hub: Flask) -> Flask:
    """The centre after it has taken a second office with the same codes."""
    taken(hub.extensions["clearance"].store, an_office(a_store(), "south").store)
    return hub


@pytest.mark.parametrize(
    "url", ["/households/HY-0000", "/parcels/T-0", "/graves/M-0", "/segments/D-01"]
)
def test_a_code_of_several_projects_is_asked_back_never_guessed(two: Flask, url: str) -> None:
    reader = Person(two, BY_ROLE["admin"])
    asked = reader.get(url)
    assert asked.status_code == 300
    links = re.findall(rf'href="({url.rsplit("/", 1)[0]}/(north|south)-[^"]+)"', asked.text)
    assert {name for _url, name in links} >= {"north", "south"}
    for link, name in links:
        page = reader.read(link)
        assert url.rsplit("/", 1)[1] in page
        assert name in link
    told = reader.get(f"{url}?format=json").get_json()["rows"]
    assert {"NORTH", "SOUTH"} <= {row["code"] for row in told}


def test_a_road_of_each_project_can_be_chosen(two: Flask) -> None:
    reader = Person(two, BY_ROLE["admin"])
    for name in ("north", "south"):
        page = reader.main(f"/corridor?alignment={name}-al")
        assert f'<option value="{name}-al" selected>' in page
        assert f"Dự án {name}" in page
    assert reader.get("/corridor?alignment=TQ").status_code == 404
