"""What stands against a step: guards G1-G8, persuasion, coercion."""

from collections.abc import Mapping
from typing import Any

import pytest

from clearance.rules.basics.refusals import REFUSALS
from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.guards import Bar, Report, bars, locks
from clearance.rules.procedure.law_shipped import SHIPPED_LAW as LAW
from clearance.rules.procedure.steps import find_step, is_open

FARM = frozenset(("agricultural",))
PLAN = {
    "notified": "2026-01-15",
    "inventoried": "2026-01-20",
    "origin_confirmed": "2026-01-26",
    "plan_drafted": "2026-02-02",
    "plan_posted": "2026-02-03",
    "consulted": "2026-02-24",
    "appraised": "2026-02-26",
    "plan_approved": "2026-03-02",
}
DECIDED = {**PLAN, "decision_delivered": "2026-03-04", "recovered": "2026-03-18"}
PERSUADED = {
    **DECIDED,
    "handover_persuasion": "2026-04-01",
    "handover_persuasion_ended": "2026-04-11",
}
GROUND: Mapping[str, Any] = {"trigger": "plan_approved"}


def codes(
    dates: Mapping[str, str],
    step: str,
    report: Report,
    traits: frozenset[str] = FARM,
    visits: tuple[str, ...] = ("2026-04-05",),
) -> list[str]:
    """Codes of all that stands against a step of a household."""
    case = Dossier("household", dates, traits, visits)
    return [bar.code for bar in bars(LAW, case, step, report)]


def recovery(day: str, **patch: Any) -> Report:
    """A recovery decision with its paper."""
    return Report(day, patch={**GROUND, **patch}, evidence=1)


def test_every_bar_has_its_words() -> None:
    found = bars(LAW, Dossier("household", {}), "recovered", Report("2026-03-01"))
    assert {bar.code for bar in found} <= set(REFUSALS)
    assert found


@pytest.mark.parametrize(
    ("noticed", "trait", "opens"),
    [
        ("2026-01-15", "agricultural", "2026-03-16"),
        ("2026-01-15", "non_agricultural", "2026-05-15"),
        ("2025-03-03", "agricultural", "2025-06-01"),
        ("2025-03-03", "non_agricultural", "2025-08-30"),
    ],
)
def test_g1_no_recovery_before_the_notice_has_run(noticed: str, trait: str, opens: str) -> None:
    dates = {**PLAN, "notified": noticed, "plan_approved": noticed}
    case = Dossier("household", dates, frozenset((trait,)))
    early = bars(LAW, case, "recovered", recovery(noticed))
    assert [(b.code, b.opens_on) for b in early] == [("waiting_period", opens)]
    assert bars(LAW, case, "recovered", recovery(opens)) == ()


def test_g1_a_written_consent_shortens_the_wait_if_it_is_on_file() -> None:
    assert codes(PLAN, "recovered", recovery("2026-03-05", consent=1)) == []
    bare = Report("2026-03-05", patch={**GROUND, "consent": 1})
    assert codes(PLAN, "recovered", bare) == ["waiting_period", "missing_evidence"]


def test_g2_a_notice_of_more_than_twelve_months_is_issued_again_without_a_new_wait() -> None:
    dates = {**PLAN, "notified": "2025-03-03"}
    assert codes(dates, "recovered", recovery("2026-03-03")) == []
    assert codes(dates, "recovered", recovery("2026-03-04")) == ["notice_expired"]
    again = {**dates, "notice_reissued": "2026-03-04"}
    assert codes(again, "recovered", recovery("2026-03-05")) == []


def test_g2_notices_of_the_law_of_2013_have_no_end_until_they_lapse() -> None:
    dates = {**PLAN, "notified": "2023-06-01"}
    dates |= {"plan_drafted": "2025-11-03", "plan_posted": "2025-11-04", "consulted": "2025-12-09"}
    dates.pop("plan_approved")
    assert codes(dates, "inv_enforced", Report("2025-12-31", "09:00")) == ["persuasion_missing"]
    late = codes(dates, "inv_enforced", Report("2026-01-05", "09:00"))
    assert late == ["persuasion_missing", "notice_lapsed"]
    again = {**dates, "notice_reissued": "2026-01-05"}
    assert codes(again, "recovered", Report("2026-01-07", patch={"consent": 1}, evidence=1)) == [
        "missing_trigger"
    ]
    assert codes({}, "inv_mandatory", Report("2026-01-05")) == ["persuasion_missing"]


def test_g3_opinions_are_asked_only_after_the_whole_posting() -> None:
    early = bars(LAW, Dossier("household", PLAN, FARM), "consulted", Report("2026-02-12"))
    assert early == (Bar("not_posted_long_enough", "2026-02-13", "R26.household.consulted.wait"),)
    assert codes(PLAN, "consulted", Report("2026-02-13")) == []


def test_g4_a_recovery_names_its_ground_and_brings_its_proof() -> None:
    day = "2026-03-18"
    assert codes(PLAN, "recovered", Report(day, evidence=1)) == ["missing_trigger"]
    assert codes(PLAN, "recovered", Report(day, patch=GROUND)) == ["missing_evidence"]
    moves = FARM | {"relocating"}
    assert codes(PLAN, "recovered", recovery(day), moves) == ["wrong_trigger"]
    lot = recovery(day, trigger="lot")
    assert codes(PLAN, "recovered", lot, moves) == ["wrong_trigger"]
    assert codes({**PLAN, "lot_handed_over": day}, "recovered", lot, moves) == []
    urgent = {k: v for k, v in PLAN.items() if k != "plan_approved"}
    assert codes(urgent, "recovered", recovery(day, trigger="urgent_before_plan")) == []


def test_g4_under_the_law_of_2013_plan_and_recovery_are_of_one_day() -> None:
    dates = {"notified": "2023-03-01", "inventoried": "2023-04-03", "plan_approved": "2023-09-04"}
    assert codes(dates, "recovered", Report("2023-09-04", evidence=1)) == []
    assert codes(dates, "recovered", Report("2023-09-05", evidence=1)) == ["not_same_day"]
    assert codes(dates, "recovered", Report("2024-09-05", evidence=1)) == []
    dates.pop("plan_approved")
    assert codes(dates, "recovered", Report("2023-09-05", evidence=1)) == ["step_locked"]


def test_g6_a_complaint_stops_no_step() -> None:
    complained = FARM | {"complained"}
    for step in ("consulted", "recovered", "handover_persuasion", "coercion_decided"):
        plain = codes(PERSUADED, step, recovery("2026-05-06"))
        assert codes(PERSUADED, step, recovery("2026-05-06"), complained) == plain


def test_g8_ground_is_given_before_money_and_recovery() -> None:
    taken = {**PLAN, "decision_delivered": "2026-03-04"}
    step = find_step("household", "handed_over")
    assert step
    assert is_open(step, taken)
    assert codes(taken, "handed_over", Report("2026-03-05", evidence=1)) == []
    assert codes({**taken, "handed_over": "2026-03-05"}, "recovered", recovery("2026-03-18")) == []


def test_a_case_is_not_closed_before_money_and_recovery() -> None:
    taken = {**PLAN, "handed_over": "2026-03-05"}
    assert codes(taken, "closed", Report("2026-03-06")) == ["step_locked", "step_locked"]
    owner = frozenset(("asset_owner",))
    assert codes({**taken, "paid": "2026-03-05"}, "closed", Report("2026-03-06"), owner) == []


def test_an_inventory_is_forced_only_after_fifteen_and_ten_days() -> None:
    dates = {"notified": "2026-03-02", "inv_persuasion": "2026-03-16"}
    visits = ("2026-03-20",)
    end = "inv_persuasion_ended"
    assert codes(dates, end, Report("2026-03-30"), visits=visits) == ["persuasion_too_short"]
    assert codes(dates, end, Report("2026-03-31"), visits=()) == ["visit_missing"]
    assert codes(dates, end, Report("2026-03-31"), visits=visits) == []
    dates[end] = "2026-03-31"
    assert codes(dates, "inv_mandatory", Report("2026-04-09"), visits=visits) == ["waiting_period"]
    assert codes(dates, "inv_mandatory", Report("2026-04-10"), visits=visits) == []
    old = {"notified": "2023-03-02", "inv_persuasion": "2023-03-16"}
    assert codes(old, end, Report("2023-03-26"), visits=("2023-03-20",)) == []


def test_recovery_by_persuasion_waits_ten_and_ten_days() -> None:
    dates = {**PLAN, "recovery_persuasion": "2026-04-01"}
    ground = recovery("2026-04-12", trigger="persuaded")
    assert codes(dates, "recovered", ground) == ["persuasion_missing", "wrong_trigger"]
    dates["recovery_persuasion_ended"] = "2026-04-11"
    assert codes(dates, "recovered", ground) == ["waiting_period"]
    assert codes(dates, "recovered", recovery("2026-04-21", trigger="persuaded")) == []
    assert codes(dates, "recovered", recovery("2026-04-12")) == []


def test_coercion_waits_ten_days_after_a_persuasion_of_ten() -> None:
    assert codes(DECIDED, "coercion_decided", Report("2026-05-06")) == ["persuasion_missing"]
    assert codes(PERSUADED, "coercion_decided", Report("2026-04-20")) == ["waiting_period"]
    assert codes(PERSUADED, "coercion_decided", Report("2026-04-21")) == []
    assert codes(PERSUADED, "coercion_decided", Report("2026-04-21"), visits=()) == [
        "visit_missing"
    ]


@pytest.mark.parametrize(
    ("day", "at_time", "why"),
    [
        ("2026-05-06", "09:00", []),
        ("2026-05-06", "", ["missing_time"]),
        ("2026-05-06", "22:30", ["forbidden_time"]),
        ("2026-05-09", "09:00", ["forbidden_time"]),
    ],
)
def test_coercion_has_its_hours(day: str, at_time: str, why: list[str]) -> None:
    dates = {**PERSUADED, "coercion_decided": "2026-04-27"}
    assert codes(dates, "coerced", Report(day, at_time)) == why


def test_force_is_never_dated_before_what_it_follows() -> None:
    dates = {**PERSUADED, "coercion_decided": "2026-04-27"}
    assert codes(dates, "coerced", Report("2026-04-24", "09:00")) == ["before_ground"]


def test_a_barred_day_names_the_next_allowed_one() -> None:
    case = Dossier(
        "household", {**PERSUADED, "coercion_decided": "2026-04-27"}, FARM, ("2026-04-05",)
    )
    found = bars(LAW, case, "coerced", Report("2026-05-09", "23:00"))
    assert found == (Bar("forbidden_time", "2026-05-11", "night day_off"),)


def test_a_plan_is_not_drafted_before_the_inventory() -> None:
    dates = {"notified": "2026-01-15", "origin_confirmed": "2026-01-20"}
    assert codes(dates, "plan_drafted", Report("2026-02-02")) == ["step_locked"]


@pytest.mark.parametrize(
    ("fields", "patch", "why"),
    [
        ({"burial": "coffin", "buried_year": 2024}, {}, ["buried_too_recently"]),
        ({"burial": "coffin", "buried_year": 2024}, {"consent": 1}, []),
        ({"burial": "coffin", "buried_year": 2023}, {}, []),
        ({"burial": "ossuary", "buried_year": 2025}, {}, []),
        ({}, {}, []),
    ],
)
def test_a_coffin_rests_three_years_unless_the_health_authority_agrees(
    fields: dict[str, object], patch: dict[str, object], why: list[str]
) -> None:
    case = Dossier("grave", {"date_set": "2026-03-01"}, fields=fields)
    report = Report("2026-04-01", patch=patch, evidence=1)
    assert [bar.code for bar in bars(LAW, case, "exhumed", report)] == why


def test_a_grave_is_unclaimed_only_after_the_search_and_approved_after_its_posting() -> None:
    case = Dossier("grave", {"searching": "2026-01-05", "posted": "2026-02-02"})
    assert locks(LAW, case, "unclaimed", "2026-04-04")[0].opens_on == "2026-04-05"
    assert locks(LAW, case, "approved", "2026-02-11")[0].code == "not_posted_long_enough"
    assert locks(LAW, case, "approved", "2026-02-12") == ()
