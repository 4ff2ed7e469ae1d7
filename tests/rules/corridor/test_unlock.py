"""What unlocks most: the exact set, never more than it needs, never what is free already."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearance.rules.corridor.unlock import (
    Line,
    Lock,
    Unlock,
    clear_runs,
    joined_by_case,
    limited,
    unlock,
    usable_metres,
)

ROAD_M = 100


@st.composite
def locks(draw: st.DrawFn, most: int = 14) -> list[Lock]:
    """Held blockers of all lengths on a short road, some beyond its ends."""
    spans = st.tuples(st.integers(-10, ROAD_M), st.sampled_from([0, 1, 3, 10, 30, 60]))
    drawn = draw(st.lists(st.tuples(spans, st.sampled_from([1, 1, 1, 2, 3])), max_size=most))
    return [Lock(at, at + long, weight, (str(n),)) for n, ((at, long), weight) in enumerate(drawn)]


barriers = st.lists(
    st.tuples(st.integers(0, ROAD_M), st.integers(0, 8)).map(lambda b: (b[0], b[0] + b[1])),
    max_size=2,
)
usable = st.sampled_from([1, 5, 10, 25, 60])


def by_hand(lines: list[Line], budget: int, usable_m: int) -> tuple[int, int]:
    """The most metres any subset wins, and the least cost for it: every subset is tried."""
    before = sum(usable_metres(clear_runs(line), usable_m) for line in lines)
    own = [(number, lock) for number, line in enumerate(lines) for lock in line.locks]
    best = (0, 0)
    for size in range(len(own) + 1):
        for chosen in combinations(own, size):
            cost = sum(lock.weight for _, lock in chosen)
            if cost <= budget:
                after = sum(
                    usable_metres(clear_runs(line, [k for n, k in chosen if n == number]), usable_m)
                    for number, line in enumerate(lines)
                )
                best = max(best, (after - before, -cost))
    return best


def worth(found: Unlock) -> tuple[int, int]:
    return found.gain_m, -found.cost


@settings(max_examples=60)
@given(locks(9), barriers, usable, st.integers(1, 7))
def test_the_best_set_is_the_best_of_all_subsets(
    on_road: list[Lock], shut: list[tuple[int, int]], usable_m: int, budget: int
) -> None:
    line = Line(0, ROAD_M, on_road, shut)
    assert worth(unlock([line], budget, usable_m)) == by_hand([line], budget, usable_m)


@settings(max_examples=5)
@given(locks(14), usable, st.integers(1, 9))
def test_fourteen_blockers_are_searched_exactly(
    on_road: list[Lock], usable_m: int, budget: int
) -> None:
    line = Line(0, ROAD_M, on_road)
    assert worth(unlock([line], budget, usable_m)) == by_hand([line], budget, usable_m)


@settings(max_examples=40)
@given(locks(5), locks(4), barriers, usable, st.integers(1, 6))
def test_several_roads_share_one_budget(
    ones: list[Lock], others: list[Lock], shut: list[tuple[int, int]], usable_m: int, budget: int
) -> None:
    lines = [Line(0, ROAD_M, ones, shut, "a"), Line(20, ROAD_M, others, (), "b")]
    assert worth(unlock(lines, budget, usable_m)) == by_hand(lines, budget, usable_m)


@given(locks(), barriers, usable, st.integers(1, 9))
def test_what_is_proposed_wins_exactly_what_is_said(
    on_road: list[Lock], shut: list[tuple[int, int]], usable_m: int, budget: int
) -> None:
    line = Line(0, ROAD_M, [k for k in on_road if 0 <= k.from_m < k.to_m <= ROAD_M], shut)
    found = unlock([line], budget, usable_m)
    before = usable_metres(clear_runs(line), usable_m)
    after = usable_metres(clear_runs(line, found.locks), usable_m)
    assert after - before == found.gain_m
    assert sum(lock.weight for lock in found.locks) == found.cost <= budget
    assert set(found.locks) <= set(line.locks)
    for lock in found.locks:  # without any one of them less is won
        rest = [other for other in found.locks if other != lock]
        assert usable_metres(clear_runs(line, rest), usable_m) < after


@given(locks(), usable, st.integers(1, 8))
def test_a_larger_budget_never_wins_less(on_road: list[Lock], usable_m: int, budget: int) -> None:
    line = Line(0, ROAD_M, on_road)
    smaller, larger = (unlock([line], b, usable_m).gain_m for b in (budget, budget + 1))
    assert smaller <= larger


def test_two_owners_on_one_metre_gain_nothing_alone_and_everything_together() -> None:
    line = Line(0, 1000, [Lock(480, 520, uids=("left",)), Lock(490, 510, uids=("right",))])
    assert unlock([line], 1, 600) == Unlock(0, 0)
    both = unlock([line], 2, 600)
    assert (both.gain_m, both.cost) == (1000, 2)
    assert [lock.uids for lock in both.locks] == [("left",), ("right",)]


def test_three_signatures_join_a_whole_stretch() -> None:
    line = Line(0, 4900, [Lock(at, at + 20) for at in (1000, 1600, 2200)], uid="road")
    found = unlock([line], 3, 1500)
    (stretch,) = found.opened
    assert (stretch.line_uid, stretch.from_m, stretch.to_m) == ("road", 0, 4900)
    assert (stretch.length_m, stretch.gain_m) == (4900, 2220)


def test_nothing_is_proposed_where_everything_is_free_or_shut() -> None:
    assert unlock([Line(0, 900, [])], 5).locks == ()
    assert unlock([Line(0, 900, [Lock(100, 200)], [(0, 900)])], 5).locks == ()


def test_ground_that_stays_shut_is_never_crossed() -> None:
    line = Line(0, 1000, [Lock(300, 320)], [(600, 601)])
    (stretch,) = unlock([line], 1, 500).opened
    assert (stretch.from_m, stretch.to_m) == (0, 600)


def test_an_effort_budget_counts_the_steps_left() -> None:
    near, far = Lock(1000, 1010, 2), Lock(3000, 3010, 9)
    line = Line(0, 4000, [near, far])
    assert unlock([line], 8, 1200).locks == (near,)
    assert unlock([line], 11, 1200).locks == (near, far)


def test_pieces_of_one_case_that_touch_are_cleared_by_one_act() -> None:
    parcel, house = Lock(10, 50, 1, ("p",), "h"), Lock(50, 60, 1, ("s",), "h")
    apart, other = Lock(90, 95, 1, ("q",), "h"), Lock(20, 30, 1, ("x",))
    joined = joined_by_case([house, parcel, apart, other], {"h": 4})
    assert joined == [
        Lock(10, 60, 4, ("p", "s"), "h"),
        Lock(90, 95, 4, ("q",), "h"),
        other,
    ]


@pytest.mark.parametrize(
    ("lock", "budget", "usable_m"),
    [(Lock(1, 2, 0), 1, 1), (Lock(2, 1), 1, 1), (Lock(1, 2), 0, 1), (Lock(1, 2), 1, 0)],
)
def test_weights_budgets_and_lengths_below_one_are_refused(
    lock: Lock, budget: int, usable_m: int
) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        unlock([Line(0, 9, [lock])], budget, usable_m)


@settings(max_examples=80)
@given(locks(9), barriers, usable, st.integers(1, 4), st.integers(0, 90), st.integers(1, 60))
def test_what_a_part_of_the_road_wins_is_counted_on_the_whole_road(
    given_locks: list[Lock], shut: list, usable_m: int, budget: int, from_m: int, long_m: int
) -> None:
    line = Line(0, ROAD_M, given_locks, shut)
    own = [k for k in given_locks if from_m <= max(k.from_m, 0) < from_m + long_m]
    others = [(k.from_m, k.to_m) for k in given_locks if k not in own]
    whole = unlock([Line(0, ROAD_M, own, [*shut, *others])], budget, usable_m)
    found = unlock([limited(line, [(from_m, from_m + long_m)])], budget, usable_m)
    assert worth(found) == worth(whole)
    before = clear_runs(line)
    for stretch in found.opened:
        assert set(stretch.joins) <= set(before)
        metres = sum(end - start for start, end in stretch.joins)
        assert stretch.gain_m == stretch.length_m - usable_metres(stretch.joins, usable_m)
        assert stretch.length_m - metres <= sum(k.to_m - k.from_m for k in stretch.locks)


def test_two_long_stretches_joined_by_a_grave_are_told_as_what_they_become() -> None:
    (stretch,) = unlock([Line(0, 8000, [Lock(2300, 2301)])], 1).opened
    assert (stretch.joins, stretch.length_m) == (((0, 2300), (2301, 8000)), 8000)
    assert (stretch.gain_m, stretch.grown_m) == (1, 2301)


def test_a_part_without_any_point_wins_nothing() -> None:
    line = Line(0, 1000, [Lock(100, 110)], [(500, 500)])
    assert limited(line, [(400, 600)]).locks == []
    assert unlock([limited(line, [(400, 600)])], 3).opened == ()
    (stretch,) = unlock([Line(0, 900, [Lock(0, 900)])], 1).opened
    assert (stretch.joins, stretch.grown_m) == ((), 900)
