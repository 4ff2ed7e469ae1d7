"""The steps of each kind of case, row by row and as a whole."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.procedure.bodies import BODIES
from clearance.rules.procedure.main_lines import LINES, Line
from clearance.rules.procedure.steps import (
    STEPS,
    Step,
    find_step,
    freed_on,
    is_open,
    next_step,
    rests_on,
    stage,
    steps_of,
)
from clearance.rules.records.permissions import may_bring
from clearance.rules.records.subjects import ROLES, SUBJECTS, TOLD
from tests.given import LINE

STEPPED = sorted({subject for subject, _ in STEPS})
ROWS = [pytest.param(row, id=f"{row.subject}.{row.code}") for row in STEPS.values()]


def walk(subject: str, rng: Random, length: int) -> list[str]:
    """Steps taken one after another, each open when it was taken."""
    taken: dict[str, None] = {}
    for _ in range(length):
        choices = [s for s in steps_of(subject) if is_open(s, taken)]
        if not choices:
            break
        chosen = rng.choice(choices)
        for code in chosen.clears:
            taken.pop(code, None)
        taken[chosen.code] = None
    return list(taken)


def reachable(subject: str) -> set[frozenset[str]]:
    """Many of the sets of steps a case can come to have."""
    rng = Random(7)
    return {frozenset(walk(subject, rng, size)) for size in range(30) for _ in range(60)}


@pytest.mark.parametrize("row", ROWS)
def test_a_step_has_words_in_both_languages_and_its_proof(row: Step) -> None:
    assert row.vi
    assert row.en
    assert row.vi != row.en
    assert row.evidence


@pytest.mark.parametrize("row", ROWS)
def test_a_step_names_only_steps_fields_and_roles_that_exist(row: Step) -> None:
    named = {*row.after, *row.clears, *row.bars, *row.beside, *filter(None, [row.instead_of])}
    assert named <= {s.code for s in steps_of(row.subject)}
    assert row.roles
    assert set(row.roles) <= set(ROLES)
    assert set(row.brings) <= {*SUBJECTS[row.subject].names(), *TOLD}
    assert all(may_bring(row.subject, row.code, name) for name in row.brings)


@pytest.mark.parametrize("row", ROWS)
def test_a_step_can_be_reached(row: Step) -> None:
    reached: set[str] = set()
    for _ in steps_of(row.subject):
        reached |= {s.code for s in steps_of(row.subject) if is_open(s, reached)}
    assert row.code in reached


@pytest.mark.parametrize("row", ROWS)
def test_a_step_leads_on_or_is_an_end(row: Step) -> None:
    following = [s for s in steps_of(row.subject) if row.code in (*s.after, *s.clears)]
    taken = {s.code for s in steps_of(row.subject)[: steps_of(row.subject).index(row) + 1]}
    leads_on = next_step(row.subject, taken) is not None
    assert following or leads_on or row.group == "done" or row.subject == "unit"


@pytest.mark.parametrize("row", ROWS)
def test_a_step_has_a_colour_and_a_body_that_must_act(row: Step) -> None:
    assert row.group in ("todo", "doing", "stuck", "done")
    assert row.acts in BODIES


@pytest.mark.parametrize("subject", STEPPED)
def test_the_words_of_steps_differ_within_a_subject(subject: str) -> None:
    for words in ([s.vi for s in steps_of(subject)], [s.en for s in steps_of(subject)]):
        assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    "subject", [s for s in STEPPED if s not in ("unit", "segment", "offering")]
)
def test_exactly_one_step_frees_the_ground_and_it_asks_for_its_proof(subject: str) -> None:
    freeing = [s for s in steps_of(subject) if s.frees]
    assert len(freeing) == 1
    assert freeing[0].group == "done"
    assert freeing[0].evidence


@pytest.mark.parametrize("subject", STEPPED)
def test_what_the_page_offers_next_can_be_done_now(subject: str) -> None:
    for taken in reachable(subject):
        following = next_step(subject, taken)
        assert following is None or is_open(following, taken), taken


@pytest.mark.parametrize("line", LINES, ids=lambda row: row.code)
def test_what_the_line_of_a_case_offers_next_can_be_done_now(line: Line) -> None:
    for taken in reachable(line.subject):
        following = next_step(line.subject, taken, line=line)
        assert following is None or is_open(following, taken), taken


@pytest.mark.parametrize("subject", STEPPED)
def test_no_case_is_ever_at_a_loss_before_its_end(subject: str) -> None:
    for taken in reachable(subject):
        at = stage(subject, taken)
        following = next_step(subject, taken)
        assert following or (at and (at.group == "done" or at.subject == "unit")), taken


@given(st.sampled_from(STEPPED), st.randoms(use_true_random=False), st.integers(0, 25))
def test_every_step_taken_in_order_rests_on_another(subject: str, rng: Random, size: int) -> None:
    taken = set(walk(subject, rng, size))
    for code in taken:
        row = STEPS[subject, code]
        assert not row.after or taken & set(row.after)


@given(st.sampled_from(STEPPED), st.randoms(use_true_random=False), st.integers(1, 25))
def test_withdrawing_what_nothing_rests_on_leaves_no_step_in_the_air(
    subject: str, rng: Random, size: int
) -> None:
    taken = set(walk(subject, rng, size))
    code = rng.choice(sorted(taken))
    if not rests_on(subject, code, taken):
        rest = taken - {code}
        assert all(not r.after or rest & set(r.after) for r in map_rows(subject, rest))


def map_rows(subject: str, codes: set[str]) -> list[Step]:
    """Rows of the codes."""
    return [STEPS[subject, code] for code in sorted(codes)]


def test_the_main_line_of_a_household_runs_from_the_notice_to_the_handover() -> None:
    taken: list[str] = []
    for code in LINE:
        following = next_step("household", taken)
        assert following
        assert following.code == code
        taken.append(code)
    assert freed_on("household", dict.fromkeys(taken, "2026-06-01")) == "2026-06-01"


def test_paying_does_not_wait_for_a_family_that_refused_at_first() -> None:
    taken = {*LINE[:9], "refused"}
    assert stage("household", taken) == find_step("household", "refused")
    assert next_step("household", taken) == find_step("household", "paid")


def test_money_in_the_bank_stands_for_money_in_hand() -> None:
    following = next_step("household", {*LINE[:9], "deposited"})
    assert following
    assert following.code == "recovered"


def test_a_step_can_be_left_out_of_what_comes_next() -> None:
    following = next_step("household", {"notified"}, skip=("inventoried",))
    assert following
    assert following.code == "origin_confirmed"


def test_an_offer_refused_is_offered_anew_before_it_can_be_accepted() -> None:
    refused = {"offered", "refused"}
    assert not is_open(STEPS["segment", "accepted"], refused)
    assert next_step("segment", refused) == STEPS["segment", "offered"]
    assert is_open(STEPS["segment", "offered"], refused)


def test_an_offer_answered_is_not_answered_again() -> None:
    assert not is_open(STEPS["segment", "refused"], {"offered", "accepted"})
    assert not is_open(STEPS["segment", "offered"], {"offered", "accepted"})
    assert not is_open(STEPS["segment", "offered"], {"offered"})


def test_a_house_can_be_handed_over_before_its_recovery_and_its_payment() -> None:
    taken = {*LINE[:9], "handed_over"}
    assert next_step("household", taken) == find_step("household", "paid")
    assert next_step("household", {*taken, "paid"}) == find_step("household", "recovered")
    assert next_step("household", {*taken, "paid", "recovered"}) == find_step("household", "closed")


def test_the_origin_may_be_confirmed_beside_the_inventory() -> None:
    taken = {"notified", "origin_confirmed"}
    assert next_step("household", taken) == find_step("household", "inventoried")


def test_a_notice_can_be_issued_again_and_again() -> None:
    assert is_open(STEPS["household", "notice_reissued"], {"notified", "notice_reissued"})


def test_the_line_beside_the_main_one_is_never_the_stage() -> None:
    taken = {"notified", "inventoried", "choice_registered", "arrangement_posted"}
    assert stage("household", taken) == find_step("household", "inventoried")


@given(st.sampled_from(STEPPED), st.randoms(use_true_random=False), st.integers(0, 25))
def test_the_stage_is_the_furthest_step_in_whatever_order_they_were_taken(
    subject: str, rng: Random, size: int
) -> None:
    taken = walk(subject, rng, size)
    at = stage(subject, rng.sample(sorted(taken), len(taken)))
    known = [s.code for s in steps_of(subject) if not s.track and s.code in taken]
    assert (at.code if at else None) == (known[-1] if known else None)


def test_a_subject_without_steps_has_none() -> None:
    assert steps_of("member") == ()
    assert find_step("member", "paid") is None
    assert next_step("member", ()) is None
    assert stage("member", ()) is None


def test_a_step_is_named_that_would_be_left_without_support() -> None:
    assert rests_on("household", "notified", {"notified", "inventoried"}) == "inventoried"
    assert rests_on("household", "notified", {"notified", "ghost"}) == ""
