"""A sheet and a parcel written in one cell."""

import pytest

from clearance.rules.basics.parcel_numbers import read_pair


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("12/301", ("12", "301", False)),
        ("12 - 301a", ("12", "301A", False)),
        ("12 (301)", ("12", "301", False)),
        ("tờ 12, thửa 301", ("12", "301", True)),
        ("Thửa số 301 tờ bản đồ số 12", ("12", "301", True)),
    ],
)
def test_two_numbers_are_a_pair_and_words_say_which_is_which(
    text: str, pair: tuple[str, str, bool]
) -> None:
    assert read_pair(text) == pair


@pytest.mark.parametrize("text", ["", "301", "12/301/4", "ven suối", "tờ 12"])
def test_anything_else_is_no_pair(text: str) -> None:
    with pytest.raises(ValueError, match="một số tờ và một số thửa"):
        read_pair(text)
