"""Tiles known before any script are those that cover the frame, and no others."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from clearance.maps.early_tiles import FRAMES, early_tiles
from clearance.maps.features import WORLD_M, in_metres
from clearance.maps.first import View
from clearance.maps.mvt import tile_box

VIEWS = st.builds(
    View, st.integers(22, 40).map(lambda n: n / 2), st.floats(8, 23), st.floats(102, 110)
)
RAISED = list(FRAMES)


def frame(view: View, rem: int) -> shapely.Polygon:
    """The ground (EPSG:3857) in the frame of a window so wide, as Leaflet's projection has it."""
    x, y, _x, _y = in_metres((view.lon, view.lat, view.lon, view.lat))
    metre = 2 * WORLD_M / 256 / 2**view.zoom
    wide, high = (pixels / 2 * metre for pixels in FRAMES[rem])
    return shapely.box(x - wide, y - high, x + wide, y + high)


@given(VIEWS, st.sampled_from(RAISED))
def test_those_of_a_window_cover_its_frame_and_each_lies_in_it(view: View, rem: int) -> None:
    found = [shapely.box(*tile_box(*tile)) for *tile, least in early_tiles(view) if least <= rem]
    shown = frame(view, rem)
    assert shown.difference(shapely.union_all(found)).area <= 1e-6 * shown.area
    assert all(tile.distance(shown) < 1e-3 for tile in found)


@given(VIEWS)
def test_each_is_named_once_with_the_least_window_that_needs_it(view: View) -> None:
    found = early_tiles(view)
    assert len({tuple(tile) for *tile, _least in found}) == len(found)
    for *tile, least in found:
        narrower = [rem for rem in RAISED if rem < least]
        ground = shapely.box(*tile_box(*tile))
        assert all(ground.intersection(frame(view, rem)).area < 1e-3 for rem in narrower)


@pytest.mark.parametrize(("zoom", "z"), [(14, 13), (14.5, 14), (15, 14), (15.5, 15)])
def test_halves_of_a_zoom_are_painted_from_the_finer_tiles(zoom: float, z: int) -> None:
    assert {one[0] for one in early_tiles(View(zoom, 22, 105))} == {z}
