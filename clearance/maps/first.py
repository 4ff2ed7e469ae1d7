"""What the map's first view needs of small layers, known before any script runs: one answer."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass

from clearance.maps.layers import MapLayer
from clearance.maps.page import Bounds
from clearance.maps.strips import size_at

#: The map's frame on a laptop, in pixels: on a phone the first pieces are finer than need be.
_FRAME = (900, 600)
#: What is asked for reaches beyond any frame: so many of the laptop's, about the middle.
_FRAMES = 2.5
_TILE = 256


@dataclass(frozen=True, slots=True)
class Part:
    """One layer of the first view: within which box (degrees), in strips of which length (m)."""

    layer: MapLayer
    box: Bounds
    size: int = 0


def parts(bounds: Bounds, layers: Iterable[MapLayer], is_now: bool) -> list[Part]:
    """The small layers of the first view. Layers on tiles ask for what is in view themselves.

    `bounds`: west, south, east, north in degrees (EPSG:4326), which the view will fit. An earlier
    day (not `is_now`) has no strips, but exact runs.
    """
    zoom = zoom_of(bounds)
    boxes = {True: _padded(bounds), False: _around(bounds, zoom)}
    return [
        Part(row, boxes[row.is_whole], size_at(zoom) if row.source == "strips" and is_now else 0)
        for row in layers
        if row.is_on and row.source != "tiles" and row.min_zoom <= zoom <= row.max_zoom
    ]


def as_json(made: Iterable[tuple[Part, bytes]]) -> bytes:
    """`{layer: {"box": [west, south, east, north], "found": …}}` of parts and their JSON."""
    told = (
        b'"%s":{"box":%s,"found":%s}'
        % (part.layer.name.encode(), json.dumps([round(n, 5) for n in part.box]).encode(), found)
        for part, found in made
    )
    return b"{%s}" % b",".join(told)


def zoom_of(bounds: Bounds) -> float:
    """The zoom (Leaflet's, in halves) at which a frame of a laptop holds these bounds."""
    west, south, east, north = bounds
    wide = max(east - west, 1e-6) / 360
    high = max(north - south, 1e-6) / 360 / math.cos(math.radians((south + north) / 2))
    shares = (pixels / _TILE / share for pixels, share in zip(_FRAME, (wide, high), strict=True))
    return math.floor(2 * math.log2(min(shares))) / 2


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
