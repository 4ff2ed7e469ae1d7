"""Lists of the demo as an office brings them: rows through the plans of the import."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from clearance.demo.corridors import Corridor
from clearance.demo.log import Log
from clearance.exchange.lists.location_check import Ground, along
from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.plans.plan import Plan, Snapshot
from clearance.geo import crs
from clearance.rules.basics.actors import Who

Values = Mapping[str, Any]


def road_of(log: Log, corridor: Corridor, alignment_uid: str, **known: Any) -> Snapshot:
    """The known state with this corridor's road alone; `known`: rows by subject."""
    land = corridor.land
    ground = Ground(crs.DEFAULT, land.alignment, land.corridor, alignment_uid, land.corridor)
    row = {"uid": alignment_uid, "code": corridor.code, "kind": None}
    return Snapshot(log.project_uid, alignments=[row], ground=ground, **known)


def a_list(target: str, file: str, rows: Iterable[Values]) -> Reading:
    """A list as its reader gives it, chainages already in metres."""
    found = [Row(file, "", number, dict(values)) for number, values in enumerate(rows, 2)]
    return Reading(target, file, rows=found, written=len(found))


def drawn(ground: Ground, shapes: Sequence[shapely.Geometry]) -> list[dict[str, Any]]:
    """What the reader of a drawing adds to each row: shape, system, place along the road."""
    array = np.array(shapes, dtype=object)
    hexes = shapely.to_wkb(array, hex=True)
    return [
        {"shape": text, "crs": ground.crs, **place}
        for text, place in zip(hexes, along(ground, array), strict=True)
    ]


def bring(log: Log, day: int, who: Who, plan: Plan) -> dict[str, str]:
    """Record a plan as brought in by somebody that day; gives the uid of each new thing by code.

    Raises Refused when the plan has faults: the demo may do nothing an office cannot.
    """
    about, uids = "", {}
    for change in plan.accepted():
        if change.subject == "import_run":
            uid = log.uid("import_run", plan.target)
            patch = {name: value for name, value in change.patch.items() if value}
            about = log.add(day, who, "import_run", uid, "recorded", patch)
            continue
        subject, uid = change.subject, change.subject_uid
        log.add(day, who, subject, uid, change.fact, change.patch, about=about)
        if code := change.patch.get("code"):
            uids[code] = uid
    return uids
