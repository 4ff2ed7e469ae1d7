"""Other ways to show the same parcels in a browser, served side by side with ours."""

import json
from functools import cache
from typing import Any

import folium
from flask import Flask, request

from clearance.maps.features import Row, features, web_box
from clearance.maps.page import LEAFLET
from clearance.rules.people import Who
from clearance.store import Store, shapes
from tests.house.plan import ROOT

_ASSETS = f"/static/{LEAFLET}"
_BY_BOX = """<!doctype html><title>by box</title><link rel=stylesheet href={css}>
<style>#m{{height:700px}}</style>
<div id=m></div><script src={js}></script><script>
const map = L.map("m", {{ preferCanvas: true }}).setView([{lat}, {lon}], 15);
const box = map.getBounds().pad(0.4).toBBoxString();
fetch("/rows?bbox=" + box).then((r) => r.json()).then((d) => L.geoJSON(d).addTo(map));
</script>"""


def _style(feature: dict[str, Any]) -> dict[str, Any]:
    is_done = feature["properties"]["s"] != ""
    return {"color": "#1b6e3c" if is_done else "#8a5a00", "weight": 1}


def rivals(store: Store, leader: Who, day: str, centre: tuple[float, float], count: int) -> Flask:
    """`/folium`: everything in one page, made anew; `/kept`: the same, made once before.

    As folium's guide has it: one GeoJson of all parcels with a style by status, tooltip and popup;
    only Leaflet comes from here and not from elsewhere. `/box`: a map that asks by its box.
    """
    app = Flask("rivals", static_folder=str(ROOT / "static"), static_url_path="/static")

    def rows(box: tuple[float, float, float, float], most: int) -> list[Row]:
        found = shapes.list_cases(store, leader, day, day, "parcels", box, most)
        return [(r["id"], r["code"], r["cleared_on"] or "", r["web_wkb"]) for r in found]

    @cache
    def told() -> str:
        return features(rows((-2e7, -2e7, 2e7, 2e7), count)[:count]).decode()

    @app.get("/folium")
    def whole() -> str:
        page = folium.Map(location=centre, zoom_start=12)
        page.default_js = [("leaflet", f"{_ASSETS}/leaflet.js")]
        page.default_css = [("leaflet_css", f"{_ASSETS}/leaflet.css")]
        folium.GeoJson(
            json.loads(told()), style_function=_style,
            tooltip=folium.GeoJsonTooltip(["c", "s"]), popup=folium.GeoJsonPopup(["c", "s"]),
        ).add_to(page)  # fmt: skip
        return str(page.get_root().render())

    kept = whole()

    @app.get("/kept")
    def before() -> str:
        return kept

    @app.get("/box")
    def box() -> str:
        return _BY_BOX.format(css=f"{_ASSETS}/leaflet.css", js=f"{_ASSETS}/leaflet.js",
                              lat=centre[0], lon=centre[1])  # fmt: skip

    @app.get("/rows")
    def data() -> bytes:
        return features(rows(web_box(request.args["bbox"]), 5_000))

    return app
