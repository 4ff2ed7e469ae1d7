"""Clocks: the worked dates of the domain reference, one dossier under each regime."""

from dataclasses import replace

import pytest

from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.deadlines import Deadline, deadline, expires_on, opens_on, waits
from clearance.rules.procedure.law_shipped import SHIPPED_LAW as LAW
from tests.rules.basics.test_calendars import CALENDAR

FARM, HOUSE = frozenset(("agricultural",)), frozenset(("non_agricultural",))


def a_case(traits: frozenset[str] = FARM, **dates: str) -> Dossier:
    """A household's case from the days of its steps."""
    return Dossier("household", dates, traits)


@pytest.mark.parametrize(
    ("regime", "noticed", "farm", "house", "posted", "asked"),
    [
        ("R13", "2023-03-01", "2023-05-30", "2023-08-28", "2023-06-01", "2023-06-21"),
        ("R24", "2025-03-03", "2025-06-01", "2025-08-30", "2025-04-01", "2025-05-01"),
        ("R25", "2025-08-01", "2025-10-30", "2026-01-28", "2025-09-01", "2025-10-01"),
        ("R26", "2026-01-15", "2026-03-16", "2026-05-15", "2026-02-02", "2026-02-12"),
    ],
)
def test_the_same_dossier_waits_as_long_as_each_regime_says(
    regime: str, noticed: str, farm: str, house: str, posted: str, asked: str
) -> None:
    dates = {"notified": noticed, "plan_posted": posted}
    assert opens_on(LAW, a_case(FARM, **dates), "recovered") == farm
    assert opens_on(LAW, a_case(HOUSE, **dates), "recovered") == house
    assert opens_on(LAW, a_case(FARM | HOUSE, **dates), "recovered") == house
    assert opens_on(LAW, a_case(frozenset(), **dates), "recovered") == house
    assert opens_on(LAW, a_case(FARM, **dates), "consulted") == asked
    assert deadline(LAW, a_case(FARM, **dates), "consulted", posted).regime == regime


def test_a_mixed_household_can_be_told_the_day_of_each_kind_of_land() -> None:
    found = waits(LAW, a_case(FARM | HOUSE, notified="2026-01-15"), "recovered")
    assert {term.trait: day for term, day in found.items()} == {
        "agricultural": "2026-03-16",
        "non_agricultural": "2026-05-15",
    }


@pytest.mark.parametrize(
    ("consulted", "due"),
    [("2025-05-05", "2025-07-04"), ("2026-02-12", "2026-03-16"), ("2023-05-05", None)],
)
def test_the_dialogue_has_its_day_under_each_regime(consulted: str, due: str | None) -> None:
    case = a_case(consulted=consulted)
    assert deadline(LAW, case, "dialogue", consulted).due_on == due


def test_a_notice_holds_for_twelve_months_from_its_last_issue() -> None:
    assert expires_on(LAW, a_case(notified="2025-03-03"), "recovered") == "2026-03-03"
    again = a_case(notified="2025-03-03", notice_reissued="2026-02-10")
    assert expires_on(LAW, again, "recovered") == "2027-02-10"
    assert opens_on(LAW, again, "recovered") == "2025-06-01"
    assert expires_on(LAW, a_case(notified="2023-03-03"), "recovered") is None


def test_money_is_due_thirty_days_after_the_plan_and_after_the_recovery_of_old() -> None:
    new = a_case(plan_approved="2026-05-04", decision_delivered="2026-05-11")
    assert deadline(LAW, new, "paid", "2026-05-11") == Deadline(
        "paid",
        "2026-05-11",
        "2026-06-03",
        "R26",
        "law",
        30,
        "days",
        "Luật Đất đai 31/2024/QH15, Điều 94.3",
        True,
        ("calendar_unconfirmed",),
        "R24-R25-R26.household.paid.within",
    )
    day = "2024-07-22"
    old = a_case(plan_approved=day, recovered=day, decision_delivered="2024-08-05")
    clock = deadline(LAW, old, "paid", "2024-08-05")
    assert (clock.due_on, clock.regime, clock.is_verified) == ("2024-08-21", "R13", False)


def test_a_step_is_never_due_before_it_is_allowed() -> None:
    case = a_case(HOUSE, notified="2025-03-03", plan_approved="2025-05-05", paid="2025-05-20")
    clock = deadline(LAW, case, "recovered", "2025-05-20")
    assert clock.due_on == "2025-09-01"  # 30/8/2025 is a Saturday
    late = a_case(HOUSE, notified="2024-09-03", plan_approved="2025-05-05", paid="2025-05-20")
    assert deadline(LAW, late, "recovered", "2025-05-20").due_on == "2025-05-30"


def test_a_confirmed_year_gives_no_warning() -> None:
    law = replace(LAW, calendar=CALENDAR)
    assert deadline(law, a_case(notified="2026-03-02"), "inventoried", "2026-03-02").warnings == ()


def test_a_step_without_a_period_has_a_clock_without_an_end() -> None:
    clock = deadline(LAW, Dossier("segment", {"offered": "2026-05-05"}), "accepted", "2026-05-05")
    assert (clock.due_on, clock.length, clock.regime) == (None, None, "R26")


def test_who_complies_with_enforcement_has_thirty_days() -> None:
    case = a_case(recovered="2026-03-02", coercion_decided="2026-05-04", complied="2026-05-06")
    assert deadline(LAW, case, "handed_over", "2026-05-06").due_on == "2026-06-05"
    assert deadline(LAW, a_case(recovered="2026-03-02"), "handed_over", "2026-03-02").length == 20
