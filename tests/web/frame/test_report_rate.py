"""One account's reports: a rate for all, a day's measure of those that did not stand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from clearance.rules.basics.days import stamp
from clearance.store import Store
from clearance.store.journal import changes
from clearance.web.frame.report_rate import WINDOW, Counter
from tests.given import NOW
from tests.web.conftest import Person
from tests.web.phones.test_sync import item, sync

People = Callable[[Any], Person]
Limit = Callable[..., None]
URL = "/households/HY-0042/steps/notified"


@pytest.fixture
def limit(app: Flask) -> Limit:
    """Sets settings, or the clock, of the running application."""

    def put_in_force(clock: Any = None, **values: int) -> None:
        desk = app.extensions["clearance"]
        settings = replace(desk.settings, **values)
        changed = replace(desk, settings=settings, clock=clock or desk.clock)
        app.extensions["clearance"] = changed

    return put_in_force


def refused(count: int) -> list[dict[str, Any]]:
    """Reports that the rules refuse."""
    return [item(fact="paid") for _ in range(count)]


def rows(store: Store) -> int:
    return changes.head(store)[0]


def test_an_honest_phone_gets_a_whole_day_through(as_: People, store: Store) -> None:
    phone, before = as_("cadre"), rows(store)
    queue = refused(200) + [item(evidence=["e" * 64]) for _ in range(200)]
    answers = [sync(phone, *queue[at : at + 50]) for at in range(0, 400, 50)]
    assert {a.status_code for a in answers} == {200}
    assert [t["uid"] for a in answers for t in a.get_json()] == [q["uid"] for q in queue]
    assert rows(store) == before + 400


def test_reports_that_do_not_stand_are_taken_up_to_a_days_measure(
    as_: People, store: Store, limit: Limit
) -> None:
    limit(refused_most=100)
    phone, before = as_("cadre"), rows(store)
    answers = [sync(phone, *refused(50)) for _ in range(5)]
    assert [a.status_code for a in answers] == [200, 200, 429, 429, 429]
    assert rows(store) == before + 100
    told = answers[-1]
    assert told.get_json()["code"] == "http_429"
    assert "100 báo cáo" in told.get_json()["message"]
    assert "1440 phút" in told.get_json()["message"]
    assert told.headers["Retry-After"] == "86400"
    assert sync(as_("office"), item(subject_uid="k")).status_code == 200


def test_what_was_turned_away_is_judged_when_it_comes_again(
    as_: People, store: Store, limit: Limit
) -> None:
    limit(refused_most=10, clock=lambda: NOW - timedelta(hours=2))
    phone, good = as_("cadre"), item()
    sync(phone, *refused(10))
    assert sync(phone, good).status_code == 429
    assert changes.find_change(store, good["uid"]) is None
    limit(clock=lambda: NOW + timedelta(hours=21, minutes=59))
    assert sync(phone, good).headers["Retry-After"] == "60"
    limit(clock=lambda: NOW + timedelta(hours=22))
    assert sync(phone, good).get_json()[0]["standing"] == "accepted"


def test_one_account_sends_so_many_reports_in_five_minutes(
    as_: People, store: Store, limit: Limit
) -> None:
    limit(reports_most=100)
    phone, before = as_("cadre"), rows(store)
    queue = [item(fact="visited", why=str(n)) for n in range(150)]
    answers = [sync(phone, *queue[at : at + 50]) for at in (0, 50, 100)]
    assert [a.status_code for a in answers] == [200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "300"
    assert rows(store) == before + 100
    assert sync(as_("office"), item(subject_uid="k")).status_code == 200
    limit(clock=lambda: NOW + WINDOW)
    assert sync(phone, *queue[100:]).status_code == 200


def test_a_form_is_turned_away_with_a_page_that_says_when(as_: People, limit: Limit) -> None:
    limit(refused_most=2)
    cadre = as_("cadre")
    values = cadre.fields(URL)
    sync(cadre, *refused(2))
    page = cadre.send(URL, values)
    assert page.status_code == 429
    assert "Hãy thử lại sau 1440 phút" in page.text
    assert page.headers["Retry-After"] == "86400"


def test_nothing_is_counted_where_there_is_no_limit(as_: People, limit: Limit) -> None:
    limit(refused_most=0, reports_most=0)
    phone = as_("cadre")
    assert {sync(phone, *refused(60)).status_code for _ in range(3)} == {200}


def test_only_what_did_not_stand_since_then_counts(store: Store, as_: People) -> None:
    sync(as_("cadre"), item(), *refused(3))
    since, who = stamp(NOW - timedelta(days=1)), as_("cadre").who.uid
    assert changes.not_accepted(store, who, since, 3) == stamp(NOW)
    assert changes.not_accepted(store, who, since, 4) is None
    assert changes.not_accepted(store, who, stamp(NOW), 1) is None


def test_the_counter_forgets_people_of_past_windows_and_a_clock_put_back() -> None:
    counter = Counter()
    for number in range(5_002):
        assert not counter.count(f"p{number}", 1, 1, NOW)
    later = NOW + WINDOW
    assert counter.count("p0", 1, 1, NOW) == WINDOW
    assert not counter.count("p0", 1, 1, later)
    assert set(counter.began) == {"p0"}
    assert not counter.count("p0", 1, 1, NOW - timedelta(days=1))
    assert not counter.count("large", 200, 100, NOW)
