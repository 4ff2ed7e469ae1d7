"""Requests at the door: one holder, a first promise that stands, lateness explained."""

from datetime import timedelta
from typing import Any

import pytest

from clearance.record.replay import differences
from clearance.rules.basics.actors import Who
from clearance.store import Store
from clearance.store.responsibility import requests
from tests.given import (
    ADMIN,
    CADRE,
    CADRE_B,
    LEADER,
    LIAISON,
    NOW,
    OFFICE,
    TODAY,
    a_change,
    by,
    the,
)
from tests.noted import a_request

LATER = NOW + timedelta(days=10)
WHY = {"late_category": "superior"}


def tell(
    store: Store, fact: str, who: Who = OFFICE, now: Any = NOW, why: str = "", **patch: Any
) -> str | None:
    """What the door answers to a report about the request."""
    return by(who, store, a_change("request", "r", fact, patch=patch, why=why), now).reason


@pytest.fixture
def asked(store: Store) -> Store:
    """A request of the investor held by the cadre of commune A."""
    assert a_request(store).is_accepted
    return store


def test_a_request_keeps_its_first_promise_whatever_is_promised_later(asked: Store) -> None:
    for day in range(28, 31):
        due_on = f"2026-11-{day}"
        assert tell(asked, "redated", why="Chờ sở", due_on=due_on, **WHY) is None
    row = the(asked, "request", "r")
    assert (row["code"], row["first_due_on"], row["due_on"]) == (
        "DT-0001",
        "2026-11-27",
        "2026-11-30",
    )
    assert differences(asked) == []


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"holder_uid": "ghost"}, "no_such_officer"),
        ({"holder_uid": LIAISON.uid}, "no_such_officer"),
        ({"due_on": "2026-11-19"}, "day_has_passed"),
        ({"subject": "segment", "subject_uid": "ghost"}, "not_found"),
        ({"holder_uid": ""}, "bad_value"),
        ({"question": None}, "bad_value"),
        ({"asker_kind": "friend"}, "bad_value"),
    ],
)
def test_a_request_without_one_officer_or_a_day_to_come_is_refused(
    store: Store, fields: dict[str, Any], reason: str
) -> None:
    assert a_request(store, **fields).reason == reason


def test_the_place_is_a_package_a_segment_a_commune_or_a_kilometre(store: Store) -> None:
    places = (
        {"subject": "package", "subject_uid": "pk"},
        {"subject": "unit", "subject_uid": "b"},
        {"alignment_uid": "al", "chainage_m": 1234},
    )
    for at, place in enumerate(places):
        assert a_request(store, f"r{at}", OFFICE, **place).is_accepted
    assert the(store, "request", "r1")["unit_uid"] == "b"


def test_everybody_reads_what_is_theirs(store: Store) -> None:
    assert a_request(store).is_accepted
    assert a_request(
        store, "rb", OFFICE, subject="unit", subject_uid="b", holder_uid=OFFICE.uid
    ).is_accepted
    seen = {
        who.name: {r["uid"] for r in requests.list_requests(store, who, TODAY, TODAY)}
        for who in (CADRE, CADRE_B, LEADER, LIAISON, ADMIN)
    }
    both = {"r", "rb"}
    assert seen == {
        "canbo.a": {"r"},
        "canbo.b": {"rb"},
        "lanhdao": both,
        "chudautu": both,
        "quantri": both,
    }


def test_it_is_given_to_another_officer_never_to_nobody(asked: Store) -> None:
    assert tell(asked, "assigned", holder_uid="ghost") == "no_such_officer"
    assert tell(asked, "assigned", holder_uid=" ") == "missing_field"
    assert tell(asked, "assigned", CADRE, holder_uid=CADRE_B.uid) == "not_allowed"
    assert tell(asked, "assigned", LEADER, holder_uid=CADRE_B.uid) is None
    assert requests.list_requests(asked, CADRE_B, TODAY, TODAY)[0]["holder"] == "canbo.b"


def test_another_day_needs_its_cause_and_its_reason(asked: Store) -> None:
    day = "2026-12-05"
    assert tell(asked, "redated", why="Chờ sở", due_on=day) == "answered_late"
    assert tell(asked, "redated", due_on=day, **WHY) == "answered_late"
    assert tell(asked, "redated", why="x", due_on="2026-11-01", **WHY) == "day_has_passed"
    assert tell(asked, "redated", why="x", **WHY) == "missing_field"


def test_the_holder_the_office_or_a_leader_answers_and_once(asked: Store) -> None:
    assert a_request(asked, "b", subject="unit", subject_uid="a", holder_uid=OFFICE.uid).is_accepted
    foreign = a_change("request", "b", "answered", patch={"answer": "Tôi trả lời"})
    assert by(CADRE, asked, foreign).reason == "not_allowed"
    assert tell(asked, "answered", CADRE_B, answer="x") == "not_found"
    assert tell(asked, "answered", CADRE, answer=" ") == "missing_field"
    assert tell(asked, "answered", CADRE, answer="Ngày 25/11 có đường vào.") is None
    assert the(asked, "request", "r")["answered_on"] == TODAY
    for fact, patch in (
        ("answered", {"answer": "lại"}),
        ("assigned", {"holder_uid": OFFICE.uid}),
        ("redated", {"due_on": "2026-12-05", **WHY}),
    ):
        assert tell(asked, fact, why="x", **patch) == "already_answered"


def test_a_late_answer_needs_its_cause_and_an_explanation(asked: Store) -> None:
    answer = {"answer": "Đã có đường vào."}
    assert tell(asked, "answered", CADRE, LATER, **answer) == "answered_late"
    wrong = answer | {"late_category": "mood"}
    assert tell(asked, "answered", CADRE, LATER, "mưa", **wrong) == "answered_late"
    assert tell(asked, "answered", CADRE, LATER, "Sở trả lời chậm", **answer | WHY) is None
    row = requests.list_requests(asked, LIAISON, "2026-11-30", "2026-11-30")[0]
    assert (row["answer"], row["late_category"]) == ("Đã có đường vào.", "superior")
    assert differences(asked) == []


def test_a_past_day_shows_who_held_it_then_and_no_answer_yet(asked: Store) -> None:
    assert tell(asked, "assigned", LEADER, LATER, holder_uid=CADRE_B.uid) is None
    assert tell(asked, "answered", LEADER, LATER, "Chậm", answer="Có", **WHY) is None
    then = requests.list_requests(asked, LEADER, "2026-11-30", TODAY)[0]
    assert (then["holder_login"], then["answer"], then["answered_on"]) == ("canbo.a", None, None)
    assert requests.list_requests(asked, LEADER, "2026-11-30", "2026-11-19") == []


def test_nobody_leaves_who_still_holds_a_request(asked: Store) -> None:
    leave = {"is_active": 0}
    answer = by(ADMIN, asked, a_change("person", CADRE.uid, "revised", patch=leave))
    assert answer.reason == "holds_requests"
    assert tell(asked, "answered", CADRE, answer="Có") is None
    assert by(ADMIN, asked, a_change("person", CADRE.uid, "revised", patch=leave)).is_accepted


def test_the_counts_of_the_first_page_are_those_of_the_list(asked: Store) -> None:
    assert a_request(asked, "r2", OFFICE, holder_uid=OFFICE.uid).is_accepted
    cadre = requests.count_open(asked, CADRE, "2026-11-30")
    assert cadre == {"n": 1, "late": 1, "mine": 1, "mine_late": 1}
    assert requests.count_open(asked, LIAISON, TODAY) == {
        "n": 2,
        "late": 0,
        "mine": 0,
        "mine_late": 0,
    }


def test_officers_at_work_can_be_chosen_office_and_leaders_first(asked: Store) -> None:
    roles = [row["role"] for row in requests.list_officers(asked)]
    assert roles == ["office", "leader", "cadre", "cadre"]
