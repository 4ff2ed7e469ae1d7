"""Plain rows to compact GeoJSON: longitude and latitude to 6 digits, a code and a status."""

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import shapely

from clearance.geo.sound import sound

EARTH_M = 6_378_137.0
DIGITS = 6
WORLD_M = math.pi * EARTH_M
#: How far a drawn line may lie from the true one, in metres of EPSG:3857: less than its own width.
LINE_M = 0.5

#: (id, code, status group, shape as WKB in EPSG:3857)
Row = tuple[int, str, str, bytes]
Box = tuple[float, float, float, float]


def features(
    rows: Iterable[Row],
    labels: Mapping[str, str] | None = None,
    as_points: bool = False,
    has_more: bool = False,
    tells: bool = False,
) -> bytes:
    """A GeoJSON FeatureCollection (RFC 7946) of the rows with a shape, in WGS 84.

    Properties: `c` code, `s` status, `l` label where `labels` names the code. `as_points` gives
    one point inside each shape. `has_more` marks a truncated answer: `"more": true`. Shapes that
    cannot be drawn (empty, no WKB, off the earth) are left out; with `tells` they are listed:
    `"left": [label or code, …]`.
    """
    listed = [row for row in rows if row[3]]
    shapes = sound([row[3] for row in listed], WORLD_M)
    is_drawn = ~shapely.is_missing(shapes)
    given = [row for row, is_good in zip(listed, is_drawn, strict=True) if is_good]
    shapes = shapes[is_drawn]
    is_line = shapely.get_dimensions(shapes) == 1
    shapes[is_line] = shapely.simplify(shapes[is_line], LINE_M)
    if as_points:
        shapes = shapely.point_on_surface(shapes)
    drawn = shapely.to_geojson(shapely.transform(shapes, _lonlat)) if given else ()
    known = labels or {}
    parts = [
        f'{{"type":"Feature","id":{row[0]},"properties":{_tags(row, known)},"geometry":{shape}}}'
        for row, shape in zip(given, drawn, strict=True)
    ]
    more = '"more":true,' if has_more else ""
    if tells and len(given) < len(listed):
        codes = [row[1] for row, is_good in zip(listed, is_drawn, strict=True) if not is_good]
        more += f'"left":{json.dumps([known.get(c, c) for c in codes], ensure_ascii=False)},'
    text = f'{{"type":"FeatureCollection",{more}"features":[{",".join(parts)}]}}'
    return text.encode()


def posts(roads: Iterable[tuple[str, Iterable[Row]]]) -> bytes:
    """Points along roads as `{"posts": {road: [[m…], [x…], [y…]]}}`: a tenth of their GeoJSON.

    Rows are numbered by their chainage (m). Each list holds steps from one post to the next;
    longitude and latitude in 1/100,000 degrees, about a metre.
    """
    posts = {name: _steps(list(rows)) for name, rows in roads}
    return json.dumps({"posts": posts}, separators=(",", ":")).encode()


def _steps(rows: list[Row]) -> list[list[int]]:
    shapes = shapely.from_wkb(np.array([row[3] for row in rows], dtype=object))
    places = _lonlat(shapely.get_coordinates(shapes)) * 1e5
    table = np.column_stack([[row[0] for row in rows], np.rint(places)]).astype(int)
    steps: list[list[int]] = np.diff(table, axis=0, prepend=0).T.tolist()
    return steps


def web_box(text: str) -> Box:
    """`west,south,east,north` in degrees as a box of EPSG:3857 metres; ValueError when unfit."""
    parts = text.split(",")
    if len(parts) != 4:
        raise ValueError("bbox needs west,south,east,north")
    west, south, east, north = (float(part) for part in parts)
    is_fit = -180 <= west < east <= 180 and -85.06 <= south < north <= 85.06
    if not is_fit:  # NaN fails every comparison, so it ends here too
        raise ValueError("bbox out of range or turned round")
    return in_metres((west, south, east, north))


def in_metres(box: Box) -> Box:
    """A box of longitudes and latitudes (EPSG:4326) in metres of EPSG:3857."""
    west, south, east, north = box
    return (*_metres(west, south), *_metres(east, north))


def _metres(lon: float, lat: float) -> tuple[float, float]:
    across = EARTH_M * math.radians(lon)
    return across, EARTH_M * math.asinh(math.tan(math.radians(lat)))


def _lonlat(coords: np.ndarray) -> np.ndarray:
    """Inverse Web Mercator, rounded to about 0.1 m."""
    lon = np.degrees(coords[:, 0] / EARTH_M)
    lat = np.degrees(np.arctan(np.sinh(coords[:, 1] / EARTH_M)))
    return np.round(np.column_stack([lon, lat]), DIGITS)


def _tags(row: Row, labels: Mapping[str, str]) -> str:
    properties: dict[str, Any] = {"c": row[1], "s": row[2]}
    if row[1] in labels:
        properties["l"] = labels[row[1]]
    return json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
