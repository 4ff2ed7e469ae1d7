"""Each metre of the road lies in one commune: against a raster of one metre, looked at alone."""

from itertools import groupby
from random import Random

import numpy as np
import pytest
import shapely

from clearance.geo.alignment import Alignment
from clearance.geo.communes import NOBODY, SLIT_M, owners, partition, reaches, runs
from tests.geo.raster import HALF_MM, Road, a_road


def communes_around(chance: Random, line: shapely.LineString, mess_m: float) -> list:
    """Outlines that tile the ground around a line, each digitised anew a little off."""
    west, south, east, north = line.buffer(60).bounds
    spots = [(chance.uniform(west, east), chance.uniform(south, north)) for _ in range(7)]
    around = shapely.box(west - 500, south - 500, east + 500, north + 500)
    cells = shapely.voronoi_polygons(shapely.multipoints(spots), extend_to=around)
    drawn = [shapely.intersection(cell, around) for cell in shapely.get_parts(cells)]
    return [cell.buffer(chance.uniform(-mess_m, mess_m), join_style="mitre") for cell in drawn]


def raster(road: Road, outlines: list) -> list[set[int]]:
    """For each metre the outlines that hold the point where it begins, looked at one by one."""
    line = shapely.LineString(road.at)
    starts = [min(max(road.measured(m + HALF_MM), 0), road.reached[-1]) for m in road.metres]
    spots = [line.interpolate(at) for at in starts]
    return [{n for n, o in enumerate(outlines) if o.distance(spot) < 1e-6} for spot in spots]


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("mess_m", [0, 4])
def test_each_metre_has_one_commune_that_holds_its_start(seed: int, mess_m: float) -> None:
    chance = Random(seed)
    road = a_road(chance)
    line = Alignment(shapely.LineString(road.at), 0, road.posts)
    outlines = communes_around(chance, line.line, mess_m)
    holding, found = raster(road, outlines), runs(owners(line, outlines), line.from_m)
    of = {m: number for number, from_m, to_m in found for m in range(from_m, to_m)}
    assert sum(to_m - from_m for _, from_m, to_m in found) == len(of) <= line.length_m
    for metre, there in zip(road.metres, holding, strict=True):
        assert of[metre] in there if there else mess_m, metre
    for number, alike in groupby(range(len(holding)), lambda m: not holding[m]):
        slit = list(alike)
        if number and slit[0] > 0 and slit[-1] < len(holding) - 1 and len(slit) <= SLIT_M:
            sides = {of[road.metres[slit[0] - 1]], of[road.metres[slit[-1] + 1]]}
            assert {of[road.metres[m]] for m in slit} == sides or len(slit) == 1


def test_a_road_that_comes_back_into_a_commune_counts_its_metres_in_both_places() -> None:
    line = Alignment(shapely.LineString([(0, 0), (100, 0)]))
    outer = shapely.box(-1, -50, 101, 50)
    inner = shapely.box(40.5, -50, 60.5, 50)
    assert runs(owners(line, [inner, outer]), 0) == [(1, 0, 41), (0, 41, 61), (1, 61, 100)]
    assert reaches(line, [inner, outer]) == {1: (0, 100), 0: (41, 61)}


def test_a_slit_between_two_outlines_is_shared_and_a_wider_gap_is_not() -> None:
    line = Alignment(shapely.LineString([(0, 0), (100, 0)]))
    for slit_m, found in ((3, [(0, 0, 43), (1, 43, 100)]), (30, [(0, 0, 41), (1, 71, 100)])):
        drawn = [shapely.box(0, -9, 40.5, 9), shapely.box(40.5 + slit_m, -9, 101, 9)]
        assert runs(owners(line, drawn), 0) == found


def test_what_no_commune_reaches_belongs_to_nobody() -> None:
    line = Alignment(shapely.LineString([(0, 0), (100, 0)]), 1000)
    outline = shapely.box(30, -50, 60, 50)
    assert runs(owners(line, [outline]), 1000) == [(0, 1030, 1060)]
    assert set(owners(line, []).tolist()) == {NOBODY}
    assert runs(np.empty(0, int), 0) == []


def test_written_stretches_get_what_no_outline_holds() -> None:
    line = Alignment(shapely.LineString([(0, 0), (100, 0)]), 1000)
    places = [(990, 1061), shapely.box(40, -50, 60, 50), (1050, 1200), None]
    assert partition(line, (1000, 1100), places) == [
        (0, 1000, 1040),
        (1, 1040, 1060),
        (0, 1060, 1061),
        (2, 1061, 1100),
    ]
    assert partition(None, (1000, 1100), [(1000, 1020), (1010, 1100)]) == [
        (0, 1000, 1020),
        (1, 1020, 1100),
    ]
