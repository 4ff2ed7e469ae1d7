"""Which shapes in view pass the map's filters: ids only, for layers that hold all shapes."""

import json
from typing import Any

from flask import Blueprint, abort

from clearance.store.map import shapes
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.map.filters import applied
from clearance.web.map.layer_rows import CASES
from clearance.web.map.view import box_asked, fresh, layers_seen

blueprint = Blueprint("matching", __name__)
_MOST = 50_000


@blueprint.get("/map/matching.json")
@opens("map")
def index() -> Any:
    """Ids of one layer of cases (?layer=, parcels) in ?bbox= that pass; `more` when cut."""
    layer = asked("layer") or "parcels"
    if layer not in {row.name for row in layers_seen()} & set(CASES):
        abort(404)
    return fresh(lambda: _ids(layer), "application/json")


def _ids(layer: str) -> bytes:
    of = (store(), who(), today(), as_of(), layer, box_asked(), applied(), _MOST)
    found = shapes.list_ids(*of)
    return json.dumps({"ids": found[:_MOST], "more": len(found) > _MOST}).encode()
