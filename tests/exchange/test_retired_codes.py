"""A list that still has a retired row does not bring it back without a word."""

from dataclasses import replace
from pathlib import Path

from clearance.exchange.plans.plan import uid_for
from tests.exchange.drawings import SNAPSHOT
from tests.exchange.taking import AN, HUONG, by_subject, households, plan_of


def test_a_household_that_was_retired_is_named_with_its_day_and_what_to_do(tmp_path: Path) -> None:
    path = households(tmp_path / "ho.xlsx", AN, HUONG)
    first, second = by_subject(plan_of("households", path))["household"]
    code = first.patch["code"]
    gone = {f"household {code}": "2026-11-20", second.subject_uid: "2026-11-21"}
    plan = plan_of("households", path, replace(SNAPSHOT, retired=gone))
    assert plan.changes == []
    told = [fault.text() for fault in plan.faults]
    assert len(told) == 2
    assert f"“{code}” hồ sơ này đã rút khỏi dự án ngày 20/11/2026" in told[0]
    assert "đưa lại ở trang Hồ sơ đã rút" in told[0]
    assert second.subject_uid == uid_for(SNAPSHOT.project_uid, "household", second.patch["code"])
