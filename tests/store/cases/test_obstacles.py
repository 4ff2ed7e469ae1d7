"""Obstacles, and the mark on what they stop."""

from clearance.store import Store
from clearance.store.cases.obstacles import list_obstacles, mark_stuck
from clearance.store.engine.intervals import on_day
from tests.given import CADRE, TODAY, a_change, a_household, an_obstacle, by, the


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


def test_an_obstacle_is_open_from_its_first_day_until_the_day_it_was_closed(store: Store) -> None:
    a_household(store)
    uid = an_obstacle(store)
    assert open_on(store) == {day: [] if day < TODAY else ["h"] for day in ("2026-11-19", TODAY)}
    store.run("UPDATE obstacle SET opened_on = '2026-11-19', closed_on = :day", day=TODAY)
    assert open_on(store) == {"2026-11-19": ["h"], TODAY: []}
    store.run("UPDATE obstacle SET opened_on = NULL WHERE uid = :uid", uid=uid)
    assert open_on(store) == {"2026-11-19": [], TODAY: []}


def open_on(store: Store) -> dict[str, list[str]]:
    sql = f"SELECT subject_uid FROM open_obstacle b WHERE {on_day('b')}"
    days = ("2026-11-19", TODAY)
    return {day: [row["subject_uid"] for row in store.query(sql, as_of=day)] for day in days}
