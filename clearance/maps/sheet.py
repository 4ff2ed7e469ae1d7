"""A printed map as one vector drawing true to scale: statuses by colour and hatch, codes only."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from clearance.geo.sound import sound
from clearance.maps import sheet_frame
from clearance.maps.features import WORLD_M, Row
from clearance.maps.layers import MapLayer
from clearance.maps.paper import HEAD_MM, UNITS, Paper
from clearance.maps.sheet_labels import labels
from clearance.maps.svg import escaped

#: Shapes are drawn this near (mm on paper): finer than a pen.
NEAR_MM = 0.08


@dataclass(frozen=True, slots=True)
class Part:
    """One layer on the sheet: its row of the registry, its features, labels by code."""

    layer: MapLayer
    rows: Sequence[Row]
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class Titles:
    """Texts around the map, in the reader's language."""

    title: str
    day: str
    note: str
    scale: str
    source: str


def draw(
    paper: Paper,
    parts: Sequence[Part],
    titles: Titles,
    words: Callable[[object], str],
    number: Callable[[int], str],
) -> str:
    """The sheet as one SVG element in units of 0.01 mm, as wide as the paper inside its margins.

    `words` gives the name of a row of the registry or of its looks. Safe to put in a page as
    it is: whatever is written is escaped.
    """
    width, height = (side * UNITS for side in paper.size_mm)
    seen = [(part.layer, *_seen(paper, part)) for part in parts]
    known = {part.layer.name: part.labels for part in parts}
    drawn = "".join(_part(*one) for one in seen)
    drawn += labels(seen, known)
    counts = [(layer, Counter(row[2] for row in rows)) for layer, rows, _ in seen]
    return (
        f'<svg class="map-sheet" viewBox="0 0 {width} {height}" role="img"'
        f' width="{paper.size_mm[0]}mm" height="{paper.size_mm[1]}mm"'
        f' aria-label="{escaped(titles.title)}, {escaped(titles.day)}">'
        f"{sheet_frame.patterns()}{sheet_frame.head(paper, titles.title, titles.day, titles.note)}"
        f'<svg x="0" y="{HEAD_MM * UNITS}" width="{width}"'
        f' height="{paper.frame_mm[1] * UNITS}" overflow="hidden">{drawn}</svg>'
        f"{sheet_frame.foot(paper, counts, titles.scale, titles.source, words, number)}</svg>"
    )


def _seen(paper: Paper, part: Part) -> tuple[list[Row], np.ndarray]:
    """What lies in the frame: the rows, and their shapes in its units."""
    rows = [row for row in part.rows if row[3]]
    shapes = _placed(paper, rows)
    inside = ~shapely.is_empty(shapes)
    return [row for row, is_in in zip(rows, inside, strict=True) if is_in], shapes[inside]


def _part(layer: MapLayer, rows: list[Row], shapes: np.ndarray) -> str:
    """One layer: a path for each status."""
    by_status: dict[str, list[shapely.Geometry]] = {}
    for row, shape in zip(rows, shapes, strict=True):
        by_status.setdefault(row[2], []).append(shape)
    write = sheet_frame.MARKS.get(layer.name)
    return "".join(
        f'<path class="{layer.kind} {layer.name} {_hatch(layer, status)}"'
        f' d="{_points(found, write) if write else _path(found)}"/>'
        for status, found in by_status.items()
    )


def _hatch(layer: MapLayer, status: str) -> str:
    """The classes by which a status is filled: its tone and its hatch."""
    look = next((look for look in layer.looks if look.status == status), layer.looks[0])
    return f"tone-{look.tone} hatch-{look.hatch}"


def _placed(paper: Paper, rows: Sequence[Row]) -> np.ndarray:
    """Shapes of EPSG:3857 in the units of the frame, cut to it and thinned."""
    west, south, east, north = paper.box
    shapes = sound([row[3] for row in rows], WORLD_M)
    shapes[shapely.is_missing(shapes)] = shapely.Polygon()
    near = shapely.simplify(shapes, NEAR_MM * UNITS / paper.units_a_metre)
    cut = shapely.clip_by_rect(near, west, south, east, north)
    scale = paper.units_a_metre

    def place(coords: np.ndarray) -> np.ndarray:
        flat = (coords - [west, north]) * [scale, -scale]
        return np.rint(flat)

    return shapely.transform(cut, place)


def _path(shapes: Sequence[shapely.Geometry]) -> str:
    """Lines and rings in relative whole units."""
    parts = shapely.get_parts(np.array(shapes, dtype=object))
    is_area = shapely.get_dimensions(parts) == 2
    lines = [*shapely.get_rings(parts[is_area]), *parts[shapely.get_dimensions(parts) == 1]]
    return "".join(_run(shapely.get_coordinates(line)) for line in lines)


def _run(coords: np.ndarray) -> str:
    whole = coords.astype(int)
    steps = np.diff(whole, axis=0)
    steps = steps[steps.any(axis=1)]
    start = f"M{whole[0][0]} {whole[0][1]}"
    return start + "l" + " ".join(f"{x} {y}" for x, y in steps.tolist()) if len(steps) else ""


def _points(shapes: Sequence[shapely.Geometry], drawn: str) -> str:
    """The same mark at each shape."""
    spots = shapely.point_on_surface(np.array(shapes, dtype=object))
    coords = shapely.get_coordinates(spots[~shapely.is_empty(spots)]).astype(int)
    return "".join(f"M{x} {y}{drawn}" for x, y in coords.tolist())
