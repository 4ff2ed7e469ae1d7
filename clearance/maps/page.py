"""The map's place in a page: Leaflet's folder, zooms, bounds, and its parts once made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from clearance.maps.layers import LAYERS, MapLayer

LEAFLET = "vendor/leaflet-1.9.4"
MIN_ZOOM, MAX_ZOOM = 6, 20

#: West, south, east, north in degrees, EPSG:4326.
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Parts:
    """Where each goes: header at the end of the body, html in it, script in a nonced module."""

    header: str
    html: str
    script: str


def render(
    bounds: Bounds,
    static: Callable[[str], str] = "/static/{}".format,
    layers: Iterable[MapLayer] = tuple(LAYERS.values()),
) -> Parts:
    """The map of `bounds` (west, south, east, north in degrees, EPSG:4326) with these layers.

    `static` gives the URL of a file. What moves from one request to the next is no part of it.
    Folium is read at the first map asked for.
    """
    from clearance.maps.folium_page import make

    return make(bounds, static(f"{LEAFLET}/leaflet.js"), tuple(layers))
