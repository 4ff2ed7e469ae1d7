"""Lists and cases of a past day as recorded then: what they showed at the end of that day."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from clearance.record import known_then, record_all
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.records.lateness import LATE_CATEGORIES
from clearance.store import Store
from clearance.web.frame.known_as_of import FOLDED
from tests.given import (
    ADMIN,
    CADRE,
    NOW,
    OFFICE,
    TODAY,
    a_change,
    an_obstacle,
    by,
    registered,
    step,
)
from tests.web.conftest import Person

As = Callable[..., Person]
LATER = NOW + timedelta(hours=20)
LISTS = (
    "/households/",
    "/graves/",
    "/late",
    "/communes/",
    "/households/HY-0042",
    "/segments/",
    "/notes/",
    "/requests/",
    "/communes/pace",
)


@pytest.fixture
def world(store: Store) -> Store:
    """Two households on their way."""
    for code in ("notified", "inventoried"):
        assert step(store, "h", code).is_accepted
    an_obstacle(store, "k")
    return store


@pytest.fixture
def later(app: Flask, world: Store) -> Iterator[Callable[[], None]]:
    """The next day somebody records, late, what changes the figures of that day."""
    desk = app.extensions["clearance"]

    def pass_on() -> None:
        app.extensions["clearance"] = replace(desk, clock=lambda: LATER)
        patch = {
            "code": "HY-0099",
            "unit_uid": "a",
            "village": "Thôn Mới",
            "kind": "household",
            "holder_uid": CADRE.uid,
        }
        record_all(world, [registered("household", "new", **patch)], TERMINAL, LATER)
        late = {"patch": {"late_category": next(iter(LATE_CATEGORIES))}, "why": "theo biên bản"}
        confirmed = a_change("household", "h", "origin_confirmed", happened_on="2026-11-15", **late)
        facts = (
            (CADRE, confirmed),
            (OFFICE, a_change("household", "h", "revised", patch={"village": "Thôn Khác"})),
            (OFFICE, a_change("household", "k", "notified", happened_on="2026-11-02")),
        )
        for who, change in facts:
            assert by(who, world, change, LATER).is_accepted, change

    yield pass_on
    app.extensions["clearance"] = desk


def told(person: Person, query: str) -> dict[str, object]:
    """What every list holds, by address."""
    return {url: rows(person, f"{url}?format=json&as_of={TODAY}{query}") for url in LISTS}


def rows(person: Person, url: str) -> object:
    answer = person.get(url)
    assert answer.status_code == 200, (url, answer.text)
    return answer.get_json()["rows"] if answer.is_json else ""


def test_every_list_as_recorded_then_is_what_it_showed_then(
    as_: As, later: Callable[[], None]
) -> None:
    leader, cadre = as_("leader"), as_("cadre")
    before, own = told(leader, ""), rows(cadre, f"/households/?format=json&as_of={TODAY}")
    later()
    assert told(leader, "&known=then") == before
    assert rows(cadre, f"/households/?format=json&as_of={TODAY}&known=then") == own
    now = told(leader, "")
    assert now["/households/"] != before["/households/"]


@pytest.mark.parametrize("role", ["cadre", "leader", "office", "liaison", "admin"])
def test_every_page_with_a_day_opens_for_the_same_people(
    app: Flask, as_: As, later: Callable[[], None], role: str
) -> None:
    person = as_(role)
    later()
    looked = 0
    for rule in app.url_map.iter_rules():
        group = getattr(app.view_functions[rule.endpoint], "page_group", "")
        if group in FOLDED and "GET" in (rule.methods or ()) and not rule.arguments:
            looked += 1
            now, then = (
                person.get(f"{rule.rule}?as_of={TODAY}{known}") for known in ("", "&known=then")
            )
            assert then.status_code == now.status_code, rule.rule
    assert looked > 10


def test_a_case_of_then_has_the_history_of_then_and_its_links_stay_there(
    as_: As, later: Callable[[], None]
) -> None:
    leader, address = as_("leader"), f"/households/HY-0042?as_of={TODAY}"
    later()
    assert "Thôn Khác" in leader.main(address)
    then = leader.read(f"{address}&known=then")
    assert "Thôn Trung" in then
    assert "Thôn Khác" not in then
    assert "Số liệu cũ, như đã ghi khi ấy" in then
    assert leader.get(f"/households/HY-0099?as_of={TODAY}&known=then").status_code == 404
    listed = leader.read(f"/households/?as_of={TODAY}&known=then")
    assert f"/households/HY-0042?as_of={TODAY}&amp;known=then" in listed
    assert f'href="/households/?as_of={TODAY}">Xem theo nay biết' in listed
    assert (
        "như đã ghi khi ấy" in leader.get(f"/households/?as_of={TODAY}&known=then&format=csv").text
    )


def test_who_may_see_what_is_of_today_and_names_follow_the_erasing(
    as_: As, later: Callable[[], None], world: Store
) -> None:
    address = f"/households/?as_of={TODAY}&known=then"
    later()
    assert "Đặng Thị Hường" in as_("leader").main(address)
    erased = a_change("household", "h", "erased", why="Đơn số 5")
    assert by(ADMIN, world, erased, LATER).is_accepted
    assert "Đặng Thị Hường" not in as_("leader").main(address)
    moved = a_change("household", "k", "revised", patch={"unit_uid": "a"})
    assert by(OFFICE, world, moved, LATER).is_accepted
    page = as_("leader").main(address)
    assert "HY-0077" in page
    assert "Nông Văn Kháng" not in page


def test_later_days_go_on_from_earlier_ones_and_two_are_kept(
    app: Flask, later: Callable[[], None], world: Store
) -> None:
    later()
    households = []
    for day in ("2026-11-20", "2026-11-19", "2026-11-21", "2026-11-20"):
        with known_then.known_on(world, day) as then:
            households.append(then.value("SELECT COUNT(*) FROM household"))
    assert households == [2, 0, 3, 2]


def test_a_long_journal_is_not_folded_while_somebody_waits(
    app: Flask, as_: As, later: Callable[[], None]
) -> None:
    later()
    desk = app.extensions["clearance"]
    app.extensions["clearance"] = replace(desk, settings=replace(desk.settings, known_rows=3))
    answer = as_("leader").get(f"/households/?as_of={TODAY}&known=then")
    assert (answer.status_code, "flask report" in answer.text) == (400, True)
