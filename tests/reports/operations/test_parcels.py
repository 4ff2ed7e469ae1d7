"""Parcels split and merged in a store: metres, areas, history; undone to the byte."""

from collections.abc import Callable
from decimal import Decimal

import pytest
import shapely
from hypothesis import HealthCheck, settings
from hypothesis import given as some
from hypothesis import strategies as st

from clearance.record.operations.carrying_out import carry_out, undo
from clearance.record.replay import differences
from clearance.reports.corridor.ground import on_day
from clearance.reports.operations.parcels import plan_merge, plan_split
from clearance.rules.corridor.handover import Handover
from clearance.rules.operations.parcel_facts import Part
from clearance.rules.operations.plan import Plan
from clearance.store import Store
from clearance.store.cases import lineage, retired
from clearance.store.cases.snapshot import list_known
from clearance.store.corridor import corridor
from tests.given import (
    ADMIN,
    CADRE,
    NOW,
    OFFICE,
    TODAY,
    a_change,
    a_household,
    a_parcel,
    a_project,
    a_shape,
    a_store,
    an_obstacle,
    by,
    registered,
    step,
    the,
)
from tests.states import dump


def part(number: str, total: str, taken: str, household: str | None = None) -> Part:
    """A part as its document gives it."""
    areas = {"area_total_m2": Decimal(total), "area_recovered_m2": Decimal(taken)}
    return Part("8", number, areas, household)


TWO = (part("101", "500", "220.5"), part("102", "400", "200", "k"))


@pytest.fixture
def town() -> Store:
    """Two households, two parcels beside each other, a house and an obstacle on the first."""
    store = a_project(a_store())
    corridor_shape = a_shape(shapely.box(399950, 2438000, 400050, 2448000))
    assert by(OFFICE, store, registered("corridor", "c", code="GPMB", alignment_uid="al",
              **corridor_shape)).is_accepted  # fmt: skip
    a_household(store)
    a_household(store, "k")
    a_parcel(store)
    a_parcel(store, "q", parcel_no="18", chainage_from_m=160, chainage_to_m=200,
             **a_shape(shapely.box(400010, 2438160, 400050, 2438200)))  # fmt: skip
    house = registered("structure", "s", code="N-s", unit_uid="a", household_uid="h",
                       parcel_uid="p", alignment_uid="al", chainage_from_m=110,
                       chainage_to_m=120, side="right")  # fmt: skip
    assert by(OFFICE, store, house).is_accepted
    an_obstacle(store, "p", "parcel")
    assert step(store, "p", "measured", subject="parcel").is_accepted
    return store


def split(store: Store, parts: tuple[Part, ...] = TWO, **answers: str) -> str:
    """Split parcel p; its house and its obstacle go to the first part unless told."""
    obstacle = store.value("SELECT uid FROM obstacle WHERE closed_on IS NULL")
    told = {"on-s": answers.get("house", "0"), f"on-{obstacle}": answers.get("obstacle", "1")}
    return carry_out(store, plan_split(store, blank("parcel_split"), "p", parts, told), OFFICE, NOW)


def blank(kind: str) -> Plan:
    """A plan with nothing in it."""
    return Plan(kind, TODAY, "Trích đo 12")


def metres(store: Store) -> Handover:
    """Clear, blocked and unknown metres of the road."""
    return on_day(store, corridor.list_alignments(store)[0], TODAY)


def areas(store: Store) -> tuple[float, float]:
    """Both legal areas over all parcels."""
    row = store.first("SELECT SUM(area_total_m2) AS a, SUM(area_recovered_m2) AS b FROM parcel")
    assert row
    return row["a"], row["b"]


def test_metres_and_areas_stay_and_the_old_parcel_is_gone(town: Store) -> None:
    before = metres(town), areas(town)
    split(town)
    assert (metres(town), areas(town)) == before
    assert town.value("SELECT COUNT(*) FROM parcel WHERE uid = 'p'") == 0
    rows = town.query("SELECT code, household_uid, is_stuck FROM parcel ORDER BY code")
    assert [(r["code"], r["household_uid"], r["is_stuck"]) for r in rows] == [
        ("02400-8-101", "h", 0), ("02400-8-102", "k", 1), ("T-q", "h", 0)]  # fmt: skip
    assert differences(town) == []


def test_a_part_has_the_steps_and_the_history_of_the_old_one(town: Store) -> None:
    split(town)
    uid = town.value("SELECT uid FROM parcel WHERE code = '02400-8-101'")
    assert town.value("SELECT COUNT(*) FROM step_taken WHERE subject_uid = :uid", uid=uid) == 1
    assert the(town, "structure", "s")["parcel_uid"] == uid
    assert [row["code"] for row in lineage.list_former(town, uid)] == ["T-p"]
    heirs = lineage.list_heirs(town, "p")
    assert [(row["code"], row["on_date"]) for row in heirs] == [
        ("02400-8-101", TODAY), ("02400-8-102", TODAY)]  # fmt: skip


def test_a_part_handed_over_frees_only_when_all_are(town: Store) -> None:
    before = metres(town)
    split(town, obstacle="0")
    obstacle = town.value("SELECT uid FROM obstacle")
    assert by(OFFICE, town, a_change("obstacle", obstacle, "closed", why="xong")).is_accepted
    assert step(town, "s", "handed_over", CADRE, subject="structure").is_accepted
    uids = [r["uid"] for r in town.query("SELECT uid FROM parcel WHERE code LIKE '02400-8-%'")]
    assert step(town, uids[0], "handed_over", CADRE, subject="parcel").is_accepted
    assert metres(town) == before
    assert step(town, uids[1], "handed_over", CADRE, subject="parcel").is_accepted
    assert metres(town) != before


def test_undone_every_byte_is_back(town: Store) -> None:
    before = dump(town)
    uid = split(town)
    undo(town, uid, OFFICE, NOW)
    assert dump(town) == before
    assert differences(town) == []
    assert metres(town)


def test_a_report_about_the_old_parcel_is_held_and_names_its_heirs(town: Store) -> None:
    split(town)
    answer = step(town, "p", "residual_requested", CADRE, subject="parcel")
    assert (answer.standing, answer.reason) == ("held", "is_replaced")
    assert answer.detail == "02400-8-101, 02400-8-102"


def test_a_part_that_is_split_again_bars_undoing_the_first(town: Store) -> None:
    first = split(town, obstacle="1")
    before = dump(town)
    uid = town.value("SELECT uid FROM parcel WHERE code = '02400-8-101'")
    parts = (part("201", "300", "120.5"), part("202", "200", "100"))
    plan = plan_split(town, blank("parcel_split"), uid, parts, {"on-s": "0"})
    second = carry_out(town, plan, OFFICE, NOW)
    assert len(lineage.list_heirs(town, "p")) == 3
    newest = town.value("SELECT uid FROM parcel WHERE code = '02400-8-201'")
    assert [row["code"] for row in lineage.list_former(town, newest)] == ["02400-8-101", "T-p"]
    with pytest.raises(Exception, match="dựa vào biến động"):
        undo(town, first, OFFICE, NOW)
    undo(town, second, OFFICE, NOW)
    assert dump(town) == before
    assert differences(town) == []


def test_parcels_are_merged_over_their_common_stretch(town: Store) -> None:
    before = dump(town), metres(town), areas(town)
    plan = plan_merge(town, blank("parcel_merge"), ["p", "q"], part("300", "1800", "841"), {})
    uid = carry_out(town, plan, OFFICE, NOW)
    (row,) = town.query("SELECT * FROM parcel")
    assert (row["code"], row["chainage_from_m"], row["chainage_to_m"]) == ("02400-8-300", 100, 200)
    assert (row["is_stuck"], row["parts"]) == (1, None)
    assert (metres(town), areas(town)) == before[1:]
    assert differences(town) == []
    undo(town, uid, OFFICE, NOW)
    assert (dump(town), metres(town)) == before[:2]


def test_a_gap_between_merged_parcels_is_not_blocked(town: Store) -> None:
    move = a_change("parcel", "q", "revised", patch={"chainage_from_m": 300, "chainage_to_m": 340})
    assert by(OFFICE, town, move).is_accepted
    plan = plan_merge(town, blank("parcel_merge"), ["p", "q"], part("300", "1800", "841"), {})
    carry_out(town, plan, OFFICE, NOW)
    assert town.value("SELECT parts FROM parcel") == '[[100, 160, "right"], [300, 340, "right"]]'


def test_parcels_without_place_or_shape_are_merged_too(town: Store) -> None:
    for uid in ("x", "y"):
        fields = {"code": f"T-{uid}", "unit_uid": "a", "household_uid": "h"}
        bare = registered("parcel", uid, area_total_m2=10.0, area_recovered_m2=10.0, **fields)
        assert by(OFFICE, town, bare).is_accepted
    plan = plan_merge(town, blank("parcel_merge"), ["x", "y"], part("9", "20", "20"), {})
    carry_out(town, plan, OFFICE, NOW)
    assert the(town, "parcel", plan.changes[0].subject_uid)["chainage_from_m"] is None


@pytest.fixture(scope="module")
def many() -> Callable[[], Store]:
    """A store that grows while examples are drawn."""
    store = a_project(a_store())
    a_household(store)
    return lambda: store


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@some(st.lists(st.tuples(st.integers(1, 5000), st.integers(0, 5000)), min_size=2, max_size=5))
def test_random_splits_conserve_and_undo(many: Callable[[], Store], drawn: list) -> None:
    store = many()
    sizes = [(max(a, b), min(a, b)) for a, b in drawn]
    uid = f"r{store.value('SELECT COUNT(*) FROM change')}"
    whole = {"area_total_m2": sum(a for a, _ in sizes) / 10,
             "area_recovered_m2": sum(b for _, b in sizes) / 10}  # fmt: skip
    a_parcel(store, uid, **whole)
    parts = tuple(part(f"{uid}-{n}", str(Decimal(a) / 10), str(Decimal(b) / 10))
                  for n, (a, b) in enumerate(sizes))  # fmt: skip
    before, sums = dump(store), areas(store)
    plan = plan_split(store, blank("parcel_split"), uid, parts, {})
    operation = carry_out(store, plan, OFFICE, NOW)
    assert areas(store) == pytest.approx(sums, abs=1e-6)
    assert store.value("SELECT COUNT(*) FROM parcel WHERE uid = :uid", uid=uid) == 0
    undo(store, operation, OFFICE, NOW)
    assert dump(store) == before
    assert differences(store) == []


def test_a_part_is_placed_by_its_own_drawing_once_it_comes(town: Store) -> None:
    split(town)
    rows = list_known(town, "parcel")
    uid = next(row["uid"] for row in rows if row["code"] == "02400-8-101")
    own = a_shape(shapely.box(400010, 2438100, 400050, 2438130))
    drawn = a_change("parcel", uid, "revised", patch=own | {"chainage_to_m": 130})
    assert by(OFFICE, town, drawn).is_accepted
    assert the(town, "parcel", uid)["chainage_to_m"] == 130
    assert differences(town) == []


def test_a_parcel_that_was_split_is_no_mistake_to_be_brought_back(town: Store) -> None:
    split(town)
    answer = by(OFFICE, town, a_change("parcel", "p", "restored", why="nhầm"))
    assert (answer.standing, answer.reason) == ("refused", "only_in_operation")
    assert retired.list_retired(town, ADMIN, TODAY) == []
