"""Parcels in an offering: those the investor was offered stay, a list not sent yet bars nothing."""

import pytest

from clearance.record.operations.carrying_out import carry_out
from clearance.reports.operations.parcels import plan_split
from clearance.rules.basics.faults import Refused
from clearance.store import Store
from tests.given import CADRE, NOW, OFFICE, a_change, an_offering, by, step
from tests.reports.operations.test_parcels import TWO, blank, town

__all__ = ["town"]


def test_an_offered_parcel_is_not_split(town: Store) -> None:
    town.run("UPDATE parcel SET is_stuck = 0")
    step(town, "q", "handed_over", CADRE, subject="parcel")
    assert an_offering(town, "of", "q").is_accepted
    early = plan_split(town, blank("parcel_split"), "q", TWO, {})
    assert by(OFFICE, town, a_change("offering", "of", "offered")).is_accepted
    plan = plan_split(town, blank("parcel_split"), "q", TWO, {})
    assert "BG-0001" in plan.faults[0].message
    with pytest.raises(Refused, match="đợt bàn giao khác"):
        carry_out(town, early, OFFICE, NOW)


def test_a_parcel_listed_but_not_offered_is_split_and_the_list_made_anew(town: Store) -> None:
    town.run("UPDATE parcel SET is_stuck = 0")
    step(town, "q", "handed_over", CADRE, subject="parcel")
    assert an_offering(town, "of", "q").is_accepted
    carry_out(town, plan_split(town, blank("parcel_split"), "q", TWO, {}), OFFICE, NOW)
    told = by(OFFICE, town, a_change("offering", "of", "offered"))
    assert (told.reason, told.detail) == ("parcel_gone", "T-q")
