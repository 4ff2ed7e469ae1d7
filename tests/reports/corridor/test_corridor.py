from itertools import pairwise
from random import Random

import pytest
import shapely
from hypothesis import given, strategies

from clearance.record import record_all
from clearance.reports.corridor.corridor import gaps, look_at, pieces, widest_gaps
from clearance.reports.corridor.ground import ground, held, on_day
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.corridor.handover import CLEAR, STATES, Run, metres
from clearance.store.corridor import corridor
from tests.given import (
    NOW,
    TODAY,
    a_household,
    a_parcel,
    a_project,
    a_shape,
    a_store,
    registered,
    step,
)
from tests.land import an_outline, over

LENGTH_M = 10_000
SIDES = ("left", "right", "both")
DAYS = ("2026-03-01", "2026-06-01", "2026-11-01")


def a_patchy_road(seed: int):
    """A road with parcels strewn along both sides, some public, some handed over; and its list."""
    chance, store = Random(seed), a_project(a_store())
    a_household(store, "h")
    an_outline(store)
    things = []
    for number in range(60):
        start = chance.randrange(0, LENGTH_M - 500)
        ground = over(start, start + chance.randrange(1, 500), chance.choice(SIDES))
        row = {**ground, "is_public": number % 7 == 0}
        a_parcel(store, f"p{number}", "h", **row | {"is_public": int(row["is_public"])})
        cleared_on = chance.choice([None, *DAYS])
        if cleared_on:
            done = step(
                store, f"p{number}", "handed_over", subject="parcel", happened_on=cleared_on
            )
            assert done.is_accepted
        things.append({**row, "cleared_on": cleared_on})
    return store, things


def state_of(metre: int, things: list[dict], as_of: str) -> str:
    """The state of one metre by the words of the definition, nothing clever."""
    here = [t for t in things if t["chainage_from_m"] <= metre < t["chainage_to_m"]]
    held_here = [t for t in here if not t["is_public"] and not (t["cleared_on"] or "9") <= as_of]
    sides = {
        side for t in here for side in (["left", "right"] if t["side"] == "both" else [t["side"]])
    }
    if held_here:
        return "blocked"
    return "clear" if sides == {"left", "right"} else "unknown"


@pytest.mark.parametrize("seed", range(3))
def test_the_figures_equal_a_recount_metre_by_metre(seed: int) -> None:
    store, things = a_patchy_road(seed)
    (road,) = corridor.list_alignments(store)
    for as_of in ("2026-02-28", "2026-06-01", TODAY):
        counted = dict.fromkeys(STATES, 0)
        for metre in range(LENGTH_M):
            counted[state_of(metre, things, as_of)] += 1
        assert metres(on_day(store, road, as_of).full) == counted
        assert sum(counted.values()) == LENGTH_M


def test_a_place_is_told_by_counts_alone() -> None:
    store, things = a_patchy_road(1)
    (road,) = corridor.list_alignments(store)
    seen = look_at(held(store, road, TODAY), on_day(store, road, TODAY), 2000, 4000)
    here = [t for t in things if t["chainage_from_m"] < 4000 and t["chainage_to_m"] > 2000]
    still = [t for t in here if not t["is_public"] and t["cleared_on"] is None]
    assert seen.kinds == {"parcel": len(still)}
    assert sum(seen.states.values()) == seen.length_m == 2000


SOME_RUNS = strategies.lists(
    strategies.tuples(strategies.integers(1, 900), strategies.sampled_from(STATES)), min_size=1
)


@given(SOME_RUNS)
def test_gaps_and_stretches_take_turns_and_cover_the_road(lengths) -> None:
    runs, at = [], 0
    for length, state in lengths:
        if runs and runs[-1].state == state:
            continue
        runs.append(Run(at, at + length, state))
        at += length
    found = gaps(runs)
    clear = [run for run in runs if run.state == CLEAR]
    assert sum(g.length_m for g in found) + sum(r.length_m for r in clear) == at
    assert all(g.blocked_m + g.unknown_m == g.length_m for g in found)
    ends = sorted([(g.from_m, g.to_m) for g in found] + [(r.from_m, r.to_m) for r in clear])
    assert all(one[1] == other[0] for one, other in pairwise(ends))
    by_end = {r.to_m: r.length_m for r in clear} | {0: 0}
    by_start = {r.from_m: r.length_m for r in clear}
    for gap in found:
        joined = gap.length_m + by_end.get(gap.from_m, 0) + by_start.get(gap.to_m, 0)
        assert gap.joined_m == joined


def test_the_pieces_of_the_road_say_what_holds_each_gap() -> None:
    store, _things = a_patchy_road(2)
    (road,) = corridor.list_alignments(store)
    state = on_day(store, road, TODAY)
    rows = pieces(state, held(store, road, TODAY), 500)
    assert rows[0]["from_m"] == 0
    assert rows[-1]["to_m"] == LENGTH_M
    assert all(one["to_m"] == other["from_m"] for one, other in pairwise(rows))
    assert all(bool(row["kinds"]) == (row["state"] == "blocked") for row in rows)
    assert all((row["joined_m"] is None) == (row["state"] in ("usable", "short")) for row in rows)
    for name, metres_m in metres(state.full).items():
        names = ("usable", "short") if name == CLEAR else (name,)
        assert sum(row["length_m"] for row in rows if row["state"] in names) == metres_m
    alone = [row["joined_m"] for row in rows if row["joined_m"]]
    widest = widest_gaps(state, held(store, road, TODAY), (0, LENGTH_M), 3)
    assert max(alone) <= widest[0]["joined_m"]
    assert [gap["joined_m"] for gap in widest] == sorted(
        (gap.joined_m for gap in gaps(state.full)), reverse=True
    )[:3]


def test_what_was_worked_out_goes_stale_with_the_next_journal_row() -> None:
    store, _things = a_patchy_road(0)
    (road,) = corridor.list_alignments(store)
    before = ground(store, road)
    assert ground(store, road) is before
    a_parcel(store, "new", "h", chainage_from_m=0, chainage_to_m=10)
    assert len(ground(store, road).blockers) == len(before.blockers) + 1


def a_measured_road():
    """A corridor 40 m wide and 10 km long whose outline is known."""
    store = a_project(a_store())
    a_household(store, "h")
    outline = a_shape(shapely.box(399_980, 2_438_000, 400_020, 2_448_000))
    record_all(
        store,
        [registered("corridor", "c", code="GPMB", alignment_uid="al", **outline)],
        TERMINAL,
        NOW,
    )
    return store


def plot(store, uid: str, east: tuple[int, int], side: str) -> None:
    """A plot from Km0+000 to Km0+100 reaching from one easting to another, handed over."""
    shape = a_shape(shapely.box(400_000 + east[0], 2_438_000, 400_000 + east[1], 2_438_100))
    a_parcel(store, uid, "h", chainage_from_m=0, chainage_to_m=100, side=side, **shape)
    assert step(store, uid, "handed_over", subject="parcel", happened_on="2026-10-01").is_accepted


def test_a_metre_is_not_clear_while_part_of_its_width_is_in_no_record() -> None:
    store = a_measured_road()
    (road,) = corridor.list_alignments(store)
    plot(store, "left", (-20, 0), "left")
    plot(store, "near", (0, 12), "right")
    assert metres(on_day(store, road, TODAY).full)["clear"] == 0
    assert metres(on_day(store, road, TODAY).left)["clear"] == 100
    plot(store, "far", (12, 20), "right")
    assert metres(on_day(store, road, TODAY).full) == {"clear": 100, "blocked": 0, "unknown": 9900}


def test_without_the_outline_nothing_is_clear_and_what_is_missing_is_named() -> None:
    store = a_project(a_store())
    a_household(store, "h")
    (road,) = corridor.list_alignments(store)
    assert ground(store, road).missing == "corridor"
    an_outline(store)
    assert ground(store, road).missing == "parcel"
    a_parcel(store, "p", "h", **over(0, 400, "both"))
    assert step(store, "p", "handed_over", subject="parcel", happened_on=DAYS[0]).is_accepted
    assert ground(store, road).missing == ""
    assert metres(on_day(store, road, TODAY).full)["clear"] == 400
    with store.atomic():
        store.run("DELETE FROM corridor")
    a_household(store, "k")
    assert metres(on_day(store, road, TODAY).full) == {
        "clear": 0,
        "blocked": 0,
        "unknown": LENGTH_M,
    }
