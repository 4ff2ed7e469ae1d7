"""Accounts, areas, passwords, sessions."""

from typing import Any

import pytest

from clearance.rules.basics.actors import Who
from clearance.store import Store
from clearance.store.people import accounts
from tests.given import ADMIN, CADRE, a_change, by

NOW, LATER, LATEST = (f"2026-11-20T0{hour}:00:00.000Z" for hour in (2, 3, 9))


def a_session(store: Store, uid: str = "s", person: Who = CADRE, **more: Any) -> str:
    """A session until LATEST."""
    row = {
        "uid": uid,
        "token_hash": f"hash of {uid}",
        "person_uid": person.uid,
        "kind": "browser",
        "device": "máy",
        "created_at": NOW,
        "expires_at": LATEST,
    }
    accounts.open_session(store, **row | more)
    return uid


def test_an_account_is_found_by_its_login_name(store: Store) -> None:
    found = accounts.find_person(store, "canbo.a")
    assert found
    assert found["role"] == "cadre"
    assert accounts.find_person(store, "nobody") is None


def test_all_accounts_are_listed_with_their_open_sessions(store: Store) -> None:
    a_session(store, "s1")
    a_session(store, "s2")
    accounts.revoke_session(store, "s2", CADRE.uid, NOW)
    rows = {row["name"]: row["sessions"] for row in accounts.list_people(store)}
    assert len(rows) == 6
    assert (rows["canbo.a"], rows["canbo.b"]) == (1, 0)


def test_a_persons_areas_are_listed_with_their_names(store: Store) -> None:
    assert [s["unit_name"] for s in accounts.list_scopes(store, CADRE.uid)] == ["Xã A"]


def test_a_password_is_set_without_touching_the_link(store: Store) -> None:
    assert accounts.find_login(store, CADRE.uid) is None
    accounts.write_login(store, CADRE.uid, link_hash="l", link_until=LATER)
    accounts.write_login(store, CADRE.uid, password_hash="p")
    row = accounts.find_login(store, CADRE.uid)
    assert row == {
        "person_uid": CADRE.uid,
        "password_hash": "p",
        "link_hash": "l",
        "link_until": LATER,
    }


def test_a_one_time_link_ends_on_its_hour_and_with_the_account(store: Store) -> None:
    accounts.write_login(store, CADRE.uid, link_hash="l", link_until=LATER)
    found = accounts.person_of_link(store, "l", NOW)
    assert found
    assert found["uid"] == CADRE.uid
    assert accounts.person_of_link(store, "l", LATER) is None
    assert accounts.person_of_link(store, "other", NOW) is None
    by(ADMIN, store, a_change("person", CADRE.uid, "revised", patch={"is_active": 0}))
    assert accounts.person_of_link(store, "l", NOW) is None


def test_a_session_names_its_person(store: Store) -> None:
    row = accounts.find_session(store, a_session(store), LATER)
    assert row
    assert accounts.as_who(row) == CADRE


def test_a_session_ends_when_its_time_is_over(store: Store) -> None:
    assert accounts.find_session(store, a_session(store), LATEST) is None


def test_a_session_ends_with_the_account(store: Store) -> None:
    uid = a_session(store)
    by(ADMIN, store, a_change("person", CADRE.uid, "revised", patch={"is_active": 0}))
    assert accounts.find_session(store, uid, LATER) is None


def test_a_session_is_ended_by_its_own_person_only_and_once(store: Store) -> None:
    uid = a_session(store)
    assert not accounts.revoke_session(store, uid, ADMIN.uid, LATER)
    assert accounts.revoke_session(store, uid, CADRE.uid, LATER)
    assert not accounts.revoke_session(store, uid, CADRE.uid, LATER)
    assert accounts.find_session(store, uid, LATER) is None


def test_a_program_is_known_by_its_token_and_by_nothing_else(store: Store) -> None:
    a_session(store, "t", kind="token")
    assert accounts.find_token(store, "hash of t", "token", LATER)
    assert accounts.find_token(store, "hash of t", "calendar", LATER) is None
    assert accounts.find_session(store, "t", LATER) is None


@pytest.mark.parametrize(("kind", "left"), [("", []), ("browser", ["t"])])
def test_all_sessions_of_a_person_are_ended_at_once(
    store: Store, kind: str, left: list[str]
) -> None:
    a_session(store, "s1")
    a_session(store, "t", kind="token")
    a_session(store, "other", ADMIN)
    before = accounts.list_sessions(store, CADRE.uid)
    accounts.revoke_all(store, CADRE.uid, LATER, kind)
    assert len(before) - len(accounts.list_sessions(store, CADRE.uid)) == 2 - len(left)
    assert [s["uid"] for s in accounts.list_sessions(store, CADRE.uid)] == left
    assert [s["uid"] for s in accounts.list_sessions(store, ADMIN.uid)] == ["other"]
