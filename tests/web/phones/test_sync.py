"""Phones and programs send lists of changes and read the feed."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from clearance.rules.basics.changes import new_uid
from clearance.store import Store
from clearance.web.frame.errors import words_of
from tests.given import CADRE, FAMILY_A, FAMILY_B, LIAISON, last_change, personal, the
from tests.web.conftest import Person

People = Callable[[Any], Person]


def item(**more: Any) -> dict[str, Any]:
    """One change as a phone sends it."""
    return {
        "uid": new_uid(),
        "subject": "household",
        "subject_uid": "h",
        "fact": "notified",
        "happened_on": "2026-11-01",
    } | more


def sync(person: Person, *items: Any, body: Any = None) -> Any:
    """Send a queue as a signed-in phone does."""
    token = person.get("/sync/hello").get_json()["csrf_token"]
    queue = list(items) if body is None else body
    return person.client.post("/sync", json=queue, headers={"X-CSRFToken": token})


def test_the_server_says_who_is_there_and_what_time_it_is(as_: People) -> None:
    told = as_("cadre").get("/sync/hello").get_json()
    assert (told["user"], told["role"], told["at"]) == (
        "canbo.a",
        "cadre",
        "2026-11-20T02:00:00.000Z",
    )


def test_each_change_of_a_queue_gets_its_own_answer_in_order(as_: People, store: Store) -> None:
    queue = [item(), item(fact="paid"), item(subject_uid="k"), item(fact="ghost")]
    told = sync(as_("cadre"), *queue).get_json()
    assert [t["uid"] for t in told] == [q["uid"] for q in queue]
    assert [t["code"] for t in told] == [None, "step_locked", "not_found", "unknown_fact"]
    assert told[0]["standing"] == "accepted"
    assert all(t["message"] for t in told[1:])
    assert the(store, "household", "h")["stage"] == "notified"


def test_a_queue_sent_again_after_a_lost_answer_is_answered_the_same(
    as_: People, store: Store
) -> None:
    phone, queue = as_("cadre"), [item(), item(fact="paid")]
    first = sync(phone, *queue).get_json()
    seq = last_change(store)["seq"]
    assert sync(phone, *queue).get_json() == first
    assert last_change(store)["seq"] == seq
    altered = sync(phone, queue[0] | {"happened_on": "2026-11-02"}).get_json()
    assert (altered[0]["standing"], altered[0]["code"]) == ("mismatch", "uid_reused")


STRANGE: dict[str, Any] = {
    "no list": {"uid": "1"},
    "a list of numbers": [1],
    "nothing": "x",
    "too many": [item() for _ in range(201)],
    "no identifier": [item(uid="")],
    "a number as subject": [item(subject=5)],
    "a patch that is a text": [item(patch="")],
    "a patch that is a list": [item(patch=[])],
    "a day that is a number": [item(happened_on=0)],
    "a version that is a text": [item(based_on="")],
    "a version that is a truth": [item(based_on=True)],
    "evidence that is a text": [item(evidence="")],
    "evidence of numbers": [item(evidence=[1])],
    "about a list": [item(about=[])],
    "a reason that is nothing": [item(why=None)],
}


@pytest.mark.parametrize("body", STRANGE.values(), ids=STRANGE)
def test_what_is_no_list_of_changes_is_turned_away_whole(
    as_: People, store: Store, body: Any
) -> None:
    before = last_change(store)["seq"]
    answer = sync(as_("cadre"), body=body)
    assert answer.status_code == 400
    assert set(answer.get_json()) == {"code", "message", "fields"}
    assert last_change(store)["seq"] == before


@pytest.mark.parametrize(
    "patch",
    [
        {"note": "\ud800"},
        {"note": "x" * 2001},
        {"note": "a\0b"},
        {"note": {"a": 1}},
        {"paid_vnd": 1},
        {"personal": ["phone"]},
        {"covers": {"parcel": ["p"]}},
    ],
)
def test_one_poisoned_change_does_not_stop_the_queue(as_: People, patch: dict[str, Any]) -> None:
    told = sync(as_("cadre"), item(fact="visited", patch=patch), item()).get_json()
    assert [t["standing"] for t in told] == ["refused", "accepted"]


def test_a_number_too_great_for_any_database_is_refused(as_: People) -> None:
    told = sync(as_("cadre"), item(based_on=10**40)).get_json()
    assert told[0]["code"] == "bad_value"


def test_a_request_nested_without_end_is_turned_away(as_: People) -> None:
    phone = as_("cadre")
    token = phone.get("/sync/hello").get_json()["csrf_token"]
    answer = phone.client.post(
        "/sync", data="[" * 100_000, content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert answer.status_code == 400


def test_nobody_sends_without_the_token_of_his_session(as_: People) -> None:
    assert as_("cadre").client.post("/sync", json=[item()]).status_code == 400


def test_the_feed_tells_what_was_accepted_in_ones_own_area(as_: People) -> None:
    sync(as_("cadre"), item(), item(fact="paid"))
    rows = as_(CADRE).get("/changes?after=0").get_json()
    assert ("h", "notified") in {(r["subject_uid"], r["fact"]) for r in rows}
    assert not {"k", "q", "m"} & {r["subject_uid"] for r in rows}
    last = rows[-1]["seq"]
    assert as_(CADRE).get(f"/changes?after={last}").get_json() == []


@pytest.mark.parametrize("after", ["-1", "x", "²", "1e3", "9" * 40, "1 2"])
def test_a_place_in_the_feed_is_a_whole_number(as_: People, after: str) -> None:
    answer = as_("cadre").get(f"/changes?after={after}&format=json")
    assert answer.status_code == 400


def test_the_feed_tells_the_investor_nothing_of_families(as_: People) -> None:
    answer = as_(LIAISON).get("/changes")
    assert {r["subject"] for r in answer.get_json()} <= {
        "project",
        "alignment",
        "unit",
        "package",
        "segment",
        "corridor",
        "utility",
    }
    values = [*personal(FAMILY_A).values(), *personal(FAMILY_B).values()]
    assert [v for v in values if v in answer.text] == []


def test_an_accepted_change_has_no_words_of_refusal(app: Flask) -> None:
    from clearance.rules.basics.changes import Outcome

    with app.test_request_context("/"):
        assert words_of(Outcome("accepted")) == ""
        assert "(h)" in words_of(Outcome("refused", "not_found", detail="h"))
