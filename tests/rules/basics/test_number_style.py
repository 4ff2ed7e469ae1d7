"""Numbers of a list written in the Vietnamese style or in that of programs."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.basics.number_style import (
    ENGLISH,
    MIXED,
    VIETNAMESE,
    has_two_readings,
    in_vietnamese,
    style_of,
)
from clearance.rules.basics.quantities import read_area

MARKS = {VIETNAMESE: (".", ","), ENGLISH: (",", ".")}


def written(number: Decimal, style: str) -> str:
    thousands, decimal = MARKS[style]
    text = f"{number:,f}"
    return text.translate(str.maketrans(",.", thousands + decimal))


@given(
    st.decimals(0, 10**8, allow_nan=False, allow_infinity=False, places=3),
    st.sampled_from([VIETNAMESE, ENGLISH]),
    st.sampled_from(["", " m2", " ha"]),
)
def test_a_number_is_read_as_written_once_the_style_is_known(
    number: Decimal, style: str, unit: str
) -> None:
    factor = 10_000 if unit == " ha" else 1
    if number * factor < 10**15:
        told = in_vietnamese(written(number, style) + unit, style)
        assert read_area(told) == number * factor


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["501.5", "1,234"], ENGLISH),
        (["39,3", "1.234"], VIETNAMESE),
        (["1.234", "1,234", "5", "bỏ trống"], ""),
        (["1.234,5", "1,234.5"], MIXED),
        (["-1,234.5"], ENGLISH),
        (["4.500", "9.000", "12"], VIETNAMESE),
        (["4,500", "1,800"], ENGLISH),
        (["4.500", "1.234"], ""),
        (["4.500", "1,800"], MIXED),
    ],
)
def test_numbers_of_one_reading_give_the_style(texts: list[str], style: str) -> None:
    assert style_of(texts) == style


@pytest.mark.parametrize(("text", "two"), [("1.234", True), ("1,234 m2", True), ("1.23", False)])
def test_a_thousand_or_a_fraction(text: str, two: bool) -> None:
    assert has_two_readings(text) is two


@pytest.mark.parametrize("style", ["", MIXED, VIETNAMESE, ENGLISH])
@pytest.mark.parametrize("text", ["ven suối", "12", "1.2.3", ""])
def test_what_has_no_marks_to_read_stays(text: str, style: str) -> None:
    assert in_vietnamese(text, style) == text


def test_a_number_of_both_readings_stays_in_a_mixed_file() -> None:
    assert in_vietnamese("1.234", MIXED) == "1.234"
    assert in_vietnamese("1,234.5", MIXED) == "1234,5"
