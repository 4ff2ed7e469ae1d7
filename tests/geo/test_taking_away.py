"""Taking a record of land away frees no metre: what was recorded becomes unknown ground.

Plots are drawn on whole metres, as two rows a side. Where ground without record tapers to less
than a slit between neighbours, the slit's tolerance forgives it; that is not this law.
"""

from itertools import pairwise

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from clearance.geo.alignment import Alignment
from clearance.geo.records import recorded
from clearance.rules.corridor.handover import CLEAR, Blocker, handover

LENGTH_M, ROW_M, DAY = 200, 15, "2026-11-01"
LINE = Alignment(shapely.LineString([(0, 0), (0, LENGTH_M)]))
CORRIDOR = shapely.box(-2 * ROW_M, 0, 2 * ROW_M, LENGTH_M)
ROWS = (-2 * ROW_M, -ROW_M, 0, ROW_M)

cuts = st.lists(st.integers(1, LENGTH_M - 1), min_size=1, max_size=5, unique=True).map(sorted)
Plot = tuple[shapely.Polygon, bool, bool]


@st.composite
def plots(draw: st.DrawFn) -> list[Plot]:
    """Plots over most of the corridor: shape, whether it is public, whether it is handed over."""
    found = []
    for west in ROWS:
        for start, end in pairwise([0, *draw(cuts), LENGTH_M]):
            if draw(st.integers(0, 5)):
                shape = shapely.box(west, start, west + ROW_M, end)
                found.append((shape, draw(st.booleans()), draw(st.booleans())))
    return found


def clear_metres(land: list[Plot]) -> set[int]:
    shapes = np.array([shape for shape, _, _ in land], dtype=object)
    owned = [(shape, done) for shape, is_public, done in land if not is_public]
    places = LINE.intervals(np.array([shape for shape, _ in owned], dtype=object))
    blockers = [
        Blocker(at.chainage_from_m, at.chainage_to_m, at.side, DAY if done else None)
        for at, (_, done) in zip(places, owned, strict=True)
    ]
    shown = handover(LENGTH_M, blockers, recorded(LINE, CORRIDOR, shapes), DAY)
    return {m for run in shown.full if run.state == CLEAR for m in range(run.from_m, run.to_m)}


@given(plots())
def test_taking_any_record_of_land_away_frees_no_metre(land: list[Plot]) -> None:
    before = clear_metres(land)
    for gone in range(len(land)):
        assert clear_metres(land[:gone] + land[gone + 1 :]) <= before


def test_with_all_land_recorded_and_handed_over_every_metre_is_clear() -> None:
    whole = [(shapely.box(w, 0, w + ROW_M, LENGTH_M), False, True) for w in ROWS]
    assert clear_metres(whole) == set(range(LENGTH_M))
    assert clear_metres([]) == set()
