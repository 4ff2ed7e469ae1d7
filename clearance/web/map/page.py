"""The map: a shell by folium, its data by box from here, and the same parcels as a table."""

from typing import Any

from flask import Blueprint, abort, render_template, url_for

from clearance.maps.layers import GROUPS
from clearance.maps.page import render
from clearance.store.journal import changes
from clearance.web.frame import basemap, bundles
from clearance.web.frame.access import opens
from clearance.web.frame.context import asked, desk, store
from clearance.web.frame.links import may_see_cases
from clearance.web.map import (
    bounds,
    first_view,
    layer_rows,
    ribbon,
    table,
    view,
)
from clearance.web.map import (
    filters as map_filters,
)

blueprint = Blueprint("maps", __name__)


@blueprint.get("/map")
@opens("map")
def index() -> Any:
    """The map page; its table lists what is in view and works without JavaScript."""
    if asked("format") not in ("", "html"):
        return table.answered(None)
    rows = view.layers_seen()
    parts = render(bounds.bounds(), lambda name: url_for("static", filename=name), rows)
    return table.answered(
        {
            "parts": parts,
            "modules": bundles.addresses(),
            "journal": {"seq": changes.head(store())[0], "revision": view.revision()},
            "first": first_view.address(),
            "early": first_view.all_early(rows),
            "layers": rows,
            "groups": {g.status: g for g in GROUPS},
            "ribbon": ribbon.told(),
            "backdrop": basemap.address(),
            "credit": desk().settings.tiles_credit,
        }
    )


@blueprint.get("/map/filters")
@opens("map")
def filters() -> Any:
    """The form of the map's filters alone, for the page that opens it."""
    if not may_see_cases():
        abort(404)
    return render_template(
        "map/_filter_form.html", filters=map_filters.offered(), map_url=url_for("maps.index")
    )


@blueprint.get("/map/first.json")
@opens("map")
def first() -> Any:
    """The small layers of the first view at once; unchanged since the last journal row: 304."""
    return view.fresh(first_view.all_made, "application/json")


@blueprint.get("/map/<layer>.geojson")
@opens("map")
def data(layer: str) -> Any:
    """One layer in a box as GeoJSON; unchanged since the last journal row: 304."""
    row = view.layer(layer)
    return view.fresh(lambda: layer_rows.made(layer, bounds.box_of(row)), "application/geo+json")


@blueprint.get("/map/posts.json")
@opens("map")
def kilometre_posts() -> Any:
    """Where the kilometre posts stand, in the few bytes the map itself needs."""
    return view.fresh(layer_rows.made_posts, "application/json")
