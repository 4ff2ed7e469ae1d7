"""The task list of a case."""

from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.basics.refusals import REFUSALS
from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.deadlines import deadline
from clearance.rules.procedure.derived_state import line_in
from clearance.rules.procedure.law_shipped import SHIPPED_LAW as LAW
from clearance.rules.procedure.steps import next_step, steps_of
from clearance.rules.records.tasks import Task, tasks
from tests.rules.procedure.test_guards import DECIDED, PERSUADED, PLAN

TODAY = "2026-03-10"


def listed(dates: dict[str, str], *traits: str, today: str = TODAY) -> dict[str, Task]:
    """Step → task of a household's case."""
    case = Dossier("household", dates, frozenset(traits))
    return {task.step.code: task for task in tasks(LAW, case, {}, today)}


def test_a_new_case_has_its_notice_to_do_and_all_else_locked() -> None:
    found = listed({}, "agricultural")
    assert list(found)[:3] == ["notified", "inventoried", "origin_confirmed"]
    assert found["notified"].state == "next"
    assert found["notified"].whom == "authority"
    assert found["notified"].decider[1].startswith("Province")
    assert {t.state for c, t in found.items() if c != "notified"} == {"locked"}
    assert [s.code for s in found["plan_drafted"].needs] == ["origin_confirmed"]
    assert found["plan_drafted"].why == "step_locked"


def test_what_is_done_shows_its_day_its_paper_and_its_law() -> None:
    task = listed(PLAN, "agricultural")["inventoried"]
    assert (task.state, task.on) == ("done", "2026-01-20")
    assert task.documents == "BB kiểm đếm"
    assert task.source == "Luật Đất đai 2024, Điều 87.2"


def test_the_next_step_waits_while_the_law_makes_it_wait() -> None:
    dates = {k: v for k, v in PLAN.items() if k in list(PLAN)[:5]}
    task = listed(dates, "agricultural", today="2026-02-05")["consulted"]
    assert (task.state, task.why, task.opens_on) == (
        "waiting",
        "not_posted_long_enough",
        "2026-02-13",
    )
    assert listed(dates, "agricultural", today="2026-02-13")["consulted"].state == "next"


def test_a_clock_is_shown_with_its_task() -> None:
    case = Dossier("household", PLAN, frozenset(("agricultural",)))
    clock = deadline(LAW, case, "decision_delivered", "2026-03-02")
    found = {t.step.code: t for t in tasks(LAW, case, {"decision_delivered": clock}, TODAY)}
    assert found["decision_delivered"].due_on == "2026-03-09"
    assert found["decision_delivered"].deadline is clock
    assert found["recovered"].opens_on == "2026-03-16"


def test_the_new_home_is_listed_only_for_who_must_move() -> None:
    assert "lot_decision" not in listed(PLAN, "agricultural")
    found = listed(PLAN, "agricultural", "relocating")
    assert found["choice_registered"].state == "waiting"
    assert found["choice_registered"].whom == "owner"
    assert found["lot_decision"].state == "locked"
    assert list(found).index("resettled") < list(found).index("recovered")


def test_the_way_of_coercion_is_listed_once_it_is_begun() -> None:
    assert "coercion_decided" not in listed(DECIDED, "agricultural")
    begun = {k: v for k, v in PERSUADED.items() if k != "handover_persuasion_ended"}
    task = listed(begun, "agricultural", today="2026-04-05")["handover_persuasion_ended"]
    assert (task.state, task.why, task.opens_on) == (
        "locked",
        "persuasion_too_short",
        "2026-04-11",
    )
    ended = listed(PERSUADED, "agricultural", today="2026-04-15")
    assert ended["coercion_decided"].opens_on == "2026-04-21"


def test_what_was_stood_in_for_or_passed_over_is_not_needed() -> None:
    taken = {**PLAN, "decision_delivered": "2026-03-04", "deposited": "2026-03-06"}
    found = listed(taken, "agricultural")
    assert found["paid"].state == "not_needed"
    assert found["deposited"].state == "done"
    begun = {**PLAN, "inv_persuasion": "2026-01-16"}
    assert listed(begun, "agricultural")["inv_persuasion_ended"].state == "not_needed"


def test_an_offer_that_was_refused_is_the_next_thing_to_do() -> None:
    case = Dossier("segment", {"offered": "2026-03-02", "refused": "2026-03-04"})
    found = {t.step.code: t.state for t in tasks(LAW, case, {}, TODAY)}
    assert found == {"offered": "next", "accepted": "locked", "refused": "done"}


def test_a_case_at_its_end_has_nothing_left_to_do() -> None:
    dates = {**PERSUADED, "paid": "2026-03-20", "handed_over": "2026-04-20", "closed": "2026-04-29"}
    states = {task.state for task in listed(dates, "agricultural").values()}
    assert states == {"done", "not_needed"}
    assert listed(dates, "agricultural")["coercion_decided"].state == "not_needed"


@given(
    st.sampled_from(["household", "grave", "parcel", "utility", "segment", "unit"]),
    st.data(),
)
def test_of_any_history_one_task_at_most_is_next_and_none_is_lost(
    subject: str, data: st.DataObject
) -> None:
    codes = [s.code for s in steps_of(subject)]
    days = st.sampled_from(["2023-05-04", "2024-12-02", "2025-10-01", "2026-02-02"])
    dates = data.draw(st.dictionaries(st.sampled_from(codes), days))
    case = Dossier(
        subject,
        dates,
        frozenset(
            data.draw(
                st.sets(
                    st.sampled_from(
                        ["relocating", "organisation", "asset_owner", "unclaimed", "agricultural"]
                    )
                )
            )
        ),
    )
    found = tasks(LAW, case, {}, TODAY)
    assert sum(t.state == "next" for t in found) <= 1
    assert all(t.why in REFUSALS for t in found if t.state == "locked")
    assert len({t.step.code for t in found}) == len(found)
    following = next_step(subject, dates, line=line_in(LAW, case))
    at = [t for t in found if t.step == following]
    again = {following.code} if following else set()  # an offer refused is made anew
    assert {t.step.code for t in found if t.state == "done"} == set(dates) - again
    assert not following or at[0].state in ("next", "waiting", "locked")
