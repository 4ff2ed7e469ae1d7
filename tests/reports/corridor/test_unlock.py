"""What unlocks most on a day: hindered points left out or named, cases joined, weeks planned."""

import pytest

from clearance.reports.corridor.unlock import Wish, best, standings, week_plan
from clearance.store import Store
from clearance.store.corridor import corridor
from tests.given import (
    TODAY,
    a_case_at,
    a_grave,
    a_household,
    a_parcel,
    an_obstacle,
    step,
)
from tests.histories import a_season
from tests.land import an_outline, over

WHOLE = ((0, 10_000),)


@pytest.fixture
def road(store: Store) -> Store:
    """Two kilometres recorded: two households hold 10 m each, the ground between is clear."""
    an_outline(store)
    a_case_at(store, "paid", "h")
    a_household(store, "k")
    for uid, owner, from_m, to_m in (("p", "h", 600, 610), ("q", "k", 1200, 1210)):
        a_parcel(store, uid, owner, **over(from_m, to_m, "both"))
    for uid, from_m, to_m in (("x", 0, 600), ("y", 610, 1200), ("z", 1210, 2000)):
        a_parcel(store, uid, "h", **over(from_m, to_m, "both"))
        done = step(store, uid, "handed_over", subject="parcel", happened_on="2026-11-10")
        assert done.is_accepted
    return store


def alignment(store: Store) -> dict:
    return corridor.list_alignments(store)[0]


def test_the_point_that_joins_most_is_found_and_the_unsurveyed_rest_is_never_crossed(
    road: Store,
) -> None:
    found = best(road, alignment(road), TODAY, TODAY, Wish(2, WHOLE))
    assert (found.cost, found.gain_m) == (2, 20)
    (stretch,) = found.opened
    assert (stretch.from_m, stretch.to_m) == (0, 2000)


def test_a_point_with_an_open_obstacle_is_left_out_unless_asked_for(road: Store) -> None:
    an_obstacle(road, "k")
    known = {s.blocker.uid: s.hindrance for s in standings(road, alignment(road), TODAY, TODAY)}
    assert known == {"p": "", "q": "obstacle"}
    plain, wide = (
        best(road, alignment(road), TODAY, TODAY, Wish(2, WHOLE, with_hindered=all_of_them))
        for all_of_them in (False, True)
    )
    assert [lock.uids for lock in plain.locks] == [("p",)]
    assert [lock.uids for lock in wide.locks] == [("p",), ("q",)]


def test_a_grave_waits_for_the_season_its_project_keeps(road: Store) -> None:
    a_grave(road, "g")
    with road.atomic():
        road.run("UPDATE grave SET next_step = 'exhumed' WHERE uid = 'g'")

    def told() -> str:
        (found,) = (s for s in standings(road, alignment(road), TODAY, TODAY) if s.case_uid == "g")
        return found.hindrance

    assert told() == ""
    a_season(road, "02-01", "04-30")
    assert told() == "grave_season"


def test_effort_counts_the_steps_each_case_still_has_to_go(road: Store) -> None:
    known = {s.blocker.uid: s.effort for s in standings(road, alignment(road), TODAY, TODAY)}
    assert known == {"p": 2, "q": 12}
    found = best(road, alignment(road), TODAY, TODAY, Wish(2, WHOLE, is_effort=True))
    assert [lock.uids for lock in found.locks] == [("p",)]


def test_on_an_earlier_day_the_cases_stand_where_they_stood(road: Store) -> None:
    known = {s.blocker.uid: s for s in standings(road, alignment(road), "2026-11-01", TODAY)}
    assert set(known) == {"p", "q", "x", "y", "z"}
    assert known["p"].effort == 3  # not yet paid: payment, recovery, handover


def test_the_ground_of_one_case_counts_as_one_point(road: Store) -> None:
    a_parcel(road, "r", "h", code="T-r", **over(605, 640, "left"))
    found = best(road, alignment(road), TODAY, TODAY, Wish(1, ((0, 1200),)))
    assert [sorted(lock.uids) for lock in found.locks] == [["p", "r"]]


def test_a_grave_frees_its_own_ground(road: Store) -> None:
    a_grave(road, "g", chainage_from_m=300, chainage_to_m=303)
    known = {s.blocker.uid: s.case_uid for s in standings(road, alignment(road), TODAY, TODAY)}
    assert known["g"] == "g"


def test_the_week_has_a_plan_for_each_commune_in_which_something_can_be_won(road: Store) -> None:
    rows = week_plan(road, alignment(road), TODAY, TODAY)
    assert [(row["commune"], row["points"], row["gain_m"]) for row in rows] == [("Xã A", 2, 20)]
    assert set(rows[0]["uids"]) == {"p", "q"}
