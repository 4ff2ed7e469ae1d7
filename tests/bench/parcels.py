"""Invented parcels along a winding road, for benchmarks that need shapes and nothing else."""

from math import cos, sin, tau
from random import Random

import geopandas as gpd
import shapely

CENTRE = (418_000.0, 2_441_000.0)
STATES = ("todo", "doing", "stuck", "done")


def parcels(count: int, crs: int) -> gpd.GeoDataFrame:
    """Quadrilaterals of some 2,000 m² on both sides of a sine, in plane metres of that CRS."""
    chance, shapes = Random(7), []
    for number in range(count):
        along = number * 48_000 / count
        east, north = CENTRE[0] + along * 0.6, CENTRE[1] + along * 0.7 + 800 * sin(along / 3000)
        middle = (east + chance.choice((-1, 1)) * 40, north)
        shapes.append(shapely.Polygon(_ring(middle, chance)))
    states = [chance.choice(STATES) for _ in range(count)]
    codes = [f"T-{number:06}" for number in range(count)]
    return gpd.GeoDataFrame({"code": codes, "state": states}, geometry=shapes, crs=crs)


def _ring(middle: tuple[float, float], chance: Random) -> list[tuple[float, float]]:
    """Ten corners around a middle, as crooked as a surveyed parcel."""
    radii = [chance.uniform(20, 32) for _ in range(10)]
    return [
        (middle[0] + r * cos(tau * i / 10), middle[1] + r * sin(tau * i / 10))
        for i, r in enumerate(radii)
    ]
