"""Communes merged, renamed, divided: successions, areas by choice, every case placed or asked."""

from typing import Any

import pytest

from clearance.rules.operations.plan import Plan
from clearance.rules.operations.units import Case, NewUnit, Unit, divide, merge

DAY = "2025-07-01"


def unit(uid: str, *people: str, **more: Any) -> Unit:
    """A unit with the people whose area it is."""
    row = {"uid": uid, "code": f"0{uid}", "name": f"Xã {uid}", "parent_uid": "d",
           "valid_from": None, "valid_to": None}  # fmt: skip
    scopes = [{"uid": f"{who}-{uid}", "person_uid": who, "person": who} for who in people]
    return Unit(row | more, {"households": 10, "parcels": 20}, scopes)


NEW = NewUnit("02374", "Hàm Yên")


def merged(*olds: Unit, known: tuple[Any, ...] = (), new: NewUnit = NEW, **areas: str) -> Plan:
    """Those units made one."""
    told = {f"area-{who}": answer for who, answer in areas.items()}
    return merge(olds, new, [*known, *(old.row for old in olds)], Plan("unit_merge", DAY), told)


def by_subject(plan: Plan, subject: str, fact: str = "registered") -> list[dict[str, Any]]:
    """Fields of the changes of one kind."""
    return [dict(c.patch) for c in plan.changes if (c.subject, c.fact) == (subject, fact)]


def test_several_become_one_under_the_same_parent() -> None:
    plan = merged(unit("1", chainage_from_m=0, chainage_to_m=5),
                  unit("2", chainage_from_m=5, chainage_to_m=9))  # fmt: skip
    (new,) = by_subject(plan, "unit")
    assert (new["parent_uid"], new["valid_from"], new["chainage_to_m"]) == ("d", DAY, 9)
    assert by_subject(plan, "unit", "revised") == [{"valid_to": "2025-06-30"}] * 2
    assert [row["kind"] for row in by_subject(plan, "succession")] == ["merge", "merge"]
    assert {t.name: (t.before, t.after) for t in plan.totals}["households"] == (20, 20)
    assert plan.is_ready


def test_one_alone_is_renamed_and_may_have_ended_already() -> None:
    plan = merged(unit("1", valid_to="2025-06-30"), new=NewUnit("01", "Phường Một", "ward"))
    assert [row["kind"] for row in by_subject(plan, "succession")] == ["rename"]
    assert by_subject(plan, "unit", "revised") == []


def test_units_apart_on_the_road_and_of_two_parents_get_neither() -> None:
    plan = merged(unit("1", chainage_from_m=0, chainage_to_m=5),
                  unit("2", chainage_from_m=7, chainage_to_m=9, parent_uid="e"))  # fmt: skip
    (new,) = by_subject(plan, "unit")
    assert "parent_uid" not in new
    assert "chainage_from_m" not in new


@pytest.mark.parametrize(("answer", "given", "ended"), [("0", 1, 0), ("old", 0, 0), ("end", 0, 2)])
def test_whose_area_it_is_is_asked_of_each_person(answer: str, given: int, ended: int) -> None:
    olds = unit("1", "lanhdao"), unit("2", "lanhdao")
    assert [q.key for q in merged(*olds).questions] == ["area-lanhdao"]
    plan = merged(*olds, lanhdao=answer)
    assert plan.is_ready
    assert len(by_subject(plan, "scope")) == given
    assert by_subject(plan, "scope", "revised") == [{"valid_to": "2025-06-30"}] * ended


@pytest.mark.parametrize(
    ("olds", "known", "words"),
    [
        ((), (), "chưa chọn xã nào"),
        ((unit("1", valid_from="2025-07-01"),), (), "không tồn tại"),
        ((unit("1", valid_to="2024-12-31"),), (), "không tồn tại"),
        ((unit("1"),), ({"uid": "x", "code": "02374", "valid_to": None},), "mã của đơn vị khác"),
    ],
)
def test_what_cannot_be_is_refused(olds: Any, known: Any, words: str) -> None:
    plan = merged(*olds, known=known)
    assert any(words in fault.message for fault in plan.faults)
    assert not plan.changes


def test_a_code_of_one_that_ends_is_used_again() -> None:
    assert merged(unit("1", code="02374")).is_ready


NEWS = (NewUnit("11", "Đông", share_area=0.6), NewUnit("12", "Tây", share_area=0.4))
CASES = [Case("household", "h", "HY-1", ["o"], 0), Case("parcel", "p", "T-1", [], 1),
         *(Case("grave", f"g{n}", f"M-{n}") for n in range(5))]  # fmt: skip


def divided(*answers: tuple[str, str], news: Any = NEWS, who: tuple[str, ...] = ()) -> Plan:
    """A unit made two."""
    old = unit("1", *who)
    return divide(old, news, CASES, [old.row], Plan("unit_split", DAY), dict(answers))


def test_placed_cases_go_where_they_lie_and_unplaced_ones_are_asked() -> None:
    plan = divided()
    assert [q.code for q in plan.questions] == ["M-0", "M-1", "M-2", "M-3", "M-4"]
    assert [row["share_area"] for row in by_subject(plan, "succession")] == [0.6, 0.4]
    plan = divided(*((f"in-g{n}", "1") for n in range(5)))
    assert plan.is_ready
    made = {c.patch["code"]: c.subject_uid for c in plan.changes if c.fact == "registered"
            and c.subject == "unit"}  # fmt: skip
    went = {c.subject_uid: c.patch["unit_uid"] for c in plan.changes if c.fact == "revised"
            and c.subject != "unit"}  # fmt: skip
    assert went == {"h": made["11"], "p": made["12"], **{f"g{n}": made["12"] for n in range(5)}}
    assert [c.subject_uid for c in plan.changes if c.fact == "moved"] == ["o"]
    assert {t.name: (t.before, t.after) for t in plan.totals}["cases"] == (7, 7)


def test_an_area_may_go_on_in_all_new_units() -> None:
    answers = [("area-lanhdao", "all"), *((f"in-g{n}", "0") for n in range(5))]
    plan = divided(*answers, who=("lanhdao",))
    assert len(by_subject(plan, "scope")) == 2


def test_a_division_into_one_or_into_twins_is_refused() -> None:
    assert "ít nhất hai" in divided(news=NEWS[:1]).faults[0].message
    twins = (NEWS[0], NewUnit("12", "ĐÔNG"))
    assert "trùng mã hoặc tên" in divided(news=twins).faults[0].message
