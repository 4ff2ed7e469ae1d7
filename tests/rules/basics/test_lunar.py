import pytest

from clearance.rules.basics.lunar import lunar_words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("1985-01-21", "01/01 Ất Sửu"),  # a month before the Chinese calendar
        ("2007-02-17", "01/01 Đinh Hợi"),
        ("2030-02-02", "01/01 Canh Tuất"),
        ("2025-07-25", "01/06 nhuận Ất Tỵ"),
        ("2026-12-20", "12/11 Bính Ngọ"),
        ("1967-12-31", ""),
        ("2051-01-01", ""),
        (None, ""),
    ],
)
def test_the_lunar_day_is_the_vietnamese_one(day: str | None, words: str) -> None:
    assert lunar_words(day) == words
