"""Each case has one clock, that of its next step; its first due day never changes."""

import json

import pytest

from clearance.record import record_all
from clearance.record.clocks import rederive
from clearance.record.replay import differences
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.procedure.law_changes import rows_as_patches, year_patch
from clearance.rules.procedure.law_shipped import SHIPPED_LAW
from clearance.store import Store
from clearance.store.cases.deadlines import find_clock, find_open, list_clocks
from tests.given import (
    NOW,
    OFFICE,
    a_case_at,
    a_change,
    a_household,
    a_parcel,
    by,
    registered,
    step,
    the,
)


def withdraw(store: Store, code: str) -> None:
    """Take a step back."""
    change = a_change("household", "h", "withdrawn", patch={"step": code}, why="Ghi nhầm")
    assert by(OFFICE, store, change).is_accepted


def law_rows(store: Store, **changed: object) -> None:
    """The shipped law as rows, periods of the inventory with some fields changed."""
    rows = [
        a_change(subject, f"{subject}-{patch['code']}", "registered", patch=patch)
        for subject, patch in rows_as_patches(SHIPPED_LAW)
    ]
    record_all(store, rows, TERMINAL, NOW)
    revise(store, **changed)


def revise(store: Store, **changed: object) -> None:
    """Other fields for the period of the inventory."""
    uid = "term-household.inventoried.within"
    assert by(OFFICE, store, a_change("term", uid, "revised", patch=changed)).is_accepted


def test_one_clock_is_open_at_a_time_and_closes_with_its_step(store: Store) -> None:
    a_case_at(store, "inventoried")
    first, second = list_clocks(store, "h")
    assert (first["step"], first["closed_on"], first["closed_by"]) == (
        "inventoried",
        "2026-08-10",
        "inventoried",
    )
    assert (second["step"], second["closed_seq"]) == ("origin_confirmed", None)
    assert the(store, "household", "h")["due_on"] == second["due_on"]


def test_a_clock_knows_its_law(store: Store) -> None:
    a_household(store)
    step(store, "h", "notified", happened_on="2025-03-03")
    clock = find_open(store, "h")
    assert clock
    assert (clock["regime"], clock["basis"], clock["length"]) == ("R24", "plan", 30)
    assert json.loads(clock["warnings"]) == ["calendar_unconfirmed"]


def test_a_branch_leaves_the_clock_running(store: Store) -> None:
    a_case_at(store, "consulted")
    before = find_open(store, "h")
    assert step(store, "h", "dialogue").is_accepted
    assert find_open(store, "h") == before


def test_a_withdrawn_step_lets_its_clock_run_on(store: Store) -> None:
    a_case_at(store, "notified")
    before = find_open(store, "h")
    step(store, "h", "inventoried")
    withdraw(store, "inventoried")
    assert find_open(store, "h") == before
    assert find_clock(store, "h", "origin_confirmed")["closed_by"] == "withdrawn"  # type: ignore[index]
    assert differences(store) == []


def test_a_step_taken_again_on_its_day_changes_no_clock(store: Store) -> None:
    a_case_at(store, "inventoried")
    before = find_open(store, "h")
    withdraw(store, "inventoried")
    step(store, "h", "inventoried")
    assert find_open(store, "h") == before


def test_a_corrected_day_is_counted_anew_but_the_first_promise_stays(store: Store) -> None:
    a_household(store)
    step(store, "h", "notified", happened_on="2026-07-06")
    withdraw(store, "notified")
    assert find_open(store, "h") is None
    step(store, "h", "notified", happened_on="2026-07-20")
    clock = find_open(store, "h")
    assert clock
    assert (clock["first_due_on"], clock["due_on"]) == ("2026-08-05", "2026-08-19")
    assert differences(store) == []


def test_another_kind_of_case_takes_another_line(store: Store) -> None:
    a_case_at(store, "paid")
    assert the(store, "household", "h")["next_step"] == "recovered"
    moves = a_change("household", "h", "revised", patch={"is_relocating": 1})
    assert by(OFFICE, store, moves).is_accepted
    assert the(store, "household", "h")["next_step"] == "resettled"
    assert find_clock(store, "h", "recovered")["closed_by"] == "revised"  # type: ignore[index]
    assert differences(store) == []


def test_the_last_step_leaves_no_clock(store: Store) -> None:
    a_case_at(store, "handed_over")
    assert step(store, "h", "closed").is_accepted
    assert find_open(store, "h") is None


def test_a_new_row_of_the_law_counts_for_new_clocks_and_moves_no_old_one(store: Store) -> None:
    a_case_at(store, "notified")
    before = find_open(store, "h")
    law_rows(store, length=10)
    assert find_open(store, "h") == before
    a_household(store, "h2", code="HY-2")
    step(store, "h2", "notified")
    assert find_open(store, "h2")["due_on"] == "2026-07-30"  # type: ignore[index]
    assert differences(store) == []


def test_a_row_changed_again_is_read_again(store: Store) -> None:
    law_rows(store, length=10)
    a_case_at(store, "notified")
    revise(store, length=20)
    a_household(store, "h2", code="HY-2")
    step(store, "h2", "notified")
    assert find_open(store, "h2")["length"] == 20  # type: ignore[index]


def test_a_listed_day_off_moves_the_end_and_a_confirmed_year_warns_no_more(store: Store) -> None:
    year = year_patch(2026, ["2026-08-19"], is_confirmed=True)
    record_all(store, [registered("calendar_year", "y", **year)], TERMINAL, NOW)
    a_case_at(store, "notified")
    clock = find_open(store, "h")
    assert clock
    assert (clock["due_on"], clock["warnings"]) == ("2026-08-20", "[]")


@pytest.mark.parametrize(
    ("code", "until", "day", "reason", "opens"),
    [
        ("consulted", "plan_posted", "2026-09-21", "not_posted_long_enough", "2026-09-28"),
        ("recovered", "paid", "2026-11-12", "waiting_period", "2026-11-17"),
    ],
)
def test_a_step_before_its_day_is_refused_with_the_day_it_is_possible(
    store: Store, code: str, until: str, day: str, reason: str, opens: str
) -> None:
    a_case_at(store, until)
    outcome = step(store, "h", code, happened_on=day)
    assert (outcome.standing, outcome.reason, outcome.detail) == ("refused", reason, opens)


def test_farm_land_waits_less_than_a_house_plot(store: Store) -> None:
    a_case_at(store, "paid")
    a_parcel(store, land_use_code="LUC")
    assert step(store, "h", "recovered", happened_on="2026-11-11").is_accepted


def test_a_recovery_names_its_ground_and_shows_its_decision(store: Store) -> None:
    a_case_at(store, "paid")
    told = a_change("household", "h", "recovered", happened_on="2026-11-17")
    assert by(OFFICE, store, told).reason == "missing_trigger"
    assert step(store, "h", "recovered", patch={"trigger": "lot"}).reason == "wrong_trigger"
    assert step(store, "h", "recovered", evidence=()).reason == "missing_evidence"
    assert step(store, "h", "recovered").is_accepted


def test_a_persuasion_ends_only_after_a_recorded_visit(store: Store) -> None:
    a_case_at(store, "notified")
    step(store, "h", "inv_persuasion", happened_on="2026-08-03")
    ended = {"happened_on": "2026-08-24"}
    assert step(store, "h", "inv_persuasion_ended", **ended).reason == "visit_missing"
    visited = a_change("household", "h", "visited", happened_on="2026-08-05")
    assert by(OFFICE, store, visited).is_accepted
    assert step(store, "h", "inv_persuasion_ended", **ended).is_accepted


def test_a_visit_without_a_day_counts_on_the_day_it_was_recorded(store: Store) -> None:
    a_case_at(store, "notified")
    step(store, "h", "inv_persuasion", happened_on="2026-10-20")
    assert by(OFFICE, store, a_change("household", "h", "visited")).is_accepted
    assert step(store, "h", "inv_persuasion_ended").is_accepted


@pytest.mark.parametrize(
    ("subject", "patch", "field"),
    [
        ("term", {"subject": "ghost"}, "subject"),
        ("term", {"step": "ghost"}, "step"),
        ("term", {"length": -1}, "length"),
        ("term", {"trait": "rich"}, "trait"),
        ("term", {"counted_from": '["ghost"]'}, "counted_from"),
        ("term", {"counted_from": '"notified"'}, "counted_from"),
        ("term", {"regimes": "[1]"}, "regimes"),
        ("season", {"subject": "ghost"}, "subject"),
        ("season", {"step": "paid off"}, "step"),
        ("season", {"from_day": "02-29"}, "from_day"),
        ("season", {"to_day": "13-01"}, "to_day"),
        ("season", {"basis": "plan"}, "basis"),
        ("calendar_year", {"code": "26"}, "code"),
        ("calendar_year", {"days": '["2025-01-01"]'}, "days"),
        ("calendar_year", {"ethnic_days": '["Tết"]'}, "ethnic_days"),
    ],
)
def test_a_row_of_the_law_names_only_what_exists(
    store: Store, subject: str, patch: dict[str, object], field: str
) -> None:
    good: dict[str, object] = {"code": "2026", "days": "[]"}
    if subject != "calendar_year":
        good = dict(next(p for s, p in rows_as_patches(SHIPPED_LAW) if s == subject))
    outcome = by(OFFICE, store, a_change(subject, "x", "registered", patch=good | patch))
    assert (outcome.reason, outcome.detail) == ("bad_value", field)


def test_land_that_is_not_known_here_has_no_clock(store: Store) -> None:
    entry = {"seq": 1, "fact": "handed_over", "happened_on": "2026-11-20", "patch": {}}
    rederive(store, entry, "parcel", "ghost")
    assert list_clocks(store, "ghost") == []
