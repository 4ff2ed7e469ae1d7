"""Chainage: written by offices, kept in metres."""

from decimal import Decimal
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.basics import chainage


@pytest.mark.parametrize(
    ("written", "metres"),
    [
        ("Km12+345", "12345"),
        ("KM 12 + 345,67", "12345.67"),
        ("12+345", "12345"),
        ("K12+345.6", "12345.6"),
        ("km0+000", "0"),
        (" Km12+345m ", "12345"),
        ("Km77+00", "77000"),
        ("Km12", "12000"),
        ("Km-0+005", "-5"),
    ],
)
def test_what_offices_write_is_read(written: str, metres: str) -> None:
    assert chainage.to_metres(written) == Decimal(metres)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "12",
        "12345",
        "Km12+5",
        "Km12+50",
        "Km12+1345",
        "Km12-345",
        "Km+345",
        "QL2",
        "Km١+345",
        "Km12+345 Km13+000",
        "nan",
        "Km12+345,",
    ],
)
def test_what_can_be_read_two_ways_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a chainage"):
        chainage.to_metres(written)


def test_the_kilometre_is_floored_never_rounded() -> None:
    assert chainage.to_text(12_999.6) == "Km12+999"
    assert chainage.to_text(Decimal("999.999")) == "Km0+999"
    assert chainage.to_text(-0.5) == "Km-0+001"


@given(st.integers(-999_999, 9_999_999))
def test_whole_metres_come_back_from_text(metres: int) -> None:
    assert chainage.to_metres(chainage.to_text(metres)) == metres


@given(st.decimals(-99_999, 999_999, allow_nan=False, places=3))
def test_text_is_the_whole_metre_at_or_below(metres: Decimal) -> None:
    assert chainage.to_metres(chainage.to_text(metres)) == floor(metres)


@given(st.decimals(0, 9999, places=2), st.integers(0, 9999))
def test_decimals_are_kept(rest: Decimal, kilometres: int) -> None:
    rest %= 1000
    text = f"Km {kilometres} + {int(rest):03d},{int(rest * 100) % 100:02d}"
    assert chainage.to_metres(text) == kilometres * 1000 + rest


@given(st.floats(-1e6, 1e6), st.floats(0, 1e5))
def test_the_interval_covers_both_ends_and_wastes_less_than_a_metre(start: float, n: float) -> None:
    from_m, to_m = chainage.covering(start, start + n)
    assert from_m <= start < from_m + 1
    assert to_m >= start + n
    assert to_m - 1 < start + n or to_m == from_m + 1


def test_a_point_on_a_metre_mark_takes_that_metre() -> None:
    assert chainage.covering(100.0, 100.0) == (100, 101)
    with pytest.raises(ValueError, match="backwards"):
        chainage.covering(2, 1)
