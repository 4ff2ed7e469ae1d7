"""Whose business a change is: nobody acts, or is told anything, outside his own area."""

from collections.abc import Callable

import pytest

from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL, Who
from clearance.rules.basics.changes import Change
from clearance.store import Store
from tests.given import (
    ADMIN,
    CADRE,
    CADRE_B,
    LEADER,
    NOW,
    OFFICE,
    a_change,
    a_grave,
    a_household,
    a_parcel,
    an_obstacle,
    by,
    registered,
    step,
)


def answer(store: Store, who: Who, change: Change) -> str | None:
    """Reason of refusal, None when accepted."""
    return by(who, store, change).reason


@pytest.fixture
def two(store: Store) -> Store:
    """A household with a parcel, a grave and an obstacle in commune B, one household in A."""
    a_household(store, "ha", "a")
    a_household(store, "hb", "b")
    a_parcel(store, "pb", "hb", unit_uid="b")
    a_grave(store, "gb", "b")
    return store


ABROAD: dict[str, Callable[[Store], Change]] = {
    "a step of a household": lambda _: a_change("household", "hb", "notified"),
    "a visit": lambda _: a_change("household", "hb", "visited"),
    "a parcel": lambda _: a_change("parcel", "pb", "measured"),
    "a grave": lambda _: a_change("grave", "gb", "discovered"),
    "an obstacle": lambda _: a_change(
        "obstacle",
        "o",
        "opened",
        patch={"subject": "household", "subject_uid": "hb", "kind": "PRICE"},
    ),
    "an obstacle of a ghost": lambda _: a_change(
        "obstacle",
        "o",
        "opened",
        patch={"subject": "household", "subject_uid": "ghost", "kind": "PRICE"},
    ),
    "an obstacle of an account": lambda _: a_change(
        "obstacle",
        "o",
        "opened",
        patch={"subject": "person", "subject_uid": "canbo.a", "kind": "PRICE"},
    ),
    "an obstacle of nothing": lambda _: a_change(
        "obstacle", "o", "opened", patch={"kind": "PRICE"}
    ),
    "closing an obstacle": lambda store: a_change("obstacle", an_obstacle(store, "hb"), "closed"),
    "a meeting": lambda _: a_change("unit", "b", "meeting_held"),
    "what does not exist": lambda _: a_change("household", "ghost", "notified"),
}


@pytest.mark.parametrize("make", ABROAD.values(), ids=ABROAD)
def test_a_cadre_finds_nothing_in_another_commune(
    two: Store, make: Callable[[Store], Change]
) -> None:
    assert answer(two, CADRE, make(two)) == "not_found"


def test_the_cadre_of_the_commune_does_find_it(two: Store) -> None:
    assert answer(two, CADRE_B, a_change("household", "hb", "notified")) is None
    assert answer(two, CADRE, a_change("household", "ha", "notified")) is None


def test_an_area_holds_from_its_first_day_to_its_last(two: Store) -> None:
    ended = a_change("scope", "canbo.a-a", "revised", patch={"valid_to": "2026-11-19"})
    assert answer(two, ADMIN, ended) is None
    assert answer(two, CADRE, a_change("household", "ha", "notified")) == "not_found"


def test_nothing_is_moved_into_or_out_of_the_area_one_works_in(two: Store) -> None:
    patch = {"person_uid": "tho", "unit_uid": "a", "valid_from": "2024-01-01"}
    clerk = Who("tho", "tho", "office")
    batch = [
        registered("person", "tho", name="tho", role="office", is_active=1),
        registered("scope", "tho-a", **patch),
    ]
    record_all(two, batch, TERMINAL, NOW)
    out = a_change("household", "ha", "revised", patch={"unit_uid": "b"})
    into = a_change("household", "hb", "revised", patch={"unit_uid": "a"})
    assert answer(two, clerk, out) == answer(two, clerk, into) == "not_found"
    again = a_change("household", "ha", "revised", patch={"unit_uid": "b"})
    assert answer(two, OFFICE, again) is None


def test_a_member_is_moved_only_between_households_of_the_area(two: Store) -> None:
    record_all(two, [registered("member", "m", household_uid="ha", relation="con")], OFFICE, NOW)
    moved = a_change("member", "m", "revised", patch={"household_uid": "hb"})
    assert answer(two, OFFICE, moved) is None
    nowhere = a_change("member", "m", "revised", patch={"household_uid": "ghost"})
    assert answer(two, OFFICE, nowhere) == "not_found"


def test_what_has_no_place_belongs_to_nobodys_area(two: Store) -> None:
    assert (
        answer(
            two, LEADER, a_change("segment", "sg", "promised", patch={"promised_on": "2026-12-01"})
        )
        is None
    )
    assert answer(two, OFFICE, registered("unit", "u3", code="3", name="Xã C")) is None


def test_the_steps_of_a_commune_are_recorded_once_in_their_order(two: Store) -> None:
    for code in ("stakes_received", "recovery_plan_issued", "meeting_held"):
        assert step(two, "b", code, OFFICE, subject="unit").is_accepted
    assert two.value("SELECT stage FROM unit WHERE uid = 'b'") == "meeting_held"
    assert step(two, "a", "meeting_held", CADRE, subject="unit").reason == "step_locked"
