"""What belongs to an operation is taken in none but one, and only once it is planned whole."""

import pytest

from clearance.record.operations.carrying_out import carry_out, undo
from clearance.rules.basics.changes import Change
from clearance.rules.basics.operations import new_operation
from clearance.store import Store
from tests.given import (
    ADMIN,
    LEADER,
    NOW,
    OFFICE,
    PROJECT,
    TODAY,
    a_case_at,
    a_change,
    a_parcel,
    by,
    step,
    the,
)
from tests.record.test_operations import a_plan, town, wider

__all__ = ["town"]


@pytest.mark.parametrize(
    "change",
    [
        a_change("obstacle", "o", "moved", patch={"subject": "parcel", "subject_uid": "p"}),
        a_change("parcel", "p", "inherited", patch={"steps": "[]"}),
        a_change("segment", "sg", "reverted", patch={}),
        a_change("lineage", "l", "registered",
                 patch={"subject": "parcel", "subject_uid": "q", "on_date": TODAY}),
        a_change("operation", "op", "recorded",
                 patch={"kind": "package_recut", "on_date": TODAY, "rows": 1, "report": "{}"}),
    ],
    ids=lambda change: f"{change.subject}-{change.fact}",
)  # fmt: skip
def test_parts_of_an_operation_are_taken_in_none_but_one(town: Store, change: Change) -> None:
    assert by(ADMIN, town, change).reason in ("only_in_operation", "not_found")


def test_nothing_joins_an_operation_that_is_complete(town: Store) -> None:
    uid = carry_out(town, a_plan(*wider()), OFFICE, NOW)
    late = a_change("package", "pk", "revised", patch={"name": "Gói mới"}, about=uid)
    assert by(OFFICE, town, late).reason == "only_in_operation"
    assert by(OFFICE, town, Change("package", "pk", "revised", {"name": "x"}, project_uid=PROJECT,
              about=new_operation())).reason == "only_in_operation"  # fmt: skip


def test_an_operation_is_no_thing_that_can_be_reverted(town: Store) -> None:
    uid = carry_out(town, a_plan(*wider()), OFFICE, NOW)
    assert by(OFFICE, town, a_change("operation", uid, "reverted")).reason == "only_in_operation"


def test_an_operation_bears_the_mark_of_one(town: Store) -> None:
    patch = {"kind": "package_recut", "on_date": TODAY, "rows": 1, "report": "{}"}
    change = a_change("operation", "plain", "recorded", patch=patch)
    assert by(OFFICE, town, change).reason == "only_in_operation"
    cut = a_plan(*wider())
    uid = carry_out(town, cut, OFFICE, NOW)
    again = a_change("operation", uid, "undone", patch={"undone_on": TODAY, "rows": 0})
    assert by(LEADER, town, again).reason == "not_allowed"


def test_no_report_by_itself_begins_an_operation_that_others_fill(town: Store) -> None:
    uid = new_operation()
    patch = {"kind": "household_merge", "on_date": TODAY, "rows": 99, "report": "{}"}
    begun = a_change("operation", uid, "recorded", patch=patch)
    assert by(OFFICE, town, begun).reason == "only_in_operation"
    gone = a_change("household", "h", "replaced", about=uid)
    assert by(OFFICE, town, gone).reason == "only_in_operation"
    carried = carry_out(town, a_plan(*wider()), OFFICE, NOW)
    undone = a_change("operation", carried, "undone", patch={"undone_on": TODAY, "rows": 9})
    assert by(OFFICE, town, undone).reason == "only_in_operation"


def test_a_kind_is_begun_only_by_a_role_that_may_carry_it_out(town: Store) -> None:
    patch = {"kind": "unit_merge", "on_date": TODAY, "rows": 1, "report": "{}"}
    change = a_change("operation", new_operation(), "recorded", patch=patch)
    assert by(OFFICE, town, change).reason == "not_allowed"


def test_a_handover_withdrawn_that_covered_none_of_it_does_not(store: Store) -> None:
    a_case_at(store, "recovered")
    a_parcel(store)
    assert step(store, "h", "handed_over").is_accepted
    cut = Change("package", "pk", "revised", {"chainage_to_m": 500})
    uid = carry_out(store, a_plan(cut), OFFICE, NOW)
    taken_back = a_change("household", "h", "withdrawn", patch={"step": "handed_over"}, why="nhầm")
    assert by(OFFICE, store, taken_back).is_accepted
    undo(store, uid, OFFICE, NOW)
    assert the(store, "package", "pk")["chainage_to_m"] != 500
