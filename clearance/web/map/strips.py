"""Progress strips of the map seen from afar."""

from typing import Any

from flask import Blueprint, abort, make_response, request

from clearance.maps.features import Box
from clearance.maps.strips import SIZES, as_json, strip_rows, touched
from clearance.reports.corridor.ground import line_of, on_day
from clearance.store.corridor import strips
from clearance.store.journal import changes
from clearance.store.map import shapes
from clearance.web.frame.access import opens
from clearance.web.frame.context import store, today
from clearance.web.map import view

blueprint = Blueprint("strips", __name__)


@blueprint.get("/map/strips/<int:size>.json")
@opens("map")
def show(size: int) -> Any:
    """Pieces of one length in a box: clear, blocked and unknown metres with their line."""
    if size not in SIZES:
        abort(404)
    answer, box = make_response(), view.box_asked()
    answer.set_etag(f"{changes.head(store())[0]}-{today()}")
    answer.headers["Cache-Control"] = "private, no-cache"
    if answer.make_conditional(request).status_code == 304:
        return answer
    answer.set_data(made(size, box))
    answer.mimetype = "application/json"
    return answer


def made(size: int, box: Box) -> bytes:
    """The pieces of one length (m) in a box (EPSG:3857), as the facts are now."""
    _make_stale_ones()
    return as_json(size, strips.list_strips(store(), size, box))


def _make_stale_ones() -> None:
    """Bring the strips up to the facts: those marked since they were made, and new ones."""
    for road in strips.list_stale(store()):
        runs = on_day(store(), road, today()).full
        pieces = touched(strips.find_counts(store(), road["uid"]), runs)
        shape = shapes.find_shape(store(), road["uid"]) if pieces is None else None
        if pieces is not None:
            strips.amend(store(), road, pieces)
        elif shape:
            rows = strip_rows(road["uid"], line_of(road, shape), runs, shape["crs"])
            strips.replace(store(), road, rows)
