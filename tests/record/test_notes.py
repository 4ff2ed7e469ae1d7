"""Decision notes at the door: only added to, endorsed by another, within the officer's area."""

import json
from datetime import timedelta
from typing import Any

import pytest

from clearance.record.replay import differences
from clearance.rules.basics.actors import Who
from clearance.rules.records.decision_notes import Asked, as_text, asked_in
from clearance.store import Store
from clearance.store.responsibility import decision_notes
from tests.given import (
    CADRE,
    CADRE_B,
    LEADER,
    LIAISON,
    NOW,
    OFFICE,
    TODAY,
    a_change,
    a_grave,
    a_household,
    by,
    the,
)
from tests.noted import a_note

ABOUT_H = {"subject": "household", "subject_uid": "h"}
PILOT = {"is_pilot": 1, "review_on": "2026-12-20"}


def said(
    store: Store, fact: str, who: Who = LEADER, why: str = "Đúng thẩm quyền", **patch: Any
) -> str | None:
    """What the door answers to a word about the note."""
    change = a_change("decision_note", "n", fact, patch=patch, why=why)
    return by(who, store, change).reason


@pytest.fixture
def noted(store: Store) -> Store:
    """A note of the cadre about a household of his commune."""
    a_household(store)
    a_household(store, "k", "b")
    assert a_note(store, **ABOUT_H).is_accepted
    return store


def test_a_note_gets_its_number_author_day_and_commune_from_the_server(noted: Store) -> None:
    row = the(noted, "decision_note", "n")
    assert (row["code"], row["author_uid"], row["written_on"], row["unit_uid"]) == (
        "PQ-0001",
        CADRE.uid,
        TODAY,
        "a",
    )
    assert a_note(noted, "n2").is_accepted
    assert the(noted, "decision_note", "n2")["code"] == "PQ-0002"


def test_a_note_may_be_about_a_grave_a_segment_a_commune_or_nothing(noted: Store) -> None:
    a_grave(noted)
    places = {"grave": ("g", "a"), "segment": ("sg", None), "unit": ("a", "a")}
    for subject, (uid, unit) in places.items():
        assert a_note(noted, subject, subject=subject, subject_uid=uid).is_accepted
        assert the(noted, "decision_note", subject)["unit_uid"] == unit
    assert a_note(noted, "none").is_accepted


@pytest.mark.parametrize(
    "about",
    [("household", "k"), ("household", "ghost"), ("unit", "b"), ("segment", "ghost")],
)
def test_an_officer_notes_nothing_about_what_is_not_his(
    noted: Store, about: tuple[str, str]
) -> None:
    told = a_note(noted, "x", subject=about[0], subject_uid=about[1])
    assert told.reason == "not_found"


def test_a_note_of_another_commune_is_not_found_and_one_of_no_commune_is_the_authors(
    noted: Store,
) -> None:
    assert said(noted, "added", CADRE_B) == "not_found"
    assert a_note(noted, "none").is_accepted
    seen = {
        who.name: {r["uid"] for r in decision_notes.list_notes(noted, who, TODAY, TODAY)}
        for who in (CADRE, CADRE_B, LEADER, OFFICE, LIAISON)
    }
    both = {"n", "none"}
    assert seen == {
        "canbo.a": both,
        "canbo.b": set(),
        "lanhdao": both,
        "vanphong": both,
        "chudautu": set(),
    }


def test_nobody_who_is_no_officer_writes_a_note(noted: Store) -> None:
    assert a_note(noted, "x", LIAISON).reason == "not_allowed"


def test_a_note_without_two_options_is_not_even_kept(noted: Store) -> None:
    told = a_note(noted, "x", options='["Một"]')
    assert (told.reason, told.seq, told.detail) == ("too_few_options", None, "options")


def test_what_is_added_stands_beside_what_was_there(noted: Store) -> None:
    first = Asked("Phòng Tư pháp", "2026-11-18")
    answer = Asked("Phòng Tư pháp", "2026-11-18", "2026-11-20", "Đồng ý.")
    before = the(noted, "decision_note", "n")
    assert said(noted, "added", CADRE, "", consulted=as_text([first])) is None
    assert said(noted, "added", OFFICE, "Sở đã gọi điện", consulted=as_text([answer])) is None
    after = the(noted, "decision_note", "n")
    assert asked_in(after["consulted"]) == (first, answer)
    kept = {k for k in before if k not in ("consulted", "version")}
    assert {k: after[k] for k in kept} == {k: before[k] for k in kept}
    facts = [row["fact"] for row in decision_notes.list_said(noted, "n", "9999")]
    assert facts == ["registered", "added", "added"]


@pytest.mark.parametrize("change", [{"facts_known": "khác"}, {"chosen": 2}, {"title": "khác"}])
def test_nothing_of_a_note_is_written_over(noted: Store, change: dict[str, Any]) -> None:
    assert said(noted, "added", CADRE, **change) == "unknown_field"
    assert said(noted, "revised", CADRE, **change) == "unknown_fact"


def test_an_addition_says_something_and_nothing_of_tomorrow(noted: Store) -> None:
    assert said(noted, "added", CADRE, " ") == "missing_reason"
    later = as_text([Asked("Sở", "2026-11-21")])
    assert said(noted, "added", CADRE, consulted=later) == "in_the_future"
    assert a_note(noted, "x", consulted=later).reason == "in_the_future"


def test_another_leader_endorses_with_a_reason_and_the_last_word_stands(noted: Store) -> None:
    assert said(noted, "endorsed", OFFICE) == "not_allowed"
    assert said(noted, "endorsed", why=" ") == "missing_reason"
    assert said(noted, "not_endorsed", why="Hỏi thêm sở") is None
    assert said(noted, "not_endorsed") == "already_taken"
    assert said(noted, "added", CADRE, "Sở đã trả lời") is None
    assert said(noted, "endorsed") is None
    assert decision_notes.list_notes(noted, CADRE, TODAY, TODAY)[0]["word"] == "endorsed"


def test_a_leader_never_endorses_or_reviews_his_own_note(noted: Store) -> None:
    assert a_note(noted, "own", LEADER, **PILOT).is_accepted
    for fact, patch in (("endorsed", {}), ("not_endorsed", {}), ("reviewed", {"result": "stop"})):
        change = a_change("decision_note", "own", fact, patch=patch, why="x")
        assert by(LEADER, noted, change).reason == "own_note"
    stop = a_change("decision_note", "own", "reviewed", patch={"result": "stop"}, why="Tốn kém")
    assert by(OFFICE, noted, stop).is_accepted


def test_a_pilot_is_reviewed_until_it_is_ended(store: Store) -> None:
    assert a_note(store, **PILOT | {"review_on": "2026-11-19"}).reason == "day_has_passed"
    assert a_note(store, **PILOT).is_accepted
    past = {"result": "extend", "review_on": "2026-11-01"}
    assert said(store, "reviewed", **past) == "day_has_passed"
    assert said(store, "reviewed", why="", result="stop") == "missing_reason"
    assert said(store, "reviewed", result="extend", review_on="2027-03-01") is None
    row = decision_notes.list_notes(store, LEADER, TODAY, TODAY)[0]
    assert (row["result"], row["review_on"]) == ("extend", "2027-03-01")
    assert said(store, "reviewed", OFFICE, result="continue") is None
    assert the(store, "decision_note", "n")["review_on"] is None
    assert said(store, "reviewed", result="stop") == "nothing_to_review"


def test_what_is_no_pilot_has_nothing_to_review(noted: Store) -> None:
    assert said(noted, "reviewed", result="stop") == "nothing_to_review"


def test_a_past_day_shows_the_note_as_it_stood(noted: Store) -> None:
    week = NOW + timedelta(days=7)
    change = a_change("decision_note", "n", "endorsed", why="Đúng thẩm quyền")
    assert by(LEADER, noted, change, week).is_accepted
    then, now = (
        decision_notes.list_notes(noted, LEADER, "2026-11-27", day)[0]["word"]
        for day in (TODAY, "2026-11-27")
    )
    assert (then, now) == (None, "endorsed")
    assert decision_notes.list_notes(noted, LEADER, "2026-11-27", "2026-11-19") == []


def test_the_journal_gives_every_note_again(noted: Store) -> None:
    said(noted, "added", CADRE, "thêm")
    said(noted, "endorsed")
    assert a_note(noted, "p", **PILOT).is_accepted
    assert said(noted, "reviewed", result="stop") == "nothing_to_review"
    assert differences(noted) == []
    assert json.loads(the(noted, "decision_note", "n")["consulted"]) == []
