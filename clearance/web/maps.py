"""The map: a shell by folium, its data by box from here, and the same parcels as a table."""

from typing import Any

from flask import Blueprint, abort, render_template, url_for

from clearance.maps.layers import GROUPS
from clearance.maps.page import render
from clearance.store import changes
from clearance.web import (
    backdrop,
    joined,
    map_bounds,
    map_filters,
    map_first,
    map_ribbon,
    map_rows,
    map_table,
    map_view,
)
from clearance.web.access import opens
from clearance.web.desk import asked, desk, store
from clearance.web.place import may_see_cases

blueprint = Blueprint("maps", __name__)


@blueprint.get("/map")
@opens("map")
def index() -> Any:
    """The map page; its table lists what is in view and works without JavaScript."""
    if asked("format") not in ("", "html"):
        return map_table.answered(None)
    rows = map_view.layers_seen()
    parts = render(map_bounds.bounds(), lambda name: url_for("static", filename=name), rows)
    return map_table.answered({
        "parts": parts, "modules": joined.addresses(),
        "journal": {"seq": changes.head(store())[0], "revision": map_view.revision()},
        "first": map_first.address(), "early": map_first.all_early(rows),
        "layers": rows, "groups": {g.status: g for g in GROUPS},
        "ribbon": map_ribbon.told(), "backdrop": backdrop.address(),
        "credit": desk().settings.tiles_credit,
    })  # fmt: skip


@blueprint.get("/map/filters")
@opens("map")
def filters() -> Any:
    """The form of the map's filters alone, for the page that opens it."""
    if not may_see_cases():
        abort(404)
    return render_template("maps/_filter_form.html", filters=map_filters.offered(),
                           map_url=url_for("maps.index"))  # fmt: skip


@blueprint.get("/map/first.json")
@opens("map")
def first() -> Any:
    """The small layers of the first view at once; unchanged since the last journal row: 304."""
    return map_view.fresh(map_first.all_made, "application/json")


@blueprint.get("/map/<layer>.geojson")
@opens("map")
def data(layer: str) -> Any:
    """One layer in a box as GeoJSON; unchanged since the last journal row: 304."""
    row = map_view.layer(layer)
    return map_view.fresh(
        lambda: map_rows.made(layer, map_bounds.box_of(row)), "application/geo+json"
    )


@blueprint.get("/map/posts.json")
@opens("map")
def kilometre_posts() -> Any:
    """Where the kilometre posts stand, in the few bytes the map itself needs."""
    return map_view.fresh(map_rows.made_posts, "application/json")
