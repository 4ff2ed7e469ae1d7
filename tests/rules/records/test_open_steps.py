from clearance.rules.procedure.steps import find_step
from clearance.rules.records.open_steps import may_take, needs


def test_a_locked_step_names_the_steps_of_the_main_line_it_waits_for() -> None:
    step = find_step("household", "inventoried")
    assert step
    assert [s.code for s in needs(step, set())] == ["notified"]
    assert needs(step, {"notified_publicly"}) == ()


def test_a_step_that_rests_on_branches_only_names_those() -> None:
    step = find_step("household", "coercion_decided")
    assert step
    assert [s.code for s in needs(step, set())] == ["handover_persuasion_ended"]


def test_only_steps_of_ones_own_role_may_be_taken() -> None:
    assert [s.code for s in may_take("household", set(), "cadre")] == ["notified"]
    assert may_take("household", set(), "leader") == []
