"""What the map's first view needs, known before any script runs: the page asks for it at once."""

import math
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from clearance.maps.layers import ENDPOINT, MapLayer
from clearance.maps.page import Bounds
from clearance.maps.strips import SIZES

#: The map's frame on a laptop, in pixels: on a phone the first pieces are finer than need be.
_FRAME = (900, 600)
#: What is asked for reaches beyond any frame: so many of the laptop's, about the middle.
_FRAMES = 2.5
_TILE = 256
#: The greatest zoom at which pieces of that length (m) are drawn, as in static/js/map/strips.js.
_UNTIL = {5000: 10.0, 500: 12.0}


def addresses(
    bounds: Bounds, layers: Iterable[MapLayer], filters: Mapping[str, str], is_now: bool
) -> dict[str, str]:
    """Where the data of each layer of the first view is, by the layer's name.

    `bounds`: west, south, east, north in degrees (EPSG:4326), which the view will fit. `filters`:
    what stands in the page's address. Layers on tiles ask for what is in view themselves.
    """
    zoom = zoom_of(bounds)
    boxes = {True: _padded(bounds), False: _around(bounds, zoom)}
    return {
        row.name: f"{_path(row, zoom, is_now)}?{_query(filters, boxes[row.is_whole])}"
        for row in layers
        if row.is_on and row.source != "tiles" and row.min_zoom <= zoom <= row.max_zoom
    }


def zoom_of(bounds: Bounds) -> float:
    """The zoom (Leaflet's, in halves) at which a frame of a laptop holds these bounds."""
    west, south, east, north = bounds
    wide = max(east - west, 1e-6) / 360
    high = max(north - south, 1e-6) / 360 / math.cos(math.radians((south + north) / 2))
    shares = (pixels / _TILE / share for pixels, share in zip(_FRAME, (wide, high), strict=True))
    return math.floor(2 * math.log2(min(shares))) / 2


def _path(row: MapLayer, zoom: float, is_now: bool) -> str:
    if row.source != "strips" or not is_now:
        return row.endpoint
    size = next((size for size, end in _UNTIL.items() if zoom < end), min(SIZES))
    return f"{ENDPOINT}/strips/{size}.json"


def _query(filters: Mapping[str, str], box: Bounds) -> str:
    return urlencode({**filters, "bbox": ",".join(f"{n:.5f}" for n in box)}, safe=",")


def _padded(bounds: Bounds) -> Bounds:
    """The bounds and a tenth around, as layers are asked for that are loaded whole."""
    west, south, east, north = bounds
    dx, dy = (east - west) / 10, (north - south) / 10
    return (west - dx, south - dy, east + dx, north + dy)


def _around(bounds: Bounds, zoom: float) -> Bounds:
    """What a view of these bounds may show beside them, its frame being wider or higher."""
    west, south, east, north = bounds
    x, y = (west + east) / 2, (south + north) / 2
    wide, high = (n * _FRAMES / 2 * 360 / _TILE / 2**zoom for n in _FRAME)
    high *= math.cos(math.radians(y))
    return (max(x - wide, -180), max(y - high, -85), min(x + wide, 180), min(y + high, 85))
