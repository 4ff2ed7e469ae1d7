"""Every argument of an address that is a day is read by one reader, which refuses in words."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from clearance.store import Store
from tests.land import an_outline
from tests.web.conftest import Person

As = Callable[..., Person]
_BOX = "bbox=105,22,105.2,22.2"
#: Pages with the argument that is a day.
ASKED = (
    ("/corridor", "as_of"),
    ("/corridor", "ghost"),
    ("/corridor/time", "as_of"),
    ("/corridor/parts", "as_of"),
    ("/corridor/unlock", "as_of"),
    ("/corridor/present", "as_of"),
    ("/corridor/moves", "as_of"),
    ("/corridor/moves", "from_day"),
    ("/corridor/moves", "to_day"),
    ("/corridor/availability", "as_of"),
    ("/corridor/availability", "known_on"),
    ("/corridor/availability", "from_day"),
    ("/communes/", "as_of"),
    ("/communes/pace", "as_of"),
    ("/communes/pace", "since"),
    ("/communes/clocks", "as_of"),
    ("/communes/clocks", "since"),
    ("/communes/02401", "as_of"),
    ("/results", "as_of"),
    ("/results", "since"),
    ("/late", "as_of"),
    ("/late/asked", "as_of"),
    ("/households/", "as_of"),
    ("/households/HY-0042", "as_of"),
    ("/graves/", "as_of"),
    ("/segments/", "as_of"),
    ("/segments/calendar/2026-11", "as_of"),
    ("/notes/", "as_of"),
    ("/requests/", "as_of"),
    (f"/map/history.json?{_BOX}", "as_of"),
    ("/map/sheet", "as_of"),
    ("/map", "as_of"),
    ("/map/posts.json", "as_of"),
    (f"/map/parcels.geojson?{_BOX}", "as_of"),
    (f"/map/status?layers=parcels&{_BOX}", "as_of"),
)
DAYS = ("0001-01-01", "1899-12-31", "abc", "2026-02-30", "20261120", "2026-11-21", "9999-12-31")


@pytest.fixture
def road(store: Store) -> Store:
    """A road that is drawn, so that its pages have something to tell."""
    an_outline(store)
    return store


@pytest.mark.parametrize("day", DAYS)
def test_a_day_that_cannot_be_shown_is_refused_in_words(as_: As, road: Store, day: str) -> None:
    leader = as_("leader")
    for url, name in ASKED:
        where = url + ("&" if "?" in url else "?") + f"{name}={day}"
        answer = leader.get(where, headers={"Accept": "application/json"})
        assert answer.status_code == 400, (url, name, answer.status_code)
        told = answer.get_json()
        assert list(told["fields"]) == [name]
        assert "Hãy" in told["fields"][name]
        assert told["message"] == f"{name}: {told['fields'][name]}"


@pytest.mark.parametrize("day", ["1900-01-01", "2026-11-20"])
def test_the_first_day_of_all_and_today_are_shown(as_: As, road: Store, day: str) -> None:
    leader = as_("leader")
    for url, name in ASKED:
        first = {"to_day": f"&from_day={day}", "from_day": f"&to_day={day}"}.get(name, "")
        status = leader.get(url + ("&" if "?" in url else "?") + f"{name}={day}{first}").status_code
        assert status in (200, 302) or (day == "1900-01-01" and status == 404), (url, name, status)


@pytest.mark.parametrize("day", ["0001-01-01", "2030-01-01", "abc"])
def test_no_page_breaks_at_a_day(app: Flask, as_: As, road: Store, day: str) -> None:
    office = as_("office")
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.arguments:
            status = office.get(f"{rule.rule}?as_of={day}").status_code
            assert status < 500, (rule.rule, status)


def test_the_refusal_stands_in_the_frame_of_the_page_with_the_way_to_a_day_that_is_there(
    as_: As, road: Store
) -> None:
    answer = as_("leader").get("/communes/pace?as_of=2030-01-01&commune=a")
    assert "ngày 01/01/2030 chưa có số liệu. Hãy chọn 20/11/2026" in answer.text
    assert 'class="as-of"' in answer.text
    assert re.search(r'href="/communes/pace\?commune=a"', answer.text)
    english = as_("leader").get("/communes/pace?as_of=2030-01-01&lang=en").text
    assert "there are no figures of 01/01/2030 yet" in english


def test_a_day_to_compare_with_that_is_not_earlier_is_not_passed_over_in_silence(
    as_: As, road: Store
) -> None:
    page = as_("leader").read("/corridor?as_of=2026-11-10&ghost=2026-11-15")
    assert "ngày so sánh phải trước ngày đang xem" in page
    assert "phải trước" not in as_("leader").read("/corridor?as_of=2026-11-10&ghost=2026-11-05")
