"""Promised days, each kept."""

from clearance.store import Store
from clearance.store.corridor.segments import list_promises
from tests.given import LEADER, OFFICE, a_change, by


def test_a_segment_tells_every_promise_with_who_moved_it_and_why(store: Store) -> None:
    for who, day, why in (
        (OFFICE, "2026-12-01", ""),
        (LEADER, "2027-02-01", "Chờ khu tái định cư"),
    ):
        change = a_change("segment", "sg", "promised", patch={"promised_on": day}, why=why)
        assert by(who, store, change).is_accepted
    told = [
        (p["promised_on"], p["previous_on"], p["who"], p["why"])
        for p in list_promises(store, "9999")
    ]
    assert told == [
        ("2026-12-01", None, "vanphong", ""),
        ("2027-02-01", "2026-12-01", "lanhdao", "Chờ khu tái định cư"),
    ]


def test_a_segment_nobody_spoke_of_has_none(store: Store) -> None:
    assert list_promises(store, "9999") == []
