"""The states of a case through time follow from its dated facts."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.case_states import (
    FIRST_DAY,
    LAST_DAY,
    Clock,
    State,
    has_own_states,
    states_of,
)
from clearance.rules.procedure.derived_state import derive
from clearance.rules.procedure.law_shipped import SHIPPED_LAW
from clearance.rules.procedure.steps import steps_of

DAYS = st.dates(date(2026, 1, 1), date(2026, 2, 1)).map(date.isoformat)
CODES = [step.code for step in steps_of("household")]
STOPS = st.lists(st.tuples(DAYS, DAYS).map(lambda d: (min(d), max(d))), max_size=3)


def test_a_case_without_facts_has_one_state_for_all_time() -> None:
    only = State(FIRST_DAY, LAST_DAY, None, "notified", None, None, 0)
    assert states_of(SHIPPED_LAW, Dossier("household", {})) == [only]


def test_a_step_ends_one_state_and_begins_the_next() -> None:
    dossier = Dossier("household", {"notified": "2026-03-01", "handed_over": "2026-04-01"})
    clocks = {"inventoried": Clock("2026-03-01", "2026-03-31")}
    assert states_of(SHIPPED_LAW, dossier, clocks) == [
        State(FIRST_DAY, "2026-03-01", None, "notified", None, None, 0),
        State("2026-03-01", "2026-04-01", "notified", "inventoried", "2026-03-31", None, 0),
        State("2026-04-01", LAST_DAY, "handed_over", "appraised", None, "2026-04-01", 0),
    ]


def test_an_obstacle_makes_a_state_of_its_own() -> None:
    dossier = Dossier("household", {"notified": "2026-03-01"})
    found = states_of(SHIPPED_LAW, dossier, stops=[("2026-03-05", "2026-03-09")])
    assert [(s.from_day, s.is_stuck) for s in found] == [
        (FIRST_DAY, 0),
        ("2026-03-01", 0),
        ("2026-03-05", 1),
        ("2026-03-09", 0),
    ]


def test_an_obstacle_still_open_ends_nothing() -> None:
    found = states_of(SHIPPED_LAW, Dossier("grave", {}), stops=[("2026-03-05", LAST_DAY)])
    assert [(s.from_day, s.to_day, s.is_stuck) for s in found] == [
        (FIRST_DAY, "2026-03-05", 0),
        ("2026-03-05", LAST_DAY, 1),
    ]


def test_a_new_due_day_holds_from_the_day_it_was_explained() -> None:
    redated = (("2026-04-02", "2026-04-20"), ("2026-04-21", "2026-05-01"))
    clock = Clock("2026-03-01", "2026-05-04", "2026-03-31", redated)
    days = ("2026-02-28", "2026-03-01", "2026-04-01", "2026-04-02", "2026-04-20", "2026-04-21")
    assert [clock.due_at(day) for day in days] == [
        None, "2026-03-31", "2026-03-31", "2026-04-20", "2026-04-20", "2026-05-04",
    ]  # fmt: skip
    found = states_of(
        SHIPPED_LAW, Dossier("household", {"notified": "2026-03-01"}), {"inventoried": clock}
    )
    assert [s.due_on for s in found] == [None, "2026-03-31", "2026-04-20", "2026-05-04"]


@pytest.mark.parametrize(
    ("subject", "steps", "kept"),
    [
        ("household", [], True),
        ("grave", [], True),
        ("parcel", [], False),
        ("parcel", ["handed_over"], False),
        ("parcel", ["measured", "handed_over"], True),
        ("structure", ["handed_over"], False),
        ("parcel", ["unknown"], False),
    ],
)
def test_what_follows_its_household_has_no_states_of_its_own(
    subject: str, steps: list[str], kept: bool
) -> None:
    assert has_own_states(subject, steps) is kept


@given(st.dictionaries(st.sampled_from(CODES), DAYS, max_size=8), STOPS, DAYS)
def test_on_any_day_one_state_holds_and_it_is_the_one_derived_from_the_facts_up_to_it(
    dates: dict[str, str], stops: list[tuple[str, str]], day: str
) -> None:
    found = states_of(SHIPPED_LAW, Dossier("household", dates), stops=stops)
    (then,) = [s for s in found if s.from_day <= day < s.to_day]
    due = derive("household", {step: on for step, on in dates.items() if on <= day})
    assert (then.stage, then.next_step, then.cleared_on) == (
        due.stage, due.next_step, due.cleared_on,
    )  # fmt: skip
    assert then.is_stuck == any(a <= day < b for a, b in stops)
    assert [s.to_day for s in found[:-1]] == [s.from_day for s in found[1:]]
    assert all(a[2:] != b[2:] for a, b in pairwise(found))
