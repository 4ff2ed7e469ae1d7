"""Other ways to show the same parcels in a browser, served side by side with ours."""

from typing import Any

import brotli
import folium
import geopandas as gpd
import shapely
from flask import Flask, request
from flask_compress import Compress

from clearance.geo.crs import WEB, WGS84
from clearance.maps.features import Row, features, web_box
from clearance.maps.page import LEAFLET
from clearance.store import Store
from clearance.store.map import shapes
from tests.bench.nation import DAY, LEADER, centre
from tests.house.plan import ROOT

_ASSETS = f"/static/{LEAFLET}"
_TOLD = ["code", "stage", "household_stage", "cleared_on", "obstacles"]
_BY_BOX = """<!doctype html><title>by box</title><link rel=stylesheet href={css}>
<style>#m{{height:700px}}</style>
<div id=m></div><script src={js}></script><script>
const map = L.map("m", {{ preferCanvas: true }}).setView([{lat}, {lon}], 15);
const box = map.getBounds().pad(0.4).toBBoxString();
fetch("/rows?bbox=" + box).then((r) => r.json()).then((d) => L.geoJSON(d).addTo(map));
</script>"""


def _style(feature: dict[str, Any]) -> dict[str, Any]:
    is_done = feature["properties"]["cleared_on"] != ""
    return {"color": "#1b6e3c" if is_done else "#8a5a00", "weight": 1}


def rivals(ours: Flask, count: int) -> Flask:
    """`/folium`: everything in one page, made anew; `/kept`: the same, made once before.

    As folium's guide has it: a frame of all parcels with a style by status, tooltip and popup. The
    frame is what the store holds at that moment, as in our page; Leaflet comes from here, no
    streets are asked for. `/box`: a map that asks for GeoJSON by its box. All of it is packed for
    the line as our own pages are.
    """
    app = Flask("rivals", static_folder=str(ROOT / "static"), static_url_path="/static")
    app.config.update({k: v for k, v in ours.config.items() if k.startswith("COMPRESS_")})
    Compress(app)
    store: Store = ours.extensions["clearance"].store

    def rows(box: tuple[float, float, float, float], most: int) -> list[Row]:
        found = shapes.list_cases(store, LEADER, DAY, DAY, "parcels", box, most)
        return [(r["id"], r["code"], r["cleared_on"] or "", r["web_wkb"]) for r in found]

    def frame() -> gpd.GeoDataFrame:
        found = shapes.list_cases(store, LEADER, DAY, DAY, "parcels", (-2e7, -2e7, 2e7, 2e7), count)
        told = [{name: row[name] or "" for name in _TOLD} for row in found[:count]]
        ground = shapely.from_wkb([row["web_wkb"] for row in found[:count]])
        return gpd.GeoDataFrame(told, geometry=ground, crs=WEB).to_crs(WGS84)

    @app.get("/folium")
    def whole() -> str:
        page = folium.Map(location=centre(), zoom_start=12, tiles=None)
        page.default_js = [("leaflet", f"{_ASSETS}/leaflet.js")]
        page.default_css = [("leaflet_css", f"{_ASSETS}/leaflet.css")]
        folium.GeoJson(
            frame(),
            style_function=_style,
            tooltip=folium.GeoJsonTooltip(_TOLD),
            popup=folium.GeoJsonPopup(_TOLD),
        ).add_to(page)
        return str(page.get_root().render())

    kept = brotli.compress(whole().encode(), quality=ours.config["COMPRESS_BR_LEVEL"])

    @app.get("/kept")
    def before() -> tuple[bytes, dict[str, str]]:
        return kept, {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "br"}

    @app.get("/box")
    def box() -> str:
        return _BY_BOX.format(
            css=f"{_ASSETS}/leaflet.css",
            js=f"{_ASSETS}/leaflet.js",
            lat=centre()[0],
            lon=centre()[1],
        )

    @app.get("/rows")
    def data() -> tuple[bytes, dict[str, str]]:
        found = rows(web_box(request.args["bbox"]), 5_000)
        return features(found), {"Content-Type": "application/geo+json"}

    return app
