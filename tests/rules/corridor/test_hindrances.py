"""Why a case cannot be cleared this week, and how far it is from handing over."""

import pytest

from clearance.rules.corridor.hindrances import (
    BY_CODE,
    effort,
    hindrance,
    is_grave_season,
    steps_left,
)
from clearance.rules.procedure.law_shipped import SHIPPED_SEASONS
from clearance.rules.procedure.seasons import Season

PLAIN = {
    "subject": "household",
    "next_step": "paid",
    "kind": "household",
    "is_relocating": 0,
    "family": None,
    "obstacle": None,
}


def test_a_case_under_way_is_hindered_by_nothing_and_counts_the_steps_to_its_handover() -> None:
    assert hindrance(PLAIN, "2026-11-20", SHIPPED_SEASONS) == ""
    assert steps_left(PLAIN) == ("paid", "recovered", "handed_over")
    assert effort(PLAIN) == 3


def test_an_open_obstacle_comes_before_every_other_hindrance() -> None:
    moving = {**PLAIN, "is_relocating": 1}
    assert hindrance({**moving, "obstacle": "PRICE"}, "2026-11-20", SHIPPED_SEASONS) == "obstacle"
    assert hindrance(moving, "2026-11-20", SHIPPED_SEASONS) == "no_plot"


def test_a_relocated_household_may_hand_over() -> None:
    assert (
        hindrance(
            {**PLAIN, "is_relocating": 1, "next_step": "recovered"}, "2026-11-20", SHIPPED_SEASONS
        )
        == ""
    )


@pytest.mark.parametrize(
    ("day", "is_season"),
    [
        ("2026-01-15", True),
        ("2026-04-05", True),
        ("2026-04-06", False),
        ("2026-07-01", False),
        ("2026-09-30", False),
        ("2026-10-01", True),
        ("2026-11-20", True),
    ],
)
def test_graves_are_opened_from_autumn_to_thanh_minh(day: str, is_season: bool) -> None:
    assert is_grave_season(SHIPPED_SEASONS, day) is is_season


def test_a_grave_waits_for_its_season_only_once_its_day_is_to_be_chosen() -> None:
    grave = {**PLAIN, "subject": "grave", "kind": None, "family": "known", "next_step": "date_set"}
    assert hindrance(grave, "2026-07-01", SHIPPED_SEASONS) == "grave_season"
    assert hindrance(grave, "2026-11-20", SHIPPED_SEASONS) == ""
    assert hindrance({**grave, "next_step": "paid"}, "2026-07-01", SHIPPED_SEASONS) == ""


def test_a_grave_waits_for_the_season_of_its_own_project() -> None:
    spring = Season("s", "grave", "exhumed", "02-01", "04-30", "custom", "giả định", True)
    grave = {**PLAIN, "subject": "grave", "kind": None, "family": "known", "next_step": "exhumed"}
    assert hindrance(grave, "2026-11-20", [spring]) == "grave_season"
    assert hindrance(grave, "2026-11-20", []) == ""


def test_a_thing_without_a_case_counts_as_one_step() -> None:
    assert effort({**PLAIN, "subject": "structure", "next_step": None}) == 1
    assert effort({**PLAIN, "subject": "parcel", "next_step": "measured"}) == 2
    assert steps_left({**PLAIN, "subject": "pond", "next_step": "any"}) == ()
    assert steps_left({**PLAIN, "next_step": "closed"}) == ()


def test_every_hindrance_has_words() -> None:
    assert all(row.vi and row.en for row in BY_CODE.values())
