"""Every case has one holder at every instant, and the door keeps it so."""

from datetime import timedelta
from itertools import pairwise

import pytest

from clearance.record import record, record_all
from clearance.record.replay import differences
from clearance.rules.basics.actors import TERMINAL, Who
from clearance.rules.basics.changes import Change, Outcome
from clearance.store import Store
from clearance.store.responsibility.turns import list_turns
from tests.given import (
    ADMIN,
    CADRE,
    CADRE_B,
    LEADER,
    LIAISON,
    NOW,
    OFFICE,
    PHOTO,
    a_case_at,
    a_change,
    a_grave,
    a_household,
    by,
    registered,
    step,
    the,
)  # fmt: skip

HELPER = Who("canbo.c", "canbo.c", "cadre")


@pytest.fixture
def town(store: Store) -> Store:
    """A household and a grave of commune A, and a second cadre there."""
    batch = [registered("person", "canbo.c", name="canbo.c", role="cadre", is_active=1),
             registered("scope", "canbo.c-a", person_uid="canbo.c", unit_uid="a")]  # fmt: skip
    record_all(store, batch, TERMINAL, NOW)
    a_household(store)
    a_grave(store)
    return store


def passed(kind: str, **more: object) -> Change:
    """The ball of the household goes to another."""
    given: dict[str, object] = {"why": "chờ ý kiến", "patch": {"holder_kind": kind}}
    return a_change("household", "h", "passed", **given | more)


def holders(store: Store, uid: str = "h") -> list[tuple[str, str]]:
    """Kinds and persons of a case's turns, in order."""
    return [(row["holder_kind"], row["holder_uid"]) for row in list_turns(store, uid)]


def is_unbroken(store: Store) -> bool:
    """Whether of every case each turn begins when the one before it ends."""
    rows = store.query("SELECT * FROM turn ORDER BY subject_uid, seq")
    pairs = pairwise(rows)
    return all(b["since"] == a["until"] for a, b in pairs if a["subject_uid"] == b["subject_uid"])


def later(who: Who, store: Store, change: Change, hours: int) -> Outcome:
    """What the door answers some hours on."""
    return record(store, change, who, NOW + timedelta(hours=hours))


def test_a_new_case_is_held_by_whoever_is_named_or_registered_it(town: Store) -> None:
    assert holders(town) == holders(town, "g") == [("person", CADRE.uid)]
    new = registered("household", "n", code="HY-N", unit_uid="a")
    assert by(OFFICE, town, new).is_accepted
    assert holders(town, "n") == [("person", OFFICE.uid)]
    assert the(town, "household", "n")["holder_uid"] == OFFICE.uid


@pytest.mark.parametrize(
    ("holder", "reason"),
    [(None, "nobody_holds"), ("ai.do", "nobody_holds"), (LIAISON.uid, "nobody_holds"),
     (CADRE_B.uid, "holder_elsewhere"), (HELPER.uid, None), (LEADER.uid, None)],
)  # fmt: skip
def test_nobody_and_nobody_of_the_area_cannot_hold_a_case(
    town: Store, holder: str | None, reason: str | None
) -> None:
    new = registered("household", "n", code="HY-N", unit_uid="a", holder_uid=holder)
    assert by(TERMINAL, town, new).reason == reason
    revised = a_change("grave", "g", "revised", patch={"holder_uid": holder})
    assert by(OFFICE, town, revised).reason == reason


def test_a_leader_assigns_one_person_with_a_due_date_and_its_basis(town: Store) -> None:
    patch = {"holder_uid": HELPER.uid, "due_on": "2026-12-01", "due_basis": "plan"}
    assert by(LEADER, town, a_change("household", "h", "assigned", patch=patch)).is_accepted
    assert holders(town) == [("person", CADRE.uid), ("person", HELPER.uid)]
    assert the(town, "household", "h")["holder_uid"] == HELPER.uid
    turn = list_turns(town, "h")[-1]
    assert (turn["due_on"], turn["due_basis"]) == ("2026-12-01", "plan")
    assert the(town, "household", "h")["due_on"] is None


@pytest.mark.parametrize(
    ("patch", "reason"),
    [({"holder_uid": CADRE_B.uid}, "holder_elsewhere"),
     ({"holder_uid": HELPER.uid, "due_on": "2026-11-19"}, "day_has_passed"),
     ({"holder_uid": HELPER.uid, "due_basis": "wish"}, "bad_value"),
     ({}, "missing_field")],
)  # fmt: skip
def test_an_assignment_that_does_not_say_who_or_by_when_is_refused(
    town: Store, patch: dict[str, str], reason: str
) -> None:
    assert by(LEADER, town, a_change("household", "h", "assigned", patch=patch)).reason == reason


def test_another_officer_follows_a_case_that_still_waits_on_the_superior(town: Store) -> None:
    by(CADRE, town, passed("superior"))
    by(LEADER, town, a_change("household", "h", "assigned", patch={"holder_uid": HELPER.uid}))
    assert holders(town)[1:] == [("superior", CADRE.uid), ("superior", HELPER.uid)]


def test_the_ball_goes_to_another_and_the_next_step_brings_it_back(town: Store) -> None:
    assert later(CADRE, town, passed("household", evidence=(PHOTO,)), 1).is_accepted
    step(town, "h", "notified")
    assert holders(town) == [("person", CADRE.uid), ("household", CADRE.uid), ("person", CADRE.uid)]
    assert [row["has_document"] for row in list_turns(town, "h")] == [0, 1, 1]
    assert is_unbroken(town)


def test_only_the_holder_the_stand_in_the_office_or_a_leader_passes_it_on(town: Store) -> None:
    assert by(HELPER, town, passed("superior")).reason == "not_yours_to_pass"
    absence = registered("absence", "x", person_uid=CADRE.uid, replacement_uid=HELPER.uid,
                         valid_from="2026-11-20", valid_to="2026-11-25")  # fmt: skip
    assert by(LEADER, town, absence).is_accepted
    assert by(HELPER, town, passed("superior")).is_accepted
    assert by(LEADER, town, passed("investor")).is_accepted
    assert by(OFFICE, town, passed("person")).is_accepted
    assert by(LIAISON, town, passed("superior")).reason == "not_allowed"


@pytest.mark.parametrize(
    ("change", "reason"),
    [(passed("superior", why=" "), "missing_reason"),
     (passed("person"), "already_holds"),
     (passed("person", patch={"holder_kind": "person", "holder_uid": CADRE.uid}), "already_holds"),
     (passed("person", patch={"holder_kind": "person", "holder_uid": CADRE_B.uid}),
      "holder_elsewhere"),
     (passed("nobody"), "bad_value"),
     (passed("person", patch={}), "missing_field")],
)  # fmt: skip
def test_a_hand_over_says_to_whom_and_why(town: Store, change: Change, reason: str) -> None:
    assert by(CADRE, town, change).reason == reason


def test_an_ended_case_waits_on_nobody_until_its_end_is_withdrawn(store: Store) -> None:
    a_case_at(store, "handed_over")
    step(store, "h", "closed", patch={"late_category": "staff"})
    assert list_turns(store, "h")[-1]["until"] is not None
    assert by(OFFICE, store, passed("superior")).reason == "case_closed"
    again = a_change("household", "h", "revised", patch={"holder_uid": OFFICE.uid})
    assert by(OFFICE, store, again).reason == "case_closed"
    undone = a_change("household", "h", "withdrawn", patch={"step": "closed"}, why="nhầm")
    assert by(OFFICE, store, undone).is_accepted
    assert list_turns(store, "h")[-1]["until"] is None
    assert is_unbroken(store)
    assert differences(store) == []


def test_nobody_leaves_who_still_holds_a_case(town: Store) -> None:
    away = a_change("person", CADRE.uid, "revised", patch={"is_active": 0})
    outcome = by(ADMIN, town, away)
    assert (outcome.reason, outcome.detail) == ("holder_has_cases", "2")
    elsewhere = a_change("person", CADRE.uid, "revised", patch={"role": "liaison"})
    assert by(ADMIN, town, elsewhere).reason == "holder_has_cases"
    for subject, uid in (("household", "h"), ("grave", "g")):
        by(LEADER, town, a_change(subject, uid, "assigned", patch={"holder_uid": HELPER.uid}))
    again = a_change("person", CADRE.uid, "revised", patch={"is_active": 0})
    assert by(ADMIN, town, again).is_accepted


def test_nobody_leaves_who_stands_in_for_another(town: Store) -> None:
    absence = registered("absence", "x", person_uid=CADRE.uid, replacement_uid=HELPER.uid,
                         valid_from="2026-12-01", valid_to="2026-12-05")  # fmt: skip
    by(LEADER, town, absence)
    away = a_change("person", HELPER.uid, "revised", patch={"is_active": 0})
    assert by(ADMIN, town, away).reason == "stands_in"


ABSENCE = {"person_uid": CADRE.uid, "replacement_uid": HELPER.uid, "valid_from": "2026-12-01",
           "valid_to": "2026-12-10"}  # fmt: skip


@pytest.mark.parametrize(
    ("told", "reason"),
    [({"person_uid": LEADER.uid, "replacement_uid": LEADER.uid}, "absence_ring"),
     ({"person_uid": HELPER.uid, "replacement_uid": CADRE.uid}, "absence_ring"),
     ({"valid_to": "2026-11-30"}, "bad_date"),
     ({"valid_from": "2026-12-10", "valid_to": "2026-12-12"}, "already_absent"),
     ({"valid_from": "2027-01-01", "valid_to": "2027-01-02", "replacement_uid": CADRE_B.uid},
      "holder_elsewhere"),
     ({"valid_from": "2027-01-01", "valid_to": "2027-01-02", "replacement_uid": "ai.do"},
      "nobody_holds"),
     ({"person_uid": "ai.do"}, "not_found"),
     ({"valid_from": "2027-01-01", "valid_to": "2027-01-02"}, None)],
)  # fmt: skip
def test_a_stand_in_is_another_at_work_there_and_never_in_a_ring(
    town: Store, told: dict[str, str], reason: str | None
) -> None:
    assert by(LEADER, town, registered("absence", "x", **ABSENCE)).is_accepted
    assert by(LEADER, town, registered("absence", "y", **ABSENCE | told)).reason == reason
    assert differences(town) == []


def test_an_absence_may_be_made_shorter_by_whoever_covers_the_cases(town: Store) -> None:
    by(LEADER, town, registered("absence", "x", **ABSENCE))
    shorter = a_change("absence", "x", "revised", patch={"valid_to": "2026-12-05"})
    assert by(LEADER, town, shorter).is_accepted
    far = Who("lanhdao.b", "lanhdao.b", "leader")
    batch = [registered("person", far.uid, name=far.name, role="leader", is_active=1),
             registered("scope", "far-b", person_uid=far.uid, unit_uid="b")]  # fmt: skip
    record_all(town, batch, TERMINAL, NOW)
    again = a_change("absence", "x", "revised", patch={"valid_to": "2026-12-04"})
    assert by(far, town, again).reason == "not_found"


def test_the_fields_of_a_hand_over_are_no_fields_of_a_household(town: Store) -> None:
    for name, value in (("holder_kind", "superior"), ("due_on", "2026-12-01")):
        sly = a_change("household", "h", "revised", patch={name: value})
        assert by(OFFICE, town, sly).reason == "unknown_field"


def test_a_new_name_is_no_leaving(town: Store) -> None:
    renamed = a_change("person", CADRE.uid, "revised", patch={"name": "canbo.moi"})
    assert by(ADMIN, town, renamed).is_accepted
