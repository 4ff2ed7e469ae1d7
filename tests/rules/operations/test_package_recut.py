"""A package re-cut: the neighbour follows, segments follow or are asked, finished ones stay."""

from typing import Any

from hypothesis import given as some
from hypothesis import strategies as st

from clearance.rules.operations.package_recut import Recut, recut
from clearance.rules.operations.plan import Plan

ROAD = (0, 10_000)


def package(code: str, from_m: int, to_m: int) -> dict[str, Any]:
    """A package on whole metres."""
    return {"uid": code, "code": code, "from_m": from_m, "to_m": to_m}


def segment(code: str, of: str, from_m: int, to_m: int, done: bool = False) -> dict[str, Any]:
    """A segment of a package."""
    return {
        "uid": code, "code": code, "package_uid": of, "from_m": from_m, "to_m": to_m,
        "is_finished": done, "alignment_uid": "al", "need_by_on": "2026-12-31",
        "promised_on": None,
    }  # fmt: skip


TWO = (package("XL1", 0, 6000), package("XL2", 6000, 10_000))


def planned(segments: Any, to: tuple[int, int], packages: Any = TWO, **answers: str) -> Plan:
    """XL1 given other ends."""
    asked = Recut(ROAD, packages, segments, "XL1", to)
    told = {f"segment-{code.replace('_', '-')}": answer for code, answer in answers.items()}
    return recut(asked, Plan("package_recut", "2026-11-20"), told)


def patches(plan: Plan) -> dict[str, Any]:
    """What each known thing gets."""
    return {c.subject_uid: dict(c.patch) for c in plan.changes if c.fact == "revised"}


def totals(plan: Plan) -> dict[str, tuple[float, float]]:
    """Totals before and after by name."""
    return {total.name: (total.before, total.after) for total in plan.totals}


def test_the_neighbour_on_the_boundary_moves_with_it() -> None:
    plan = planned((), (0, 5500))
    assert patches(plan) == {
        "XL1": {"chainage_from_m": 0, "chainage_to_m": 5500},
        "XL2": {"chainage_from_m": 5500, "chainage_to_m": 10_000},
    }
    assert totals(plan)["package_m"] == (10_000, 10_000)
    assert plan.is_ready


def test_the_start_of_a_package_moves_the_end_of_the_one_before() -> None:
    asked = Recut(ROAD, TWO, (), "XL2", (5000, 10_000))
    plan = recut(asked, Plan("package_recut", "2026-11-20"), {})
    assert patches(plan)["XL1"] == {"chainage_from_m": 0, "chainage_to_m": 5000}


def test_a_segment_wholly_in_the_other_package_follows() -> None:
    plan = planned([segment("D1", "XL1", 5500, 6000), segment("D2", "XL1", 0, 100)], (0, 5000))
    assert patches(plan)["D1"] == {"package_uid": "XL2"}
    assert "D2" not in patches(plan)


def test_a_finished_segment_stays_as_it_is() -> None:
    plan = planned([segment("D1", "XL1", 5500, 6000, done=True)], (0, 5000))
    assert "D1" not in patches(plan)
    assert [line.code for line in plan.lines if line.what == "finished"] == ["D1"]


def test_a_segment_across_the_boundary_is_asked_about() -> None:
    plan = planned([segment("D1", "XL1", 4000, 6000)], (0, 5000))
    assert [key for key, _ in plan.questions[0].options] == ["cut", "stay", "XL2"]
    assert not plan.is_ready


def test_cut_it_loses_no_metre() -> None:
    plan = planned([segment("D1", "XL1", 4000, 6000)], (0, 5000), D1="cut")
    assert patches(plan)["D1"] == {"chainage_from_m": 4000, "chainage_to_m": 5000}
    made = next(c for c in plan.changes if c.fact == "registered")
    assert made.patch["code"] == "D1-B"
    assert made.patch["package_uid"] == "XL2"
    assert (made.patch["chainage_from_m"], made.patch["chainage_to_m"]) == (5000, 6000)
    assert totals(plan)["segment_m"] == (2000, 2000)
    assert totals(plan)["segments"] == (1, 2)


def test_left_or_given_it_stays_whole() -> None:
    left = planned([segment("D1", "XL1", 4000, 6000)], (0, 5000), D1="stay")
    assert "D1" not in patches(left)
    given = planned([segment("D1", "XL1", 4000, 6000)], (0, 5000), D1="XL2")
    assert patches(given)["D1"] == {"package_uid": "XL2"}


def test_a_segment_shortened_at_both_ends_becomes_three() -> None:
    plan = planned([segment("D1", "XL1", 0, 6000)], (2000, 5000), D1="cut")
    made = [(c.patch["code"], c.patch.get("package_uid")) for c in plan.changes if
            c.fact == "registered"]  # fmt: skip
    assert made == [("D1-B", None), ("D1-C", "XL2")]
    assert totals(plan)["segment_m"] == (6000, 6000)


def test_a_segment_that_its_package_leaves_altogether_cannot_be_cut() -> None:
    lone = (package("XL1", 0, 6000), package("XL2", 7000, 10_000))
    plan = planned([segment("D1", "XL1", 3000, 6000)], (0, 1000), lone)
    assert [key for key, _ in plan.questions[0].options] == ["stay"]


def test_segments_of_no_package_here_are_left_alone() -> None:
    plan = planned([segment("D1", "elsewhere", 5500, 6000)], (0, 5000))
    assert set(patches(plan)) == {"XL1", "XL2"}


def test_ends_that_cannot_be_are_refused_with_words() -> None:
    for to, told in (
        ((0, 12_000), "ra ngoài tuyến"),
        ((5000, 5000), "không còn mét nào"),
        ((0, 10_000), "gói XL2 sẽ không còn mét nào"),
        ((0, 6000), "đã có đúng lý trình này"),
    ):
        assert any(told in fault.message for fault in planned((), to).faults), told
    apart = (package("XL1", 0, 3000), package("XL2", 6000, 10_000))
    assert "chồng lên gói XL2" in planned((), (0, 7000), apart).faults[0].message


@some(st.integers(1, 9_999), st.lists(st.tuples(st.integers(0, 5_900), st.integers(1, 4_000),
      st.sampled_from(("cut", "stay", "XL2"))), max_size=6))  # fmt: skip
def test_no_metre_of_package_or_segment_is_lost(
    end: int, drawn: list[tuple[int, int, str]]
) -> None:
    segments = [segment(f"D{n}", "XL1", low, min(low + size, 6000))
                for n, (low, size, _) in enumerate(drawn)]  # fmt: skip
    plan = planned(segments, (0, end), **{f"D{n}": how for n, (_, _, how) in enumerate(drawn)})
    if plan.faults:
        return
    found = totals(plan)
    assert found["package_m"] == (10_000, 10_000)
    lengths = {row["uid"]: row["to_m"] - row["from_m"] for row in segments}
    for change in plan.changes:
        if change.subject == "segment" and "chainage_to_m" in change.patch:
            lengths[change.subject_uid] = (
                change.patch["chainage_to_m"] - change.patch["chainage_from_m"]
            )
    assert sum(lengths.values()) == found["segment_m"][0]
