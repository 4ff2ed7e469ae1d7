"""Handover: a metre raster as the oracle, and the laws of clear metres."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.corridor.handover import (
    Blocker,
    Run,
    Span,
    handover,
    holding,
    metres,
    moved,
    stretches,
    within,
)

LENGTH, TODAY = 60, "2026-05-01"
sides = st.sampled_from(["left", "right", "both"])
days = st.sampled_from([None, "2026-01-01", TODAY, "2026-05-02"])
starts, lengths = st.integers(-5, LENGTH + 5), st.integers(0, 30)


@st.composite
def blockers_(draw: st.DrawFn) -> list[Blocker]:
    drawn = draw(st.lists(st.tuples(starts, lengths, sides, days), max_size=8))
    return [Blocker(at, at + n, side, day) for at, n, side, day in drawn]


@st.composite
def spans_(draw: st.DrawFn) -> list[Span]:
    drawn = draw(st.lists(st.tuples(starts, lengths, sides), max_size=6))
    return [Span(at, at + n, side) for at, n, side in drawn]


def raster(blockers: list[Blocker], recorded: list[Span], on: tuple[str, ...]) -> list[str]:
    """The state of each metre by the definition, one metre at a time."""
    states = []
    for metre in range(LENGTH):
        over = [b for b in blockers if b.from_m <= metre < b.to_m and b.side in (*on, "both")]
        known = {
            side
            for s in recorded
            if s.from_m <= metre < s.to_m
            for side in on
            if s.side in (side, "both")
        }
        if any(b.cleared_on is None or b.cleared_on > TODAY for b in over):
            states.append("blocked")
        else:
            states.append("clear" if known == set(on) else "unknown")
    return states


def painted(runs: tuple[Run, ...]) -> list[str]:
    return [run.state for run in runs for _ in range(run.length_m)]


@given(blockers_(), spans_())
def test_the_sweep_agrees_with_a_one_metre_raster(b: list[Blocker], s: list[Span]) -> None:
    shown = handover(LENGTH, b, s, TODAY)
    assert painted(shown.full) == raster(b, s, ("left", "right"))
    assert painted(shown.left) == raster(b, s, ("left",))
    assert painted(shown.right) == raster(b, s, ("right",))


@given(blockers_(), spans_(), st.integers(-40, 40))
def test_runs_are_an_exact_partition(b: list[Blocker], s: list[Span], start: int) -> None:
    runs = handover(LENGTH, b, s, TODAY, start_m=start).full
    assert runs[0].from_m == start
    assert runs[-1].to_m == start + LENGTH
    assert sum(metres(runs).values()) == LENGTH
    for one, other in pairwise(runs):
        assert one.to_m == other.from_m
        assert one.state != other.state


@given(blockers_(), spans_(), st.data())
def test_handing_over_never_shortens(b: list[Blocker], s: list[Span], data: st.DataObject) -> None:
    before = handover(LENGTH, b, s, TODAY).full
    if b:
        i = data.draw(st.integers(0, len(b) - 1))
        b[i] = replace(b[i], cleared_on="2026-01-01")
    after = handover(LENGTH, b, s, TODAY).full
    pairs = zip(painted(before), painted(after), strict=True)
    assert all(new == "clear" for old, new in pairs if old == "clear")
    assert stretches(after).longest_m >= stretches(before).longest_m


@given(blockers_(), spans_(), st.data())
def test_deleting_data_never_lengthens(
    b: list[Blocker], s: list[Span], data: st.DataObject
) -> None:
    before = handover(LENGTH, b, s, TODAY).full
    if s:
        s.pop(data.draw(st.integers(0, len(s) - 1)))
    after = handover(LENGTH, b, s, TODAY).full
    pairs = zip(painted(before), painted(after), strict=True)
    assert all(old == "clear" for old, new in pairs if new == "clear")


@given(st.lists(st.tuples(st.integers(1, 9), days), max_size=8), st.data())
def test_deleting_a_parcel_never_lengthens(
    row: list[tuple[int, str | None]], data: st.DataObject
) -> None:
    """Parcels side by side, each with its own record: what is not known is not clear."""
    parcels, at = [], 0
    for width, day in row:
        parcels.append(Blocker(at, at + width, "both", day))
        at += width
    fewer = [p for p in parcels if data.draw(st.booleans())]
    clear = [
        metres(handover(80, kept, [Span(p.from_m, p.to_m) for p in kept], TODAY).full)["clear"]
        for kept in (parcels, fewer)
    ]
    assert clear[1] <= clear[0]


def test_a_metre_is_not_clear_while_one_grave_remains() -> None:
    road = [Span(0, 100)]
    grave = Blocker(40, 41, "left", None, kind="grave")
    shown = handover(100, [Blocker(0, 100, "both", TODAY), grave], road, TODAY)
    assert shown.full == (Run(0, 40, "clear"), Run(40, 41, "blocked"), Run(41, 100, "clear"))
    assert shown.right == (Run(0, 100, "clear"),)


def test_unsurveyed_ground_on_one_side_is_unknown_over_the_full_width() -> None:
    shown = handover(10, [], [Span(0, 10, "left"), Span(0, 4, "right")], TODAY)
    assert metres(shown.full) == {"clear": 4, "blocked": 0, "unknown": 6}
    assert metres(shown.left)["clear"] == 10


def test_a_blocker_handed_over_tomorrow_still_holds_today() -> None:
    late = Blocker(0, 10, "left", "2026-05-02", code="T-1")
    assert metres(handover(10, [late], [Span(0, 10)], TODAY).full)["blocked"] == 10
    assert metres(handover(10, [late], [Span(0, 10)], "2026-05-02").full)["clear"] == 10
    assert holding([late], 5, 6, TODAY) == (late,)
    assert holding([late], 10, 20, TODAY) == ()


def test_patchwork_is_told_by_number_longest_median_and_usable_metres() -> None:
    runs = (
        Run(0, 600, "clear"),
        Run(600, 700, "blocked"),
        Run(700, 750, "clear"),
        Run(750, 800, "unknown"),
        Run(800, 950, "clear"),
    )
    told = stretches(runs, usable_m=500)
    assert (told.number, told.longest_m, told.median_m) == (3, 600, 150)
    assert [s.is_usable for s in told.stretches] == [True, False, False]
    assert (told.usable_m, told.clear_m) == (600, 800)
    assert (stretches(()).usable_m, stretches(()).clear_m) == (0, 0)


def test_a_segment_takes_its_own_part_of_the_partition() -> None:
    runs = handover(100, [Blocker(20, 30, "both")], [Span(0, 100)], TODAY).full
    assert metres(within(runs, 25, 50)) == {"clear": 20, "blocked": 5, "unknown": 0}


def test_an_interval_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="backwards"):
        handover(10, [Blocker(5, 3, "left")], [], TODAY)


def test_metres_won_and_lost_between_two_days() -> None:
    before = (Run(0, 100, "clear"), Run(100, 200, "blocked"))
    after = (Run(0, 40, "unknown"), Run(40, 170, "clear"), Run(170, 200, "blocked"))
    assert moved(before, after) == (70, 40)
    assert moved(after, before) == (40, 70)
    assert moved(after, after) == (0, 0)
