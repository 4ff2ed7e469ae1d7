"""One bad shape stops no layer, no tile: it is left out, the rest is drawn."""

import json
from typing import Any

import pytest
import shapely

from clearance.maps.coverage import glued
from clearance.maps.features import features
from clearance.maps.mvt import rows_layer, tile_box
from tests.geo.test_sound import BAD, NAN

X, Y = 11_670_000.0, 2_520_000.0
BOX = tile_box(10, 810, 447)
GOOD = bytes(shapely.to_wkb(shapely.box(X, Y, X + 1000, Y + 1000)))
PART = f"MULTIPOLYGON(EMPTY, (({X} {Y}, {X + 900} {Y}, {X + 900} {Y + 900}, {X} {Y})))"
ODD = {
    **{name: wkb for name, wkb in BAD.items() if wkb},
    "no number": NAN,
    "off the earth": bytes(shapely.to_wkb(shapely.box(X, Y, 1e12, 1e12))),
}
#: Drawn, though no sound area: nothing of them may be lost or make the others disappear.
STRANGE = {
    "an empty part": shapely.from_wkt(PART),
    "within another": shapely.box(X + 10, Y + 10, X + 200, Y + 200),
    "twice the same": shapely.box(X, Y, X + 1000, Y + 1000),
    "a bow": shapely.Polygon([(X, Y), (X + 500, Y + 500), (X + 500, Y), (X, Y + 500)]),
    "a line": shapely.LineString([(X, Y), (X + 500, Y)]),
    "several kinds": shapely.GeometryCollection([shapely.box(X, Y, X + 9, Y + 9)]),
}


def drawn(wkb: bytes, is_glued: bool, **more: Any) -> dict[str, Any]:
    rows = [(1, "A", "", GOOD), (2, "B", "", wkb)]
    text = features(glued(rows) if is_glued else rows, {"B": "Xã B"}, **more)
    found: dict[str, Any] = json.loads(text, parse_constant=pytest.fail)
    assert "null" not in text.decode()
    assert "[]" not in json.dumps([f["geometry"] for f in found["features"]])
    return found


@pytest.mark.parametrize("is_glued", [False, True])
@pytest.mark.parametrize("wkb", ODD.values(), ids=ODD)
def test_a_bad_shape_is_left_out_of_a_layer_and_named(wkb: bytes, is_glued: bool) -> None:
    found = drawn(wkb, is_glued, tells=True)
    assert [f["properties"]["c"] for f in found["features"]] == ["A"]
    assert found["left"] == ["Xã B"]
    assert "left" not in drawn(wkb, is_glued)


@pytest.mark.parametrize("is_glued", [False, True])
@pytest.mark.parametrize("shape", STRANGE.values(), ids=STRANGE)
def test_a_strange_shape_is_drawn_beside_the_others(shape: Any, is_glued: bool) -> None:
    found = drawn(bytes(shapely.to_wkb(shape)), is_glued, tells=True)
    assert [f["properties"]["c"] for f in found["features"]] == ["A", "B"]
    assert "left" not in found


@pytest.mark.parametrize("as_points", [False, True])
@pytest.mark.parametrize("wkb", BAD.values(), ids=BAD)
def test_a_tile_holds_the_others(wkb: bytes | None, as_points: bool) -> None:
    good = {"id": 1, "code": "A", "web_wkb": GOOD}
    alone = rows_layer("parcels", [good], BOX, as_points)
    assert rows_layer("parcels", [good, good | {"id": 2, "web_wkb": wkb}], BOX, as_points) == alone
    part = good | {"id": 2, "code": "B", "web_wkb": shapely.to_wkb(STRANGE["an empty part"])}
    assert b"B" in rows_layer("parcels", [good, part], BOX, as_points)
