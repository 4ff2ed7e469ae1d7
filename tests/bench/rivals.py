"""Other ways to show the same parcels in a browser, served side by side with ours."""

import json

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


def rivals(store: Store, leader: Who, day: str, centre: tuple[float, float]) -> Flask:
    """`/folium`: everything in one page; `/box`: a map that asks for GeoJSON by its box."""
    app = Flask("rivals", static_folder=str(ROOT / "static"), static_url_path="/static")

    def rows(box: tuple[float, float, float, float], most: int) -> list[Row]:
        found = shapes.list_cases(store, leader, day, day, "parcels", box, most)
        return [(r["id"], r["code"], r["cleared_on"] or "", r["web_wkb"]) for r in found]

    @app.get("/folium")
    def whole() -> str:
        page = folium.Map(location=centre, zoom_start=12, prefer_canvas=True)
        page.default_js = [("leaflet", f"{_ASSETS}/leaflet.js")]
        page.default_css = [("leaflet_css", f"{_ASSETS}/leaflet.css")]
        first = rows((-2e7, -2e7, 2e7, 2e7), 5_000)[:5_000]
        folium.GeoJson(json.loads(features(first)), style_function=lambda _: {"weight": 1}).add_to(
            page
        )
        return str(page.get_root().render())

    @app.get("/box")
    def box() -> str:
        return _BY_BOX.format(css=f"{_ASSETS}/leaflet.css", js=f"{_ASSETS}/leaflet.js",
                              lat=centre[0], lon=centre[1])  # fmt: skip

    @app.get("/rows")
    def data() -> bytes:
        return features(rows(web_box(request.args["bbox"]), 5_000))

    return app
