"""What is paid for (G5) and what is deducted (G7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.dossiers import Dossier
from clearance.rules.entitlements import Payable, is_compensated, payable
from clearance.rules.shipped_law import SHIPPED_LAW as LAW


@pytest.mark.parametrize(
    ("made_on", "is_paid"),
    [("2025-03-02", True), ("2025-03-03", False), ("2026-03-03", False), ("2026-03-04", True)],
)
def test_g5_what_was_planted_while_the_notice_held_is_not_paid(made_on: str, is_paid: bool) -> None:
    case = Dossier("household", {"notified": "2025-03-03"})
    assert is_compensated(LAW, case, made_on) == is_paid


def test_g5_without_a_notice_all_is_paid_and_an_old_notice_has_no_end() -> None:
    assert is_compensated(LAW, Dossier("household", {}), "2026-01-01")
    assert not is_compensated(LAW, Dossier("household", {"notified": "2023-01-03"}), "2026-01-01")


def test_g7_debts_come_off_the_land_money_only() -> None:
    assert payable(100, 50, 30) == Payable(120, 30, 0)
    assert payable(100, 50, 130) == Payable(50, 100, 30)


@given(*[st.integers(0, 10**12)] * 3)
def test_g7_support_is_never_touched_and_no_dong_is_lost(land: int, other: int, owed: int) -> None:
    found = payable(land, other, owed)
    assert found.paid_vnd >= other
    assert found.paid_vnd + found.deducted_vnd == land + other
    assert found.deducted_vnd + found.owed_vnd == owed
