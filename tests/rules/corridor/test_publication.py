"""Numbers for everybody: the vectors of the field, and an attacker who knows all but one count."""

from itertools import combinations_with_replacement, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.corridor.publication import (
    GRAIN,
    LEAST,
    PAIRS,
    due_days,
    fixed_day,
    open_counts,
    open_roads,
    total,
)

Pair = tuple[int, int]


def units(*pairs: Pair) -> list[dict[str, Any]]:
    """Units A, B, C … with done and all households, and as many graves."""
    return [
        {
            "name": chr(65 + n),
            "handed_over": done,
            "households": every,
            "accepted": done,
            "graves": every,
        }
        for n, (done, every) in enumerate(pairs)
    ]


def told(*pairs: Pair) -> list[tuple[Any, int, int]]:
    rows = open_counts(units(*pairs))
    return [(row["name"], row["handed_over"], row["households"]) for row in rows]


@pytest.mark.parametrize(
    ("pairs", "rows"),
    [
        ([(29, 30), (39, 40), (20, 50)], [("A", 25, 30), ("B", 35, 40), ("C", 20, 50)]),
        ([(1, 1), (1, 1), (20, 50)], [(None, 20, 50)]),
        ([(0, 3), (12, 12), (47, 50)], [("C", 45, 50), (None, 10, 15)]),
        ([(1, 1), (1, 1)], []),
        ([(4, 4), (4, 4), (9, 9)], [("C", 5, 5), (None, 5, 5)]),
        ([], []),
    ],
)
def test_the_vectors_of_the_field(pairs: list[Pair], rows: list[tuple[Any, int, int]]) -> None:
    assert told(*pairs) == rows


def test_a_total_is_the_sum_of_what_is_published() -> None:
    whole = total(open_counts(units((29, 30), (39, 40), (20, 50))))
    assert (whole["handed_over"], whole["households"]) == (80, 120)
    assert not whole["all_handed_over"]
    assert total([])["all_handed_over"] is False


def test_all_done_is_told_of_enough_only() -> None:
    rows = open_counts([units((32, 32))[0] | {"accepted": 4, "graves": 4}])
    assert (rows[0]["handed_over"], rows[0]["households"]) == (30, 30)
    assert rows[0]["all_handed_over"]
    assert not rows[0]["all_accepted"]
    assert total(rows)["all_handed_over"]
    assert not open_counts(units((31, 32)))[0]["all_handed_over"]


@pytest.mark.parametrize(
    ("today", "day"),
    [
        ("2026-12-01", "2026-11-30"),
        ("2026-12-31", "2026-11-30"),
        ("2027-01-01", "2026-12-31"),
        ("2028-03-15", "2028-02-29"),
    ],
)
def test_the_fixed_day_is_the_end_of_the_month_before(today: str, day: str) -> None:
    assert fixed_day(today) == day


def road(name: str, length_m: int) -> dict[str, Any]:
    return {"name": name, "length_m": length_m, "clear": length_m, "blocked": 0, "unknown": 0}


def test_no_road_shorter_than_five_hundred_metres_stands_alone() -> None:
    assert [r["name"] for r in open_roads([road("A", 500), road("B", 499)])] == ["A"]
    rows = open_roads([road("A", 900), road("B", 300), road("C", 200)])
    assert [(r["name"], r["clear"]) for r in rows] == [("A", 900), (None, 500)]


Course = list[Pair]


def courses(most: int, months: int) -> list[Course]:
    """Every course of a unit of at most so many households, of which what is done only grows."""
    return [
        [(done, every) for done in dones]
        for every in range(most + 1)
        for dones in combinations_with_replacement(range(every + 1), months)
    ]


def counts(course: Course) -> list[int]:
    """What an attacker is after: those done, all, and those left, month by month."""
    return [number for done, every in course for number in (done, every, every - done)]


@pytest.mark.parametrize(
    ("number", "most", "months"), [(1, 14, 3), (2, 14, 1), (2, 9, 2), (3, 9, 1)]
)
def test_no_count_below_five_follows_from_all_pages_together(
    number: int, most: int, months: int
) -> None:
    """Among all worlds that give the same pages, no small count of a unit is always the same."""
    seen: dict[str, list[set[int]]] = {}
    for world in product(courses(most, months), repeat=number):
        pages = str([open_counts(units(*month)) for month in zip(*world, strict=True)])
        found = seen.setdefault(pages, [set() for _ in range(number * months * 3)])
        for known, count in zip(found, (n for c in world for n in counts(c)), strict=True):
            known.add(count)
    pinned = [
        (pages, known)
        for pages, found in seen.items()
        for known in found
        if len(known) == 1 and 0 < min(known) < LEAST
    ]
    assert pinned == []
    assert len(seen) > 1


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted), max_size=9))
def test_every_number_is_a_multiple_of_five_that_is_true(pairs: list[Pair]) -> None:
    rows = open_counts(units(*pairs))
    for names in PAIRS:
        assert all(row[name] % GRAIN == 0 for row in rows for name in names)
    assert sum(row["households"] for row in rows) <= sum(every for _done, every in pairs)
    assert all(row["households"] >= LEAST for row in rows)


def test_the_days_due_follow_the_last_one_published() -> None:
    assert due_days("", "2026-12-01") == ["2026-11-30"]
    assert due_days("2026-11-30", "2026-12-31") == []
    assert due_days("2026-09-30", "2026-12-01") == ["2026-10-31", "2026-11-30"]
    assert len(due_days("2020-01-31", "2026-12-01")) == 12
