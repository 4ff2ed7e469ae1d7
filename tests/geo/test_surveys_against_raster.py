"""A metre with a kind nobody surveyed is never clear: the engine against a raster of 1 m."""

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from clearance.geo.alignment import Alignment
from clearance.geo.records import recorded
from clearance.rules.corridor.handover import Blocker, Handover, handover, metres
from clearance.rules.corridor.surveys import DECLARED, KINDS, Declaration, surveyed
from tests.geo.test_against_raster import DAY, World, by_raster, painted

SLIT_M = 0.4
#: Shares of the road's length, so that some declarations end on it and some beyond.
_PLACES = st.tuples(st.floats(-0.1, 1.1), st.floats(0.0, 1.2))
_DECLARED = st.lists(st.tuples(st.sampled_from(KINDS), _PLACES), max_size=12)


def declarations(world: World, drawn: list[tuple[str, tuple[float, float]]]) -> list[Declaration]:
    """Whole metres of this road for shares of its length; most of it is declared for all kinds."""
    first, length = world.road.metres.start, len(world.road.metres)
    found = [Declaration(kind, first, first + length * 3 // 4) for kind in DECLARED]
    for kind, (start, long) in drawn:
        from_m = first + round(start * length)
        found.append(Declaration(kind, from_m, from_m + round(long * length)))
    return found


def by_engine(world: World, declared: list[Declaration]) -> Handover:
    line = Alignment(shapely.LineString(world.road.at), calibration=world.road.posts)
    at = line.intervals(np.array(world.things, dtype=object))
    blockers = [
        Blocker(i.chainage_from_m, i.chainage_to_m, i.side, done)
        for i, done in zip(at, world.done, strict=True)
    ]
    spans = surveyed(recorded(line, world.corridor, world.land, SLIT_M), declared)
    return handover(line.length_m, blockers, spans, DAY, line.from_m)


def is_surveyed(declared: list[Declaration], metre: int) -> bool:
    """Whether houses, lines and graves are each declared on one metre."""
    return all(any(d.kind == k and d.from_m <= metre < d.to_m for d in declared) for k in DECLARED)


@given(st.integers(0, 10**6), _DECLARED, st.data())
@settings(max_examples=150, deadline=None)
def test_a_metre_with_an_unsurveyed_kind_is_never_clear(
    seed: int, drawn: list[tuple[str, tuple[float, float]]], data: st.DataObject
) -> None:
    world = World(seed)
    declared = declarations(world, drawn)
    without = data.draw(st.integers(0, len(declared) - 1))
    kept = declared[:without] + declared[without + 1 :]
    shown, land = by_engine(world, kept), by_raster(world, SLIT_M)
    for name in ("full", "left", "right"):
        truth = [
            "unknown" if state == "clear" and not is_surveyed(kept, metre) else state
            for metre, state in zip(world.road.metres, land[name], strict=True)
        ]
        assert painted(getattr(shown, name)) == truth, name
    assert sum(metres(shown.full).values()) == len(world.road.metres)
