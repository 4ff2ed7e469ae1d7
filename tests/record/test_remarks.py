"""Free text at the door: kept beside the journal, sealed in it, whatever the verdict."""

import json
from typing import Any

import pytest

from clearance.record.replay import differences
from clearance.rules.basics.changes import Change
from clearance.rules.procedure.steps import STEPS
from clearance.rules.records.fields import Field
from clearance.rules.records.permissions import may_bring
from clearance.rules.records.remarks import is_seal, seal
from clearance.rules.records.subjects import PERSONAL, SUBJECTS
from clearance.rules.records.values import fits
from clearance.store import Store
from clearance.store.journal import changes
from tests import given
from tests.given import CADRE, EVERYONE, OFFICE, TODAY, a_change, a_household, by, the
from tests.noted import a_note, a_request

WORD = "LỜIGHI"


def journal_says(store: Store, word: str = WORD) -> list[Any]:
    """Rows of the journal in which the word can be read."""
    return [row for row in store.query("SELECT * FROM change") if word in str(row)]


def test_a_reason_is_sealed_in_the_journal_and_kept_beside_it(store: Store) -> None:
    a_household(store)
    assert by(CADRE, store, a_change("household", "h", "noted", why=f"{WORD} ốm")).is_accepted
    kept = store.first("SELECT * FROM remark WHERE body LIKE 'LỜIGHI%'")
    row = store.first("SELECT * FROM change ORDER BY seq DESC LIMIT 1")
    assert kept
    assert row
    assert row["why"] == seal(kept["salt"], f"{WORD} ốm")
    assert (kept["seq"], kept["field"]) == (row["seq"], "why")
    assert journal_says(store) == []
    assert given.last_change(store)["why"] == f"{WORD} ốm"


def test_a_text_that_is_not_what_was_sealed_is_a_difference(store: Store) -> None:
    a_household(store)
    by(CADRE, store, a_change("household", "h", "noted", why="ốm"))
    store.run("UPDATE remark SET body = 'khỏe'")
    (line,) = differences(store)
    assert line.endswith("why: not what was sealed")
    store.run("UPDATE remark SET field = 'note', seq = 9999")
    assert len(differences(store)) == 1


def test_the_same_text_twice_is_two_seals(store: Store) -> None:
    a_household(store)
    for _ in range(2):
        by(CADRE, store, a_change("household", "h", "noted", why="ốm"))
    seals = [row["why"] for row in store.query("SELECT why FROM change WHERE why <> ''")]
    assert all(map(is_seal, seals))
    assert len(set(seals)) == len(seals) == 2


def test_refused_and_held_reports_are_sealed_too(store: Store) -> None:
    a_household(store)
    seq = given.last_change(store)["seq"]
    refused = by(CADRE, store, a_change("household", "h", "paid", why=WORD))
    by(OFFICE, store, a_change("household", "h", "revised", patch={"approved_vnd": 5}))
    held = by(
        given.ADMIN,
        store,
        a_change("household", "h", "revised", why=WORD, based_on=seq, patch={"approved_vnd": 6}),
    )
    assert (refused.standing, held.standing) == ("refused", "held")
    assert journal_says(store) == []
    assert store.value("SELECT COUNT(*) FROM remark WHERE body = 'LỜIGHI'") == 2


def test_what_a_text_was_before_does_not_come_back_with_its_change(store: Store) -> None:
    given.a_parcel(store, household=a_household(store), origin=f"{WORD} bố mẹ cho")
    for value in ("", "mua lại", None):
        patch = {"origin": value}
        assert by(OFFICE, store, a_change("parcel", "p", "revised", patch=patch)).is_accepted
    assert journal_says(store) == []
    assert the(store, "parcel", "p")["origin"] is None
    assert differences(store) == []


def test_notes_and_requests_are_in_the_state_and_sealed_in_the_journal(store: Store) -> None:
    asked = json.dumps([{"who": WORD, "asked_on": TODAY, "answered_on": None, "answer": ""}])
    texts = dict.fromkeys(("title", "facts_known", "doubt", "reason"), WORD)
    options = json.dumps([f"{WORD} 1", f"{WORD} 2"])
    assert a_note(store, "n", OFFICE, consulted=asked, options=options, **texts).is_accepted
    assert a_request(store, "r", asker=WORD, question=WORD).is_accepted
    assert journal_says(store) == []
    assert the(store, "decision_note", "n")["options"] == options
    assert the(store, "request", "r")["question"] == WORD
    assert differences(store) == []


def test_a_field_changed_by_another_is_noticed_though_it_is_sealed(store: Store) -> None:
    given.a_parcel(store, household=a_household(store))
    seq = given.last_change(store)["seq"]
    by(OFFICE, store, a_change("parcel", "p", "revised", patch={"origin": "mua"}))
    assert "origin" in changes.fields_since(store, "p", seq, "ai khác")


def _value(field: Field) -> object:
    """Something typed that the field takes: the word where it is free text, else a name."""
    word = WORD if field.is_remark else "mã"
    tries = (*field.options, word, json.dumps([word]), TODAY, 7, 1.5, 1, "07:30", "01-31", "[]")
    return next(each for each in tries if fits(field, each))


def _reports() -> list[tuple[str, str]]:
    facts = {
        "registered",
        "revised",
        "recorded",
        "opened",
        "closed",
        "visited",
        "noted",
        "withdrawn",
        "assigned",
        "passed",
        "explained",
        "asked",
        "answered",
        "promised",
        "added",
        "endorsed",
        "not_endorsed",
        "reviewed",
        "redated",
        "certified",
        "erased",
        *(code for _subject, code in STEPS),
    }
    return [(name, fact) for name in SUBJECTS for fact in sorted(facts)]


@pytest.fixture
def told(store: Store) -> Store:
    """A store in which everybody reported everything with the word in every free text."""
    a_household(store)
    given.a_parcel(store, origin=WORD, encumbrance=WORD)
    known = {s: (store.first(f"SELECT uid FROM {s}") or {"uid": "x"})["uid"] for s in SUBJECTS}
    for name, fact in _reports():
        fields = {f.name: f for f in SUBJECTS[name].fields if may_bring(name, fact, f.name)}
        patch = {n: _value(f) for n, f in fields.items()}
        patch |= {n: WORD for n in PERSONAL if may_bring(name, fact, n)}
        for number, who in enumerate(EVERYONE):
            for uid in (known[name], f"new-{name}-{fact}-{number}"):
                more = {k: v for k, v in patch.items() if k != "code"}
                code = {"code": f"C-{name}-{number}"} if "code" in patch else {}
                by(
                    who,
                    store,
                    Change(name, uid, fact, more | code, project_uid=given.PROJECT, why=WORD),
                )
    return store


def test_no_report_of_anything_by_anybody_leaves_its_words_in_the_journal(told: Store) -> None:
    standings = {row["standing"] for row in told.query("SELECT DISTINCT standing FROM change")}
    assert standings >= {"accepted", "refused"}
    assert told.value("SELECT COUNT(*) FROM change") > 300
    assert journal_says(told) == []
    assert told.value("SELECT COUNT(*) FROM remark WHERE body = 'LỜIGHI'") > 300
    assert differences(told) == []


@pytest.mark.parametrize(
    "more",
    [
        {"about": f"về {WORD}"},
        {"evidence": (f"ảnh {WORD}",)},
        {"project_uid": f"mã {WORD}"},
        {"patch": {"holder_uid": f"giao {WORD}"}},
    ],
)
def test_what_names_a_thing_holds_no_sentence(store: Store, more: dict[str, Any]) -> None:
    a_household(store)
    seq = given.last_change(store)["seq"]
    fact = "assigned" if "patch" in more else "noted"
    words = {"why": "x", "project_uid": given.PROJECT} | more
    answer = by(OFFICE, store, Change("household", "h", fact, **words))
    assert answer.reason == "bad_value"
    assert given.last_change(store)["seq"] == seq


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (f"Mozilla/5.0 (Linux; Android 15; {WORD}) Chrome/131.0 Mobile", "Chrome-Android"),
        (f"máy của {WORD}", ""),
    ],
)
def test_of_a_long_name_of_a_device_the_journal_keeps_browser_and_system(
    store: Store, sent: str, kept: str
) -> None:
    a_household(store)
    answer = by(CADRE, store, a_change("household", "h", "noted", why="x", device=sent))
    assert answer.is_accepted
    assert given.last_change(store)["device"] == kept


def test_what_is_withdrawn_is_a_step_or_nothing_is_kept(store: Store) -> None:
    a_household(store)
    seq = given.last_change(store)["seq"]
    answer = by(
        CADRE, store, a_change("household", "h", "withdrawn", patch={"step": WORD}, why="x")
    )
    assert answer.reason == "nothing_to_withdraw"
    assert given.last_change(store)["seq"] == seq
