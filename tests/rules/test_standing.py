from clearance.rules.standing import may_take, needs, where_it_stands
from clearance.rules.steps import find_step
from tests.given import LINE


def _upto(code: str) -> set[str]:
    return set(LINE[: LINE.index(code) + 1])


def _states(taken: set[str]) -> dict[str, str]:
    return {place.step.code: place.state for place in where_it_stands("household", taken)}


def test_an_untouched_case_has_its_first_step_next_and_the_rest_locked() -> None:
    states = _states(set())
    assert states["notified"] == "next"
    assert {state for code, state in states.items() if code != "notified"} == {"locked"}


def test_a_branch_that_was_taken_stands_in_the_line_and_the_step_it_replaces_is_passed_over() -> (
    None
):
    states = _states(_upto("decision_delivered") | {"deposited"})
    assert states["deposited"] == "done"
    assert states["paid"] == "passed"
    assert states["recovered"] == "next"


def test_a_later_step_that_may_already_be_taken_is_open_not_locked() -> None:
    assert _states(_upto("paid"))["handed_over"] == "open"


def test_a_case_at_its_end_has_nothing_next() -> None:
    states = _states({*LINE, "closed"})
    assert set(states.values()) == {"done"}


def test_a_locked_step_names_the_steps_of_the_main_line_it_waits_for() -> None:
    step = find_step("household", "inventoried")
    assert step
    assert [s.code for s in needs(step, set())] == ["notified"]
    assert needs(step, {"notified_publicly"}) == ()


def test_a_step_that_rests_on_branches_only_names_those() -> None:
    step = find_step("household", "coercion_decided")
    assert step
    assert [s.code for s in needs(step, set())] == ["handover_persuasion"]


def test_only_steps_of_ones_own_role_may_be_taken() -> None:
    assert [s.code for s in may_take("household", set(), "cadre")] == ["notified"]
    assert may_take("household", set(), "leader") == []
