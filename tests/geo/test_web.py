"""Shapes made ready for drawing: many at once are what each of them is alone."""

import pytest
import shapely

from clearance.geo.web import web_row, web_rows
from tests.given import CRS

PARCELS = [
    shapely.to_wkb(shapely.box(420_000 + 30 * n, 2_300_000, 420_025 + 30 * n, 2_300_040), hex=True)
    for n in range(5)
]
UTM = 3405
UNREADABLE = ["", "zz", "00", "0101000000", "010700000000000000", PARCELS[0][:-2]]


def test_many_shapes_at_once_are_what_each_is_alone() -> None:
    drawn = [*((text, CRS) for text in PARCELS), (PARCELS[0], UTM)]
    made = web_rows(drawn)
    assert list(made) == sorted(drawn, key=lambda pair: pair[1])
    assert all(made[pair] == web_row(*pair) for pair in drawn)
    assert made[PARCELS[0], CRS]["web_wkb"] != made[PARCELS[0], UTM]["web_wkb"]


def test_the_box_is_that_of_the_shape_in_web_metres() -> None:
    row = web_row(PARCELS[0], CRS)
    box = (row["min_x"], row["min_y"], row["max_x"], row["max_y"])
    assert box == shapely.from_wkb(row["web_wkb"]).bounds
    assert row["legal_wkb"].hex() == PARCELS[0].lower()


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_cannot_be_drawn_is_refused_alone_and_left_out_of_many(text: str) -> None:
    with pytest.raises(ValueError, match="EPSG"):
        web_row(text, CRS)
    assert list(web_rows([(PARCELS[0], CRS), (text, CRS), (PARCELS[1], 1)])) == [(PARCELS[0], CRS)]


def test_no_shapes_give_no_rows() -> None:
    assert web_rows([]) == {}
    assert web_rows([("zz", CRS)]) == {}
