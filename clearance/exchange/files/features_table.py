"""One layer of a drawing: values by field name, shapes, the declared coordinate system."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(slots=True)
class Features:
    """A layer: values by field name, shapes, the system declared (EPSG) if any.

    `stated` is the declaration as written; `is_geojson` without one means WGS 84.
    """

    file: str
    layer: str
    columns: dict[str, list[Any]]
    shapes: np.ndarray
    declared: int | None = None
    stated: str = ""
    is_geojson: bool = False
    notes: list[str] = field(default_factory=list)
