"""Batches of parcels under the two keys: what may be listed, offered, answered."""

import pytest

from clearance.record.replay import differences
from clearance.rules.records.offerings import MOST_PARCELS, as_text
from clearance.store import Store
from clearance.store.corridor import offerings
from tests.given import (
    CADRE,
    LIAISON,
    OFFICE,
    a_change,
    a_household,
    a_parcel,
    an_offering,
    by,
    registered,
    step,
    the,
)


@pytest.fixture
def town(store: Store) -> Store:
    """Three parcels of one road: two handed over, the third not."""
    a_household(store)
    for uid, at in (("p", 100), ("q", 160), ("r", 220)):
        a_parcel(store, uid, chainage_from_m=at, chainage_to_m=at + 60)
    for uid in "pq":
        assert step(store, uid, "handed_over", subject="parcel", happened_on="2026-11-10")
    return store


def turn(store: Store, who: object, fact: str, uid: str = "of", **more: object) -> tuple[str, ...]:
    """The door's answer to one turn of a key: standing, reason, detail."""
    told = by(who, store, a_change("offering", uid, fact, **more))
    return told.standing, told.reason or "", told.detail


def test_the_office_lists_parcels_and_the_server_numbers_the_list(town: Store) -> None:
    assert an_offering(town, "of", "p", "q").is_accepted
    row = the(town, "offering", "of")
    assert (row["code"], row["made_on"], row["alignment_uid"]) == ("BG-0001", "2026-11-20", "al")
    (told,) = offerings.list_offerings(town, "2026-11-20")
    assert (told["parcels"], told["done"], told["area_m2"]) == (2, 2, 841.0)
    assert (told["from_m"], told["to_m"]) == (100, 220)
    assert offerings.list_offerings(town, "2026-11-19") == []


def test_offered_by_the_office_it_is_accepted_by_the_investor(town: Store) -> None:
    an_offering(town, "of", "p", "q")
    assert turn(town, OFFICE, "offered")[0] == "accepted"
    assert turn(town, OFFICE, "accepted")[:2] == ("refused", "not_allowed")
    assert turn(town, LIAISON, "accepted")[0] == "accepted"
    assert [r["stage"] for r in offerings.of_parcel(town, "p")] == ["accepted"]
    assert turn(town, OFFICE, "withdrawn", patch={"step": "offered"}, why="Nhầm") == (
        "refused",
        "needed_by_later",
        "accepted",
    )
    assert differences(town) == []


def test_what_is_not_handed_over_cannot_be_offered(town: Store) -> None:
    an_offering(town, "of", "p", "r")
    assert turn(town, OFFICE, "offered") == ("refused", "not_handed_over", "T-r")
    an_offering(town, "early", "p")
    assert turn(town, OFFICE, "offered", "early", happened_on="2026-11-09")[1] == "not_handed_over"


def test_what_was_retired_since_it_was_listed_is_not_offered(town: Store) -> None:
    an_offering(town, "of", "p", "q")
    assert by(OFFICE, town, a_change("parcel", "q", "retired", why="nhập nhầm")).is_accepted
    assert turn(town, OFFICE, "offered") == ("refused", "parcel_gone", "T-q")
    assert by(OFFICE, town, a_change("parcel", "q", "restored")).is_accepted
    assert turn(town, OFFICE, "offered")[0] == "accepted"


def test_a_parcel_is_offered_once_until_it_is_refused(town: Store) -> None:
    for uid in ("of", "again"):
        an_offering(town, uid, "p", "q")
    turn(town, OFFICE, "offered")
    assert turn(town, OFFICE, "offered", "again") == ("refused", "already_offered", "T-p (BG-0001)")
    assert offerings.list_to_offer(town, "al", (0, 10000), "2026-11-20") == []
    turn(town, LIAISON, "refused", why="Còn móng nhà")
    listed = offerings.list_to_offer(town, "al", (0, 10000), "2026-11-20")
    assert [row["code"] for row in listed] == ["T-p", "T-q"]
    assert turn(town, OFFICE, "offered", "again")[0] == "accepted"
    assert turn(town, OFFICE, "offered") == ("refused", "already_offered", "T-p (BG-0002)")


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "[1]",
        '["p", "p"]',
        '{"p": 1}',
        "không",
        as_text(f"p{n}" for n in range(MOST_PARCELS + 1)),
    ],
)
def test_a_list_that_says_nothing_is_not_taken(town: Store, text: str) -> None:
    told = by(OFFICE, town, registered("offering", "of", parcels=text))
    assert (told.standing, told.reason, told.detail) == ("refused", "bad_value", "parcels")


def test_only_parcels_of_one_road_are_listed_together(town: Store) -> None:
    a_parcel(town, "s", alignment_uid=None)
    a_parcel(town, "t", alignment_uid="al2")
    for others in (("p", "t"), ("s",)):
        assert an_offering(town, "of", *others).detail == "alignment_uid"
    assert an_offering(town, "of", "p", "nobody").reason == "not_found"
    assert an_offering(town, "of", "nobody").reason == "not_found"


def test_only_the_office_lists_and_nobody_rewrites_a_list(town: Store) -> None:
    listing = registered("offering", "of", parcels=as_text("p"))
    for who in (CADRE, LIAISON):
        assert by(who, town, listing).reason == "not_allowed"
    an_offering(town, "of", "p")
    change = a_change("offering", "of", "revised", patch={"parcels": as_text("q")})
    assert by(OFFICE, town, change).reason == "unknown_fact"


def test_a_refusal_needs_its_reason(town: Store) -> None:
    an_offering(town, "of", "p")
    turn(town, OFFICE, "offered")
    assert turn(town, LIAISON, "refused")[:2] == ("refused", "missing_reason")
