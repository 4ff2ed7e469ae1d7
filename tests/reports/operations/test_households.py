"""Two households made one in a store, and one made two; undone to the byte."""

import pytest

from clearance.record.operations.carrying_out import carry_out, undo
from clearance.record.replay import differences
from clearance.reports.operations.households import plan_divide, plan_merge
from clearance.rules.basics.faults import Refused
from clearance.rules.operations.households import Second
from clearance.rules.operations.plan import Plan
from clearance.store import Store
from clearance.store.cases import lineage
from clearance.store.journal import changes
from tests.given import (
    CADRE,
    FAMILY_A,
    FAMILY_B,
    NOW,
    OFFICE,
    TODAY,
    a_case_at,
    a_grave,
    a_household,
    a_parcel,
    a_project,
    a_store,
    an_obstacle,
    by,
    personal,
    registered,
    step,
    the,
)
from tests.states import dump


@pytest.fixture
def town() -> Store:
    """One family registered twice: land under the first, a grave and an obstacle under both."""
    store = a_project(a_store())
    a_case_at(store, "inventoried")
    a_household(store, "k", approved_vnd=7, **personal(FAMILY_B))
    a_parcel(store, "p", "h")
    a_parcel(store, "q", "k", parcel_no="18")
    a_grave(store, "g", household_uid="k", **personal(FAMILY_A, "deceased_name"))
    assert by(OFFICE, store, registered("member", "m", household_uid="k")).is_accepted
    an_obstacle(store, "k")
    assert step(store, "k", "notified", happened_on="2026-07-25").is_accepted
    return store


def one(store: Store, **answers: str) -> str:
    """Make k one with h."""
    told = {"steps-of": "kept"} | answers
    plan = plan_merge(store, Plan("household_merge", TODAY), "h", "k", told)
    return carry_out(store, plan, OFFICE, NOW)


def test_land_registered_while_it_was_planned_is_not_left_behind(town: Store) -> None:
    since = changes.head(town)[0]
    begun = Plan("household_merge", TODAY, since=since)
    plan = plan_merge(town, begun, "h", "k", {"steps-of": "kept"})
    a_parcel(town, "late", "k", parcel_no="19")
    with pytest.raises(Refused, match="vừa được người khác ghi thêm"):
        carry_out(town, plan, OFFICE, NOW)
    assert the(town, "household", "k")
    again = Plan("household_merge", TODAY, since=changes.head(town)[0])
    carry_out(town, plan_merge(town, again, "h", "k", {"steps-of": "kept"}), OFFICE, NOW)
    assert the(town, "parcel", "late")["household_uid"] == "h"


def test_land_graves_people_and_money_go_to_the_one(town: Store) -> None:
    one(town)
    assert town.value("SELECT COUNT(*) FROM household") == 1
    assert {the(town, "parcel", uid)["household_uid"] for uid in "pq"} == {"h"}
    assert the(town, "grave", "g")["household_uid"] == "h"
    assert the(town, "member", "m")["household_uid"] == "h"
    row = the(town, "household", "h")
    assert (row["approved_vnd"], row["is_stuck"], row["next_step"]) == (7, 1, "origin_confirmed")
    assert [former["code"] for former in lineage.list_former(town, "h")] == ["HY-k"]
    assert differences(town) == []


def test_the_steps_of_the_other_may_be_the_right_ones(town: Store) -> None:
    one(town, **{"steps-of": "gone"})
    taken = town.query("SELECT step, happened_on FROM step_taken WHERE subject_uid = 'h'")
    assert [(r["step"], r["happened_on"]) for r in taken] == [("notified", "2026-07-25")]
    assert the(town, "household", "h")["next_step"] == "inventoried"
    assert differences(town) == []


def test_a_phones_report_about_the_second_waits_and_names_the_first(town: Store) -> None:
    one(town)
    answer = step(town, "k", "inventoried", CADRE)
    assert (answer.standing, answer.reason, answer.detail) == ("held", "is_replaced", "HY-h")


@pytest.mark.parametrize("steps", ["kept", "gone"])
def test_undone_both_households_are_what_they_were(town: Store, steps: str) -> None:
    before = dump(town)
    uid = one(town, **{"steps-of": steps})
    undo(town, uid, OFFICE, NOW)
    assert dump(town) == before
    assert differences(town) == []


def test_one_made_two_and_back(town: Store) -> None:
    before = dump(town)
    second = Second("HY-k2", "Lò Thị Mua", frozenset(("T-q",)), {"approved_vnd": 3})
    obstacle = town.value("SELECT uid FROM obstacle")
    plan = plan_divide(town, Plan("household_split", TODAY), "k", second, {f"on-{obstacle}": "new"})
    uid = carry_out(town, plan, OFFICE, NOW)
    rows = town.query("SELECT code, approved_vnd, is_stuck, stage FROM household"
                      " WHERE code LIKE 'HY-k%' ORDER BY code")  # fmt: skip
    assert [tuple(row.values()) for row in rows] == [
        ("HY-k", 4, 0, "notified"), ("HY-k2", 3, 1, "notified")]  # fmt: skip
    assert differences(town) == []
    undo(town, uid, OFFICE, NOW)
    assert dump(town) == before
    assert town.value("SELECT COUNT(*) FROM identity WHERE full_name = 'Lò Thị Mua'") == 0
    assert differences(town) == []
