"""Photos from phones: piece by piece, twice, cut, damaged; and the reports that wait for them."""

import hashlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from clearance.store import Store
from clearance.store.keeping import backup
from clearance.web.frame.context import desk
from tests.given import a_case_at, last_change, the
from tests.web.conftest import Person
from tests.web.phones.test_sync import item, sync

People = Callable[[Any], Person]
Take = Callable[..., tuple[BytesIO, str]]


def put(person: Person, photo: bytes, offset: int, piece: bytes, name: str = "") -> Any:
    """One piece of a photo."""
    sha256 = name or hashlib.sha256(photo).hexdigest()
    token = person.get("/sync/hello").get_json()["csrf_token"]
    heads = {"X-CSRFToken": token, "Accept": "application/json"}
    url = f"/photo/{sha256}?offset={offset}&size={len(photo)}"
    return person.client.put(url, data=piece, headers=heads)


def test_a_photo_comes_in_pieces_and_a_cut_line_costs_one_of_them(
    as_: People, photo: Take, store: Store
) -> None:
    phone, content = as_("cadre"), photo()[0].getvalue()
    half = len(content) // 2
    assert put(phone, content, 0, content[:half]).get_json() == {"have": half, "done": False}
    assert put(phone, content, 0, b"").get_json()["have"] == half
    assert put(phone, content, 0, content[:half]).get_json()["have"] == half
    assert put(phone, content, half + 1, b"x").get_json()["have"] == half
    done = {"have": len(content), "done": True}
    assert put(phone, content, half, content[half:]).get_json() == done
    assert put(phone, content, 0, b"").get_json() == done
    with phone.client.application.app_context():
        assert backup.missing_evidence(store, desk().settings.evidence, lambda _n: None) in (
            [],
            ["f" * 64],
        )


def test_a_photo_is_kept_without_the_place_and_the_device_it_was_taken_with(
    as_: People, photo: Take, store: Store
) -> None:
    phone, content = as_("cadre"), photo()[0].getvalue()
    sha256 = hashlib.sha256(content).hexdigest()
    put(phone, content, 0, content)
    sync(phone, item(evidence=[sha256]))
    kept = phone.get(f"/evidence/{sha256}", buffered=True)
    assert kept.status_code == 200
    assert kept.mimetype == "image/jpeg"
    assert b"SecretPhone" not in kept.data


def test_a_damaged_photo_is_asked_for_again(as_: People, photo: Take) -> None:
    phone, content = as_("cadre"), photo()[0].getvalue()
    damaged = content[:-1] + b"?"
    name = hashlib.sha256(content).hexdigest()
    assert put(phone, content, 0, damaged, name).get_json()["code"] == "broken_photo"
    assert put(phone, content, 0, content).get_json()["done"]


def test_what_is_no_photo_is_refused_with_words(as_: People) -> None:
    answer = put(as_("cadre"), b"no photo", 0, b"no photo")
    assert (answer.status_code, answer.get_json()["code"]) == (422, "bad_photo")


@pytest.mark.parametrize(
    ("query", "status"),
    [("offset=0&size=0", 413), ("offset=0&size=999999999999", 413), ("offset=x&size=1", 400)],
)
def test_a_size_that_makes_no_sense_is_refused(as_: People, query: str, status: int) -> None:
    phone = as_("cadre")
    token = phone.get("/sync/hello").get_json()["csrf_token"]
    answer = phone.client.put(f"/photo/{'a' * 64}?{query}", headers={"X-CSRFToken": token})
    assert answer.status_code == status
    assert phone.client.put("/photo/x", headers={"X-CSRFToken": token}).status_code == 404


def test_a_payment_announced_before_its_receipt_stands_only_when_the_receipt_is_in(
    as_: People, photo: Take, store: Store
) -> None:
    a_case_at(store, "decision_delivered", "n")
    office, content = as_("office"), photo()[0].getvalue()
    sha256 = hashlib.sha256(content).hexdigest()
    paid = {"subject_uid": "n", "fact": "paid", "happened_on": "2026-11-10", "evidence": [sha256]}
    paid |= {"why": "theo biên bản", "patch": {}}
    notice, whole = item(uid="1", **paid), item(uid="2", about="1", **paid)
    told = sync(office, notice).get_json()[0]
    assert (told["standing"], told["code"]) == ("held", "photo_awaited")
    assert the(store, "household", "n")["stage"] == "decision_delivered"
    put(office, content, 0, content)
    assert sync(office, notice).get_json()[0] == told
    assert sync(office, whole).get_json()[0]["standing"] == "accepted"
    assert the(store, "household", "n")["stage"] == "paid"
    assert last_change(store)["about"] == "1"


def test_an_announced_report_waits_in_the_history_until_its_photo_is_in(
    as_: People, photo: Take, store: Store
) -> None:
    phone, content = as_("cadre"), photo()[0].getvalue()
    case, sha256 = "/households/HY-0042", hashlib.sha256(content).hexdigest()
    seen = {"subject_uid": "h", "fact": "visited", "why": "Gặp bà Hường", "evidence": [sha256]}
    sync(phone, item(uid="1", **seen))
    waiting = phone.main(case)
    assert "Chờ ảnh" in waiting
    assert "Giữ giá trị đang có" not in waiting
    assert "Không có thay đổi nào bị giữ lại" in as_("office").read("/")
    put(phone, content, 0, content)
    assert "Chờ ảnh" not in phone.main(case)
    assert sync(phone, item(uid="2", about="1", **seen)).get_json()[0]["standing"] == "accepted"
    assert phone.main(case).count("“Gặp bà Hường”") == 1
    assert "đang chờ ảnh" not in phone.main(case)


def test_an_announced_report_that_was_answered_waits_no_more_whatever_became_of_it(
    as_: People, store: Store
) -> None:
    phone, seen = as_("cadre"), {"subject_uid": "h", "fact": "visited", "why": "Gặp"}
    sync(phone, item(uid="1", evidence=["a" * 64], **seen))
    sync(phone, item(uid="2", about="1", happened_on="0001-01-01", **seen))
    told = phone.main("/households/HY-0042")
    assert "Chờ ảnh" not in told
    assert "Ngày này trước khi có dự án." in told
