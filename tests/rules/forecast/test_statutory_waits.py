import pytest

from clearance.rules.forecast.statutory_waits import wait_after
from clearance.rules.procedure.law_shipped import SHIPPED_LAW


@pytest.mark.parametrize(
    ("begun", "days"),
    [
        ("2024-07-01", 20),
        ("2025-03-01", 30),
        ("2026-03-01", 10),
    ],
)
def test_a_consultation_waits_after_the_posting_as_long_as_the_law_of_its_day_says(
    begun: str, days: int
) -> None:
    assert wait_after(SHIPPED_LAW, "household", "consulted", "plan_posted", begun) == days


def test_a_step_that_waits_for_nothing_or_for_an_earlier_step_is_left_to_its_pace() -> None:
    assert wait_after(SHIPPED_LAW, "household", "paid", "decision_delivered", "2026-03-01") == 0
    assert wait_after(SHIPPED_LAW, "household", "recovered", "paid", "2026-03-01") == 0
