"""Whatever is tried, by whom and in which order: no role and no person turns both keys."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from clearance.record.replay import differences
from clearance.rules.basics.actors import Who
from clearance.store import Store
from clearance.store.cases import steps
from tests.given import (
    ADMIN,
    NOW,
    a_change,
    a_household,
    a_parcel,
    a_project,
    a_store,
    an_offering,
    by,
    registered,
    step,
    the,
)

PEOPLE = ("vanphong", "chudautu", "vanphong.2", "chudautu.2", "lanhdao", "canbo.a")
ROLES = ("cadre", "leader", "office", "liaison", "admin")
KEYS = ("offered", "accepted", "refused")
SECOND = ("accepted", "refused")
whos = st.sampled_from(PEOPLE)


def a_road(store: Callable[[], Store] = a_store) -> Store:
    """The project of all tests, with a second person at the office and at the investor."""
    made = a_project(store())
    for name, role in (("vanphong.2", "office"), ("chudautu.2", "liaison")):
        assert by(ADMIN, made, registered("person", name, name=name, role=role, is_active=1))
        assert by(
            ADMIN,
            made,
            registered(
                "scope", f"{name}-d", person_uid=name, unit_uid="d", valid_from="2024-01-01"
            ),
        )
    a_parcel(made, household=a_household(made, unit="b"))
    assert step(made, "p", "handed_over", subject="parcel", happened_on="2026-11-10").is_accepted
    an_offering(made, "of", "p")
    return made


class TwoKeys(RuleBasedStateMachine):
    """Anybody tries anything on one segment while the administrator moves people about."""

    subject, uid = "segment", "sg"

    def __init__(self) -> None:
        """A segment, and a parcel alone, that nobody has offered."""
        super().__init__()
        self.store, self.days, self.tries = a_road(), 0, 0
        #: The role in which each standing key was turned, as the door saw it then.
        self.turned: dict[str, tuple[str, str]] = {}

    def send(self, name: str, fact: str, **more: Any) -> bool:
        """One report in the role the person has now, some minutes after the last."""
        self.tries += 1
        role = the(self.store, "person", name)["role"]
        change = a_change(self.subject, self.uid, fact, **more)
        now = NOW + timedelta(days=self.days, minutes=self.tries)
        is_done = by(Who(name, name, role), self.store, change, now).is_accepted
        if is_done and fact in KEYS:
            self.turned[fact] = (name, role)
        return is_done

    @rule(
        name=whos,
        fact=st.sampled_from(KEYS),
        why=st.sampled_from(["", "Còn nhà"]),
        days_ago=st.integers(0, 3),
        seen=st.sampled_from([None, 0]),
    )
    def turn(self, name: str, fact: str, why: str, days_ago: int, seen: int | None) -> None:
        """Somebody turns a key, today or dated back, perhaps from an old copy."""
        day = date(2026, 11, 20) + timedelta(days=self.days - days_ago)
        self.send(name, fact, why=why, happened_on=day.isoformat(), based_on=seen)

    @rule(name=whos, fact=st.sampled_from(KEYS))
    def take_back(self, name: str, fact: str) -> None:
        """A correction: only whose key it is may take it back."""
        role = the(self.store, "person", name)["role"]
        if self.send(name, "withdrawn", patch={"step": fact}, why="Ghi nhầm"):
            assert (role == "liaison") == (fact in SECOND)

    @rule(
        name=whos,
        field=st.sampled_from(["stage", "next_step", "covers", "accepted_on"]),
        fact=st.sampled_from(["revised", "promised", "registered"]),
    )
    def write_it_in(self, name: str, field: str, fact: str) -> None:
        """The outcome cannot be written into the segment by another report."""
        assert not self.send(name, fact, patch={field: "accepted", "code": "D-01"})

    @rule(name=whos, role=st.sampled_from(ROLES))
    def move(self, name: str, role: str) -> None:
        """The administrator gives somebody another role."""
        change = a_change("person", name, "revised", patch={"role": role})
        assert by(ADMIN, self.store, change, NOW + timedelta(days=self.days)).is_accepted

    @rule()
    def whoever_offered_goes_over_to_the_investor_and_answers(self) -> None:
        """The one way round both keys that a person could think of."""
        offer = steps.find_taken(self.store, self.uid, "offered")
        if offer:
            self.move(offer["who"], "liaison")
            self.turn(offer["who"], "accepted", "", 0, None)
            self.turn(offer["who"], "refused", "Còn nhà", 0, None)
            self.move(offer["who"], "office")

    @rule(days=st.integers(1, 5))
    def wait(self, days: int) -> None:
        """Days go by."""
        self.days += days

    @invariant()
    def no_person_and_no_role_holds_both_keys(self) -> None:
        """Whoever answered is neither who offered nor of the role that offers."""
        taken = {code: steps.find_taken(self.store, self.uid, code) for code in KEYS}
        stands = [code for code in KEYS if taken[code]]
        assert not ("accepted" in stands and "refused" in stands)
        for code in SECOND:
            if row := taken[code]:
                offer = taken["offered"]
                assert offer is not None
                assert row["who"] != offer["who"]
                assert self.turned[code][1] == "liaison"
                assert self.turned["offered"][1] == "office"
                assert (row["who"], offer["who"]) == (
                    self.turned[code][0],
                    self.turned["offered"][0],
                )

    def teardown(self) -> None:
        """The state is what the journal says."""
        assert differences(self.store) == []


class TwoKeysOfAnOffering(TwoKeys):
    """The same tries on a batch of one parcel that has been handed over."""

    subject, uid = "offering", "of"


TwoKeys.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
TwoKeysOfAnOffering.TestCase.settings = TwoKeys.TestCase.settings
TestTwoKeys = TwoKeys.TestCase
TestTwoKeysOfAnOffering = TwoKeysOfAnOffering.TestCase


@pytest.mark.parametrize("kind", [TwoKeys, TwoKeysOfAnOffering])
def test_the_machine_reaches_both_answers_and_a_second_offer(kind: type[TwoKeys]) -> None:
    """What is proved above is not proved of nothing."""
    machine = kind()
    machine.turn("vanphong", "offered", "", 0, None)
    machine.turn("chudautu", "refused", "Còn nhà", 0, None)
    assert machine.store.query("SELECT 1 FROM step_taken WHERE step = 'refused'")
    machine.turn("vanphong.2", "offered", "", 0, None)
    machine.move("vanphong.2", "liaison")
    machine.turn("vanphong.2", "accepted", "", 0, None)
    assert not machine.store.query("SELECT 1 FROM step_taken WHERE step = 'accepted'")
    machine.turn("chudautu", "accepted", "", 0, None)
    assert machine.store.query("SELECT 1 FROM step_taken WHERE step = 'accepted'")
    machine.no_person_and_no_role_holds_both_keys()
