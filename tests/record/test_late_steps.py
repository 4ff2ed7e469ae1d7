"""What is late is explained before it is done; leaders ask, holders answer."""

import pytest

from clearance.record.replay import differences
from clearance.rules.basics.changes import Change
from clearance.store import Store
from clearance.store.responsibility.explanations import list_explanations
from tests.given import (
    CADRE,
    CADRE_B,
    LEADER,
    OFFICE,
    PHOTO,
    TODAY,
    a_case_at,
    a_change,
    a_household,
    by,
    last_change,
    step,
    the,
)


@pytest.fixture
def late(store: Store) -> Store:
    """A household notified in July: its inventory is long due."""
    a_case_at(store, "notified")
    assert the(store, "household", "h")["due_on"] < TODAY
    return store


def inventoried(**more: object) -> Change:
    """The inventory, done today."""
    given: dict[str, object] = {"evidence": (PHOTO,), "happened_on": TODAY}
    return a_change("household", "h", "inventoried", **given | more)


def explained(**more: object) -> Change:
    """Why the inventory is late, and until when it will be done."""
    told = {"step": "inventoried", "category": "absent", "new_due_on": "2026-11-30"}
    patch = {k: v for k, v in (told | more).items() if k != "why"}
    return a_change("household", "h", "explained", patch=patch, why=str(more.get("why", "Vắng")))


def asked(kind: str = "explanation", why: str = "", **more: str) -> Change:
    """A leader asks about the household."""
    return a_change("household", "h", "asked", patch={"ask": kind, **more}, why=why)


def test_a_late_step_is_not_taken_without_a_word(late: Store) -> None:
    outcome = by(CADRE, late, inventoried(why="xong"))
    assert (outcome.reason, outcome.detail) == (
        "late_unexplained",
        the(late, "household", "h")["due_on"],
    )
    assert by(CADRE, late, inventoried(patch={"late_category": "absent"})).reason == (
        "late_unexplained"
    )


def test_cause_and_reason_may_come_with_the_step_itself(late: Store) -> None:
    patch = {"late_category": "absent"}
    assert by(CADRE, late, inventoried(patch=patch, why="Chủ hộ đi vắng")).is_accepted
    row = list_explanations(late, "h")[0]
    assert (row["step"], row["category"], row["new_due_on"], row["why"]) == (
        "inventoried",
        "absent",
        TODAY,
        "Chủ hộ đi vắng",
    )
    assert differences(late) == []


def test_an_explanation_given_before_lets_the_step_be_taken(late: Store) -> None:
    first = late.value("SELECT first_due_on FROM deadline WHERE step = 'inventoried'")
    assert by(CADRE, late, explained()).is_accepted
    assert the(late, "household", "h")["due_on"] == "2026-11-30"
    assert by(CADRE, late, inventoried()).is_accepted
    row = late.first("SELECT first_due_on, due_on FROM deadline WHERE step = 'inventoried'")
    assert row == {"first_due_on": first, "due_on": "2026-11-30"}
    assert differences(late) == []


def test_a_step_beside_the_main_line_needs_no_explanation(late: Store) -> None:
    assert step(late, "h", "inv_persuasion", happened_on=TODAY, patch={}).is_accepted


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (explained(step="paid"), "nothing_to_explain"),
        (explained(why=" "), "missing_reason"),
        (explained(new_due_on="2026-11-19"), "day_has_passed"),
        (explained(category="none"), "bad_value"),
        (explained(category=None), "missing_field"),
        (explained(new_due_on=None), "missing_field"),
    ],
)
def test_an_explanation_has_cause_text_and_a_day_to_come(
    late: Store, change: Change, reason: str
) -> None:
    assert by(CADRE, late, change).reason == reason


def test_a_leader_asks_with_nothing_to_fill_in_and_the_holder_has_three_days(late: Store) -> None:
    assert by(LEADER, late, asked()).is_accepted
    row = late.first("SELECT * FROM ask")
    assert row
    assert (row["asked_by"], row["asked_of"], row["due_on"]) == (
        LEADER.uid,
        CADRE.uid,
        "2026-11-23",
    )
    assert by(CADRE, late, explained(why="Chủ hộ vắng")).is_accepted
    row = late.first("SELECT * FROM ask")
    assert row
    assert (row["answered_by"], row["answer"]) == (CADRE.uid, "Chủ hộ vắng")
    assert differences(late) == []


def test_an_instruction_says_what_and_is_answered_by_its_own_word(late: Store) -> None:
    assert by(LEADER, late, asked("instruction")).reason == "missing_reason"
    assert by(LEADER, late, asked("instruction", "Làm", due_on="2026-11-01")).reason == (
        "day_has_passed"
    )
    assert by(LEADER, late, asked("instruction", "Gặp hộ", due_on="2026-11-25")).is_accepted
    uid = last_change(late)["uid"]
    by(CADRE, late, explained())
    assert late.value("SELECT answered_seq FROM ask") is None
    reply = {"about": uid, "why": "Đã gặp"}
    assert by(CADRE, late, a_change("household", "h", "answered", about=uid)).reason == (
        "missing_reason"
    )
    assert by(CADRE, late, a_change("household", "h", "answered", **reply)).is_accepted
    again = a_change("household", "h", "answered", **reply)
    assert by(CADRE, late, again).reason == "already_answered"
    assert differences(late) == []


def test_only_whoever_was_asked_or_stands_above_answers(late: Store) -> None:
    by(LEADER, late, asked())
    uid = last_change(late)["uid"]
    by(LEADER, late, a_change("household", "h", "assigned", patch={"holder_uid": OFFICE.uid}))
    late.run("UPDATE scope SET unit_uid = 'd' WHERE person_uid = :uid", uid=CADRE_B.uid)
    reply = {"about": uid, "why": "thay"}
    stranger = by(CADRE_B, late, a_change("household", "h", "answered", **reply))
    assert stranger.reason == "not_asked_of_you"
    assert by(CADRE, late, a_change("household", "h", "answered", **reply)).is_accepted


def test_what_was_not_asked_is_not_answered(late: Store) -> None:
    for about in (None, "ghost"):
        change = a_change("household", "h", "answered", about=about, why="x")
        assert by(CADRE, late, change).reason == "nothing_asked"


def test_only_leaders_ask(late: Store) -> None:
    assert by(CADRE, late, asked()).reason == "not_allowed"
    assert by(LEADER, late, asked("gossip")).reason == "bad_value"


def test_the_first_step_has_no_clock_and_may_be_explained_all_the_same(store: Store) -> None:
    a_household(store)
    assert by(CADRE, store, explained(step="notified")).is_accepted
    assert the(store, "household", "h")["due_on"] is None
    assert differences(store) == []
