"""Pictures under the map, if the administrator gave some: our own file or another host's tiles."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort

from clearance.store.engine.mbtiles import find_tile
from clearance.web.frame.access import opens
from clearance.web.frame.context import desk

blueprint = Blueprint("backdrop", __name__)
_DEEPEST = 22


@blueprint.get("/map/backdrop/<int:z>/<int:x>/<int:y>")
@opens("map")
def tile(z: int, x: int, y: int) -> Any:
    """One picture of the MBTiles file of CLEARANCE_TILES; 404 without one."""
    given = desk().settings.tiles
    if not given or is_elsewhere(given) or z > _DEEPEST:
        abort(404)
    found = find_tile(Path(given), z, x, y) or abort(404)
    answer = Response(found[0], mimetype=found[1])
    answer.headers["Cache-Control"] = "private, max-age=604800"
    return answer


def is_elsewhere(given: str) -> bool:
    """Whether the setting is an address of another host."""
    return given.startswith("https://")


def address() -> str:
    """What the map asks for its pictures, '' without any."""
    given = desk().settings.tiles
    return given if is_elsewhere(given) or not given else "/map/backdrop/{z}/{x}/{y}"


def host() -> str:
    """The other host of the pictures for the content policy, '' when there is none."""
    given = desk().settings.tiles
    return f"https://{urlsplit(given).netloc.replace('{s}', '*')}" if is_elsewhere(given) else ""
