import re
from collections.abc import Callable
from datetime import date
from typing import Any

import icalendar
import pytest

from clearance.rules.basics.actors import Who
from clearance.store import Store
from tests.given import (
    FAMILY_A,
    LEADER,
    LIAISON,
    OFFICE,
    a_change,
    a_household,
    a_parcel,
    an_offering,
    by,
    personal,
    step,
)
from tests.web.conftest import Person
from tests.web.corridor.test_corridor import SECRETS

As = Callable[..., Person]


@pytest.fixture
def link(as_: As, store: Store) -> str:
    """The path of a fresh secret link of the investor's."""
    by(OFFICE, store, a_change("segment", "sg", "promised", patch={"promised_on": "2026-12-01"}))
    by(
        LEADER,
        store,
        a_change(
            "segment",
            "sg",
            "promised",
            patch={"promised_on": "2026-12-20"},
            why="Chờ khu tái định cư",
        ),
    )
    page = as_("liaison").send("/segments/calendar", {}).text
    return re.search(r'value="http://[^/]*(/segments\.ics\?token=[^"]+)"', page)[1]


def test_a_calendar_opens_by_its_link_without_any_cookie(app, link: str) -> None:
    answer = app.test_client().get(link)
    assert answer.mimetype == "text/calendar"
    calendar = icalendar.Calendar.from_ical(answer.data)
    days = {str(e["summary"]): e.decoded("dtstart") for e in calendar.walk("VEVENT")}
    assert days == {
        "D-01: cần mặt bằng": date(2026, 12, 31),
        "D-01: cam kết bàn giao": date(2026, 12, 20),
    }


def test_a_moved_promise_moves_its_event_and_tells_the_day_before(app, link: str) -> None:
    calendar = icalendar.Calendar.from_ical(app.test_client().get(link).data)
    (event,) = [e for e in calendar.walk("VEVENT") if "cam kết" in str(e["summary"])]
    assert event["sequence"] == 1
    assert "01/12/2026" in str(event["description"])


def test_nobody_is_named_in_it(app, link: str) -> None:
    text = app.test_client().get(link).text.replace("\r\n ", "")
    names = (*SECRETS, LIAISON.name, LEADER.name, OFFICE.name, "tái định cư")
    assert [name for name in names if name in text] == []


@pytest.fixture
def batch(store: Store) -> str:
    """Two parcels of one family, handed over and listed by the office, not yet offered."""
    a_household(store, "x", **personal(FAMILY_A))
    for uid, at in (("p1", 1100), ("p2", 1160)):
        a_parcel(store, uid, "x", chainage_from_m=at, chainage_to_m=at + 60)
        assert step(store, uid, "handed_over", subject="parcel", happened_on="2026-11-10")
    assert an_offering(store, "of", "p1", "p2").is_accepted
    return "of"


def turned(app, store: Store, link: str, who: Who, fact: str, on: str) -> dict[str, Any]:
    """One key of the batch is turned; what the calendar says of the batch then, by uid."""
    told = a_change("offering", "of", fact, happened_on=on, why="Còn móng nhà")
    assert by(who, store, told).is_accepted
    events = icalendar.Calendar.from_ical(app.test_client().get(link).data).walk("VEVENT")
    return {str(e["uid"]): e for e in events if str(e["uid"]).startswith("of-")}


def test_an_offering_is_tentative_until_the_investor_has_answered(
    app, store: Store, batch: str, link: str
) -> None:
    assert "BG-0001" not in app.test_client().get(link).text
    waiting = turned(app, store, link, OFFICE, "offered", "2026-11-18")
    (event,) = waiting.values()
    assert (str(event["summary"]), str(event["status"])) == (
        "Đợt BG-0001: đề nghị bàn giao",
        "TENTATIVE",
    )
    assert event.decoded("dtstart") == date(2026, 11, 18)
    assert str(event["description"]) == "Km1+100 – Km1+220. 2 thửa"
    assert str(event["url"]).endswith("/offerings/BG-0001")
    taken = turned(app, store, link, LIAISON, "accepted", "2026-11-19")
    assert [(str(e["summary"]), str(e["status"])) for e in taken.values()] == [
        ("Đợt BG-0001: đề nghị bàn giao", "CONFIRMED"),
        ("Đợt BG-0001: đã nhận mặt bằng", "CONFIRMED"),
    ]
    (uid,) = waiting
    assert taken[uid]["sequence"] > event["sequence"]


def test_an_offering_refused_and_offered_again_moves_its_own_event(
    app, store: Store, batch: str, link: str
) -> None:
    first = turned(app, store, link, OFFICE, "offered", "2026-11-12")
    refused = turned(app, store, link, LIAISON, "refused", "2026-11-13")
    again = turned(app, store, link, OFFICE, "offered", "2026-11-14")
    assert [str(e["summary"]) for e in refused.values()][1:] == ["Đợt BG-0001: chủ đầu tư từ chối"]
    assert set(again) == set(first)
    days = [e.decoded("dtstart").day for told in (first, again) for e in told.values()]
    assert days == [12, 14]
    told = [e["sequence"] for at in (first, refused, again) for e in list(at.values())[:1]]
    assert sorted(set(told)) == told
    text = app.test_client().get(link).text.replace("\r\n ", "")
    secret = (*SECRETS, *personal(FAMILY_A).values(), LIAISON.name, OFFICE.name, "móng nhà", "T-p1")
    assert [name for name in secret if name in text] == []


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
