"""Erasing what is written of a person: names and words go, facts stay, the act is journalled."""

import json

import pytest

from clearance.record.replay import differences
from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Outcome
from clearance.store import Store
from clearance.store.cases import case_page, state
from clearance.store.keeping import transfer
from tests import given
from tests.given import (
    ADMIN,
    CADRE,
    FAMILY_A,
    FAMILY_B,
    LEADER,
    OFFICE,
    a_change,
    a_household,
    by,
    personal,
    the,
)
from tests.noted import a_note, a_request

WORD = "LỜIGHI"


def erased(
    store: Store,
    subject: str,
    uid: str,
    who: Who = ADMIN,
    why: str = "Đơn số 5",
    about: str | None = None,
) -> Outcome:
    """What the door answers who wants it erased."""
    return by(who, store, a_change(subject, uid, "erased", why=why, about=about))


def anywhere(store: Store, *words: str) -> set[str]:
    """Tables in which any of the words can still be read."""
    rows = {table: str(store.query(f"SELECT * FROM {table}")) for table in transfer.TABLES}
    return {table for table, text in rows.items() if any(word in text for word in words)}


@pytest.fixture
def written(store: Store) -> Store:
    """A family of which everything that can be written is written, and another one."""
    for uid, family in (("h", FAMILY_A), ("k", FAMILY_B)):
        a_household(store, uid, "a", **personal(family))
        by(CADRE, store, a_change("household", uid, "noted", why=f"{WORD} {uid}"))
    given.a_parcel(store, origin=f"{WORD} h")
    by(CADRE, store, a_change("parcel", "p", "noted", why=f"{WORD} h"))
    given.record_all(
        store,
        [
            given.registered(
                "member", "m", household_uid="h", relation="con", full_name=FAMILY_A.spouse_name
            )
        ],
        given.TERMINAL,
        given.NOW,
    )
    stuck = {"subject": "household", "subject_uid": "h", "kind": "PRICE"}
    by(CADRE, store, a_change("obstacle", "o", "opened", patch=stuck, why=f"{WORD} h"))
    by(CADRE, store, a_change("obstacle", "again", "opened", patch=stuck, why=f"{WORD} h"))
    a_note(
        store,
        "n",
        OFFICE,
        subject="household",
        subject_uid="h",
        title=f"{WORD} h",
        options=json.dumps([f"{WORD} h", "chờ"]),
    )
    by(
        LEADER,
        store,
        a_change("household", "h", "asked", patch={"ask": "explanation"}, why=f"{WORD} h"),
    )
    asked = store.value("SELECT uid FROM ask")
    by(CADRE, store, a_change("household", "h", "answered", about=asked, why=f"{WORD} h"))
    passed = {"holder_kind": "person", "holder_uid": OFFICE.uid}
    by(OFFICE, store, a_change("household", "h", "passed", patch=passed, why=f"{WORD} h"))
    return store


def test_nothing_written_of_the_family_is_left_and_all_facts_are(written: Store) -> None:
    facts = written.query("SELECT seq, fact, hash FROM change ORDER BY seq")
    assert f"{WORD} h" in str(written.query("SELECT * FROM ask"))
    assert erased(written, "household", "h").is_accepted
    assert anywhere(written, *personal(FAMILY_A).values(), f"{WORD} h") == set()
    assert anywhere(written, FAMILY_B.full_name, f"{WORD} k") == {"identity", "remark"}
    assert written.query("SELECT seq, fact, hash FROM change ORDER BY seq")[: len(facts)] == facts
    assert differences(written) == []


def test_who_erased_and_why_stays_in_the_journal(written: Store) -> None:
    assert erased(written, "household", "h").is_accepted
    assert erased(written, "household", "h", why="Đơn số 6").is_accepted
    told = case_page.list_reports(written, "h", "9999")[:2]
    assert [(row["fact"], row["who"], row["why"]) for row in told] == [
        ("erased", ADMIN.uid, "Đơn số 6"),
        ("erased", ADMIN.uid, "Đơn số 5"),
    ]


def test_an_erased_family_is_found_by_its_code_alone(written: Store) -> None:
    words = "SELECT words FROM search_text WHERE subject_uid = 'h'"
    assert "huong" in written.value(words)
    assert erased(written, "household", "h").is_accepted
    assert written.value(words) == "hy-h thon trung"


def test_the_text_of_one_report_goes_and_what_others_said_stays(store: Store) -> None:
    a_request(store, "r", question=f"{WORD} về ông Páo")
    by(OFFICE, store, a_change("request", "r", "answered", patch={"answer": "Tháng 12"}))
    asked = store.value("SELECT uid FROM change WHERE subject = 'request' ORDER BY seq LIMIT 1")
    assert erased(store, "project", given.PROJECT, about=asked).is_accepted
    row = the(store, "request", "r")
    assert (row["question"], row["answer"]) == ("", "Tháng 12")
    assert anywhere(store, WORD) == set()
    assert differences(store) == []


def test_a_later_word_stays_when_an_earlier_one_is_erased(store: Store) -> None:
    given.a_parcel(store, household=a_household(store), origin=f"{WORD} cũ")
    first = given.last_change(store)["uid"]
    by(OFFICE, store, a_change("parcel", "p", "revised", patch={"origin": "mua lại"}))
    assert erased(store, "project", given.PROJECT, about=first).is_accepted
    assert the(store, "parcel", "p")["origin"] == "mua lại"
    assert anywhere(store, WORD) == set()
    assert differences(store) == []


def test_an_account_loses_its_name_and_keeps_its_deeds(store: Store) -> None:
    by(ADMIN, store, a_change("person", CADRE.uid, "revised", patch={"full_name": WORD}))
    assert state.find_identity(store, CADRE.uid)["full_name"] == WORD
    assert erased(store, "person", CADRE.uid).is_accepted
    assert anywhere(store, WORD) == set()
    assert the(store, "person", CADRE.uid)["name"] == CADRE.name
    assert differences(store) == []


@pytest.mark.parametrize("who", [CADRE, LEADER, OFFICE, given.LIAISON])
def test_only_an_administrator_erases(written: Store, who: Who) -> None:
    assert erased(written, "household", "h", who).reason == "not_allowed"
    assert FAMILY_A.full_name in str(state.find_identity(written, "h"))


def test_an_erasure_says_why(written: Store) -> None:
    assert erased(written, "household", "h", why=" ").reason == "missing_reason"
