"""Corrections: a wrong step is withdrawn by a new report with its reason; nothing is erased."""

import pytest

from clearance.record.replay import differences
from clearance.rules.basics.actors import Who
from clearance.store import Store
from tests.given import (
    ADMIN,
    CADRE,
    LEADER,
    LIAISON,
    LINE,
    OFFICE,
    a_case_at,
    a_change,
    a_household,
    a_parcel,
    by,
    registered,
    step,
    the,
)


def withdraw(
    store: Store, code: str, who: Who = OFFICE, uid: str = "h", subject: str = "household"
) -> str | None:
    """Withdraw a step; gives the reason of refusal."""
    patch = {"step": code}
    return by(who, store, a_change(subject, uid, "withdrawn", patch=patch, why="Ghi nhầm")).reason


def test_a_withdrawn_step_can_be_taken_again(store: Store) -> None:
    a_case_at(store, "inventoried")
    assert withdraw(store, "inventoried", CADRE) is None
    assert the(store, "household", "h")["stage"] == "notified"
    assert step(store, "h", "inventoried").is_accepted


def test_a_withdrawal_gives_its_reason(store: Store) -> None:
    a_case_at(store, "notified")
    silent = a_change("household", "h", "withdrawn", patch={"step": "notified"})
    assert by(OFFICE, store, silent).reason == "missing_reason"


def test_a_step_that_another_rests_on_is_not_withdrawn_first(store: Store) -> None:
    a_case_at(store, "inventoried")
    refused = a_change("household", "h", "withdrawn", patch={"step": "notified"}, why="Nhầm")
    assert by(OFFICE, store, refused).reason == "needed_by_later"


@pytest.mark.parametrize("code", ["paid", "ghost", "", None, 7])
def test_what_was_never_taken_is_not_withdrawn(store: Store, code: str) -> None:
    a_case_at(store, "notified")
    assert withdraw(store, code) == "nothing_to_withdraw"


def test_a_cadre_does_not_withdraw_what_only_the_office_decides(store: Store) -> None:
    a_case_at(store, "plan_approved")
    assert withdraw(store, "plan_approved", CADRE) == "not_allowed"
    assert withdraw(store, "plan_approved", LEADER) == "not_allowed"
    assert withdraw(store, "plan_approved") is None


def test_neither_side_turns_the_other_sides_key_back(store: Store) -> None:
    step(store, "sg", "offered", subject="segment")
    step(store, "sg", "accepted", subject="segment")
    assert withdraw(store, "accepted", OFFICE, "sg", "segment") == "not_allowed"
    assert withdraw(store, "accepted", LIAISON, "sg", "segment") is None
    assert withdraw(store, "offered", LIAISON, "sg", "segment") == "not_allowed"
    assert withdraw(store, "offered", OFFICE, "sg", "segment") is None


def test_taking_back_a_handover_takes_back_the_land_it_covered(store: Store) -> None:
    a_case_at(store, "recovered")
    a_parcel(store, "p1")
    a_parcel(store, "p2")
    step(store, "p2", "handed_over", subject="parcel")
    step(store, "h", "handed_over")
    assert withdraw(store, "handed_over") is None
    cleared = {uid: the(store, "parcel", uid)["cleared_on"] for uid in ("p1", "p2")}
    assert cleared == {"p1": None, "p2": "2026-11-20"}
    assert the(store, "household", "h")["stage"] == "recovered"


def test_taking_back_one_parcel_leaves_the_others_handed_over(store: Store) -> None:
    a_case_at(store, "recovered")
    a_parcel(store, "p1")
    a_parcel(store, "p2")
    step(store, "h", "handed_over")
    step(store, "h", "closed")
    assert withdraw(store, "handed_over", uid="p1", subject="parcel") is None
    cleared = {uid: the(store, "parcel", uid)["cleared_on"] for uid in ("p1", "p2")}
    assert cleared == {"p1": None, "p2": "2026-11-20"}
    assert the(store, "household", "h")["stage"] == "closed"
    assert differences(store) == []


def test_each_promise_stays_beside_the_ones_before_with_its_reason(store: Store) -> None:
    first = a_change("segment", "sg", "promised", patch={"promised_on": "2026-12-01"})
    assert by(OFFICE, store, first).is_accepted
    silent = a_change("segment", "sg", "promised", patch={"promised_on": "2027-01-15"})
    assert by(LEADER, store, silent).reason == "missing_reason"
    moved = a_change("segment", "sg", "promised", patch={"promised_on": "2027-01-15"}, why="Mưa")
    assert by(LEADER, store, moved).is_accepted
    rows = store.query("SELECT promised_on, previous_on, who, why FROM promise ORDER BY seq")
    assert rows == [
        {"promised_on": "2026-12-01", "previous_on": None, "who": "vanphong", "why": ""},
        {"promised_on": "2027-01-15", "previous_on": "2026-12-01", "who": "lanhdao", "why": "Mưa"},
    ]
    assert the(store, "segment", "sg")["promised_on"] == "2027-01-15"


def test_no_code_is_given_twice_not_even_by_revising(store: Store) -> None:
    a_household(store, "h1", code="HY-1")
    a_household(store, "h2", code="HY-2")
    twin = registered("household", "h3", code="HY-1", unit_uid="a")
    assert by(OFFICE, store, twin).reason == "already_exists"
    renamed = a_change("household", "h2", "revised", patch={"code": "HY-1"})
    assert by(OFFICE, store, renamed).reason == "already_exists"
    same = a_change("household", "h2", "revised", patch={"code": "HY-2", "village": "Hạ"})
    assert by(OFFICE, store, same).is_accepted


def test_no_login_name_and_no_column_map_is_made_twice(store: Store) -> None:
    twin = registered("person", "x", name="canbo.a", role="cadre", is_active=1)
    assert by(ADMIN, store, twin).reason == "already_exists"
    for reason in (None, "already_exists"):
        named = registered("column_map", f"m{reason}", name="Mẫu 1", target="households")
        assert by(OFFICE, store, named).reason == reason


def test_two_units_of_different_times_may_share_a_code(store: Store) -> None:
    assert by(OFFICE, store, registered("unit", "c", code="02400", name="Xã mới")).is_accepted


def test_what_exists_is_not_registered_again_and_what_does_not_is_not_revised(
    store: Store,
) -> None:
    a_household(store)
    assert by(OFFICE, store, registered("household", "h", code="HY-9", unit_uid="a")).reason == (
        "already_exists"
    )
    ghost = a_change("package", "ghost", "revised", patch={"name": "Gói"})
    assert by(OFFICE, store, ghost).reason == "not_found"


def test_the_whole_line_can_be_taken_back_step_by_step(store: Store) -> None:
    a_case_at(store, "handed_over")
    for code in reversed(LINE):
        assert withdraw(store, code) is None, code
    row = the(store, "household", "h")
    assert (row["stage"], row["next_step"], row["cleared_on"]) == (None, "notified", None)
    assert differences(store) == []
