"""Vector tiles of the map, and apart from them how what they show stands.

Shapes seldom change: their address holds their revision and they are kept for good. Standings
change daily: all of a view are one or two kilobytes, and news of them come by the second.
"""

import re
from itertools import pairwise
from typing import Any

from flask import Blueprint, Response, abort, jsonify, make_response, request

from clearance.i18n import gettext as _
from clearance.maps.features import Box
from clearance.maps.layers import MapLayer
from clearance.maps.mvt import grown, rows_layer, tile_box
from clearance.store.journal import changes
from clearance.store.map import tiles
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.map import view
from clearance.web.map.layer_rows import AS_POINTS, CASES, group

blueprint = Blueprint("tiles", __name__)
Row = dict[str, Any]
MIMETYPE = "application/vnd.mapbox-vector-tile"
#: How many standings one answer holds; news beyond it mean: ask for the view again.
MOST, MOST_NEWS = 100_000, 2_000
_KEPT, _ASKED = "private, max-age=31536000, immutable", "private, no-cache"


@blueprint.get("/tiles/<layer>/<int:z>/<int:x>/<int:y>.pbf")
@opens("map")
def tile(layer: str, z: int, x: int, y: int) -> Any:
    """Shapes of layers (commas between) in one tile; 204 where the map shows none."""
    box = _place(z, x, y)
    shown = [row.name for row in view.tiled(layer) if row.tile_zooms[0] <= z <= row.tile_zooms[1]]
    body = b"".join(_shapes(name, box) for name in shown)
    answer = make_response(body, 200 if body else 204)
    answer.mimetype = MIMETYPE
    is_kept = asked("g") == view.revision()
    return _for_one(answer, _KEPT if is_kept else _ASKED)


@blueprint.get("/map/status")
@opens("map")
def status() -> Any:
    """How everything of ?layers= in a box stands: numbers by status, as steps upward."""
    return _for_one(jsonify(standings(view.tiled(asked("layers")), view.box_asked())), _ASKED)


@blueprint.get("/map/changes")
@opens("map")
def news() -> Any:
    """What stands differently since a journal number, in the asker's area; 204: nothing new."""
    after, seq = _after(), changes.head(store())[0]
    if after == seq:
        return "", 204
    shown = [row.name for row in view.layers_seen() if row.name in CASES]
    found = [(name, _news(name, (after, seq))) for name in shown]
    is_much = after > seq or any(len(rows) > MOST_NEWS for _name, rows in found)
    return {
        "seq": seq,
        "all": is_much,
        "status": _by_status([] if is_much else found),
        "revision": view.revision(),
    }


def standings(rows: list[MapLayer], box: Box) -> Row:
    """How everything of these layers in a box (EPSG:3857) stands, up to which journal number."""
    seq = changes.head(store())[0]
    found = [(row.name, _standing(row.name, box)) for row in rows if not row.is_plain]
    return {"seq": seq, "status": _by_status(found)}


def _for_one(answer: Response, kept: str) -> Any:
    """An answer for this reader alone, not sent again when it is unchanged."""
    answer.headers["Cache-Control"] = kept
    answer.headers["Vary"] = "Cookie, Authorization"
    answer.add_etag()
    return answer.make_conditional(request)


def _shapes(name: str, box: Box) -> bytes:
    rows = tiles.list_shapes(store(), who(), today(), name, grown(box))
    return rows_layer(name, rows, box, name in AS_POINTS)


def _standing(name: str, box: Box) -> list[Row]:
    rows = tiles.list_standing(store(), who(), today(), as_of(), name, box, MOST)
    return rows if len(rows) <= MOST else abort(400, _("bbox: khung quá rộng cho lớp này."))


def _news(name: str, span: tuple[int, int]) -> list[Row]:
    return tiles.list_touched(store(), who(), today(), name, span, MOST_NEWS)


def _by_status(found: list[tuple[str, list[Row]]]) -> dict[str, list[int]]:
    """Numbers of rows by status, rising, each told as the step from the one before."""
    told = sorted(
        (row["id"], group(CASES[name], row, as_of())) for name, rows in found for row in rows
    )
    numbers: dict[str, list[int]] = {}
    for number, name in told:
        numbers.setdefault(name, [0]).append(number)
    return {name: [b - a for a, b in pairwise(ids)] for name, ids in numbers.items()}


def _place(z: int, x: int, y: int) -> Box:
    try:
        return tile_box(z, x, y)
    except ValueError:
        abort(400, _("z/x/y: không có ô bản đồ này."))


def _after() -> int:
    text = asked("after")
    if not re.fullmatch(r"[0-9]{1,15}", text):
        abort(400, _("after: cần một số nguyên."))
    return int(text)
