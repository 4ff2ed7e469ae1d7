"""The door writes the states of a case through time, and rewrites them after a correction."""

import pytest

from clearance.record.clocks import restate
from clearance.record.replay import differences
from clearance.rules.procedure.case_states import FIRST_DAY, LAST_DAY
from clearance.store import Store
from tests.given import (
    CADRE,
    OFFICE,
    TODAY,
    a_case_at,
    a_change,
    a_household,
    a_parcel,
    an_obstacle,
    by,
    step,
)


def stages(store: Store, uid: str = "h") -> list[tuple[str, str | None]]:
    """The states of a case as kept: since when, which stage."""
    sql = "SELECT from_day, stage FROM case_state WHERE subject_uid = :uid ORDER BY from_day"
    return [(row["from_day"], row["stage"]) for row in store.query(sql, uid=uid)]


def test_a_case_has_a_state_from_its_registration_on_and_one_more_with_each_step(
    store: Store,
) -> None:
    a_household(store)
    assert stages(store) == [(FIRST_DAY, None)]
    step(store, "h", "notified", happened_on="2026-07-20")
    step(store, "h", "inventoried", happened_on="2026-08-10")
    assert stages(store) == [
        (FIRST_DAY, None),
        ("2026-07-20", "notified"),
        ("2026-08-10", "inventoried"),
    ]


def test_a_withdrawn_step_leaves_no_state_behind(store: Store) -> None:
    a_case_at(store, "inventoried")
    before = stages(store)[:-1]
    withdrawn = a_change("household", "h", "withdrawn", patch={"step": "inventoried"}, why="Nhầm")
    assert by(OFFICE, store, withdrawn).is_accepted
    assert stages(store) == before
    assert differences(store) == []


def test_a_step_sent_late_takes_its_place_among_the_others(store: Store) -> None:
    a_household(store)
    step(store, "h", "notified", happened_on="2026-07-20")
    step(store, "h", "choice_registered", happened_on="2026-11-18")
    step(store, "h", "inventoried", happened_on="2026-08-10")
    assert [day for day, _ in stages(store)][:3] == [FIRST_DAY, "2026-07-20", "2026-08-10"]
    assert differences(store) == []


def test_an_obstacle_begins_a_state_and_ends_it(store: Store) -> None:
    a_household(store)
    uid = an_obstacle(store)
    rows = "SELECT from_day, to_day, is_stuck FROM case_state WHERE subject_uid = 'h' ORDER BY 1"
    assert [tuple(row.values()) for row in store.query(rows)] == [
        (FIRST_DAY, TODAY, 0),
        (TODAY, LAST_DAY, 1),
    ]
    by(CADRE, store, a_change("obstacle", uid, "closed"))
    assert [tuple(row.values()) for row in store.query(rows)] == [(FIRST_DAY, LAST_DAY, 0)]


def test_a_parcel_that_only_follows_its_household_has_no_state_of_its_own(store: Store) -> None:
    a_case_at(store, "recovered")
    a_parcel(store)
    assert step(store, "h", "handed_over").is_accepted
    assert stages(store, "p") == []
    assert differences(store) == []


@pytest.mark.parametrize("subject", ["household", "nothing"])
def test_nothing_is_written_for_an_unknown_case(store: Store, subject: str) -> None:
    restate(store, subject, "nobody")
    assert stages(store, "nobody") == []
