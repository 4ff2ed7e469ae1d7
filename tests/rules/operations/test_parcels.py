"""Parcels split and merged: legal areas to the unit, steps and things handed on, the rest asked."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as some
from hypothesis import strategies as st

from clearance.rules.operations.parcel_facts import Old, Part
from clearance.rules.operations.parcels import Joined, merge, split
from clearance.rules.operations.plan import Plan

ROW = {
    "uid": "p", "code": "T-1", "unit_uid": "a", "household_uid": "h", "household_code": "HY-1",
    "map_sheet_no": "8", "parcel_no": "17", "area_total_m2": 900.0, "area_recovered_m2": 420.5,
    "land_use_code": "LUC", "alignment_uid": "al", "chainage_from_m": 100, "chainage_to_m": 160,
    "side": "right", "shape": "00AA", "crs": 9211, "is_public": None,
}  # fmt: skip


def old(uid: str = "p", taken: dict[str, str] | None = None, **more: Any) -> Old:
    """A parcel as it is known."""
    known = {name: more.pop(name) for name in ("upon", "obstacles", "offered_in") if name in more}
    row = ROW | {"uid": uid, "code": f"T-{uid}"} | more
    return Old(row, "02400", taken or {}, **known)


def part(number: str, total: str | None, taken: str | None, **more: Any) -> Part:
    """A part as its document gives it."""
    areas = {
        "area_total_m2": total and Decimal(total),
        "area_recovered_m2": taken and Decimal(taken),
    }
    return Part("8", number, areas, **more)


def blank(kind: str = "parcel_split") -> Plan:
    """A plan with nothing in it."""
    return Plan(kind, "2026-11-20")


TWO = (part("101", "500", "220.5"), part("102", "400", "200"))


def made(plan: Plan) -> list[dict[str, Any]]:
    """The parcels a plan registers."""
    return [dict(c.patch) for c in plan.changes if c.fact == "registered" and c.subject == "parcel"]


def told(plan: Plan) -> str:
    """The faults of a plan."""
    return " ".join(fault.text() for fault in plan.faults)


def test_the_parts_take_over_all_but_number_and_areas() -> None:
    plan = split(old(), TWO, blank(), {})
    first, second = made(plan)
    assert first["code"] == "02400-8-101"
    assert (first["area_total_m2"], first["area_recovered_m2"]) == (500.0, 220.5)
    assert (second["household_uid"], second["chainage_from_m"], second["shape"]) == (
        "h",
        100,
        "00AA",
    )
    assert [c.fact for c in plan.changes if c.subject_uid == "p"] == ["replaced"]
    assert [t.is_conserved for t in plan.totals if t.is_kept] == [True, True, True]
    assert plan.is_ready


def test_a_part_may_be_another_households_and_without_a_shape() -> None:
    parts = (TWO[0], part("102", "400", "200", household_uid="k"))
    plan = split(old(shape=None), parts, blank(), {})
    assert [row["household_uid"] for row in made(plan)] == ["h", "k"]
    assert "crs" not in made(plan)[0]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((TWO[0],), "ít nhất hai phần"),
        ((TWO[0], part("101", "400", "200")), "cùng số thửa"),
        ((TWO[0], part("102", "399", "200")), "tổng diện tích thửa các phần là 899,0"),
        ((TWO[0], part("102", "400", "199.9")), "tổng diện tích thu hồi các phần là 420,4"),
        ((TWO[0], part("102", None, "200")), "có phần chưa ghi diện tích thửa"),
        ((part("101", "200", "220.5"), part("102", "700", "200")), "lớn hơn diện tích thửa"),
    ],
)
def test_parts_that_are_not_the_whole_are_refused(parts: tuple[Part, ...], words: str) -> None:
    plan = split(old(), parts, blank(), {})
    assert words in told(plan)
    assert not plan.changes


def test_areas_nobody_knows_are_not_invented() -> None:
    unknown = old(area_total_m2=None, area_recovered_m2=None)
    assert split(unknown, (part("1", None, None), part("2", None, None)), blank(), {}).is_ready
    assert "thiếu diện tích thửa của thửa cũ" in told(split(unknown, TWO, blank(), {}))


def test_a_parcel_in_an_offering_stays() -> None:
    assert "BG-0001" in told(split(old(offered_in="BG-0001"), TWO, blank(), {}))
    joined = Joined(part("9", "1800", "841"), {})
    assert "BG-0001" in told(merge([old("p", offered_in="BG-0001"), old("q")], joined, blank(), {}))


def test_every_step_goes_to_every_part() -> None:
    plan = split(
        old(taken={"measured": "2026-09-01", "handed_over": "2026-10-01"}), TWO, blank(), {}
    )
    handed = [json.loads(c.patch["steps"]) for c in plan.changes if c.fact == "inherited"]
    assert handed == [[["handed_over", "p"], ["measured", "p"]]] * 2


ON = {
    "upon": [{"subject": "structure", "uid": "s", "code": "N-1"}],
    "obstacles": [{"subject": "obstacle", "uid": "o", "code": "PRICE 2026-10-01"}],
}


def test_what_stands_on_a_parcel_is_asked_about_and_follows() -> None:
    plan = split(old(**ON), TWO, blank(), {})
    assert [question.key for question in plan.questions] == ["on-s", "on-o"]
    plan = split(old(**ON), TWO, blank(), {"on-s": "1", "on-o": "0"})
    made_uids = [c.subject_uid for c in plan.changes if c.fact == "registered"]
    moved = {c.subject_uid: c for c in plan.changes if c.fact in ("revised", "moved")}
    assert moved["s"].patch == {"parcel_uid": made_uids[1]}
    assert moved["o"].patch["subject_uid"] == made_uids[0]


def merged(
    olds: list[Old], total: str | None = "1800", taken: str | None = "841", **answers: str
) -> Plan:
    """Those parcels merged into number 200."""
    joined = Joined(part("200", total, taken), {"chainage_from_m": 100, "chainage_to_m": 220})
    told = {f"new-{name}": answer for name, answer in answers.items()}
    return merge(olds, joined, blank("parcel_merge"), told)


def test_merged_parcels_become_one_with_the_sum_of_their_areas() -> None:
    plan = merged([old("p", **ON), old("q")])
    (row,) = made(plan)
    assert (row["code"], row["area_total_m2"], row["chainage_to_m"]) == ("02400-8-200", 1800.0, 220)
    assert [c.subject_uid for c in plan.changes if c.fact == "replaced"] == ["p", "q"]
    assert len([c for c in plan.changes if c.subject == "lineage"]) == 2
    assert {c.subject_uid for c in plan.changes if c.fact in ("revised", "moved")} == {"s", "o"}
    assert [t.is_conserved for t in plan.totals if t.is_kept] == [True, True, True]


def test_a_step_is_kept_that_all_had_and_of_the_last_day() -> None:
    both = {"measured": "2026-09-01", "handed_over": "2026-10-01"}
    plan = merged(
        [old("p", both), old("q", {"measured": "2026-09-05", "handed_over": "2026-09-20"})]
    )
    handed = next(json.loads(c.patch["steps"]) for c in plan.changes if c.fact == "inherited")
    assert handed == [["handed_over", "p"], ["measured", "q"]]
    partly = merged([old("p", {"measured": "2026-09-01"}), old("q")])
    assert not [c for c in partly.changes if c.fact == "inherited"]


def test_ground_handed_over_and_ground_not_do_not_become_one() -> None:
    plan = merged([old("p", {"handed_over": "2026-10-01"}), old("q")])
    assert "có thửa đã bàn giao" in told(plan)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"unit_uid": "b"}, "không cùng xã"),
        ({"alignment_uid": "al2"}, "không cùng tuyến"),
        ({"is_public": 1}, "đất công"),
        ({"outside": "aside"}, "ngoài phạm vi"),
    ],
)
def test_parcels_that_are_not_alike_are_not_merged(more: dict[str, Any], words: str) -> None:
    assert words in told(merged([old("p"), old("q", **more)]))


def test_one_parcel_alone_an_unnumbered_one_and_a_wrong_sum_are_refused() -> None:
    assert "ít nhất hai thửa" in told(merged([old("p")], "900", "420.5"))
    joined = Joined(part("", "1800", "841"), {})
    assert "chưa có số" in told(merge([old("p"), old("q")], joined, blank(), {}))
    assert "lệch 100,0" in told(merged([old("p"), old("q")], "1700"))
    assert merged([old("p", area_total_m2=None), old("q")], None).is_ready


def test_whose_it_is_and_what_it_is_used_for_is_asked() -> None:
    olds = [old("p"), old("q", household_uid="k", household_code="HY-2", land_use_code=None)]
    plan = merged(olds)
    assert [q.name for q in plan.questions] == ["merged_household_uid", "merged_land_use_code"]
    (row,) = made(merged(olds, household_uid="k", land_use_code="-"))
    assert row["household_uid"] == "k"
    assert "land_use_code" not in row


@some(st.lists(st.integers(1, 10**6), min_size=2, max_size=8), st.data())
def test_a_split_conserves_every_square_decimetre(tenths: list[int], data: st.DataObject) -> None:
    taken = [data.draw(st.integers(0, size)) for size in tenths]
    whole = old(area_total_m2=sum(tenths) / 10, area_recovered_m2=sum(taken) / 10)
    parts = [
        part(str(n), str(Decimal(size) / 10), str(Decimal(some) / 10))
        for n, (size, some) in enumerate(zip(tenths, taken, strict=True))
    ]
    plan = split(whole, parts, blank(), {})
    assert plan.is_ready
    assert all(total.is_conserved for total in plan.totals if total.is_kept)
    back = merge(
        [old(str(n), **{name: float(one.areas[name] or 0) for name in one.areas})
         for n, one in enumerate(parts)],
        Joined(part("1", str(Decimal(sum(tenths)) / 10), str(Decimal(sum(taken)) / 10)), {}),
        blank(), {},
    )  # fmt: skip
    assert back.is_ready
    assert all(total.is_conserved for total in back.totals if total.is_kept)
