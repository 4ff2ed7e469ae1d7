"""Names on a printed map: where two would overlap the weightier stays, posts before communes."""

from collections.abc import Iterable, Sequence

import numpy as np
import shapely

from clearance.maps.features import Row
from clearance.maps.layers import MapLayer
from clearance.maps.svg import escaped

#: Letter size (0.01 mm) of each layer's names, as in sheet.css, and where a name begins from its
#: point: shares of its width, then units right and down to its baseline.
_TEXT = {"kilometres": (280, 0.0, 130, 100), "communes": (360, -0.5, 0, 0)}
#: How wide a letter is in sizes, at most; how much stands below the baseline.
_WIDE, _BELOW = 0.68, 0.25
_ORDER = ("kilometres", "communes")

Seen = tuple[MapLayer, Sequence[Row], np.ndarray]
Spot = tuple[MapLayer, int, int, str]


def labels(seen: Iterable[Seen], known: dict[str, dict[str, str]]) -> str:
    """SVG texts of what has a name; `known`: by layer, by code. Shapes in units of the frame."""
    spots = [spot for one in seen if one[0].name in _TEXT for spot in _spots(*one, known)]
    spots.sort(key=lambda spot: _ORDER.index(spot[0].name))
    taken: list[shapely.Geometry] = []
    return "".join(
        f'<text class="{layer.kind} {layer.name}" x="{x}" y="{y}">{escaped(text)}</text>'
        for layer, x, y, text in spots
        if _is_free(room(layer.name, x, y, text), taken)
    )


def room(name: str, x: int, y: int, text: str) -> shapely.Geometry:
    """Box a name takes on the sheet, in units of the frame."""
    size, share, right, down = _TEXT[name]
    wide, base = size * _WIDE * len(text), y + down
    left = x + right + share * wide
    return shapely.box(left, base - size, left + wide, base + _BELOW * size)


def _is_free(box: shapely.Geometry, taken: list[shapely.Geometry]) -> bool:
    if shapely.intersects(box, taken).any():
        return False
    taken.append(box)
    return True


def _spots(
    layer: MapLayer, rows: Sequence[Row], shapes: np.ndarray, known: dict[str, dict[str, str]]
) -> list[Spot]:
    """Where each name of a layer is written: the widest areas first."""
    texts = known[layer.name]
    named = np.array([row[1] in texts for row in rows], dtype=bool)
    order = np.argsort(-shapely.area(shapes[named]), kind="stable")
    coords = shapely.get_coordinates(shapely.point_on_surface(shapes[named]))[order].astype(int)
    words = np.array([texts[row[1]] for row in rows if row[1] in texts], dtype=object)[order]
    return [(layer, x, y, text) for (x, y), text in zip(coords.tolist(), words, strict=True)]
