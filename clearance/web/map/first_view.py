"""What the map's first view needs, asked for by the page before its scripts: data and tiles."""

import json
from typing import NamedTuple
from urllib.parse import urlencode

from clearance.maps.early_tiles import early_tiles
from clearance.maps.features import in_metres
from clearance.maps.first import Part, View, around, as_json, parts, seen
from clearance.maps.layers import ENDPOINT, MapLayer
from clearance.web.frame.context import asked
from clearance.web.map import bounds, strips, tiles
from clearance.web.map.filters import given
from clearance.web.map.layer_rows import made, made_posts
from clearance.web.map.view import layers_seen, revision


class Early(NamedTuple):
    """What is asked for early, in windows of at least so many rem."""

    href: str
    rem: int = 0


def address() -> str:
    """Where the small layers and the standings of the first view are."""
    return _to(f"{ENDPOINT}/first.json", view=asked("view"))


def all_early(rows: list[MapLayer]) -> list[Early]:
    """All that the page asks for by itself, at the addresses that its scripts will ask for.

    Where the address holds a view, layers loaded whole are answers of their own, the same for
    every view; and the tiles in its middle are known.
    """
    view = bounds.view_asked()
    if view is None:
        return [Early(address())]
    whole = [Early(_to(row.endpoint)) for row in seen(view, rows) if row.is_whole]
    return [Early(address()), *whole, *_tiles(view, rows)]


def all_made() -> bytes:
    """What each of those layers shows there, and how what is drawn from tiles stands."""
    view, rows = bounds.view(), layers_seen()
    found = [(part.layer.name, part.box, _made(part)) for part in _parts(view, rows)]
    box = around(view)
    if standing := [row for row in seen(view, rows) if row.source == "tiles" and not row.is_plain]:
        told = tiles.standings(standing, in_metres(box))
        told["layers"] = ",".join(row.name for row in standing)
        found.append(("status", box, json.dumps(told, separators=(",", ":")).encode()))
    return as_json(found)


def _parts(view: View, rows: list[MapLayer]) -> list[Part]:
    whole = None if bounds.view_asked() else bounds.whole()
    return parts(view, whole, rows, is_now=not asked("as_of"))


def _made(part: Part) -> bytes:
    box = in_metres(part.box)
    if part.size:
        return strips.made(part.size, box)
    return made_posts() if part.layer.source == "posts" else made(part.layer.name, box)


def _tiles(view: View, rows: list[MapLayer]) -> list[Early]:
    tiled = [row for row in rows if row.source == "tiles"]
    path, mark = f"/tiles/{','.join(row.name for row in tiled)}", revision()
    found = early_tiles(view) if seen(view, tiled) else []
    return [Early(f"{path}/{z}/{x}/{y}.pbf?g={mark}", rem) for z, x, y, rem in found]


def _to(path: str, **more: str) -> str:
    """A path with the filters and the day of the page's address."""
    told = {**given(), "as_of": asked("as_of"), **more}
    query = urlencode({name: value for name, value in told.items() if value})
    return f"{path}?{query}" if query else path
