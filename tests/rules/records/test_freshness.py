"""How old an office's news is, and how that is shown."""

import pytest

from clearance.rules.records.freshness import FRESHNESS, NEVER, days_since, freshness


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (None, "never"),
        (0, "fresh"),
        (3, "fresh"),
        (4, "quiet"),
        (13, "quiet"),
        (14, "silent"),
        (4000, "silent"),
    ],
)
def test_no_news_for_fourteen_days_is_silence(days: int | None, code: str) -> None:
    assert freshness(days).code == code


def test_every_age_has_a_word_and_a_colour_and_shape_of_its_own() -> None:
    rows = (*FRESHNESS, NEVER)
    for column in ("code", "group", "vi", "en"):
        assert len({getattr(row, column) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("news_at", "days"),
    [
        ("2026-11-20T01:00:00.000Z", 0),
        ("2026-11-18T16:59:59.999Z", 2),
        ("2026-11-18T17:00:00.000Z", 1),
        ("2026-12-24T00:00:00.000Z", 0),
        ("", None),
    ],
)
def test_days_are_counted_as_days_in_viet_nam(news_at: str, days: int | None) -> None:
    assert days_since(news_at, "2026-11-20") == days
