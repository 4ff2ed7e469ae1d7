"""Why the usable metres of parts do not add up to those of the line, to the metre."""

from dataclasses import astuple

from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.corridor.handover import BLOCKED, CLEAR, Run, stretches, within
from clearance.rules.corridor.usable_sums import usable_sum

RUNS = (Run(0, 1000, CLEAR), Run(1000, 1010, BLOCKED), Run(1010, 2000, CLEAR))


def test_parts_that_follow_one_another_lose_what_their_ends_cut_short() -> None:
    found = usable_sum(RUNS, 500, [(0, 600, 500), (600, 2000, 500)])
    assert astuple(found) == (1990, 0, 0, 400, 0)
    assert found.total_m == 600 + 990


def test_ground_outside_overlap_and_a_length_of_its_own_are_told_apart() -> None:
    found = usable_sum(RUNS, 995, [(0, 700, 300), (600, 1000, 300), (1010, 1500, 300)])
    assert astuple(found) == (1000, 0, 100, 0, 490)
    assert found.total_m == 700 + 400 + 490
    assert astuple(usable_sum(RUNS, 500, [(0, 600, 500)])) == (1990, 1390, 0, 0, 0)


SPAN = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)


@given(st.lists(st.integers(1, 9), max_size=12), st.lists(SPAN, max_size=4), st.integers(1, 12))
def test_the_account_adds_up_for_any_road_and_any_parts(
    lengths: list[int], spans: list[list[int]], least_m: int
) -> None:
    at, runs = 0, []
    for number, length in enumerate(lengths):
        runs.append(Run(at, at + length, BLOCKED if number % 2 else CLEAR))
        at += length
    parts = [(a, b, 3) for a, b in spans if a < b]
    found = usable_sum(runs, least_m, parts)
    own = sum(stretches(within(runs, a, b), 3).usable_m for a, b, _ in parts)
    assert found.total_m == own
    assert found.whole_m == stretches(runs, least_m).usable_m
    assert min(astuple(found)) >= 0
