"""The stretch of the road inside each unit's outline: of neighbours no metre twice."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from clearance.exchange.lists.location_check import Ground
from clearance.exchange.plans.matching import LOCAL
from clearance.exchange.plans.plan import Draft, Known
from clearance.geo import crs as systems
from clearance.geo.alignment import Alignment
from clearance.geo.communes import reaches


def stretches(line: Alignment, ground: Ground, units: Sequence[Known]) -> list[dict[str, int]]:
    """Chainages of each unit in whole metres [from, to), nothing for one that meets no metre.

    `line` is in the ground's system; units have `shape` (hex WKB), `crs`, `kind` and `valid_to`.
    Those of one level and one time share the road out among them.
    """
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        if unit.get("shape"):
            alike[_level(unit), unit.get("valid_to") or ""].append(number)
    found: list[dict[str, int]] = [{} for _ in units]
    for numbers in alike.values():
        outlines = [_outline(units[number], ground) for number in numbers]
        for at, (from_m, to_m) in reaches(line, outlines).items():
            found[numbers[at]] = {"chainage_from_m": from_m, "chainage_to_m": to_m}
    return found


def _level(unit: Known) -> str:
    kind = unit.get("kind") or LOCAL[0]
    return LOCAL[0] if kind in LOCAL else kind


def _outline(unit: Known, ground: Ground) -> shapely.Geometry:
    shape = np.array([shapely.from_wkb(unit["shape"])], dtype=object)
    return systems.convert_shapes(shape, unit.get("crs") or ground.crs, ground.crs)[0]


def put_stretches(draft: Draft, line: Alignment, values: Mapping[str, Any]) -> None:
    """Plan the chainages of the units known already, when theirs is the line that comes or moves.

    They go by the first of the main lines, as `known.snapshot_of` chooses it.
    """
    snapshot = draft.snapshot
    code, kind = values["code"], values.get("kind") or "main"
    others = [
        a["code"]
        for a in snapshot.alignments
        if (a.get("kind") or "main") == "main" and a.get("shape")
    ]
    if kind != "main" or min([code, *others]) != code:
        return
    places = stretches(line, snapshot.ground, snapshot.units)
    for unit, place in zip(snapshot.units, places, strict=True):
        if place:
            draft.put("unit", unit, place)
