"""No fact is of a day before the project, the case, the notice or what it rests on."""

import pytest

from clearance.record.replay import differences
from clearance.rules.basics.changes import Outcome
from clearance.rules.procedure.law_shipped import SHIPPED_REGIMES
from clearance.store import Store
from tests.given import (
    ADMIN,
    CADRE,
    OFFICE,
    PHOTO,
    PROJECT,
    TODAY,
    a_case_at,
    a_change,
    a_grave,
    a_household,
    a_parcel,
    an_obstacle,
    by,
    registered,
    step,
    the,
)

FIRST_LAW = SHIPPED_REGIMES[0].from_on


def told(outcome: Outcome) -> tuple[str | None, str]:
    """Why not, with what the answer names."""
    return outcome.reason, outcome.detail


def begun(store: Store, day: str | None) -> Outcome:
    """The office tells the day the project began."""
    change = a_change("project", PROJECT, "revised", patch={"begun_on": day})
    return by(OFFICE, store, change)


def visited(store: Store, day: str, uid: str = "h", subject: str = "household") -> Outcome:
    """A visit of a day."""
    return by(CADRE, store, a_change(subject, uid, "visited", happened_on=day, why="Đã gặp"))


def opened(store: Store, day: str, uid: str = "h", subject: str = "household") -> Outcome:
    """An obstacle of a day."""
    patch = {"subject": subject, "subject_uid": uid, "kind": "PRICE"}
    return by(
        CADRE, store, a_change("obstacle", f"o-{uid}", "opened", patch=patch, happened_on=day)
    )


@pytest.mark.parametrize("day", ["0001-01-01", "2014-06-30"])
def test_no_promise_is_for_a_day_before_there_could_be_a_project(store: Store, day: str) -> None:
    for of in (TODAY, "2026-11-02"):
        promise = a_change("segment", "sg", "promised", patch={"promised_on": day}, happened_on=of)
        assert told(by(OFFICE, store, promise)) == ("before_project", FIRST_LAW)
    later = a_change("segment", "sg", "promised", patch={"promised_on": "2027-03-01"})
    assert by(OFFICE, store, later).is_accepted


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2014-06-30"])
def test_nothing_is_older_than_the_law_while_nobody_told_when_the_project_began(
    store: Store, day: str
) -> None:
    a_household(store)
    assert told(step(store, "h", "notified", happened_on=day)) == ("before_project", FIRST_LAW)
    assert told(visited(store, day)) == ("before_project", FIRST_LAW)
    assert told(opened(store, day)) == ("before_project", FIRST_LAW)
    assert step(store, "h", "notified", happened_on=FIRST_LAW).is_accepted


def test_nothing_is_older_than_the_project_from_the_day_it_is_told(store: Store) -> None:
    a_household(store)
    assert begun(store, "2023-06-01").is_accepted
    early = step(store, "a", "stakes_received", OFFICE, subject="unit", happened_on="2023-05-31")
    assert told(early) == ("before_project", "2023-06-01")
    assert told(visited(store, "2023-05-31")) == ("before_project", "2023-06-01")
    assert visited(store, "2023-06-01").is_accepted
    assert begun(store, None).is_accepted
    assert visited(store, "2023-05-31").is_accepted
    assert differences(store) == []


def test_a_project_begins_today_at_the_latest_and_before_all_that_is_recorded(
    store: Store,
) -> None:
    a_household(store)
    assert begun(store, "2026-11-21").reason == "in_the_future"
    assert begun(store, TODAY).is_accepted
    assert begun(store, "2023-06-01").is_accepted
    assert step(store, "h", "notified").is_accepted
    assert told(begun(store, "2026-07-21")) == ("begun_later", "2026-07-20")
    assert begun(store, "2026-07-20").is_accepted
    later = registered("project", "other", code="P2", name="Khác", begun_on="2026-11-21")
    assert by(ADMIN, store, later).reason == "in_the_future"


@pytest.mark.parametrize(
    ("at", "code", "day", "ground"),
    [
        ("recovered", "handed_over", "2020-03-01", "decision_delivered 2026-10-30"),
        ("decision_delivered", "paid", "2026-10-25", "decision_delivered 2026-10-30"),
        ("notified", "inventoried", "2026-07-19", "notified 2026-07-20"),
    ],
)
def test_no_step_is_dated_before_the_one_it_rests_on_and_late_entry_of_true_days_goes_on(
    store: Store, at: str, code: str, day: str, ground: str
) -> None:
    a_case_at(store, at)
    assert told(step(store, "h", code, happened_on=day)) == ("before_ground", ground)
    assert code not in store.query("SELECT step FROM step_taken WHERE step = :c", c=code)
    assert step(store, "h", code, happened_on=ground.split()[1]).is_accepted


def test_a_visit_or_an_obstacle_is_not_dated_before_the_notice(store: Store) -> None:
    a_case_at(store, "notified")
    a_parcel(store)
    notice = "notified 2026-07-20"
    assert told(visited(store, "2026-07-19")) == ("before_ground", notice)
    assert told(opened(store, "2026-07-19")) == ("before_ground", notice)
    assert told(opened(store, "2026-07-19", "p", "parcel")) == ("before_ground", notice)
    assert visited(store, "2026-07-20").is_accepted
    assert opened(store, "2026-07-20", "p", "parcel").is_accepted


def test_a_thing_of_a_household_is_not_handed_over_before_its_notice(store: Store) -> None:
    a_case_at(store, "notified")
    a_parcel(store)
    a_parcel(store, "public", None, is_public=1)  # type: ignore[arg-type]
    early = {"subject": "parcel", "happened_on": "2026-07-19", "evidence": (PHOTO,)}
    answer = step(store, "p", "handed_over", **early)
    assert told(answer) == ("before_ground", "notified 2026-07-20")
    assert step(store, "public", "handed_over", **early).is_accepted
    assert step(store, "p", "handed_over", **early | {"happened_on": "2026-07-20"}).is_accepted


def test_a_grave_begins_with_its_discovery(store: Store) -> None:
    a_grave(store)
    assert step(store, "g", "discovered", subject="grave").is_accepted
    assert told(visited(store, "2026-05-31", "g", "grave")) == (
        "before_ground",
        "discovered 2026-06-01",
    )
    inventoried = step(store, "g", "inventoried", subject="grave", happened_on="2026-05-31")
    assert told(inventoried) == ("before_ground", "discovered 2026-06-01")


def test_an_obstacle_is_not_solved_before_it_was_met(store: Store) -> None:
    a_household(store)
    uid = an_obstacle(store)
    closed = a_change("obstacle", uid, "closed", happened_on="2026-11-19")
    assert told(by(CADRE, store, closed)) == ("before_ground", f"opened {TODAY}")


def test_money_is_not_said_to_be_paid_before_the_decision_was_delivered(store: Store) -> None:
    a_case_at(store, "plan_approved")
    paid = {"patch": {"paid_vnd": 150_000_000}}
    assert told(by(OFFICE, store, a_change("household", "h", "revised", **paid))) == (
        "paid_unapproved",
        "decision_delivered",
    )
    new = registered("household", "n", code="HY-n", unit_uid="a", paid_vnd=150_000_000)
    assert by(OFFICE, store, new).reason == "paid_unapproved"
    assert step(store, "h", "decision_delivered").is_accepted
    early = a_change("household", "h", "revised", happened_on="2026-10-29", **paid)
    assert told(by(OFFICE, store, early)) == ("before_ground", "decision_delivered 2026-10-30")
    assert by(OFFICE, store, a_change("household", "h", "revised", **paid)).is_accepted
    assert the(store, "household", "h")["paid_vnd"] == 150_000_000
