"""Tiles read by a decoder that is not ours, beside what shapely says of the same shapes."""

from itertools import pairwise
from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from clearance.maps.mvt import BUFFER, EXTENT, grown, layer, tile_box
from clearance.maps.mvt_geometry import varints

BOX = tile_box(14, 12960, 7200)
UNIT = (BOX[2] - BOX[0]) / EXTENT
units = st.integers(-40, 4130)


def placed(shape: shapely.Geometry) -> shapely.Geometry:
    """A shape in tile units (y down) as it lies in web metres."""
    return shapely.transform(
        shape, lambda at: np.column_stack([BOX[0] + at[:, 0] * UNIT, BOX[3] - at[:, 1] * UNIT])
    )


def decoded(shapes: list[shapely.Geometry], ids: list[int] | None = None) -> list[Any]:
    """What the other decoder reads of a tile with these shapes, given in tile units."""
    numbers = ids or list(range(1, len(shapes) + 1))
    codes = [f"T-{n}" for n in numbers]
    tile = layer("parcels", numbers, [placed(s) for s in shapes], BOX, {"c": codes})
    if not tile:
        return []
    found = mapbox_vector_tile.decode(tile, default_options={"y_coord_down": True})
    assert list(found) == ["parcels"]
    assert (found["parcels"]["extent"], found["parcels"]["version"]) == (EXTENT, 2)
    assert all(f["properties"] == {"c": f"T-{f['id']}"} for f in found["parcels"]["features"])
    features: list[Any] = found["parcels"]["features"]
    return features


def shape_of(feature: dict[str, Any]) -> shapely.Geometry:
    return shapely.geometry.shape(feature["geometry"])


@st.composite
def stars(draw: st.DrawFn, at: tuple[int, int] | None = None, most: float = 900) -> shapely.Polygon:
    """A crooked ring around a middle with a hole in its heart."""
    x, y = at or (draw(units), draw(units))
    radii = np.array(draw(st.lists(st.floats(0.5, 1), min_size=3, max_size=14)))
    turns = np.linspace(0, 2 * np.pi, len(radii), endpoint=False)
    ring = np.column_stack([np.cos(turns), np.sin(turns)]) * draw(st.floats(0.2, most))
    ring *= draw(st.sampled_from([1, -1]))
    hole = [ring * 0.2 + (x, y)] if draw(st.booleans()) else []
    shell = ring * radii[:, None] + (x, y)
    if draw(st.booleans()):
        shell = shell[::-1]
    return shapely.Polygon(shell, hole)


@st.composite
def lands(draw: st.DrawFn) -> shapely.Geometry:
    """One polygon, or several apart from each other."""
    count = draw(st.integers(1, 3))
    if count == 1:
        return draw(stars())
    return shapely.MultiPolygon(
        [draw(stars(at=(200 + 1300 * n, 700), most=500)) for n in range(count)]
    )


@given(st.lists(lands(), min_size=1, max_size=6))
def test_every_parcel_is_found_where_it_lies(shapes: list[shapely.Geometry]) -> None:
    found = {f["id"]: shape_of(f) for f in decoded(shapes)}
    for number, shape in enumerate(shapes, 1):
        # rounding moves each point by at most half a diagonal of a unit
        allowed = 0.7072 * shape.length + 4
        if number in found:
            assert abs(signed(found[number]) - shape.area) <= allowed
            if shape.geom_type == found[number].geom_type == "Polygon":
                assert found[number].hausdorff_distance(shape) <= 2.5
        else:
            assert shape.area <= allowed


def signed(shape: shapely.Geometry) -> float:
    """Area by the rings alone: what a fill by their winding covers."""
    shells = [shapely.Polygon(part.exterior) for part in shapely.get_parts(shape)]
    holes = [shapely.Polygon(h) for part in shapely.get_parts(shape) for h in part.interiors]
    return float(shapely.area(shells).sum() - sum(hole.area for hole in holes))


def rings_of(feature: dict[str, Any]) -> list[list[tuple[int, int]]]:
    shape = feature["geometry"]
    whole = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return [ring for polygon in whole for ring in polygon]


def surveyed(ring: list[tuple[int, int]]) -> int:
    """Twice the signed area by the surveyor's formula in tile units, y down."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


@given(lands())
def test_shells_wind_one_way_and_holes_the_other(shape: shapely.Geometry) -> None:
    for feature in decoded([shape]):
        one = feature["geometry"]
        parts = [one["coordinates"]] if one["type"] == "Polygon" else one["coordinates"]
        for shell, *holes in parts:
            assert surveyed(shell) > 0
            assert all(surveyed(hole) < 0 for hole in holes)
        assert all(ring[0] == ring[-1] for ring in rings_of(feature))


@given(st.lists(stars(), min_size=1, max_size=4), st.floats(9_000, 60_000), units, units)
def test_a_large_shape_is_cut_to_the_tile_and_its_margin(
    holes: list[shapely.Polygon], size: float, x: int, y: int
) -> None:
    field = shapely.box(x - size, y - size / 2, x + size, y + size / 2)
    land = shapely.difference(field, shapely.union_all([h.buffer(1) for h in holes]))
    near = shapely.box(-BUFFER, -BUFFER, EXTENT + BUFFER, EXTENT + BUFFER)
    expected = shapely.intersection(land, near)
    found = decoded([land])
    if not found:
        assert expected.area <= 0.7072 * expected.length + 4
        return
    (feature,) = found
    shown = shape_of(feature)
    assert abs(signed(shown) - expected.area) <= 0.7072 * expected.length + 4
    west, north, east, south = shown.bounds
    assert min(west, north) >= -BUFFER and max(east, south) <= EXTENT + BUFFER


@given(st.lists(st.tuples(units, units), min_size=2, max_size=9, unique=True))
def test_lines_and_points_keep_their_places(places: list[tuple[int, int]]) -> None:
    half = len(places) // 2
    lines = shapely.MultiLineString([places, places[::-1]])
    shapes = [
        shapely.LineString(places),
        lines,
        shapely.Point(places[0]),
        shapely.MultiPoint(places[: half + 1]),
    ]
    found = [shape_of(f) for f in decoded(shapes)]
    assert [f.geom_type for f in found][:3] == ["LineString", "MultiLineString", "Point"]
    for shape, shown in zip(shapes, found, strict=True):
        assert shown.equals_exact(shapely.MultiPoint(places[:1]).geoms[0], 0) or shape.equals(shown)


def test_a_parcel_too_small_to_see_is_left_out_and_its_neighbour_stays() -> None:
    dust, field = shapely.box(10, 10, 10.2, 10.2), shapely.box(20, 20, 90, 90)
    assert [f["id"] for f in decoded([dust, field])] == [2]
    assert decoded([dust]) == []


def test_a_hole_too_small_to_see_is_filled() -> None:
    shell = shapely.box(0, 0, 100, 100)
    holed = shapely.Polygon(shell.exterior, [shapely.box(50, 50, 50.1, 50.1).exterior])
    (feature,) = decoded([holed])
    assert len(rings_of(feature)) == 1
    assert shape_of(feature).area == 10_000


def test_holes_go_with_a_shell_that_is_too_small_to_see() -> None:
    part = shapely.Polygon([(500, 500), (500.1, 900), (500.2, 500)])
    land = shapely.MultiPolygon([part, shapely.box(0, 0, 50, 50)])
    (feature,) = decoded([land])
    assert shape_of(feature).area == 2500


def test_neighbours_drawn_whole_share_their_border_in_every_tile() -> None:
    one = shapely.Polygon([(4050, 10), (4133.3, 10), (4133.3, 57.7), (4050, 60)])
    other = shapely.Polygon([(4133.3, 10), (4190, 12), (4180, 70), (4133.3, 57.7)])
    shapes = [shape_of(f) for f in decoded([one, other])]
    assert shapely.intersection(*shapes).length > 40
    assert shapely.intersection(*shapes).area == 0


def test_large_numbers_of_rows_survive() -> None:
    ids = [1, 127, 128, 300, 2**31, 2**53]
    shapes = [shapely.Point(n, n) for n in range(len(ids))]
    assert [f["id"] for f in decoded(shapes, ids)] == ids


def test_no_shapes_make_no_tile() -> None:
    assert layer("parcels", [], [], BOX, {"c": []}) == b""


def test_a_mixed_collection_is_left_out() -> None:
    mixed = shapely.GeometryCollection([shapely.Point(1, 1), shapely.box(2, 2, 9, 9)])
    assert [f["id"] for f in decoded([mixed, shapely.Point(3, 3)])] == [2]


def test_a_cut_that_only_touches_leaves_nothing() -> None:
    edge = EXTENT + BUFFER
    beside = shapely.box(edge, -9000, edge + 20_000, 9000)
    assert decoded([beside]) == []
    away = shapely.LineString([(-9000, -500), (9000, -9000)])
    assert decoded([away]) == []


@pytest.mark.parametrize("place", [(-1, 0, 0), (25, 0, 0), (3, 8, 0), (3, 0, -1), (0, 0, 1)])
def test_a_tile_outside_the_pyramid_is_refused(place: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError):
        tile_box(*place)


def test_tiles_halve_their_parent() -> None:
    west, _south, _east, north = tile_box(3, 2, 5)
    assert tile_box(4, 4, 10)[0] == west
    assert tile_box(4, 4, 10)[3] == pytest.approx(north)
    assert grown(tile_box(0, 0, 0), EXTENT)[0] == pytest.approx(3 * tile_box(0, 0, 0)[0])


@given(st.lists(st.integers(0, 2**62), max_size=20))
def test_varints_are_those_of_protobuf(values: list[int]) -> None:
    from google.protobuf.internal.encoder import _VarintBytes

    told, ends = varints(np.array(values, np.int64))
    assert told == b"".join(map(_VarintBytes, values))
    assert ends.tolist() == np.cumsum([len(_VarintBytes(v)) for v in values]).tolist()
