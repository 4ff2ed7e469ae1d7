"""What of a shape lies in the corridor, and what of the line does not."""

import numpy as np
import shapely

from clearance.geo.alignment import Alignment
from clearance.geo.records import inside, recorded
from clearance.rules.corridor.handover import Span


def test_what_lies_in_the_corridor_is_what_cutting_every_shape_would_give() -> None:
    chance = np.random.default_rng(3)
    line = shapely.LineString([(at * 50, 40 * np.sin(at / 3)) for at in range(60)])
    corridor = shapely.buffer(line, 30)
    at, size = chance.uniform(-200, 3200, (400, 2)), chance.uniform(1, 60, 400)
    at[:, 1] = chance.uniform(-120, 120, 400)
    shapes = np.array(
        [
            *shapely.box(at[:, 0], at[:, 1], at[:, 0] + size, at[:, 1] + size),
            *shapely.points(at[:50]),
            shapely.Polygon(),
        ]
    )
    plain = shapely.intersection(shapes, corridor)
    assert shapely.equals(inside(corridor, shapes), plain).all()
    assert {0, 1} <= set((shapely.area(plain) > 0).astype(int))


def test_where_the_line_leaves_the_corridor_nothing_is_recorded() -> None:
    line = Alignment(shapely.LineString([(0, 0), (1000, 0)]))
    half = shapely.box(-10, -20, 600, 20)
    assert recorded(line, half, [half]) == [Span(0, 600, "left"), Span(0, 600, "right")]
