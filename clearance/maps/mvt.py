"""Rows with a shape to one layer of a Mapbox Vector Tile (specification 2.1)."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from clearance.geo.sound import readable
from clearance.maps.features import WORLD_M, Box
from clearance.maps.mvt_geometry import Grid, kinds, streams, varints

EXTENT = 4096
#: How far (tile units) beyond its tile a large shape is kept: wider than its stroke is drawn.
BUFFER = 64
#: A feature's type, by POINT, LINE, POLYGON.
_TYPE = [b"\x18" + bytes((kind,)) for kind in range(4)]


def tile_box(z: int, x: int, y: int) -> Box:
    """West, south, east, north of a tile in metres of EPSG:3857; ValueError outside the pyramid."""
    if not (0 <= z <= 24 and 0 <= x < 2**z and 0 <= y < 2**z):
        raise ValueError(f"no tile {z}/{x}/{y}")
    size = 2 * WORLD_M / 2**z
    west, north = x * size - WORLD_M, WORLD_M - y * size
    return (west, north - size, west + size, north)


def grown(box: Box, units: float = BUFFER) -> Box:
    """A tile's box (EPSG:3857, metres) widened by so many tile units on each side."""
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
    labels, table = _labels(tags, len(drawn))
    encoded, ends = varints(np.asarray(ids, dtype=np.int64))
    parts, last = [], 0
    for end, label, (kind, stream) in zip(ends.tolist(), labels, drawn, strict=True):
        if stream:  # by the byte, without a call for each field: this is half of a tile's time
            size = _SHORT[n] if (n := len(stream)) < _LIMIT else _varint(n)
            n += end - last + len(label) + len(size) + 4
            parts.append(
                b"\x12%b\x08%b%b%b\x22%b%b"
                % (
                    _SHORT[n] if n < _LIMIT else _varint(n),
                    encoded[last:end],
                    label,
                    _TYPE[kind],
                    size,
                    stream,
                )
            )
        last = end
    if not parts:
        return b""
    body = _field(1, name.encode()) + b"".join(parts) + table
    return _field(3, body + b"\x28" + _varint(EXTENT) + b"\x78\x02")


def rows_layer(
    name: str, rows: Sequence[Mapping[str, Any]], box: Box, as_points: bool = False
) -> bytes:
    """A tile layer of stored rows with `id`, `code` (tag `c`), `web_wkb` (EPSG:3857).

    `box`: the tile's, in metres; `as_points` gives a point inside each shape. A row whose shape is
    unreadable or empty is left out; b"" when nothing remains.
    """
    shapes = readable([row["web_wkb"] for row in rows])
    if (is_bad := shapely.is_missing(shapes)).any():
        rows = [row for row, bad in zip(rows, is_bad, strict=True) if not bad]
        shapes = shapes[~is_bad]
    if as_points:
        shapes = shapely.point_on_surface(shapes)
    return layer(name, [row["id"] for row in rows], shapes, box, {"c": [r["code"] for r in rows]})


def _drawn(shapes: np.ndarray, box: Box) -> list[tuple[int, bytes]]:
    """Kind and commands of each shape."""
    found: list[tuple[int, bytes]] = [(0, b"")] * len(shapes)
    if not len(shapes):
        return found
    cut, grid = _clipped(shapes, box), Grid(box[0], box[3], EXTENT / (box[2] - box[0]))
    own = np.where(shapely.is_empty(cut), 0, kinds(cut))
    for kind in np.unique(own[own > 0]).tolist():
        where = np.flatnonzero(own == kind)
        for at, stream in zip(where.tolist(), streams(cut[where], kind, grid), strict=True):
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
    parts[is_mixed] = _like(
        shapely.intersection(whole[is_mixed], shapely.box(*grown(box))),
        shapely.get_dimensions(whole[is_mixed]),
    )
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


def _labels(tags: Mapping[str, Sequence[str]], count: int) -> tuple[list[bytes], bytes]:
    """Each feature's tags, by numbers, and the table of the keys and texts they number."""
    known: dict[str, int] = {}
    keys = [_varint(key) for key in range(len(tags))]
    columns = [
        [key + _varint(known.setdefault(text, len(known))) for text in texts]
        for key, texts in zip(keys, tags.values(), strict=True)
    ]
    packed = map(b"".join, zip(*columns, strict=True)) if columns else [b""] * count
    labels = [b"\x12" + _SHORT[len(pairs)] + pairs for pairs in packed]
    named = b"".join(_field(3, key.encode()) for key in tags)
    texts = [text.encode() for text in known]
    return labels, named + b"".join(
        [
            _VALUES[n] + text if (n := len(text)) < len(_VALUES) else _field(4, _field(1, text))
            for text in texts
        ]
    )


def _field(number: int, body: bytes) -> bytes:
    """A length-delimited protobuf field."""
    return bytes((number << 3 | 2,)) + _varint(len(body)) + body


#: Numbers of up to 14 bits, alone and as the beginning of a longer one.
_LIMIT = 1 << 14
_SHORT = [bytes((n,)) if n < 128 else bytes((n & 127 | 128, n >> 7)) for n in range(_LIMIT)]
_BEGUN = [bytes((n & 127 | 128, n >> 7 | 128)) for n in range(_LIMIT)]
#: What stands before a short text of the table.
_VALUES = [bytes((0x22, n + 2, 0x0A, n)) for n in range(126)]


def _varint(value: int) -> bytes:
    if value < _LIMIT:
        return _SHORT[value]
    return _BEGUN[value & 0x3FFF] + _varint(value >> 14)
