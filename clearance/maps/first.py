"""Data of the map's first view, known before any script runs and requested by the page itself."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass

from clearance.maps.layers import MapLayer
from clearance.maps.page import MAX_ZOOM, MIN_ZOOM, Bounds
from clearance.maps.strips import size_at

#: The map's frame on a laptop, in pixels: on a phone the first pieces are finer than need be.
_FRAME = (900, 600)
#: What is asked for reaches beyond any frame: so many of the laptop's, about the middle.
_FRAMES = 2.5
_TILE = 256


@dataclass(frozen=True, slots=True)
class View:
    """Where a map begins: its middle in degrees (EPSG:4326) and its zoom (Leaflet's)."""

    zoom: float
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Part:
    """One layer of the first view: within which box (degrees), in strips of which length (m)."""

    layer: MapLayer
    box: Bounds
    size: int = 0


def fitted(bounds: Bounds) -> View:
    """The view that shows these bounds (west, south, east, north in degrees) on a laptop."""
    west, south, east, north = bounds
    lat = (south + north) / 2
    wide = max(east - west, 1e-6) / 360
    high = max(north - south, 1e-6) / 360 / math.cos(math.radians(lat))
    shares = (pixels / _TILE / share for pixels, share in zip(_FRAME, (wide, high), strict=True))
    return View(math.floor(2 * math.log2(min(shares))) / 2, lat, (west + east) / 2)


def read_view(text: str) -> View | None:
    """A view from `zoom/latitude/longitude`; None for text the map would reject."""
    try:
        zoom, lat, lon = map(float, text.split("/"))
    except ValueError:
        return None
    is_fit = math.isfinite(zoom) and -85 <= lat <= 85 and -180 <= lon <= 180
    return View(min(max(zoom, MIN_ZOOM), MAX_ZOOM), lat, lon) if is_fit else None


def seen(view: View, layers: Iterable[MapLayer]) -> list[MapLayer]:
    """The layers drawn at that view by default."""
    return [row for row in layers if row.is_on and row.min_zoom <= view.zoom <= row.max_zoom]


def parts(view: View, whole: Bounds | None, layers: Iterable[MapLayer], is_now: bool) -> list[Part]:
    """The small layers of a view; those loaded whole within `whole` (degrees), if at all.

    With a day in the address (not `is_now`) there are no strips, but exact runs.
    """
    boxes = {True: whole and padded(whole), False: around(view)}
    strips = size_at(view.zoom) if is_now else 0
    return [
        Part(row, box, strips if row.source == "strips" else 0)
        for row in seen(view, layers)
        if row.source != "tiles" and (box := boxes[row.is_whole])
    ]


def as_json(made: Iterable[tuple[str, Bounds, bytes]]) -> bytes:
    """JSON `{name: {"box": [west, south, east, north], "found": …}}`; boxes in degrees."""
    members = (
        b'"%s":{"box":%s,"found":%s}'
        % (name.encode(), json.dumps([round(n, 5) for n in box]).encode(), found)
        for name, box, found in made
    )
    return b"{%s}" % b",".join(members)


def padded(bounds: Bounds) -> Bounds:
    """The bounds (degrees) widened by a tenth on each side."""
    west, south, east, north = bounds
    dx, dy = (east - west) / 10, (north - south) / 10
    return (west - dx, south - dy, east + dx, north + dy)


def around(view: View) -> Bounds:
    """Bounds (degrees) that may be visible around a view, for any window size."""
    wide, high = (n * _FRAMES / 2 * 360 / _TILE / 2**view.zoom for n in _FRAME)
    x, y, high = view.lon, view.lat, high * math.cos(math.radians(view.lat))
    return (max(x - wide, -180), max(y - high, -85), min(x + wide, 180), min(y + high, 85))
