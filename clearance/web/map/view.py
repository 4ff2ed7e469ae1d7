"""What of the map whoever is here may see, and what changes when that changes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import abort, make_response, request

from clearance.i18n import gettext as _
from clearance.i18n import locale_code
from clearance.maps.features import Box, web_box
from clearance.maps.layers import LAYERS, MapLayer
from clearance.rules.records.permissions import may_open
from clearance.store.journal import changes
from clearance.store.map import tile_revision
from clearance.web.frame.context import as_of, asked, store, who
from clearance.web.frame.links import may_see_cases
from clearance.web.frame.visibility import area
from clearance.web.map.layer_rows import CASES

#: Page groups of panels that not everybody who sees the layer may open.
_PANELS = {"communes": "communes"}


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
        if (sees_cases or row.name not in CASES)
        and (row.name != "segments" or may_open(role, "segments"))
    ]


def layer(name: str) -> MapLayer:
    """One of them; 404 for any other."""
    found = next((row for row in layers_seen() if row.name == name), None)
    return found or abort(404)


def tiled(names: str) -> list[MapLayer]:
    """Those with tiles that are named, with commas between; 404 when one has none."""
    rows = [layer(name) for name in dict.fromkeys(names.split(","))]
    return rows if all(row.source == "tiles" for row in rows) else abort(404)


def revision() -> str:
    """What is in the address of tiles: other shapes or another area, another address."""
    return f"{tile_revision.last(store())}-{area()}"


def tag() -> str:
    """The journal's last number with whatever else decides what is seen."""
    return f"{changes.head(store())[0]}-{area()}-{as_of()}-{locale_code()}"


def box_asked() -> Box:
    """The box of ?bbox=; 400 when there is none or it is none."""
    try:
        return web_box(asked("bbox"))
    except ValueError:
        abort(400, _("bbox: bốn số tây,nam,đông,bắc tính bằng độ."))
