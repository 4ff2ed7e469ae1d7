"""New parcels drawn upon known ones: parts brought in beside their whole count an area twice."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from clearance.geo import crs as systems

#: A new parcel of which more than this share lies in a known one is likely a part of it.
MOSTLY = 0.5


def upon_known(new: Sequence[str], known: Sequence[Any], crs: int) -> list[str]:
    """For each new outline (hex WKB, EPSG `crs`) the code of the known parcel it mostly lies in.

    `known` rows have code, `shape` (hex WKB) and its own `crs`; '' where it lies in none.
    """
    found = ["" for _ in new]
    drawn = [row for row in known if row.get("shape")]
    if not new or not drawn:
        return found
    outlines = np.array(
        [systems.convert_shapes(shapely.from_wkb(r["shape"]), r["crs"], crs) for r in drawn],
        dtype=object,
    )
    shapes = shapely.from_wkb(np.array(new, dtype=object))
    one, other = shapely.STRtree(outlines).query(shapes, predicate="intersects")
    shared = shapely.area(shapely.intersection(shapes[one], outlines[other]))
    inside = shared > MOSTLY * shapely.area(shapes[one])
    for at, of in zip(one[inside].tolist(), other[inside].tolist(), strict=True):
        found[at] = str(drawn[of]["code"])
    return found
