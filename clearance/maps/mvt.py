"""Rows with a shape to one layer of a Mapbox Vector Tile (specification 2.1)."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from clearance.maps.features import WORLD_M, Box
from clearance.maps.mvt_geometry import kinds, streams

EXTENT = 4096
#: How far (tile units) beyond its tile a large shape is kept: wider than its stroke is drawn.
BUFFER = 64


def tile_box(z: int, x: int, y: int) -> Box:
    """West, south, east, north of a tile in metres of EPSG:3857; ValueError outside the pyramid."""
    if not (0 <= z <= 24 and 0 <= x < 2**z and 0 <= y < 2**z):
        raise ValueError(f"no tile {z}/{x}/{y}")
    size = 2 * WORLD_M / 2**z
    west, north = x * size - WORLD_M, WORLD_M - y * size
    return (west, north - size, west + size, north)


def grown(box: Box, units: float = BUFFER) -> Box:
    """A tile's box with so many tile units more on each side."""
    more = (box[2] - box[0]) * units / EXTENT
    return (box[0] - more, box[1] - more, box[2] + more, box[3] + more)


def layer(
    name: str, ids: Sequence[int], shapes: Any, box: Box, tags: Mapping[str, Sequence[str]]
) -> bytes:
    """A tile of one layer, b"" when nothing of it is left at this scale.

    `shapes` are in EPSG:3857, whole: only those larger than the tile are clipped, to the tile and
    BUFFER units around it. `tags` are texts, one a shape. Features keep their order and number.
    """
    drawn = _drawn(np.asarray(shapes, dtype=object), box)
    labels = _Labels(tags)
    parts = [
        _field(2, _head(number, labels.of(at), kind) + _field(4, stream))
        for at, (number, (kind, stream)) in enumerate(zip(ids, drawn, strict=True))
        if stream
    ]
    if not parts:
        return b""
    told = _field(1, name.encode()) + b"".join(parts) + labels.table()
    return _field(3, told + b"\x28" + _varint(EXTENT) + b"\x78\x02")


def rows_layer(
    name: str, rows: Sequence[Mapping[str, Any]], box: Box, as_points: bool = False
) -> bytes:
    """A tile of stored rows: `id`, `code` (tag `c`), `web_wkb`; `as_points`: a point inside."""
    shapes = shapely.from_wkb(np.array([row["web_wkb"] for row in rows], dtype=object))
    if as_points:
        shapes = shapely.point_on_surface(shapes)
    return layer(name, [row["id"] for row in rows], shapes, box, {"c": [r["code"] for r in rows]})


def _drawn(shapes: np.ndarray, box: Box) -> list[tuple[int, bytes]]:
    """Kind and commands of each shape."""
    found: list[tuple[int, bytes]] = [(0, b"")] * len(shapes)
    if not len(shapes):
        return found
    scaled = _scaled(_clipped(shapes, box), box)
    own = np.where(shapely.is_empty(scaled), 0, kinds(scaled))
    for kind in np.unique(own[own > 0]).tolist():
        where = np.flatnonzero(own == kind)
        for at, stream in zip(where.tolist(), streams(scaled[where], kind), strict=True):
            found[at] = (kind, stream)
    return found


def _clipped(shapes: np.ndarray, box: Box) -> np.ndarray:
    """Shapes larger than the tile cut to it; the small ones are drawn whole and borders stay."""
    west, south, east, north = shapely.bounds(shapes).T
    size = box[2] - box[0]
    is_large = (east - west > size) | (north - south > size)
    if not is_large.any():
        return shapes
    cut = shapes.copy()
    whole = shapes[is_large]
    parts = shapely.clip_by_rect(whole, *grown(box))
    is_mixed = shapely.get_dimensions(parts) != shapely.get_dimensions(whole)
    is_mixed |= shapely.get_type_id(parts) == 7
    parts[is_mixed] = _like(shapely.intersection(whole[is_mixed], shapely.box(*grown(box))),
                            shapely.get_dimensions(whole[is_mixed]))  # fmt: skip
    cut[is_large] = parts
    return cut


def _like(shapes: np.ndarray, dimensions: np.ndarray) -> np.ndarray:
    """Only the parts of each that have its dimension: a cut may leave points and lines beside."""
    gather: tuple[Any, ...] = (shapely.MultiPoint, shapely.MultiLineString, shapely.MultiPolygon)
    kept = [
        gather[want]([p for p in shapely.get_parts(s) if p and shapely.get_dimensions(p) == want])
        for s, want in zip(shapes, dimensions.tolist(), strict=True)
    ]
    return np.array(kept, dtype=object)


def _scaled(shapes: np.ndarray, box: Box) -> np.ndarray:
    """The same shapes in units of the tile, y down, not yet rounded."""
    unit = EXTENT / (box[2] - box[0])
    corner, turn = np.array([box[0], box[3]]), np.array([unit, -unit])
    return shapely.transform(shapes, lambda at: (at - corner) * turn)


class _Labels:
    """The keys and values of a layer: each text once, features name them by number."""

    def __init__(self, tags: Mapping[str, Sequence[str]]) -> None:
        self._tags = tags
        self._known: dict[str, int] = {}

    def of(self, at: int) -> bytes:
        """The tags of the feature at that place."""
        numbers = []
        for key, texts in enumerate(self._tags.values()):
            numbers += [key, self._known.setdefault(texts[at], len(self._known))]
        return b"".join(map(_varint, numbers))

    def table(self) -> bytes:
        """All keys, then all values."""
        keys = b"".join(_field(3, key.encode()) for key in self._tags)
        return keys + b"".join(_field(4, _field(1, text.encode())) for text in self._known)


def _head(number: int, tags: bytes, kind: int) -> bytes:
    told = _field(2, tags) if tags else b""
    return b"\x08" + _varint(number) + told + b"\x18" + _varint(kind)


def _field(number: int, body: bytes) -> bytes:
    """A length-delimited protobuf field."""
    return bytes((number << 3 | 2,)) + _varint(len(body)) + body


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
