"""Days asked for: one reader, which says what is wrong and what to give instead."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.basics.asked_days import FIRST_DAY, wrong_day

LAST = "2026-11-20"
_KNOWN = st.dates(date.fromisoformat(FIRST_DAY), date.fromisoformat(LAST))


@given(_KNOWN)
def test_every_day_of_which_something_may_be_known_is_read(day: date) -> None:
    assert wrong_day(day.isoformat(), LAST) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("abc", "“abc” không phải là ngày. Hãy ghi năm-tháng-ngày, như 2026-11-20."),
        ("2026-02-30", "“2026-02-30” không phải là ngày"),
        ("20/11/2026", "không phải là ngày"),
        ("x" * 999, f"“{'x' * 40}” không"),
        ("0001-01-01", "ngày 01/01/0001. Hãy chọn từ 01/01/1900 đến 20/11/2026."),
        ("1899-12-31", "31/12/1899"),
        ("2026-11-21", "ngày 21/11/2026 chưa có số liệu. Hãy chọn 20/11/2026 hoặc ngày sớm hơn."),
        ("9999-12-31", "31/12/9999"),
    ],
)
def test_a_day_that_cannot_be_shown_is_told_with_the_remedy(text: str, told: str) -> None:
    found = wrong_day(text, LAST)
    assert found
    assert told in found.vi
    assert found.en != found.vi
