"""One rounding of shares: never all while something is missing, never nothing while some is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.basics.shares import percent

WHOLES = st.integers(1, 10**9)


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (43632, 44259, 98.6),
        (1, 3, 33.3),
        (1, 8, 12.5),
        (1, 2000, 0.1),
        (1, 10**6, 0.1),
        (999_999, 10**6, 99.9),
        (9995, 10_000, 99.9),
        (0, 5, 0.0),
        (5, 5, 100.0),
        (0, 0, None),
        (0.25, 1.0, 25.0),
    ],
)
def test_a_share_is_told_with_one_decimal(part: int, whole: int, told: float | None) -> None:
    assert percent(part, whole) == told


@given(WHOLES, st.data())
def test_a_share_is_whole_or_nothing_only_when_it_is(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    told = percent(part, whole)
    assert told is not None
    assert (told == 100) == (part == whole)
    assert (told == 0) == (part == 0)
    assert abs(told - 100 * part / whole) <= 0.1
