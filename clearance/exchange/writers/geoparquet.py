"""GeoParquet 1.1: shapes in the system all offices share, and what a file says of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from clearance.geo.crs import WGS84, projjson, to_lonlat
from clearance.geo.sound import sound


@dataclass
class Extent:
    """What the shapes of one file turn out to be."""

    kinds: set[str] = field(default_factory=set)
    systems: set[int] = field(default_factory=set)
    box: list[float] = field(default_factory=list)

    def add(self, shapes: np.ndarray, systems: set[int]) -> None:
        """Take in the shapes of one batch, WGS 84."""
        self.systems |= systems
        self.kinds |= {str(shape.geom_type) for shape in shapes if shape is not None}
        west, south, east, north = map(float, shapely.total_bounds(shapes))
        self.box = [
            min([west, *self.box[:1]]),
            min([south, *self.box[1:2]]),
            max([east, *self.box[2:3]]),
            max([north, *self.box[3:4]]),
        ]


def in_lonlat(rows: Sequence[dict[str, Any]], extent: Extent) -> np.ndarray:
    """WKB of each row's shape in WGS 84, None where there is none."""
    made = np.full(len(rows), None, dtype=object)
    systems = {row["legal_crs"] for row in rows} - {None}
    for crs in systems:
        places = [i for i, row in enumerate(rows) if row["legal_crs"] == crs]
        made[places] = to_lonlat([rows[i]["legal_wkb"] for i in places], crs)
    if systems:
        extent.add(sound(made), systems)
    return made


def described(extent: Extent) -> dict[str, Any]:
    """The `geo` entry of GeoParquet 1.1; the legal shape names its system when it has but one."""
    told: dict[str, Any] = {"encoding": "WKB", "geometry_types": sorted(extent.kinds)}
    legal = projjson(*extent.systems) if len(extent.systems) == 1 else None
    box = {"bbox": extent.box} if extent.box else {}
    columns = {
        "geometry": {**told, "crs": projjson(WGS84), **box},
        "legal_wkb": {**told, "crs": legal},
    }
    return {"version": "1.1.0", "primary_column": "geometry", "columns": columns}
