"""Obstacles, and the mark on what they stop."""

from clearance.store import Store
from clearance.store.cases.obstacles import list_obstacles, mark_stuck
from tests.given import CADRE, a_change, a_household, an_obstacle, by, the


def test_open_obstacles_come_first(store: Store) -> None:
    a_household(store)
    first, second = an_obstacle(store), an_obstacle(store, kind="DISPUTE")
    by(CADRE, store, a_change("obstacle", first, "closed"))
    assert [row["uid"] for row in list_obstacles(store, "h")] == [second, first]


def test_a_case_is_stuck_while_one_obstacle_is_open(store: Store) -> None:
    a_household(store)
    stuck = []
    first, second = an_obstacle(store), an_obstacle(store, kind="DISPUTE")
    for uid in (first, second):
        stuck.append(the(store, "household", "h")["is_stuck"])
        by(CADRE, store, a_change("obstacle", uid, "closed"))
    assert [*stuck, the(store, "household", "h")["is_stuck"]] == [1, 1, 0]


def test_an_unknown_obstacle_marks_nothing(store: Store) -> None:
    a_household(store)
    mark_stuck(store, "nobody")
    assert the(store, "household", "h")["is_stuck"] == 0
