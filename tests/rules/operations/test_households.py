"""Two households found to be one, and the reverse: nothing is lost, what is unclear is asked."""

import json
from typing import Any

from hypothesis import given as some
from hypothesis import strategies as st

from clearance.rules.operations.households import Household, Second, divide, merge
from clearance.rules.operations.plan import Plan

LAND = {"subject": "parcel", "uid": "p", "code": "T-1", "area_recovered_m2": 420.5}
GRAVE = {"subject": "grave", "uid": "g", "code": "M-1"}
OBSTACLE = {"subject": "obstacle", "uid": "o", "code": "PRICE 2026-10-01"}


def family(uid: str, taken: dict[str, str] | None = None, **more: Any) -> Household:
    """A household as it is known."""
    known = {name: more.pop(name) for name in ("things", "obstacles") if name in more}
    row = {"uid": uid, "code": f"HY-{uid}", "unit_uid": "a", "kind": "household"}
    return Household(row | more, taken or {}, **known)


def merged(kept: Household, gone: Household, **answers: str) -> Plan:
    """The two as one."""
    told = {name.replace("_", "-", 1): answer for name, answer in answers.items()}
    return merge(kept, gone, Plan("household_merge", "2026-11-20"), told)


def handed(plan: Plan) -> list[list[str]]:
    """The steps a plan hands on."""
    return [
        one for c in plan.changes if c.fact == "inherited" for one in json.loads(c.patch["steps"])
    ]


def test_what_belongs_to_the_second_goes_to_the_first() -> None:
    plan = merged(family("h"), family("k", things=[LAND, GRAVE], obstacles=[OBSTACLE]))
    given = {c.subject_uid: dict(c.patch) for c in plan.changes if c.fact in ("revised", "moved")}
    assert given["p"] == given["g"] == {"household_uid": "h"}
    assert given["o"]["subject_uid"] == "h"
    assert [c.subject_uid for c in plan.changes if c.fact == "replaced"] == ["k"]
    assert plan.is_ready
    assert all(total.is_conserved for total in plan.totals if total.is_kept)


def test_sums_are_added_to_the_dong() -> None:
    plan = merged(family("h", paid_vnd=10), family("k", approved_vnd=7, paid_vnd=5))
    revised = next(c for c in plan.changes if c.fact == "revised")
    assert revised.patch == {"approved_vnd": 7, "paid_vnd": 15}
    assert [(t.before, t.after) for t in plan.totals if t.unit == "vnd"] == [(7, 7), (15, 15)]


def test_steps_of_one_day_are_not_asked_about() -> None:
    same = {"notified": "2026-07-20"}
    assert merged(family("h", same), family("k", same)).is_ready


def test_steps_that_differ_are_asked_whole_or_one_by_one() -> None:
    kept = family("h", {"notified": "2026-07-20", "inventoried": "2026-08-10"})
    gone = family("k", {"notified": "2026-07-25", "origin_confirmed": "2026-09-01"})
    assert [q.key for q in merged(kept, gone).questions] == ["steps-of"]
    assert handed(merged(kept, gone, steps_of="kept")) == []
    by_other = [["notified", "k"], ["inventoried", ""], ["origin_confirmed", "k"]]
    assert handed(merged(kept, gone, steps_of="gone")) == by_other
    asked = merged(kept, gone, steps_of="each")
    assert [q.key for q in asked.questions] == [
        "step-notified", "step-inventoried", "step-origin_confirmed"]  # fmt: skip
    told = {"steps-of": "each", "step-notified": "gone", "step-inventoried": "kept",
            "step-origin_confirmed": "none"}  # fmt: skip
    plan = merge(kept, gone, Plan("household_merge", "2026-11-20"), told)
    assert handed(plan) == [["notified", "k"], ["origin_confirmed", ""]]
    assert plan.is_ready


def test_whether_it_moves_house_is_asked_where_the_two_differ() -> None:
    kept, gone = family("h"), family("k", is_relocating=1)
    assert [q.name for q in merged(kept, gone).questions] == ["is_relocating"]
    moves = merged(kept, gone, trait_is_relocating="1")
    assert next(c.patch for c in moves.changes if c.fact == "revised") == {"is_relocating": 1}
    assert not [
        c for c in merged(kept, gone, trait_is_relocating="0").changes if c.fact == "revised"
    ]


def test_a_household_is_not_merged_with_itself_nor_with_an_organisation() -> None:
    assert "cùng một hộ" in merged(family("h"), family("h")).faults[0].message
    assert "khác loại" in merged(family("h"), family("k", kind="organisation")).faults[0].message


def divided(
    old: Household, things: set[str], answers: dict[str, str] | None = None, **sums: int
) -> Plan:
    """A second household found in one."""
    second = Second("HY-9", "Lò Thị Mua", frozenset(things), sums)
    return divide(old, second, Plan("household_split", "2026-11-20"), answers or {})


def test_the_second_gets_what_is_named_and_all_steps() -> None:
    old = family("h", {"notified": "2026-07-20"}, things=[LAND, GRAVE], paid_vnd=10)
    plan = divided(old, {"M-1"}, paid_vnd=4)
    new = next(c for c in plan.changes if c.fact == "registered" and c.subject == "household")
    assert (new.patch["code"], new.patch["full_name"], new.patch["unit_uid"]) == (
        "HY-9", "Lò Thị Mua", "a")  # fmt: skip
    assert handed(plan) == [["notified", "h"]]
    revised = {c.subject_uid: dict(c.patch) for c in plan.changes if c.fact == "revised"}
    assert revised == {
        "h": {"paid_vnd": 6}, new.subject_uid: {"paid_vnd": 4},
        "g": {"household_uid": new.subject_uid},
    }  # fmt: skip
    assert "Mua" not in plan.summary()


def test_an_obstacle_is_asked_about_and_goes_where_it_is_told() -> None:
    old = family("h", things=[LAND], obstacles=[OBSTACLE])
    assert [q.key for q in divided(old, {"T-1"}).questions] == ["on-o"]
    moved = divided(old, {"T-1"}, {"on-o": "new"})
    assert [c.subject_uid for c in moved.changes if c.fact == "moved"] == ["o"]
    assert not [c for c in divided(old, {"T-1"}, {"on-o": "old"}).changes if c.fact == "moved"]


def test_a_division_of_what_is_not_there_is_refused() -> None:
    old = family("h", things=[LAND], paid_vnd=3)
    faults = [f.message for f in divided(old, {"X-1"}, paid_vnd=5).faults]
    assert faults == ["X-1 không thuộc hộ HY-h", "số tiền của hộ mới lớn hơn số của hộ HY-h"]
    assert "chưa có thửa" in divided(old, set()).faults[0].message


@some(st.integers(0, 10**12), st.integers(0, 10**12))
def test_money_is_conserved(one: int, other: int) -> None:
    plan = merged(family("h", paid_vnd=one), family("k", paid_vnd=other))
    revised = next((c.patch["paid_vnd"] for c in plan.changes if c.fact == "revised"), one)
    assert revised == one + other
