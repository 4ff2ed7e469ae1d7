"""Place on the road of something found with a phone: WGS 84 and the phone's own accuracy."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

import shapely

from clearance.geo.alignment import Alignment
from clearance.geo.crs import WGS84, convert

#: Farther from every alignment (m) nothing belongs to the road.
FAR_M = 2000
#: A phone less sure of its place (m) is asked again.
UNSURE_M = 100


@dataclass(frozen=True, slots=True)
class Line:
    """An alignment with its uid and the EPSG code of its plane system."""

    uid: str
    alignment: Alignment
    crs: int


def found_place(
    lon: float, lat: float, accuracy_m: float, lines: Iterable[Line]
) -> dict[str, Any] | None:
    """The fields of a place on the nearest alignment; None beyond FAR_M from all of them.

    The accuracy (m) is the reach along the road, whole metres [from, to), cut at its ends; the
    side is `both` where the centreline lies within it. With the point as hex WKB in the line's
    plane system.
    """
    spots = [(line, *_spot(line, lon, lat)) for line in lines]
    if not spots:
        return None
    line, point, chainage, offset = min(spots, key=lambda spot: abs(spot[3]))
    if abs(offset) > FAR_M + accuracy_m:
        return None
    first, last = line.alignment.from_m, line.alignment.to_m
    start = min(max(floor(chainage - accuracy_m), first), last - 1)
    end = max(min(ceil(chainage + accuracy_m), last), start + 1)
    is_over = abs(offset) <= accuracy_m
    return {
        "alignment_uid": line.uid,
        "chainage_from_m": start,
        "chainage_to_m": end,
        "side": "both" if is_over else "left" if offset > 0 else "right",
        "offset_m": round(offset, 2),
        "shape": shapely.to_wkb(point, hex=True),
        "crs": line.crs,
    }


def point_in(lon: float, lat: float, crs: int) -> dict[str, Any]:
    """A point of WGS 84 in a legal system (EPSG), as a patch carries it: hex WKB and `crs`."""
    at = convert([(lon, lat)], WGS84, crs)[0]
    return {"shape": shapely.to_wkb(shapely.Point(*at), hex=True), "crs": crs}


def _spot(line: Line, lon: float, lat: float) -> tuple[shapely.Point, float, float]:
    """The point in the line's system, its chainage and its signed offset (m, left positive)."""
    at = convert([(lon, lat)], WGS84, line.crs)
    chainage, offset = line.alignment.locate(at)
    return shapely.Point(*at[0]), float(chainage[0]), float(offset[0])
