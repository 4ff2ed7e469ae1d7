"""Coordinate systems: the only EPSG codes of the product, and conversion between them.

Coordinates are (easting, northing) or (longitude, latitude) in that order.
"""

import re
import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyproj
import shapely

from clearance.geo.sound import sound

DEFAULT = 9211
VN2000 = 4756
WGS84 = 4326
WEB = 3857
#: VN-2000 cadastral zones of 3 degrees (scale 0.9999) by central meridian; last: 481, 482, 491.
CADASTRAL = {
    9205: "103°00'",
    9206: "104°00'",
    9207: "104°30'",
    9208: "104°45'",
    9209: "105°30'",
    9210: "105°45'",
    9211: "106°00'",
    9212: "106°15'",
    9213: "106°30'",
    9214: "107°00'",
    9215: "107°15'",
    9216: "107°30'",
    5899: "107°45'",
    9217: "108°15'",
    9218: "108°30'",
    5896: "102°00'",
    5897: "105°00'",
    5898: "108°00'",
}
UTM = {
    3405: "VN-2000 UTM múi 48",
    3406: "VN-2000 UTM múi 49",
    32648: "WGS 84 UTM múi 48",
    32649: "WGS 84 UTM múi 49",
}
NAMES = {
    **{code: f"VN-2000 múi 3°, kinh tuyến trục {meridian}" for code, meridian in CADASTRAL.items()},
    **UTM,
    VN2000: "VN-2000 kinh, vĩ độ",
    WGS84: "WGS 84 kinh, vĩ độ",
    WEB: "Web Mercator",
}

#: Ellipsoids of the datums converted here: VN-2000 has that of WGS 84 (GRS 80 within 0.1 mm).
_OURS = re.compile(r"WGS.?(?:19)?84|GRS.?(?:19)?80|unknown|unnamed", re.IGNORECASE)

_local = threading.local()


def name(code: int) -> str:
    """Vietnamese name of a system, or `EPSG:n` for one that is not in NAMES."""
    return NAMES.get(code, f"EPSG:{code}")


def foreign(stated: str) -> str:
    """Name of a declared system whose datum is neither VN-2000 nor WGS 84, such as Hanoi 1972.

    `stated`: EPSG code or WKT; "" for a datum we convert from and for words pyproj cannot read.
    """
    try:
        system = pyproj.CRS.from_user_input(stated)
    except pyproj.exceptions.CRSError:
        return ""
    ellipsoid = system.ellipsoid.name if system.ellipsoid else ""
    return "" if not ellipsoid or _OURS.search(ellipsoid) else f"{system.name} ({ellipsoid})"


def projjson(code: int) -> dict[str, Any]:
    """PROJJSON of a system; WGS 84 as OGC:CRS84 (longitude first), as files expect it.

    pyproj.exceptions.CRSError for an unknown code.
    """
    system = "OGC:CRS84" if code == WGS84 else code
    return pyproj.CRS.from_user_input(system).to_json_dict()


def transformer(source: int, target: int) -> pyproj.Transformer:
    """Transformer between two EPSG codes, easting or longitude first; cached per thread.

    pyproj.exceptions.CRSError for an unknown code.
    """
    cached: dict[tuple[int, int], pyproj.Transformer] = _local.__dict__.setdefault("made", {})
    if (source, target) not in cached:
        cached[source, target] = pyproj.Transformer.from_crs(source, target, always_xy=True)
    return cached[source, target]


def convert(coords: Any, source: int, target: int) -> np.ndarray:
    """Coordinates (n, 2) from EPSG `source` to EPSG `target`; inf where not defined."""
    pairs = np.asarray(coords, dtype=float).reshape(-1, 2)
    if source == target:
        return pairs
    moved = transformer(source, target).transform(pairs[:, 0], pairs[:, 1])
    return np.column_stack(moved)


def convert_shapes(shapes: Any, source: int, target: int) -> Any:
    """Shapes (an array or one) from EPSG `source` to EPSG `target`."""
    if source == target:
        return shapes
    return shapely.transform(shapes, lambda pairs: convert(pairs, source, target))


def to_web(wkb: Sequence[bytes] | np.ndarray, crs: int = DEFAULT) -> np.ndarray:
    """WKB in the legal system `crs` as WKB in Web Mercator, rings oriented for tiles; shape (n,).

    shapely.errors.ShapelyError for bytes that are no WKB.
    """
    shapes = convert_shapes(shapely.from_wkb(np.asarray(wkb, dtype=object)), crs, WEB)
    return shapely.to_wkb(shapely.orient_polygons(shapes, exterior_cw=True))


def to_lonlat(wkb: Sequence[bytes] | np.ndarray, crs: int = DEFAULT) -> np.ndarray:
    """WKB in the legal system `crs` as WKB in WGS 84 (longitude, latitude); shape (n,).

    None where the bytes hold no usable shape (see `sound`).
    """
    shapes = convert_shapes(sound(wkb), crs, WGS84)
    return shapely.to_wkb(shapes)
