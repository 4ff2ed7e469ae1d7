"""A legal shape made ready for drawing: web metres and the box around them."""

from functools import lru_cache
from math import isfinite
from typing import Any

import shapely
from shapely.errors import ShapelyError

from clearance.geo.crs import NAMES, to_web


@lru_cache(maxsize=8)  # the door asks twice: is it readable, and then what it is
def web_row(legal_hex: str, crs: int) -> dict[str, Any]:
    """Hex WKB in the legal CRS (EPSG) → legal_wkb, web_wkb (EPSG:3857) and its box in metres.

    ValueError when the text is no WKB, the system none of ours, the shape empty or off the earth.
    """
    if crs not in NAMES:
        raise ValueError(f"EPSG:{crs}")
    legal = bytes.fromhex(legal_hex)
    try:
        web = bytes(to_web([legal], crs)[0])
    except ShapelyError as error:
        raise ValueError(str(error)) from None
    left, low, right, high = box = [float(v) for v in shapely.bounds(shapely.from_wkb(web))]
    if not all(map(isfinite, box)):
        raise ValueError("empty")
    return {"crs": crs, "legal_wkb": legal, "web_wkb": web, "min_x": left, "max_x": right,
            "min_y": low, "max_y": high}  # fmt: skip
