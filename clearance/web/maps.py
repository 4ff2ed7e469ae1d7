"""The map: a shell by folium, its data by box from here, and the same parcels as a table."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, make_response, request, url_for

from clearance.geo.crs import WEB, WGS84, convert
from clearance.i18n import gettext as _
from clearance.i18n import locale_code
from clearance.maps.features import Box, web_box
from clearance.maps.layers import GROUPS, LAYERS, MapLayer
from clearance.maps.page import Bounds, render
from clearance.rules.permissions import may_open
from clearance.store import changes, scope, shapes
from clearance.web import backdrop, map_ribbon, map_rows, map_table
from clearance.web.access import opens
from clearance.web.desk import as_of, asked, desk, store, today, who
from clearance.web.place import may_see_cases

blueprint = Blueprint("maps", __name__)
#: Page groups of panels that not everybody who sees the layer may open.
_PANELS = {"communes": "communes"}
#: Around Ham Yen, in degrees, until there is an alignment.
_NOWHERE: Bounds = (104.85, 21.84, 105.16, 22.35)


@blueprint.get("/map")
@opens("map")
def index() -> Any:
    """The map page; its table lists what is in view and works without JavaScript."""
    if asked("format") not in ("", "html"):
        return map_table.answered(None)
    rows = layers_seen()
    parts = render(bounds_asked(), lambda name: url_for("static", filename=name), rows)
    return map_table.answered({
        "parts": parts, "layers": rows, "groups": {g.status: g for g in GROUPS},
        "ribbon": map_ribbon.told(), "backdrop": backdrop.address(),
        "credit": desk().settings.tiles_credit,
    })  # fmt: skip


@blueprint.get("/map/<layer>.geojson")
@opens("map")
def data(layer: str) -> Any:
    """One layer in a box as GeoJSON; unchanged since the last journal row: 304."""
    if layer not in {row.name for row in layers_seen()}:
        abort(404)
    return fresh(lambda: map_rows.made(layer, box_asked()), "application/geo+json")


def fresh(make: Callable[[], bytes], mimetype: str) -> Any:
    """An answer for this reader; unchanged since the last journal row: 304 without making it."""
    answer = make_response()
    answer.set_etag(tag())
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Vary"] = "Cookie, Authorization"
    if answer.make_conditional(request).status_code == 304:
        return answer
    answer.set_data(make())
    answer.mimetype = mimetype
    return answer


def layers_seen() -> list[MapLayer]:
    """The layers this role may see: the investor sees the road, not the families."""
    sees_cases, role = may_see_cases(), who().role
    return [
        row if may_open(role, _PANELS.get(row.name, "map")) else replace(row, panel="")
        for row in LAYERS.values()
        if (sees_cases or row.name not in map_rows.CASES)
        and (row.name != "segments" or may_open(role, "segments"))
    ]


def tag() -> str:
    """The journal's last number with whatever else decides what is seen."""
    seq, _hash = changes.head(store())
    areas = [row["uid"] for row in scope.list_units(store(), who(), today())]
    seen = [who().role, *areas, as_of(), locale_code()]
    return f"{seq}-{hashlib.sha256('|'.join(seen).encode()).hexdigest()[:16]}"


def box_asked() -> Box:
    """The box of ?bbox= (EPSG:3857); 400 when there is none."""
    try:
        return web_box(asked("bbox"))
    except ValueError:
        abort(400, _("bbox: bốn số tây,nam,đông,bắc tính bằng độ."))


def bounds_asked() -> Bounds:
    """What the map shows at first, in degrees: the commune asked for or the whole road."""
    box = shapes.commune_box(store(), asked("commune")) if asked("commune") else None
    box = box or shapes.whole_box(store())
    if box is None:
        return _NOWHERE
    (west, south), (east, north) = convert([box[:2], box[2:]], WEB, WGS84).tolist()
    return (west, south, east, north)
