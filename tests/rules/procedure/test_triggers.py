"""The grounds of a recovery."""

import pytest

from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.steps import STEPS
from clearance.rules.procedure.triggers import SEVEN, TRIGGERS, Trigger, triggers_of

MOVES = frozenset(("relocating",))


@pytest.mark.parametrize("row", TRIGGERS.values(), ids=lambda row: row.code)
def test_a_ground_has_words_a_source_and_steps_that_exist(row: Trigger) -> None:
    assert row.vi != row.en
    assert row.source
    assert all(("household", code) in STEPS for group in row.needs for code in group)


def test_the_law_names_seven() -> None:
    assert len(SEVEN) == 7


@pytest.mark.parametrize(
    ("steps", "traits", "regime", "found"),
    [
        ("plan_approved", frozenset(), "R24", ["plan_approved"]),
        ("plan_approved", MOVES, "R24", []),
        ("plan_approved temp_rent_paid", MOVES, "R24", ["onsite"]),
        ("plan_approved temp_rent_paid", MOVES, "R26", ["onsite", "before_resettlement"]),
        ("plan_approved lot_handed_over", MOVES, "R24", ["lot"]),
        (
            "plan_approved house_handed_over lot_handed_over",
            MOVES,
            "R24",
            ["lot", "house", "lot_and_house"],
        ),
        ("plan_approved paid", MOVES, "R24", ["cash"]),
        ("plan_approved handed_over temp_rent_paid", MOVES, "R25", ["onsite", "voluntary"]),
        (
            "inventoried consulted",
            frozenset(),
            "R26",
            ["urgent_before_plan", "three_quarters_agree"],
        ),
        ("inventoried consulted", frozenset(), "R25", []),
        ("plan_approved", frozenset(), "R13", []),
    ],
)
def test_a_ground_holds_by_what_stands_in_the_case(
    steps: str, traits: frozenset[str], regime: str, found: list[str]
) -> None:
    case = Dossier("household", dict.fromkeys(steps.split(), "2026-02-02"), traits)
    assert [row.code for row in triggers_of(case, regime)] == found
