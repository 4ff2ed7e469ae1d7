import json

import pytest
import shapely

from clearance.geo.alignment import Alignment
from clearance.geo.crs import DEFAULT, WEB, convert_shapes
from clearance.maps.along import piece_rows, post_rows, run_rows
from clearance.maps.features import features
from clearance.rules.corridor.handover import Run

LINE = shapely.LineString([(420_000, 2_430_000), (421_000, 2_430_000), (421_000, 2_431_500)])
ROAD = Alignment(LINE)


def test_runs_follow_the_bends_of_the_line() -> None:
    rows = run_rows(ROAD, [Run(0, 900, "clear"), Run(900, 2_500, "blocked")], DEFAULT)
    assert [row[:3] for row in rows] == [(0, "0-900", "clear"), (1, "900-2500", "blocked")]
    back = convert_shapes(shapely.from_wkb([row[3] for row in rows]), WEB, DEFAULT)
    assert shapely.length(back).tolist() == pytest.approx([900, 1_600], abs=0.01)
    assert len(shapely.get_coordinates(back[1])) == 3


def test_posts_stand_at_each_hundred_metres() -> None:
    codes = [row[1] for row in post_rows(ROAD, DEFAULT)]
    assert codes[:2] == ["Km0+000", "Km0+100"]
    assert codes[-1] == "Km2+500" and len(codes) == 26


def test_pieces_become_features() -> None:
    rows = piece_rows(ROAD, [("D01", "doing", 0, 2_500)], DEFAULT)
    (feature,) = json.loads(features(rows))["features"]
    assert feature["properties"] == {"c": "D01", "s": "doing"}
    assert feature["geometry"]["type"] == "LineString"


def test_nothing_along_the_road_gives_no_rows() -> None:
    assert run_rows(ROAD, [], DEFAULT) == []
