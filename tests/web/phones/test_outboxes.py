"""What phones tell of themselves, and reports that come as a file instead of over the air."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from clearance.exchange.feeds.outbox_file import seal_key
from clearance.rules.basics.days import stamp
from clearance.store import Store
from clearance.store.people import accounts
from tests.given import CADRE_B, NOW, last_change, the
from tests.web.conftest import Person
from tests.web.phones.test_sync import item, sync

People = Callable[[Any], Person]


def a_file(person: Person, *items: Any, photos: tuple[bytes, ...] = (), **more: Any) -> bytes:
    """The file a phone writes."""
    hello = person.get("/sync/hello").get_json()
    body = json.dumps(
        {
            "user": hello["user"],
            "session": hello["session"],
            "items": items,
            "photos": [base64.b64encode(p).decode() for p in photos],
            **more,
        }
    )
    seal = hmac.new(hello["seal"].encode(), body.encode(), hashlib.sha256).hexdigest()
    return json.dumps({"body": body, "seal": seal}).encode()


def bring(office: Person, content: bytes) -> Any:
    """The office brings a file in."""
    return office.send("/phones/file", {"file": (BytesIO(content), "chua-gui.json")})


def test_the_office_sees_how_many_reports_a_phone_still_holds_and_since_when(as_: People) -> None:
    as_("cadre").get("/sync/hello?pending=3&oldest=2026-11-18T01:00:00.000Z")
    page = as_("office").main("/phones/")
    assert "canbo.a" in page
    assert "08:00 18/11/2026" in page
    rows = as_("leader").get("/phones/?format=json").get_json()["rows"]
    assert [row["pending"] for row in rows] == [3]


def test_the_first_page_of_the_office_tells_what_is_still_on_phones(as_: People) -> None:
    assert "không còn mục nào" in as_("office").main("/")
    as_("cadre").get("/sync/hello?pending=3&oldest=2026-11-18T01:00:00.000Z")
    page = as_("office").main("/")
    assert 'href="/phones/"' in page
    assert "3 mục · 1 máy" in page


def test_a_phone_that_has_sent_everything_says_so(as_: People) -> None:
    phone = as_("cadre")
    phone.get("/sync/hello?pending=3&oldest=2026-11-18T01:00:00.000Z")
    phone.get("/sync/hello?pending=0&oldest=")
    rows = as_("office").get("/phones/?format=json").get_json()["rows"]
    assert [(row["pending"], row["oldest"]) for row in rows] == [(0, "")]


@pytest.mark.parametrize("query", ["pending=x", "pending=-1", "pending=9999999"])
def test_what_makes_no_sense_is_not_kept(as_: People, query: str) -> None:
    assert as_("cadre").get(f"/sync/hello?{query}").status_code == 200
    assert as_("office").get("/phones/?format=json").get_json()["rows"] == []


def test_a_report_is_not_sent_in_the_name_of_whoever_signed_in_since(
    as_: People, store: Store
) -> None:
    other = as_(CADRE_B)
    token = other.get("/sync/hello").get_json()["csrf_token"]
    before = last_change(store)["seq"]
    headers = {"X-CSRFToken": token, "X-Outbox-User": "canbo.a"}
    assert other.client.post("/sync", json=[item()], headers=headers).status_code == 409
    assert other.client.put(f"/photo/{'a' * 64}?size=1", headers=headers).status_code == 409
    assert last_change(store)["seq"] == before
    assert sync(other, item(subject_uid="k")).get_json()[0]["standing"] == "accepted"


def test_a_file_is_recorded_under_the_name_of_whoever_made_the_reports(
    as_: People, store: Store, photo: Callable[[], tuple[BytesIO, str]]
) -> None:
    content = photo()[0].getvalue()
    report = item(evidence=[hashlib.sha256(content).hexdigest()])
    phone, office = as_("cadre"), as_("office")
    answer = bring(office, a_file(phone, report, photos=(content,)))
    assert answer.status_code == 200
    assert the(store, "household", "h")["stage"] == "notified"
    rows = store.query("SELECT subject, who FROM change ORDER BY seq DESC LIMIT 2")
    assert [(r["subject"], r["who"]) for r in rows] == [
        ("import_run", "vanphong"),
        ("household", "canbo.a"),
    ]
    assert sync(phone, report).get_json()[0]["standing"] == "accepted"


def test_a_file_is_judged_by_the_area_of_whoever_made_it(as_: People, store: Store) -> None:
    answer = bring(as_("office"), a_file(as_("cadre"), item(subject_uid="k")))
    assert "Bị từ chối" in answer.text
    assert the(store, "household", "k")["stage"] is None


def test_a_phone_that_was_signed_out_can_still_hand_over_its_file(
    as_: People, store: Store
) -> None:
    phone = as_("cadre")
    content = a_file(phone, item())
    accounts.revoke_session(store, phone.session, phone.who.uid, stamp(NOW))
    assert bring(as_("office"), content).status_code == 200
    assert the(store, "household", "h")["stage"] == "notified"


def test_one_character_changed_and_the_whole_file_is_refused(as_: People, store: Store) -> None:
    office, content = as_("office"), a_file(as_("cadre"), item())
    before = last_change(store)["seq"]
    others = content.replace(b"canbo.a", b"canbo.b")
    for bad in (others, b"[]", b"no json", b"{}", b"[" * 100_000):
        assert bring(office, bad).status_code == 422
    assert last_change(store)["seq"] == before


def test_a_sealed_file_that_names_somebody_else_or_holds_no_reports_is_refused(
    as_: People, store: Store
) -> None:
    before = last_change(store)["seq"]
    for more in ({"user": "canbo.b"}, {"items": [{"uid": "1"}]}, {"session": "none"}):
        assert bring(as_("office"), a_file(as_("cadre"), item(), **more)).status_code == 422
    assert last_change(store)["seq"] == before
    assert seal_key(store.digest_key, "a") != seal_key(store.digest_key, "b")


def test_a_form_without_a_file_is_asked_for_one(as_: People) -> None:
    assert as_("office").send("/phones/file", {}).location == "/phones/"
