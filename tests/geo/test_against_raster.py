"""1,000 random corridors: the engine against a raster of one-metre cells, to 0 m."""

from collections.abc import Iterator
from math import cos, pi, sin
from random import Random

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from clearance.geo.alignment import Alignment
from clearance.geo.records import recorded, unsurveyed
from clearance.rules.corridor.handover import Blocker, Handover, Run, handover, metres
from tests.geo.raster import OVER, Grid, Road, a_road, cells, fill, half, reach, touches

DAY, SIDES = "2026-05-01", ("left", "right")


def a_polygon(chance: Random, road: Road, size: float, off: float) -> shapely.Polygon:
    """A star-shaped polygon of random corners somewhere beside the road."""
    at = chance.choice(road.at[:-1])
    to = road.at[road.at.index(at) + 1]
    t, aside = chance.random(), chance.uniform(-off, off)
    dx, dy = to[0] - at[0], to[1] - at[1]
    long = (dx * dx + dy * dy) ** 0.5
    x, y = at[0] + t * dx - aside * dy / long, at[1] + t * dy + aside * dx / long
    turns = sorted(chance.uniform(0, 2 * pi) for _ in range(chance.randint(5, 9)))
    far = [chance.uniform(0.35, 1) * size for _ in turns]
    corners = [(x + r * cos(w), y + r * sin(w)) for r, w in zip(far, turns, strict=True)]
    star, hull = shapely.Polygon(corners), shapely.convex_hull(shapely.MultiPoint(corners))
    return star if star.is_valid and chance.random() < 0.7 else hull


class World:
    """A road, its right of way, land recorded (some of it public), and what stands on it."""

    def __init__(self, seed: int) -> None:
        chance = Random(seed)
        self.road = a_road(chance)
        line = shapely.LineString(self.road.at)
        wide = line.buffer(chance.uniform(8, 22), quad_segs=3)
        more = [a_polygon(chance, self.road, 25, 15) for _ in range(2)]
        self.corridor = shapely.union_all([wide, *(p for p in more if p.intersects(wide))])
        self.land = [a_polygon(chance, self.road, chance.uniform(8, 45), 25) for _ in range(7)]
        self.public = [chance.random() < 0.25 for _ in self.land]
        small = [a_polygon(chance, self.road, chance.uniform(0.8, 6), 20) for _ in range(4)]
        wires = [shapely.LineString([self._point(chance), self._point(chance)]) for _ in range(2)]
        graves = [shapely.Point(self._point(chance)) for _ in range(2)]
        self.things = (
            [p for p, is_public in zip(self.land, self.public, strict=True) if not is_public]
            + small
            + wires
            + graves
        )
        self.done = [chance.choice([None, "2026-04-30", DAY, "2026-05-02"]) for _ in self.things]

    def _point(self, chance: Random) -> tuple[float, float]:
        return shapely.get_coordinates(a_polygon(chance, self.road, 1, 20))[0].tolist()


def by_engine(world: World, slit_m: float) -> Handover:
    road = world.road
    line = Alignment(shapely.LineString(road.at), calibration=road.posts)
    at = line.intervals(np.array(world.things, dtype=object))
    blockers = [
        Blocker(i.chainage_from_m, i.chainage_to_m, i.side, done)
        for i, done in zip(at, world.done, strict=True)
    ]
    spans = recorded(line, world.corridor, world.land, slit_m)
    return handover(line.length_m, blockers, spans, DAY, line.from_m)


def by_raster(world: World, slit_m: float) -> dict[str, list[str]]:
    """The state of every metre, by the words of docs/decisions/0036."""
    road = world.road
    grid = {side: cells(road, side) for side in SIDES}
    count = len(road.metres)
    blocked = {side: np.zeros(count, bool) for side in SIDES}
    for thing, done in zip(world.things, world.done, strict=True):
        if done is None or done > DAY:
            over = {s: reach(road, thing, grid[s]) for s in SIDES}
            both = all(value > OVER for value in over.values())
            lies = SIDES if both else (max(SIDES, key=lambda s: over[s]),)
            taken = fill((touches(grid["left"], thing) | touches(grid["right"], thing)).tolist())
            for side in lies:
                blocked[side] |= taken
    bare = {side: np.zeros(count, bool) for side in SIDES}
    for side, taken in _bare(world, slit_m, grid):
        bare[side] |= taken
    for of in (blocked, bare):
        of["full"] = of["left"] | of["right"]
    return {name: _states(blocked[name], bare[name]) for name in ("full", *SIDES)}


def _bare(world: World, slit_m: float, grid: dict[str, Grid]) -> Iterator[tuple[str, list[bool]]]:
    """Ground without record, piece by piece on either side, with the metres it takes."""
    if slit_m:
        pieces = list(unsurveyed(world.corridor, world.land, slit_m))
    else:
        ground = shapely.difference(world.corridor, shapely.union_all(world.land))
        pieces = [p for p in shapely.get_parts(ground) if p.geom_type == "Polygon"]
    halves = {side: half(world.road, side) for side in SIDES}
    for piece in pieces:
        is_over = all(piece.intersects(halves[s]) for s in SIDES)
        for side, other in (SIDES, SIDES[::-1]):
            for part in shapely.get_parts(shapely.intersection(piece, halves[side])):
                if part.geom_type == "Polygon":
                    is_slim = is_over and reach(world.road, part, grid[side]) <= OVER
                    yield (other if is_slim else side), fill(touches(grid[side], part).tolist())


def _states(blocked: np.ndarray, bare: np.ndarray) -> list[str]:
    return np.where(blocked, "blocked", np.where(bare, "unknown", "clear")).tolist()


def painted(runs: tuple[Run, ...]) -> list[str]:
    return [run.state for run in runs for _ in range(run.length_m)]


@pytest.mark.parametrize("tens", range(20))
def test_the_engine_equals_the_raster_to_0_m(tens: int) -> None:
    seen: set[str] = set()
    for seed in range(tens * 50, tens * 50 + 50):
        world, slit_m = World(seed), 0.4 if seed % 4 == 0 else 0.0
        shown, true = by_engine(world, slit_m), by_raster(world, slit_m)
        for name in ("full", *SIDES):
            assert painted(getattr(shown, name)) == true[name], (seed, name)
        assert sum(metres(shown.full).values()) == len(world.road.metres)
        seen |= set(true["full"])
    assert seen == {"clear", "blocked", "unknown"}


def clear_metres(shown: Handover) -> set[int]:
    return {m for run in shown.full if run.state == "clear" for m in range(run.from_m, run.to_m)}


@given(st.integers(0, 10**6), st.data())
@settings(max_examples=100, deadline=None)
def test_handing_anything_over_takes_no_clear_metre_away(seed: int, data: st.DataObject) -> None:
    world = World(seed)
    before = clear_metres(by_engine(world, 0.4))
    world.done[data.draw(st.integers(0, len(world.done) - 1))] = "2026-01-01"
    assert before <= clear_metres(by_engine(world, 0.4))


@given(st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_a_wider_corridor_frees_no_metre(seed: int) -> None:
    world = World(seed)
    before = clear_metres(by_engine(world, 0.4))
    world.corridor = shapely.union(world.corridor, world.corridor.buffer(3.0, quad_segs=2))
    assert clear_metres(by_engine(world, 0.4)) <= before
