"""Who holds what since when, what is stuck, what was asked: in the asker's area, on any day."""

from datetime import timedelta

import pytest

from clearance.record import record
from clearance.reports.responsibility import holders
from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change
from clearance.store import Store
from tests.given import (
    CADRE,
    CADRE_B,
    LEADER,
    NOW,
    OFFICE,
    PHOTO,
    TODAY,
    a_case_at,
    a_change,
    a_grave,
    a_household,
    an_obstacle,
    by,
    last_change,
    registered,
)

LATER = "2026-12-20"


def on(days: int, who: Who, store: Store, change: Change) -> None:
    """Reported so many days later."""
    assert record(store, change, who, NOW + timedelta(days=days)).is_accepted


def passed(kind: str, uid: str = "h", **more: object) -> Change:
    """The ball goes to another."""
    return a_change("household", uid, "passed", patch={"holder_kind": kind}, why="chờ", **more)


@pytest.fixture
def town(store: Store) -> Store:
    """In A a late household and a grave, in B a household with an obstacle."""
    a_case_at(store, "notified")
    a_grave(store)
    a_household(store, "k", "b")
    an_obstacle(store, "k")
    return store


def the_row(store: Store, code: str, who: Who = LEADER, as_of: str = TODAY) -> dict[str, object]:
    """One case of the list."""
    rows = holders.held_cases(store, who, max(as_of, TODAY), as_of)
    return next(row for row in rows if row["code"] == code)


def test_each_sees_who_holds_the_cases_of_the_own_area(town: Store) -> None:
    def codes(who: Who) -> set[str]:
        return {row["code"] for row in holders.held_cases(town, who, TODAY, TODAY)}

    assert codes(LEADER) == {"HY-h", "HY-k", "M-g"}
    assert codes(CADRE) == {"HY-h", "M-g"}
    assert codes(CADRE_B) == {"HY-k"}


def test_a_row_tells_holder_step_days_and_lateness(town: Store) -> None:
    on(10, CADRE, town, passed("superior"))
    row = the_row(town, "HY-h", as_of=LATER)
    assert (row["holder_kind"], row["officer_login"], row["held_days"]) == (
        "superior",
        CADRE.name,
        20,
    )
    assert row["step"] == "household.inventoried"
    assert (row["due_on"], row["level"]) == ("2026-08-19", "committee")
    assert row["days_late"] == 123
    assert the_row(town, "M-g", as_of=LATER)["step"] == "grave.discovered"


def test_the_list_of_a_past_day_is_what_it_was(town: Store) -> None:
    before = the_row(town, "HY-h")
    told = {"step": "inventoried", "category": "absent", "new_due_on": "2026-12-31"}
    on(2, CADRE, town, passed("household"))
    on(3, CADRE, town, a_change("household", "h", "explained", patch=told, why="Vắng"))
    assert the_row(town, "HY-h", as_of=LATER)["days_late"] == 123  # a new date hides nothing
    assert the_row(town, "HY-h", as_of=LATER)["new_due_on"] == "2026-12-31"
    past = next(r for r in holders.held_cases(town, LEADER, LATER, TODAY) if r["code"] == "HY-h")
    keep = ("holder_kind", "due_on", "days_late", "category", "level", "held_days")
    assert [past[name] for name in keep] == [before[name] for name in keep]


def test_a_case_passed_to_and_fro_and_a_blocked_one_say_so(town: Store) -> None:
    for hour, kind in enumerate(("superior", "person", "superior")):
        change = a_change("grave", "g", "passed", patch={"holder_kind": kind}, why="trả lại")
        record(town, change, CADRE, NOW + timedelta(hours=hour))
    assert the_row(town, "M-g")["ping_pong"] == 3
    assert the_row(town, "HY-k")["reason"] == "PRICE"


def test_whoever_is_asked_answers_before_it_is_shown_upward(town: Store) -> None:
    asked = a_change("household", "h", "asked", patch={"ask": "explanation"})
    by(LEADER, town, asked)
    row = the_row(town, "HY-h")
    assert (row["level"], row["ask_kind"], row["ask_uid"]) == ("holder", "explanation", asked.uid)
    assert the_row(town, "HY-h", as_of="2026-11-24")["level"] == "committee"


def test_the_stand_in_answers_for_the_absent(town: Store) -> None:
    absence = registered(
        "absence",
        "x",
        person_uid=CADRE.uid,
        replacement_uid=OFFICE.uid,
        valid_from="2026-11-20",
        valid_to="2026-11-25",
    )
    assert by(LEADER, town, absence).is_accepted
    row = the_row(town, "HY-h")
    assert (row["officer_login"], row["answering_login"], row["is_stand_in"]) == (
        CADRE.name,
        OFFICE.name,
        True,
    )
    assert the_row(town, "HY-h", as_of=LATER)["answering_login"] == CADRE.name


def test_the_letter_of_apology_has_reason_and_new_date(town: Store) -> None:
    assert holders.late_letter(town, LEADER, TODAY, "household", "HY-h") is None
    told = {"step": "inventoried", "category": "staff", "new_due_on": "2026-12-05"}
    by(CADRE, town, a_change("household", "h", "explained", patch=told, why="Thiếu người"))
    letter = holders.late_letter(town, LEADER, TODAY, "household", "HY-h")
    assert letter
    assert (letter["category"], letter["new_due_on"], letter["first_due_on"]) == (
        "staff",
        "2026-12-05",
        "2026-08-19",
    )
    assert holders.late_letter(town, CADRE_B, TODAY, "household", "HY-h") is None


def test_an_ended_case_is_on_no_list(town: Store) -> None:
    patch = {"late_category": "absent"}
    step = a_change("household", "h", "inventoried", patch=patch, evidence=(PHOTO,), why="Vắng")
    by(CADRE, town, step)
    assert last_change(town)["standing"] == "accepted"
    assert the_row(town, "HY-h")["step"] == "household.origin_confirmed"
    town.run("UPDATE turn SET until = '2026-11-20T03:00:00.000Z' WHERE subject_uid = 'h'")
    assert "HY-h" not in {r["code"] for r in holders.held_cases(town, OFFICE, TODAY, TODAY)}
