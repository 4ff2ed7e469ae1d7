"""The map: a shell by folium, its data by box from here, and the same parcels as a table."""

from typing import Any

from flask import Blueprint, abort, render_template, url_for

from clearance.geo.crs import WEB, WGS84, convert
from clearance.maps.layers import GROUPS
from clearance.maps.page import Bounds, render
from clearance.store import changes, shapes
from clearance.web import (
    backdrop,
    joined,
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
#: Around Ham Yen, in degrees, until there is an alignment.
_NOWHERE: Bounds = (104.85, 21.84, 105.16, 22.35)


@blueprint.get("/map")
@opens("map")
def index() -> Any:
    """The map page; its table lists what is in view and works without JavaScript."""
    if asked("format") not in ("", "html"):
        return map_table.answered(None)
    rows = map_view.layers_seen()
    bounds = bounds_asked()
    parts = render(bounds, lambda name: url_for("static", filename=name), rows)
    return map_table.answered({
        "parts": parts, "modules": joined.addresses(),
        "journal": {"seq": changes.head(store())[0], "revision": map_view.revision()},
        "first": map_first.address(),
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
    return map_view.fresh(lambda: map_first.all_made(bounds_asked()), "application/json")


@blueprint.get("/map/<layer>.geojson")
@opens("map")
def data(layer: str) -> Any:
    """One layer in a box as GeoJSON; unchanged since the last journal row: 304."""
    map_view.layer(layer)
    return map_view.fresh(
        lambda: map_rows.made(layer, map_view.box_asked()), "application/geo+json"
    )


@blueprint.get("/map/posts.json")
@opens("map")
def kilometre_posts() -> Any:
    """Where the kilometre posts stand, in the few bytes the map itself needs."""
    return map_view.fresh(map_rows.made_posts, "application/json")


def bounds_asked() -> Bounds:
    """What the map shows at first, in degrees: the commune asked for or the whole road."""
    box = shapes.commune_box(store(), asked("commune")) if asked("commune") else None
    box = box or shapes.whole_box(store())
    if box is None:
        return _NOWHERE
    (west, south), (east, north) = convert([box[:2], box[2:]], WEB, WGS84).tolist()
    return (west, south, east, north)
