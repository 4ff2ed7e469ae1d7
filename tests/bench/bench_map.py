"""Folium as a shell with data by box, beside the same parcels inside one folium page."""

import gzip
from collections.abc import Iterator

import folium
import geopandas as gpd
import numpy as np

from clearance.geo.crs import DEFAULT, WEB, WGS84
from clearance.maps.features import Row, features
from clearance.maps.page import render
from tests.bench.nation import EACH, Road, plots
from tests.bench.registry import Figure, Setup, benchmark, middle, timed_ms

BOUNDS = (104.9, 21.9, 105.3, 22.3)
COLOURS = {"todo": "#595959", "doing": "#0b5cad", "stuck": "#8a5a00", "done": "#1b6e3c"}


def a_district() -> gpd.GeoDataFrame:
    """The parcels of one road, in plane metres, with a code and a status each."""
    codes = [f"T-{number:06}" for number in range(EACH)]
    states = np.resize(list(COLOURS), EACH)
    shapes = plots(Road(0), np.random.default_rng(7))
    return gpd.GeoDataFrame({"code": codes, "state": states}, geometry=shapes, crs=DEFAULT)


def rows_of(frame: gpd.GeoDataFrame) -> list[Row]:
    """Rows as the store gives them: number, code, state, WKB in web metres."""
    shapes = frame.to_crs(WEB).geometry.to_wkb()
    return list(zip(range(len(frame)), frame["code"], frame["state"], shapes, strict=True))


def everything_in_one_page(frame: gpd.GeoDataFrame) -> str:
    """What folium's own examples do."""
    page = folium.Map(location=(22.1, 105.1), zoom_start=12, prefer_canvas=True)
    folium.GeoJson(
        frame.to_crs(WGS84),
        style_function=lambda f: {"color": COLOURS[f["properties"]["state"]], "weight": 1},
        tooltip=folium.GeoJsonTooltip(["code", "state"]),
    ).add_to(page)
    return str(page.get_root().render())


def shell() -> bytes:
    """All that the page itself carries."""
    parts = render(BOUNDS)
    return "".join((parts.header, parts.html, parts.script)).encode()


@benchmark("map")
def first_view(setup: Setup) -> Iterator[Figure]:
    """Server work and bytes of a first view of a district's parcels, both ways in one run."""
    frame = a_district()
    rows, size = rows_of(frame), "5,000 parcels, in-process"
    ours = middle(timed_ms(lambda: (shell(), features(rows)), setup.times(10)))
    whole = middle(timed_ms(lambda: everything_in_one_page(frame), 3))
    sent = len(gzip.compress(shell())) + len(gzip.compress(features(rows)))
    there = len(gzip.compress(everything_in_one_page(frame).encode()))
    yield Figure("first map view, shell + all GeoJSON", size, ours, "ms", 600)
    yield Figure("the same, one folium page", size, whole, "ms")
    yield Figure("times faster than one folium page", size, whole / ours, "×", 10, at_least=True)
    yield Figure("sent without Leaflet, shell + all GeoJSON", size, sent / 1000, "kB gz")
    yield Figure("sent, one folium page", size, there / 1000, "kB gz")
