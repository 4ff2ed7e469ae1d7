"""Coordinates in the columns of a list: points, and lines between two points.

X is north, Y is east, as Vietnamese lists have it; metres of a VN-2000 system.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from clearance.exchange.lists.fits import judge_fit
from clearance.exchange.lists.location_check import Ground, along, far_off, tell_aside
from clearance.exchange.lists.rows import Reading, Row
from clearance.geo import crs as systems
from clearance.rules.basics.faults import Fault

START, END = ("east_m", "north_m"), ("end_east_m", "end_north_m")


def locate(reading: Reading, ground: Ground, crs: int, outside: str) -> None:
    """Turn X and Y (EPSG `crs`) into shapes of the ground's system and their place along the road.

    `outside`: somebody knows that things lie outside the corridor. Faults are added.
    """
    rows = [row for row in reading.rows if None not in _pair(row, START)]
    if not rows:
        return
    raw = np.array([_shape(row) for row in rows], dtype=object)
    faults = list(far_off(ground, rows, raw, crs))
    reading.faults.extend(faults)
    if not faults:
        judge_fit(reading, ground, raw, crs, outside)
    if reading.faults:
        return
    shapes = np.asarray(systems.convert_shapes(raw, crs, ground.crs), dtype=object)
    for row, shape in zip(rows, shapes, strict=True):
        row.values |= {"shape": shapely.to_wkb(shape, hex=True), "crs": ground.crs}
    for row, at in zip(rows, along(ground, shapes), strict=True):
        row.values |= at
    tell_aside(reading, ground, rows, shapes)


def half_given(row: Row) -> Iterator[Fault]:
    """A fault for one coordinate of two, or an end without a start."""
    start, end = _pair(row, START), _pair(row, END)
    for pair in (start, end):
        if (pair[0] is None) != (pair[1] is None):
            yield row.fault("chỉ có một trong hai tọa độ", "ghi đủ X (Bắc) và Y (Đông)")
    if None in start and None not in end:
        yield row.fault("có điểm cuối mà thiếu điểm đầu", "ghi X (Bắc) và Y (Đông) của điểm đầu")


def _pair(row: Row, names: tuple[str, str]) -> tuple[Any, Any]:
    return row.values.get(names[0]), row.values.get(names[1])


def _shape(row: Row) -> shapely.Geometry:
    start, end = _pair(row, START), _pair(row, END)
    if None in end or start == end:
        return shapely.Point(start)
    return shapely.LineString([start, end])
