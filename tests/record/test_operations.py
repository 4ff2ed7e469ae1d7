"""An operation is one act: recorded whole, undone whole while nothing rests on it."""

import pytest
import shapely

from clearance.record.operations.carrying_out import carry_out, undo
from clearance.record.replay import differences
from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change
from clearance.rules.basics.faults import Fault, Refused
from clearance.rules.operations.plan import Line, Plan, Question, Total
from clearance.store import Store
from clearance.store.journal import operations
from tests.given import (
    ADMIN,
    CADRE,
    LEADER,
    NOW,
    OFFICE,
    TODAY,
    a_case_at,
    a_change,
    a_household,
    a_parcel,
    a_shape,
    an_obstacle,
    by,
    registered,
    step,
    the,
)
from tests.states import dump


def a_plan(*changes: Change, day: str = TODAY) -> Plan:
    """A ready plan of a package re-cut with those changes."""
    return Plan("package_recut", day, "QĐ 12", list(changes), [Total("packages", "", 1, 1)],
                [Line("package", "XL1", "span", "Km0", "Km1")])  # fmt: skip


def wider() -> list[Change]:
    """The package ends earlier, a second one begins there, the segment goes to it."""
    return [
        Change("package", "pk", "revised", {"chainage_to_m": 500}),
        Change("package", "pk2", "registered", {"code": "XL2", "alignment_uid": "al"}),
        Change("segment", "sg", "revised", {"package_uid": "pk2"}),
    ]


@pytest.fixture
def town(store: Store) -> Store:
    """A household with land, a step taken, an obstacle open, a segment promised."""
    a_household(store)
    a_parcel(store)
    an_obstacle(store, "p", "parcel")
    assert step(store, "p", "measured", subject="parcel").is_accepted
    promise = a_change("segment", "sg", "promised", patch={"promised_on": "2026-12-20"})
    assert by(LEADER, store, promise).is_accepted
    return store


def test_all_its_changes_stand_and_name_it(town: Store) -> None:
    uid = carry_out(town, a_plan(*wider()), OFFICE, NOW)
    assert the(town, "segment", "sg")["package_uid"] == "pk2"
    rows = town.query("SELECT * FROM change WHERE about = :uid", uid=uid)
    assert [row["fact"] for row in rows] == ["revised", "registered", "revised"]
    row = operations.find(town, uid)
    assert row
    assert (row["kind"], row["rows"], row["document"]) == ("package_recut", 3, "QĐ 12")
    assert differences(town) == []


def test_undone_it_leaves_every_byte_as_it_was(town: Store) -> None:
    before = dump(town)
    uid = carry_out(town, a_plan(*wider()), OFFICE, NOW)
    assert dump(town) != before
    undo(town, uid, OFFICE, NOW)
    assert dump(town) == before
    assert the(town, "operation", uid)["undone_on"] == TODAY
    assert differences(town) == []


def test_undone_twice_is_refused(town: Store) -> None:
    uid = carry_out(town, a_plan(*wider()), OFFICE, NOW)
    undo(town, uid, OFFICE, NOW)
    with pytest.raises(Refused, match="đã được hoàn tác"):
        undo(town, uid, OFFICE, NOW)


@pytest.mark.parametrize(
    "later",
    [
        a_change("segment", "sg", "promised", patch={"promised_on": "2026-12-24"}, why="mưa"),
        registered("segment", "sg9", code="D-09", package_uid="pk2", alignment_uid="al"),
    ],
    ids=["about one of its things", "naming one of its things"],
)
def test_what_rests_on_it_bars_undoing_it(town: Store, later: Change) -> None:
    uid = carry_out(town, a_plan(*wider()), OFFICE, NOW)
    assert by(OFFICE, town, later).is_accepted
    after = dump(town)
    with pytest.raises(Refused, match="dựa vào biến động"):
        undo(town, uid, OFFICE, NOW)
    assert dump(town) == after


def test_what_is_about_other_things_does_not(town: Store) -> None:
    uid = carry_out(town, a_plan(*wider()), OFFICE, NOW)
    a_household(town, "h9", code="HY-9")
    undo(town, uid, OFFICE, NOW)
    assert the(town, "household", "h9")


def test_a_later_operation_is_undone_before_an_earlier_one(town: Store) -> None:
    before = dump(town)
    first = carry_out(town, a_plan(*wider()), OFFICE, NOW)
    second = carry_out(
        town, a_plan(Change("package", "pk", "revised", {"chainage_to_m": 700})), OFFICE, NOW
    )
    with pytest.raises(Refused, match="dựa vào biến động"):
        undo(town, first, OFFICE, NOW)
    undo(town, second, OFFICE, NOW)
    undo(town, first, OFFICE, NOW)
    assert dump(town) == before
    assert differences(town) == []


def test_it_is_recorded_whole_or_not_at_all(town: Store) -> None:
    before, count = dump(town), town.value("SELECT COUNT(*) FROM change")
    broken = Change("package", "nowhere", "revised", {"chainage_to_m": 1})
    with pytest.raises(Refused):
        carry_out(town, a_plan(*wider(), broken), OFFICE, NOW)
    assert dump(town) == before
    assert town.value("SELECT COUNT(*) FROM change") == count


def test_a_plan_with_a_fault_or_an_open_question_is_not_carried_out(town: Store) -> None:
    plan = a_plan(*wider())
    plan.faults.append(Fault("chồng lên gói XL9"))
    with pytest.raises(Refused, match="chồng lên gói XL9"):
        carry_out(town, plan, OFFICE, NOW)
    plan = a_plan(*wider())
    plan.questions.append(Question("q", "segment_across", "segment", "D-01", (("cut", ""),)))
    with pytest.raises(Refused, match="chưa đủ để ghi"):
        carry_out(town, plan, OFFICE, NOW)


@pytest.mark.parametrize("who", [LEADER, CADRE], ids=lambda who: who.role)
def test_only_those_of_its_kind_carry_it_out(town: Store, who: Who) -> None:
    with pytest.raises(Refused):
        carry_out(town, a_plan(*wider()), who, NOW)


def test_an_unknown_kind_is_nobodys(town: Store) -> None:
    plan = a_plan(*wider())
    plan.kind = "hocus"
    with pytest.raises(Refused):
        carry_out(town, plan, ADMIN, NOW)


def test_an_obstacle_moves_with_its_case_and_steps_are_handed_on(town: Store) -> None:
    before = dump(town)
    q = {"code": "T-q", "unit_uid": "a", "household_uid": "h", "alignment_uid": "al",
         "chainage_from_m": 100, "chainage_to_m": 130, "side": "right"}  # fmt: skip
    obstacle = town.value("SELECT uid FROM obstacle")
    changes = [
        Change("parcel", "p", "revised", {"chainage_to_m": 130}),
        Change("parcel", "q", "registered", q),
        Change("parcel", "q", "inherited", {"steps": '[["measured", "p"], ["handed_over", "p"]]'}),
        Change("obstacle", obstacle, "moved",
               {"subject": "parcel", "subject_uid": "q", "unit_uid": "a"}),
        Change("lineage", "l", "registered",
               {"subject": "parcel", "subject_uid": "q", "former_parcel_uid": "p",
                "on_date": TODAY}),
    ]  # fmt: skip
    uid = carry_out(town, a_plan(*changes), OFFICE, NOW)
    assert (the(town, "parcel", "p")["is_stuck"], the(town, "parcel", "q")["is_stuck"]) == (0, 1)
    taken = town.query("SELECT step FROM step_taken WHERE subject_uid = 'q'")
    assert [row["step"] for row in taken] == ["measured"]
    assert [row["uid"] for row in operations.list_of_thing(town, ["p", "q"])] == [uid]
    assert differences(town) == []
    undo(town, uid, OFFICE, NOW)
    assert dump(town) == before
    assert differences(town) == []


def test_an_obstacle_of_no_case_is_moved_too(town: Store) -> None:
    place = {"subject": "segment", "subject_uid": "sg", "unit_uid": "a"}
    moved = Change("obstacle", town.value("SELECT uid FROM obstacle"), "moved", place)
    carry_out(town, a_plan(moved), ADMIN, NOW)
    assert the(town, "parcel", "p")["is_stuck"] == 0
    assert differences(town) == []


def test_a_shape_is_given_back_as_it_was_drawn(town: Store) -> None:
    before = dump(town)
    plan = a_plan(
        Change("alignment", "al", "revised", {"name": "Tim tuyến B"}),
        Change("parcel", "p", "revised", a_shape(shapely.box(400010, 2438100, 400040, 2438130))),
    )
    uid = carry_out(town, plan, OFFICE, NOW)
    assert dump(town)["shape"] != before["shape"]
    undo(town, uid, OFFICE, NOW)
    assert dump(town) == before


def test_the_newest_operation_is_listed_first(town: Store) -> None:
    assert operations.list_all(town) == []
    first = carry_out(town, a_plan(*wider()), OFFICE, NOW)
    undo(town, first, OFFICE, NOW)
    second = carry_out(town, a_plan(*wider()), ADMIN, NOW)
    rows = operations.list_all(town)
    assert [(row["uid"], row["person"]) for row in rows] == [
        (second, "quantri"),
        (first, "vanphong"),
    ]


def test_an_obstacle_closed_since_then_bars_undoing_it(town: Store) -> None:
    stands = an_obstacle(town)
    uid = carry_out(
        town, a_plan(Change("household", "h", "revised", {"chainage_m": 9})), OFFICE, NOW
    )
    assert by(OFFICE, town, a_change("obstacle", stands, "closed", why="xong")).is_accepted
    with pytest.raises(Refused, match="dựa vào biến động"):
        undo(town, uid, OFFICE, NOW)
    assert the(town, "household", "h")["is_stuck"] == 0


def test_a_handover_withdrawn_since_then_bars_undoing_what_it_covered(store: Store) -> None:
    a_case_at(store, "recovered")
    a_parcel(store)
    assert step(store, "h", "handed_over").is_accepted
    uid = carry_out(store, a_plan(Change("parcel", "p", "revised", {"offset_m": 1.0})), OFFICE, NOW)
    taken_back = a_change("household", "h", "withdrawn", patch={"step": "handed_over"}, why="nhầm")
    assert by(OFFICE, store, taken_back).is_accepted
    with pytest.raises(Refused, match="dựa vào biến động"):
        undo(store, uid, OFFICE, NOW)
    assert the(store, "parcel", "p")["cleared_on"] is None
