import re
from collections.abc import Callable
from datetime import date

import icalendar
import pytest

from clearance.store import Store
from tests.given import LEADER, LIAISON, OFFICE, a_change, by
from tests.web.conftest import Person
from tests.web.test_corridor import SECRETS

As = Callable[..., Person]


@pytest.fixture
def link(as_: As, store: Store) -> str:
    """The path of a fresh secret link of the investor's."""
    by(OFFICE, store, a_change("segment", "sg", "promised", patch={"promised_on": "2026-12-01"}))
    by(LEADER, store, a_change("segment", "sg", "promised", patch={"promised_on": "2026-12-20"},
                               why="Chờ khu tái định cư"))  # fmt: skip
    page = as_("liaison").send("/segments/calendar", {}).text
    return re.search(r'value="http://[^/]*(/segments\.ics\?token=[^"]+)"', page)[1]


def test_a_calendar_opens_by_its_link_without_any_cookie(app, link: str) -> None:
    answer = app.test_client().get(link)
    assert answer.mimetype == "text/calendar"
    calendar = icalendar.Calendar.from_ical(answer.data)
    days = {str(e["summary"]): e.decoded("dtstart") for e in calendar.walk("VEVENT")}
    assert days == {"D-01: cần mặt bằng": date(2026, 12, 31),
                    "D-01: cam kết bàn giao": date(2026, 12, 20)}  # fmt: skip


def test_a_moved_promise_moves_its_event_and_tells_the_day_before(app, link: str) -> None:
    calendar = icalendar.Calendar.from_ical(app.test_client().get(link).data)
    (event,) = [e for e in calendar.walk("VEVENT") if "cam kết" in str(e["summary"])]
    assert event["sequence"] == 1
    assert "01/12/2026" in str(event["description"])


def test_nobody_is_named_in_it(app, link: str) -> None:
    text = app.test_client().get(link).text.replace("\r\n ", "")
    names = (*SECRETS, LIAISON.name, LEADER.name, OFFICE.name, "tái định cư")
    assert [name for name in names if name in text] == []


def test_an_accepted_segment_shows_the_day_it_was_taken_over_alone(
    app, store: Store, link: str
) -> None:
    by(OFFICE, store, a_change("segment", "sg", "offered", happened_on="2026-11-18"))
    by(LIAISON, store, a_change("segment", "sg", "accepted", happened_on="2026-11-19"))
    calendar = icalendar.Calendar.from_ical(app.test_client().get(link).data)
    assert [str(e["summary"]) for e in calendar.walk("VEVENT")] == ["D-01: đã nhận mặt bằng"]


def test_a_revoked_a_replaced_or_an_invented_link_is_not_found(app, as_: As, link: str) -> None:
    client, liaison = app.test_client(), as_("liaison")
    assert client.get("/segments.ics").status_code == 404
    assert client.get("/segments.ics?token=guess").status_code == 404
    assert "Hủy liên kết" in liaison.read("/segments/")
    liaison.send("/segments/calendar", {})
    assert client.get(link).status_code == 404
    fresh = re.search(
        r'(/segments\.ics\?token=[^"]+)"', liaison.send("/segments/calendar", {}).text
    )[1]
    assert client.get(fresh).status_code == 200
    liaison.send("/segments/calendar/revoke", {})
    assert client.get(fresh).status_code == 404


def test_the_link_ends_with_the_account(app, store: Store, link: str) -> None:
    with store.atomic():
        store.run("UPDATE person SET is_active = 0 WHERE uid = :uid", uid=LIAISON.uid)
    assert app.test_client().get(link).status_code == 404


def test_a_calendar_link_opens_nothing_else(app, link: str) -> None:
    token = link.split("=")[1]
    answer = app.test_client().get("/segments/", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code in (302, 401)
