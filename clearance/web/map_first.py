"""The small layers of the map's first view in one answer: the page asks before any script does."""

from typing import Any

from flask import url_for

from clearance.maps.features import in_metres
from clearance.maps.first import Part, as_json, parts
from clearance.maps.page import Bounds
from clearance.web import strips
from clearance.web.desk import as_of, asked, today
from clearance.web.map_filters import given
from clearance.web.map_rows import made, made_posts
from clearance.web.map_view import layers_seen


def address() -> str:
    """Where that answer is; "" where the page's address holds a view, which only scripts know."""
    kept: dict[str, Any] = {**given(), "as_of": asked("as_of") or None}
    return "" if asked("view") else url_for("maps.first", **kept)


def all_made(bounds: Bounds) -> bytes:
    """What each of those layers shows of a view of these bounds (degrees, EPSG:4326)."""
    wanted = parts(bounds, layers_seen(), is_now=as_of() == today())
    return as_json((part, _made(part)) for part in wanted)


def _made(part: Part) -> bytes:
    box = in_metres(part.box)
    if part.size:
        return strips.made(part.size, box)
    return made_posts() if part.layer.source == "posts" else made(part.layer.name, box)
