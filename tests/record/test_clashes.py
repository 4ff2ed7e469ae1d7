"""Two people changed one thing without seeing each other: nobody's report is dropped."""

import json

import pytest

from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Outcome
from clearance.store import Store
from clearance.store.cases.state import find_identity
from tests import given
from tests.given import (
    ADMIN,
    OFFICE,
    a_change,
    a_household,
    a_parcel,
    by,
    last_change,
    step,
    the,
)


@pytest.fixture
def seen(store: Store) -> int:
    """The version of a household that both have on their screens."""
    a_household(store, approved_vnd=100, phone="0900111222")
    a_parcel(store)
    return int(last_change(store)["seq"])


def revise(
    store: Store, who: Who, seen: int, subject: str = "household", **patch: object
) -> Outcome:
    """One of them changes something, knowing the version seen."""
    uid = {"household": "h", "parcel": "p"}[subject]
    return by(who, store, a_change(subject, uid, "revised", patch=patch, based_on=seen))


def clash(store: Store) -> list[str]:
    """Fields noted as clashing in the newest journal row."""
    return list(json.loads(last_change(store)["clash"]))


def test_different_fields_merge(store: Store, seen: int) -> None:
    revise(store, OFFICE, seen, village="Thôn Hạ")
    assert revise(store, ADMIN, seen, chainage_m=1200).is_accepted
    assert clash(store) == []
    row = the(store, "household", "h")
    assert (row["village"], row["chainage_m"]) == ("Thôn Hạ", 1200)


def test_the_same_ordinary_field_the_last_wins_and_the_clash_is_noted(
    store: Store, seen: int
) -> None:
    revise(store, OFFICE, seen, village="Thôn Hạ")
    assert revise(store, ADMIN, seen, village="Thôn Thượng").is_accepted
    assert clash(store) == ["village"]
    assert json.loads(last_change(store)["before"]) == {"village": "Thôn Hạ"}
    assert the(store, "household", "h")["village"] == "Thôn Thượng"


def test_two_telephone_numbers_clash_as_any_field_does(store: Store, seen: int) -> None:
    revise(store, OFFICE, seen, phone="0900333444")
    assert revise(store, ADMIN, seen, phone="0900555666").is_accepted
    assert clash(store) == ["phone"]
    revise(store, OFFICE, seen, phone="0900555666")
    assert clash(store) == []
    assert find_identity(store, "h")["phone"] == "0900555666"


@pytest.mark.parametrize(
    ("subject", "field", "first", "second"),
    [
        ("household", "approved_vnd", 200, 300),
        ("household", "paid_vnd", 200, 300),
        ("parcel", "household_uid", "h2", "h3"),
    ],
)
def test_money_and_ownership_are_held_for_a_person(
    store: Store, seen: int, subject: str, field: str, first: object, second: object
) -> None:
    assert given.step(store, "h", "notified").is_accepted
    for name in given.LINE[1 : given.LINE.index("paid")]:
        given.step(store, "h", name)
    revise(store, OFFICE, seen, subject, **{field: first})
    outcome = revise(store, ADMIN, seen, subject, **{field: second})
    assert (outcome.standing, outcome.reason) == ("held", "held_clash")
    assert clash(store) == [field]
    assert json.loads(last_change(store)["patch"]) == {field: second}
    assert the(store, subject, "h" if subject == "household" else "p")[field] == first


def test_agreeing_on_money_is_no_clash(store: Store, seen: int) -> None:
    revise(store, OFFICE, seen, approved_vnd=200)
    assert revise(store, ADMIN, seen, approved_vnd=200).is_accepted
    assert clash(store) == []


def test_who_corrects_himself_twice_offline_does_not_clash_with_himself(
    store: Store, seen: int
) -> None:
    assert revise(store, OFFICE, seen, approved_vnd=200).is_accepted
    assert revise(store, OFFICE, seen, approved_vnd=300).is_accepted
    assert the(store, "household", "h")["approved_vnd"] == 300


def test_who_has_seen_the_newest_state_does_not_clash(store: Store, seen: int) -> None:
    newest = revise(store, OFFICE, seen, approved_vnd=200).seq
    assert newest
    assert revise(store, ADMIN, newest, approved_vnd=300).is_accepted


def test_a_clerk_at_the_desk_without_a_version_just_writes(store: Store, seen: int) -> None:
    revise(store, OFFICE, seen, approved_vnd=200)
    patch = {"approved_vnd": 300}
    assert by(ADMIN, store, a_change("household", "h", "revised", patch=patch)).is_accepted


def test_a_payment_that_clashes_with_another_sum_is_held(store: Store, seen: int) -> None:
    for code in (
        "notified",
        "inventoried",
        "origin_confirmed",
        "plan_drafted",
        "plan_posted",
        "consulted",
        "appraised",
        "plan_approved",
        "decision_delivered",
    ):
        step(store, "h", code)
    at = the(store, "household", "h")["version"]
    revise(store, ADMIN, at, paid_vnd=90)
    outcome = step(store, "h", "paid", patch={"paid_vnd": 80}, based_on=at)
    assert (outcome.standing, outcome.reason) == ("held", "held_clash")
    assert the(store, "household", "h")["stage"] == "decision_delivered"
