"""No fact is of a day before the one it rests on."""

import pytest

from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.earliest_days import (
    BEGINS,
    FOLLOWS,
    SUMS,
    WITHIN,
    Ground,
    first_of,
    ground_of,
    too_early,
)
from clearance.rules.procedure.guards import Bar, Report, bars
from clearance.rules.procedure.law_shipped import SHIPPED_LAW as LAW
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.permissions import is_fact
from clearance.rules.records.subjects import SUBJECTS
from tests.rules.procedure.test_guards import DECIDED, FARM, PLAN, codes, recovery


def test_of_several_grounds_the_first_that_stood_counts() -> None:
    dates = {"paid": "2026-03-09", "recovered": "2026-03-04"}
    assert first_of(("paid", "recovered", "coerced"), dates) == Ground("recovered", "2026-03-04")
    assert first_of(("coerced",), dates) is None
    assert too_early(("paid", "recovered"), dates, "2026-03-04") is None
    early = too_early(("paid", "recovered"), dates, "2026-03-03")
    assert early
    assert ground_of(str(early)) == early


def test_every_row_names_facts_steps_and_sums_that_there_are() -> None:
    assert all(is_fact(*row) for row in (*WITHIN, *FOLLOWS))
    groups = [(subject, *codes) for subject, codes in BEGINS.items()]
    groups += [(subject, *group) for (subject, _), rows in FOLLOWS.items() for group in rows]
    groups += [(subject, *codes) for (subject, _), codes in SUMS.items()]
    assert all(find_step(subject, code) for subject, *codes in groups for code in codes)
    assert all(SUBJECTS[subject].field(name) for subject, name in SUMS)


@pytest.mark.parametrize(
    ("step", "day", "ground"),
    [
        ("decision_delivered", "2026-03-01", "plan_approved 2026-03-02"),
        ("paid", "2026-03-03", "decision_delivered 2026-03-04"),
        ("handed_over", "2020-01-01", "decision_delivered 2026-03-04"),
        ("inventoried", "2026-01-14", "notified 2026-01-15"),
        ("plan_drafted", "2026-01-25", "origin_confirmed 2026-01-26"),
    ],
)
def test_no_step_is_dated_before_the_one_it_rests_on(step: str, day: str, ground: str) -> None:
    case = Dossier("household", {k: v for k, v in DECIDED.items() if k != step}, FARM)
    found = bars(LAW, case, step, Report(day, evidence=1))
    assert Bar("before_ground", detail=ground) in found
    on_time = bars(LAW, case, step, Report(ground.split()[1], evidence=1))
    assert "before_ground" not in {bar.code for bar in on_time}


def test_nor_before_what_it_needs_besides_the_order() -> None:
    dates = {
        "notified": "2026-01-15",
        "origin_confirmed": "2026-01-16",
        "inventoried": "2026-01-20",
    }
    assert codes(dates, "plan_drafted", Report("2026-01-19")) == ["before_ground"]
    assert codes(dates, "plan_drafted", Report("2026-01-20")) == []


def test_an_urgent_recovery_may_still_come_before_the_plan_is_approved() -> None:
    day = recovery("2026-03-16", trigger="urgent_before_plan")
    assert codes({**PLAN, "plan_approved": "2026-04-02"}, "recovered", day) == []


def test_what_was_refused_is_offered_again_only_afterwards() -> None:
    case = Dossier("segment", {"refused": "2026-05-04"})
    assert bars(LAW, case, "offered", Report("2026-05-03"))[0].detail == "refused 2026-05-04"
    assert bars(LAW, case, "offered", Report("2026-05-04")) == ()


def test_a_grave_is_not_reburied_before_it_is_exhumed() -> None:
    case = Dossier("grave", {"exhumed": "2026-05-04", "kept_temporarily": "2026-05-09"})
    assert bars(LAW, case, "reburied", Report("2026-05-03"))[0].detail == "exhumed 2026-05-04"
    assert bars(LAW, case, "reburied", Report("2026-05-05")) == ()
