"""The state as recorded by the end of an earlier day: the journal folded so far, kept, led on."""

from datetime import timedelta

import pytest

from clearance.record.known_then import Busy, TooLong, known_on
from clearance.store import Store
from clearance.store.journal import changes
from tests.given import (
    ADMIN,
    CADRE,
    FAMILY_A,
    NOW,
    OFFICE,
    a_change,
    a_household,
    by,
    personal,
    step,
    the,
)

DAY, NEXT = "2026-11-20", "2026-11-21"
LATER = NOW + timedelta(days=1)
LAST = NOW + timedelta(days=2)


@pytest.fixture
def office(store: Store) -> Store:
    """A household told of on the first day, revised and measured on the next."""
    a_household(store, "h", **personal(FAMILY_A))
    assert step(store, "h", "notified").is_accepted
    for now, change in (
        (LATER, a_change("household", "h", "revised", patch={"village": "Thôn Khác"})),
        (LAST, a_change("household", "h", "visited", why="Đã gặp", happened_on="2026-11-22")),
    ):
        assert by(OFFICE if now == LATER else CADRE, store, change, now).is_accepted
    return store


def village(store: Store, day: str) -> str:
    with known_on(store, day) as then:
        return str(the(then, "household", "h")["village"])


def test_each_day_has_the_state_and_the_journal_of_its_end(office: Store) -> None:
    live = the(office, "household", "h")
    assert [village(office, day) for day in (NEXT, DAY, NEXT)] == [
        "Thôn Khác",
        "Thôn Trung",
        "Thôn Khác",
    ]
    with known_on(office, DAY) as then:
        assert changes.head(then)[0] < changes.head(office)[0]
        assert then.value("SELECT COUNT(*) FROM case_state WHERE subject_uid = 'h'") > 0
        assert then.value("SELECT full_name FROM identity WHERE subject_uid = 'h'")
    with known_on(office, "2026-11-22") as now:
        assert now is office
    assert the(office, "household", "h") == live


def test_a_later_day_goes_on_from_an_earlier_one_and_an_erasing_drops_both(office: Store) -> None:
    with known_on(office, DAY) as first:
        pass
    with known_on(office, NEXT) as second:
        assert second is first
    erased = a_change("household", "h", "erased", why="Đơn số 5")
    assert by(ADMIN, office, erased, LAST).is_accepted
    with known_on(office, NEXT) as again:
        assert again is not second
        assert not again.value("SELECT full_name FROM identity WHERE subject_uid = 'h'")


def test_names_follow_what_is_recorded_today(office: Store) -> None:
    with known_on(office, DAY):
        pass
    told = a_change("household", "h", "revised", patch={"full_name": "Đặng Thị Hương"})
    assert by(OFFICE, office, told, LAST).is_accepted
    with known_on(office, DAY) as then:
        assert then.value("SELECT full_name FROM identity WHERE subject_uid = 'h'") == (
            "Đặng Thị Hương"
        )


def test_a_long_journal_and_a_busy_shelf_are_refused(office: Store) -> None:
    with pytest.raises(TooLong) as refused, known_on(office, DAY, most=2):
        pass
    assert refused.value.rows > 2
    with (
        known_on(office, DAY),
        pytest.raises(Busy),
        known_on(office, NEXT, wait_s=0.01),
    ):
        pass
