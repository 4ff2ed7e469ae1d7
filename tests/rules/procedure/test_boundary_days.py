"""The first and the last day on which a legal bar holds: persuasion visits, lapsed notices."""

from collections.abc import Mapping

import pytest

from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.guards import Report, bars
from clearance.rules.procedure.law_shipped import SHIPPED_LAW


def codes(dates: Mapping[str, str], step: str, day: str, *visits: str) -> list[str]:
    """Codes of all that the law says against a step of a household on a day."""
    case = Dossier("household", dates, frozenset(("agricultural",)), visits)
    return [bar.code for bar in bars(SHIPPED_LAW, case, step, Report(day))]


@pytest.mark.parametrize(
    ("visit", "why"),
    [
        ("2026-03-15", ["visit_missing"]),
        ("2026-03-16", []),
        ("2026-03-31", []),
        ("2026-04-01", ["visit_missing"]),
    ],
)
def test_a_visit_of_the_first_or_the_last_day_of_persuasion_counts(
    visit: str, why: list[str]
) -> None:
    dates = {"notified": "2026-03-02", "inv_persuasion": "2026-03-16"}
    assert codes(dates, "inv_persuasion_ended", "2026-03-31", visit) == why


@pytest.mark.parametrize(
    ("noticed", "day", "why"),
    [
        ("2024-07-31", "2025-12-31", []),
        ("2024-07-31", "2026-01-01", ["notice_lapsed"]),
        ("2024-08-01", "2026-01-01", []),
    ],
)
def test_a_notice_of_the_new_law_s_first_day_does_not_lapse(
    noticed: str, day: str, why: list[str]
) -> None:
    found = codes({"notified": noticed}, "inv_mandatory", day)
    assert [code for code in found if code == "notice_lapsed"] == why
