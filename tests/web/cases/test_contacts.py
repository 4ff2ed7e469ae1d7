"""Contacts corrected by the cadre of the commune: at the desk, at the gate, without signal."""

import json
from collections.abc import Callable
from html import unescape
from typing import Any

from clearance.record.replay import differences
from clearance.rules.basics.changes import new_uid
from clearance.store import Store
from clearance.store.cases import search, state
from tests.given import (
    ADMIN,
    CADRE,
    CADRE_B,
    FAMILY_A,
    OFFICE,
    TODAY,
    a_change,
    by,
    last_change,
    step,
)
from tests.web.conftest import Person

As = Callable[..., Person]
URL = "/households/HY-0042/contact"


def filled(person: Person, url: str = URL) -> dict[str, str]:
    """What the form of a household starts with, its long fields too."""
    return person.fields(url) | {"heirs": FAMILY_A.heirs, "address": FAMILY_A.address}


def synced(person: Person, **more: Any) -> dict[str, Any]:
    """What a phone is told that sends a correction."""
    token = person.get("/sync/hello").get_json()["csrf_token"]
    item = {"uid": new_uid(), "subject": "household", "subject_uid": "h", "fact": "corrected"}
    heads = {"X-CSRFToken": token}
    answer: list[dict[str, Any]] = person.client.post(
        "/sync", json=[item | more], headers=heads
    ).get_json()
    return answer[0]


def test_a_cadre_corrects_the_spelling_and_a_second_telephone(as_: As, store: Store) -> None:
    cadre = as_(CADRE)
    more = {"full_name": "Đặng Thị Hương", "phone_2": "0900 999 888"}
    page = cadre.send(URL, filled(cadre) | more, follow=True).text
    assert "Đã sửa thông tin liên hệ." in page
    assert "0900 999 888" in page
    known = state.find_identity(store, "h")
    assert (known["full_name"], known["heirs"]) == ("Đặng Thị Hương", FAMILY_A.heirs)
    row = last_change(store)
    assert json.loads(row["patch"]) == {"personal": ["full_name", "phone_2"]}
    assert "Hương" not in str(row)
    assert [r["uid"] for r in search.by_words(store, OFFICE, TODAY, "Hương", 5)] == ["h"]
    assert differences(store) == []


def test_an_emptied_field_is_emptied_and_nothing_changed_is_told(as_: As, store: Store) -> None:
    cadre = as_(CADRE)
    again = cadre.send(URL, filled(cadre))
    assert again.status_code == 422
    assert "Chưa sửa ô nào." in again.text
    assert cadre.send(URL, filled(cadre) | {"phone": "số của con"}).status_code == 422
    cadre.send(URL, filled(cadre) | {"representative": ""})
    assert state.find_identity(store, "h")["representative"] is None


def test_only_in_his_own_commune_and_only_who_may(as_: As, store: Store) -> None:
    assert as_(CADRE_B).get(URL).status_code == 404
    assert "/contact" not in as_("leader").read("/households/HY-0042")
    assert "<form" not in as_("leader").main(URL)
    assert FAMILY_A.phone not in as_("leader").read(URL)
    assert as_("liaison").get(URL).status_code == 403
    assert "/contact" in as_(OFFICE).read("/graves/M-g")


def test_a_number_of_identity_stays_with_the_office(as_: As, store: Store) -> None:
    told = synced(as_(CADRE), patch={"id_number": "008100000000"})
    assert (told["standing"], told["code"]) == ("refused", "unknown_field")
    assert "id_number" not in as_(CADRE).read(URL)


def test_a_phone_sends_it_later_and_both_corrections_merge(as_: As, store: Store) -> None:
    seen = store.value("SELECT version FROM household WHERE uid = 'h'")
    by(OFFICE, store, a_change("household", "h", "corrected", patch={"phone": "0900000001"}))
    told = synced(as_(CADRE), patch={"phone": "0900000002", "heirs": None}, based_on=seen)
    assert told["standing"] == "accepted"
    known = state.find_identity(store, "h")
    assert (known["phone"], known["heirs"]) == ("0900000002", None)
    assert json.loads(last_change(store)["clash"]) == ["phone"]
    assert synced(as_(CADRE_B), patch={"phone": "1"})["code"] == "not_found"


def test_what_was_corrected_is_erased_with_the_rest(as_: As, store: Store) -> None:
    by(CADRE, store, a_change("household", "h", "corrected", patch={"heirs": "Triệu Mùi Nái"}))
    assert by(ADMIN, store, a_change("household", "h", "erased", why="Đơn 7")).is_accepted
    assert set(state.find_identity(store, "h").values()) == {None}


def test_the_form_is_kept_on_the_phone_without_what_it_does_not_keep(as_: As, store: Store) -> None:
    cadre = as_(CADRE)
    assert step(store, "h", "notified").is_accepted
    (case,) = [c for c in cadre.get("/offline/list").get_json()["cases"] if URL in c["pages"]]
    assert case["url"] == "/households/HY-0042"
    kept = cadre.get(URL, headers={"X-Saving": "1"})
    assert kept.headers["X-Offline-OK"] == "1"
    assert FAMILY_A.heirs not in kept.text
    assert "Máy không lưu mục này" in kept.text
    frame = json.loads(unescape(kept.text.split('data-outbox="')[1].split('"')[0]))
    assert (frame["fact"], frame["only_changed"]) == ("corrected", True)
    assert "phone_2" in frame["bring"]
