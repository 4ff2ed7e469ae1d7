"""Tiles needed by the first view of a map for every window size."""

import math

from clearance.maps.features import WORLD_M, in_metres
from clearance.maps.first import View

#: From which width of the window (rem) the map's frame is at least so large (pixels).
FRAMES = {0: (300, 280), 62: (600, 280), 82: (900, 290)}
#: Pixels of a tile as the map paints it: its z is one less than the map's zoom.
_SIZE = 512


def early_tiles(view: View) -> list[tuple[int, int, int, int]]:
    """Tiles (z, x, y, least window width in rem) of the first view, each once."""
    found: dict[tuple[int, int, int], int] = {}
    for rem, frame in FRAMES.items():
        for tile in _covering(view, frame):
            found.setdefault(tile, rem)
    return [(*tile, rem) for tile, rem in found.items()]


def _covering(view: View, frame: tuple[int, int]) -> list[tuple[int, int, int]]:
    """The tiles (z, x, y) of a frame about the view's middle."""
    zoom = math.floor(view.zoom + 0.5)
    half = [pixels / 2 / 2 ** (view.zoom - zoom) for pixels in frame]
    ranges = [
        range(max(math.floor((at - h) / _SIZE), 0), math.floor((at + h) / _SIZE) + 1)
        for at, h in zip(_place(view, zoom), half, strict=True)
    ]
    return [(zoom - 1, x, y) for x in ranges[0] for y in ranges[1]]


def _place(view: View, zoom: int) -> tuple[float, float]:
    """The middle in pixels from the world's north-west corner at that zoom."""
    east, north, *_ = in_metres((view.lon, view.lat) * 2)
    pixel = 2 * WORLD_M / 256 / 2**zoom
    return (WORLD_M + east) / pixel, (WORLD_M - north) / pixel
