"""What is not even well formed is answered with its reason, and never kept."""

from typing import Any

import pytest
import shapely

from clearance.rules.basics.changes import Change
from clearance.rules.basics.refusals import REFUSALS
from clearance.store import Store
from tests.given import ADMIN, CADRE, CRS, OFFICE, a_change, a_household, by, registered

POINT = shapely.to_wkb(shapely.Point(400000, 2438000), hex=True)


def shape_of(text: Any, crs: Any = CRS) -> Change:
    """A parcel brought with that shape."""
    return registered("parcel", "p", code="T-1", unit_uid="a", shape=text, crs=crs)


CASES = {
    "ghost": (Change("ghost", "h", "registered"), "unknown_subject"),
    "sold": (Change("household", "h", "sold"), "unknown_fact"),
    "colour": (a_change("household", "h", "revised", patch={"colour": 1}), "unknown_field"),
    "money below nothing": (
        a_change("household", "h", "revised", patch={"paid_vnd": -1}),
        "bad_value",
    ),
    "no code": (registered("household", "x", unit_uid="a"), "missing_field"),
    "no kind": (
        a_change("obstacle", "o", "opened", patch={"subject": "household"}),
        "missing_field",
    ),
    "strange kind": (a_change("obstacle", "o", "opened", patch={"kind": "MOOD"}), "bad_value"),
    "no such day": (a_change("household", "h", "notified", happened_on="2026-02-30"), "bad_date"),
    "empty day": (a_change("household", "h", "notified", happened_on=""), "bad_date"),
    "day as number": (a_change("household", "h", "notified", happened_on=0), "bad_date"),
    "no promised day": (a_change("segment", "sg", "promised"), "missing_field"),
    "version as text": (a_change("household", "h", "visited", based_on="1"), "bad_value"),
    "version as truth": (a_change("household", "h", "visited", based_on=True), "bad_value"),
    "endless version": (a_change("household", "h", "visited", based_on=10**30), "bad_value"),
    "half a letter": (a_change("household", "h", "noted", why="\ud800"), "bad_value"),
    "endless reason": (a_change("household", "h", "noted", why="x" * 2001), "bad_value"),
    "device as list": (a_change("household", "h", "visited", device=["a"]), "bad_value"),
    "about as list": (a_change("household", "h", "visited", about=["a"]), "bad_value"),
    "evidence as number": (a_change("household", "h", "visited", evidence=(1,)), "bad_value"),
    "no identifier": (Change("household", "h", "visited", uid=""), "bad_value"),
    "about nothing": (a_change("household", "", "visited"), "bad_value"),
    "shape of letters": (shape_of("zz"), "bad_value"),
    "half a shape": (shape_of(POINT[:20]), "bad_value"),
    "empty shape": (shape_of(shapely.to_wkb(shapely.Point(), hex=True)), "bad_value"),
    "shape off the earth": (
        shape_of(shapely.to_wkb(shapely.Point(4e15, 2e16), hex=True)),
        "bad_value",
    ),
    "shape of another world": (shape_of(POINT, 1), "bad_value"),
    "shape without system": (
        registered("parcel", "p", code="T-1", unit_uid="a", shape=POINT),
        "bad_value",
    ),
    "system as text": (shape_of(POINT, "9211"), "bad_value"),
}


@pytest.mark.parametrize(("change", "reason"), CASES.values(), ids=CASES)
def test_it_is_refused_with_its_reason_and_not_kept(
    store: Store, change: Change, reason: str
) -> None:
    a_household(store)
    before = store.value("SELECT COUNT(*) FROM change")
    outcome = by(OFFICE, store, change)
    assert (outcome.standing, outcome.reason, outcome.seq) == ("refused", reason, None)
    assert outcome.reason in REFUSALS
    assert store.value("SELECT COUNT(*) FROM change") == before


@pytest.mark.parametrize(
    ("subject", "fact", "patch"),
    [
        ("household", "visited", {"paid_vnd": 900_000_000}),
        ("household", "notified", {"approved_vnd": 900_000_000}),
        ("household", "noted", {"unit_uid": "b"}),
        ("household", "withdrawn", {"step": "notified", "paid_vnd": 0}),
        ("parcel", "handed_over", {"household_uid": "h2"}),
        ("obstacle", "closed", {"subject_uid": "h2"}),
        ("household", "visited", {"id_number": "000"}),
    ],
)
def test_a_visit_brings_no_money_no_owner_and_no_name(
    store: Store, subject: str, fact: str, patch: dict[str, Any]
) -> None:
    outcome = by(CADRE, store, a_change(subject, "h", fact, patch=patch, why="x"))
    assert (outcome.standing, outcome.reason) == ("refused", "unknown_field")


@pytest.mark.parametrize(
    "fact", ["visited", "noted", "assigned", "closed", "promised", "opened", "recorded"]
)
@pytest.mark.parametrize("subject", ["person", "scope"])
def test_nobody_makes_himself_an_administrator_by_another_word(
    store: Store, subject: str, fact: str
) -> None:
    patch = {"person": {"role": "admin"}, "scope": {"unit_uid": "b"}}[subject]
    outcome = by(CADRE, store, a_change(subject, CADRE.uid, fact, patch=patch, why="x"))
    assert (outcome.standing, outcome.reason) == ("refused", "unknown_fact")


def test_every_field_that_may_be_empty_can_be_emptied(store: Store) -> None:
    a_household(store, approved_vnd=5)
    emptied = a_change("household", "h", "revised", patch={"approved_vnd": None, "village": None})
    assert by(ADMIN, store, emptied).is_accepted


def test_a_shape_may_be_left_out(store: Store) -> None:
    assert by(OFFICE, store, shape_of(None)).is_accepted
