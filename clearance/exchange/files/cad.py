"""A DXF drawing as plain features: closed lines are areas, the texts inside are their labels."""

import re
from typing import Any

import numpy as np
import shapely

from clearance.exchange.files.containers import refuse
from clearance.exchange.files.features_table import Features

#: What the drawing program keeps for itself; its own layer and its texts are read below.
_OWN = ("PaperSpace", "SubClasses", "Linetype", "EntityHandle", "Text", "Layer")
#: Sheet and parcel as surveyors write them in a parcel: `12/301`, `12-301A`.
_NUMBERED = re.compile(r"\s*\d+\s*[/-]\s*\d+\w*\s*")
LABELS, NUMBERS = "Chữ trong hình", "Tờ/thửa"
_POINT = 0


def plain(drawing: Features, layer: str) -> Features:
    """The shapes of one layer, each with the texts that lie in it; CRS and units of the drawing.

    Points are texts only. Raises Refused when several layers have shapes and none is chosen.
    """
    closed = _areas(drawing.shapes)
    is_shape = ~shapely.is_missing(closed) & (shapely.get_type_id(closed) != _POINT)
    layers = np.array(drawing.columns.get("Layer") or [""] * len(closed), dtype=object)
    chosen = is_shape & (layers == _layer(layers[is_shape], layer, drawing.file))
    shapes = closed[chosen]
    kept = {n: v for n, v in drawing.columns.items() if n not in _OWN}
    columns = {n: [value for value, is_in in zip(v, chosen, strict=True) if is_in]
               for n, v in kept.items()}  # fmt: skip
    columns |= _labels(drawing, closed, shapes)
    return Features(drawing.file, layer, columns, shapes, drawing.declared, drawing.stated)


def _areas(shapes: np.ndarray) -> np.ndarray:
    """Shapes in the plane, closed lines of three sides and more as polygons."""
    flat = shapely.force_2d(shapes)
    closed = shapely.is_closed(flat) & (shapely.get_num_points(flat) >= 4)
    if closed.any():
        rings = [shapely.get_coordinates(line) for line in flat[closed]]
        flat[closed] = [shapely.Polygon(ring) for ring in rings]
    return flat


def _layer(layers: np.ndarray, chosen: str, file: str) -> str:
    """The layer to read: the one chosen, or the only one with shapes."""
    known = sorted(set(layers))
    if chosen in known or (not chosen and len(known) == 1):
        return chosen or str(known[0])
    if not known:
        raise refuse(file, "không có lớp hình nào", "vẽ ranh thửa thành đường khép kín")
    told = f"không có lớp {chosen}" if chosen else "tệp có nhiều lớp"
    raise refuse(file, told, f"chọn một lớp: {', '.join(known)}")


def _labels(drawing: Features, closed: np.ndarray, shapes: np.ndarray) -> dict[str, list[Any]]:
    """Texts in each shape; where exactly one reads as sheet and parcel, that number apart."""
    texts = np.array(drawing.columns.get("Text") or [None] * len(closed), dtype=object)
    is_text = (shapely.get_type_id(closed) == _POINT) & (texts != None)  # noqa: E711 – array
    if not is_text.any():
        return {}
    points, words = closed[is_text], texts[is_text]
    found: list[list[str]] = [[] for _ in shapes]
    for shape, point in zip(*shapely.STRtree(points).query(shapes, "covers"), strict=True):
        found[shape].append(" ".join(str(words[point]).split()))
    numbers = [[w for w in inside if _NUMBERED.fullmatch(w)] for inside in found]
    return {
        LABELS: ["; ".join(inside) or None for inside in found],
        NUMBERS: [one[0] if len(one) == 1 else None for one in numbers],
    }
