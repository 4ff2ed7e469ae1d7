import json
from itertools import pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from clearance.geo.alignment import Alignment
from clearance.geo.crs import DEFAULT
from clearance.maps.strips import SIZES, STEPS, as_json, counts, cut, strip_rows, touched
from clearance.rules.corridor.handover import STATES, Run

LINE = Alignment(
    shapely.LineString([(418_000, 2_441_000), (419_000, 2_446_000), (421_000, 2_452_000)]),
    start_m=350,
)


@st.composite
def runs(draw: st.DrawFn) -> list[Run]:
    """A road partitioned into runs."""
    ends = sorted(draw(st.sets(st.integers(1, 12_000), min_size=2, max_size=40)))
    return [Run(a, b, draw(st.sampled_from(STATES))) for a, b in pairwise(ends)]


@given(runs(), st.sampled_from(list(SIZES)))
def test_every_metre_is_in_one_piece_under_its_own_state(road: list[Run], size: int) -> None:
    state = {m: run.state for run in road for m in range(run.from_m, run.to_m)}
    pieces = cut(road, size)
    assert [p["to_m"] for p in pieces[:-1]] == [p["from_m"] for p in pieces[1:]]
    for piece in pieces:
        inside = [state[m] for m in range(piece["from_m"], piece["to_m"])]
        assert {s: piece[f"{s}_m"] for s in STATES} == {s: inside.count(s) for s in STATES}
        assert piece["from_m"] // size == (piece["to_m"] - 1) // size


def test_a_piece_lies_on_the_road_and_in_its_box() -> None:
    road = [Run(LINE.from_m, 5_000, "clear"), Run(5_000, LINE.to_m, "blocked")]
    rows = strip_rows("al", LINE, road, DEFAULT)
    assert {row["size_m"] for row in rows} == set(SIZES)
    for size in SIZES:
        own = [row for row in rows if row["size_m"] == size]
        assert sum(row["clear_m"] + row["blocked_m"] for row in own) == LINE.length_m
    first = next(row for row in rows if row["size_m"] == 5000)
    x, y, *_ = map(int, first["line"].split(","))
    assert (x / STEPS, y / STEPS) == pytest.approx((105.2, 22.07), abs=0.1)
    assert all(row["min_x"] <= row["max_x"] and row["min_y"] <= row["max_y"] for row in rows)


@given(runs(), st.data())
def test_pieces_amended_are_those_of_a_road_made_anew(road: list[Run], data: st.DataObject) -> None:
    later = [Run(r.from_m, r.to_m, data.draw(st.sampled_from(STATES))) for r in road]
    known = counts(road)
    changed = touched(known, later)
    assert changed is not None
    assert known | changed == counts(later)
    assert all(known[at] != piece for at, piece in changed.items())
    longer = [*road, Run(road[-1].to_m, road[-1].to_m + 1, "clear")]
    assert touched(known, longer) is None


def test_rows_are_told_in_whole_numbers() -> None:
    row = {"clear_m": 60, "blocked_m": 40, "unknown_m": 0, "line": "1,2,3,4"}
    assert json.loads(as_json(100, [row])) == {"size": 100, "rows": [[60, 40, 0, 1, 2, 3, 4]]}
