"""The map page as three parts made by folium, on our own copy of Leaflet only.

Strings given to folium are codes: folium writes some of them into scripts unescaped. Names of
people and places reach the page from our endpoints and panels only.
"""

import re
from functools import lru_cache
from typing import Any

import folium
from folium.map import Layer
from folium.template import Template

from clearance.maps.layers import MapLayer
from clearance.maps.page import LEAFLET, MAX_ZOOM, MIN_ZOOM, Bounds, Parts
from clearance.maps.strips import FROM_ZOOM

_CODE = re.compile(r"[A-Za-z0-9_-]+")


class CorridorMap(folium.Map):
    """Folium's map on vendored Leaflet alone, without its inline styles and foreign links."""

    default_js = [("leaflet", f"/static/{LEAFLET}/leaflet.js")]  # noqa: RUF012 as folium has it
    default_css = []  # noqa: RUF012 among the page's own
    _template = Template(
        """
        {% macro html(this, kwargs) %}<div class="map" id={{ this.get_name()|tojson }}></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        const {{ this.get_name() }} = corridorMap({{ this.settings|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, bounds: Bounds, leaflet: str, tiled: list[str]) -> None:
        """`bounds` = west, south, east, north in degrees; `leaflet`: URL of its script.

        `tiled`: the layers painted from tiles.
        """
        west, south, east, north = bounds
        super().__init__(location=((south + north) / 2, (west + east) / 2), tiles=None)
        self._name, self._id = "Map", "corridor"
        self.default_js = [("leaflet", leaflet)]
        self.settings: dict[str, Any] = {
            "id": self.get_name(),
            "bounds": [[south, west], [north, east]],
            "zooms": [MIN_ZOOM, MAX_ZOOM],
            "tiled": tiled,
        }


class EndpointLayer(Layer):
    """A layer that loads the features in view from our endpoint."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        const {{ this.get_name() }} = corridorLayer({{ this.settings|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, row: MapLayer) -> None:
        super().__init__(name=code(row.name), overlay=True, control=False, show=row.is_on)
        self._name, self._id = "Layer", code(row.name)
        self.settings = row.settings()


class TiledLayer(EndpointLayer):
    """A layer painted on canvas from vector tiles."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        const {{ this.get_name() }} = corridorTiles({{ this.settings|tojson }});
        {% endmacro %}
        """
    )


class StripLayer(EndpointLayer):
    """Progress along the road, its pieces the longer the farther the view."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        const {{ this.get_name() }} = corridorStrips({{ this.settings|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, row: MapLayer) -> None:
        super().__init__(row)
        self.settings["pieces"] = list(FROM_ZOOM.items())


_KINDS = {
    "geojson": EndpointLayer,
    "posts": EndpointLayer,
    "tiles": TiledLayer,
    "strips": StripLayer,
}


def code(text: str) -> str:
    """The text itself when it is a plain code; ValueError for anything a script could run."""
    if not _CODE.fullmatch(text):
        raise ValueError(f"not a code: {text!r}")
    return text


@lru_cache(maxsize=64)
def make(bounds: Bounds, leaflet: str, rows: tuple[MapLayer, ...]) -> Parts:
    """The three parts for these bounds (degrees); cached, since folium compiles templates."""
    tiled = [code(row.name) for row in rows if row.source == "tiles"]
    page = CorridorMap(bounds, leaflet, tiled)
    for row in rows:
        _KINDS.get(row.source, EndpointLayer)(row).add_to(page)
    figure: Any = page.get_root()
    figure.header._children.pop("meta_http", None)  # the layout has its own
    figure.render()
    header = figure.header.render().replace("<script src=", "<script defer src=")
    return Parts(header, figure.html.render(), figure.script.render())
