"""Stored form of a drawn shape: legal WKB, Web Mercator WKB and its box."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from clearance.geo.crs import NAMES, to_web

#: A shape as a report brings it: hex WKB and the EPSG code of its legal system.
Drawn = tuple[str, int]
_BOX = ("min_x", "min_y", "max_x", "max_y")


@lru_cache(maxsize=8)  # the door asks twice: is it readable, and then what it is
def web_row(legal_hex: str, crs: int) -> dict[str, Any]:
    """legal_wkb, web_wkb (EPSG:3857) and box in metres, from hex WKB in EPSG `crs`.

    ValueError for text that is no WKB, an unknown system, an empty shape, one off the earth.
    """
    made = web_rows([(legal_hex, crs)])
    if not made:
        raise ValueError(f"EPSG:{crs} {legal_hex[:20]}")
    return made[legal_hex, crs]


def web_rows(drawn: Iterable[Drawn]) -> dict[Drawn, dict[str, Any]]:
    """`web_row` for many shapes at once; shapes it would reject are left out."""
    wanted = dict.fromkeys(drawn)
    systems = {crs for _, crs in wanted} & NAMES.keys()
    return {
        (legal_hex, row["crs"]): row
        for crs in sorted(systems)
        for legal_hex, row in _converted([text for text, own in wanted if own == crs], crs)
    }


def _converted(texts: list[str], crs: int) -> Iterable[tuple[str, dict[str, Any]]]:
    known = {text: wkb for text in texts if (wkb := _wkb(text))}
    legal = np.array(list(known.values()), dtype=object)
    legal[shapely.is_missing(shapely.from_wkb(legal, on_invalid="ignore"))] = None
    web = to_web(legal, crs)
    boxes = shapely.bounds(shapely.from_wkb(web))
    for text, wkb, box in zip(known, web, boxes.tolist(), strict=True):
        if np.isfinite(box).all():
            yield (
                text,
                {
                    "crs": crs,
                    "legal_wkb": known[text],
                    "web_wkb": bytes(wkb),
                    **dict(zip(_BOX, box, strict=True)),
                },
            )


def _wkb(text: str) -> bytes:
    """The bytes of a hex text, b"" for other text."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
