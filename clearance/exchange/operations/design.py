"""The drawings of a revised design: centreline and corridor, read in the project's system."""

from dataclasses import replace
from pathlib import Path

import shapely

from clearance.exchange.lists.drawn_parcels import read_shapes
from clearance.exchange.operations.revision import Design
from clearance.exchange.plans.plan import Snapshot
from clearance.exchange.plans.routes import read_centreline
from clearance.exchange.road.route_tables import CORRIDORS
from clearance.geo import shapes
from clearance.rules.basics.faults import Fault, Refused

#: A file as it waits: its path and the name it came with.
File = tuple[Path, str]


def read_design(
    line: File | None, strip: File | None, snapshot: Snapshot, crs: int | None = None
) -> tuple[Design, list[Fault]]:
    """The drawings and what is wrong with them; `crs` (EPSG) overrides the one they declare."""
    try:
        return _read(line, strip, snapshot, crs)
    except Refused as refused:
        return Design(), refused.faults


def _read(
    line: File | None, strip: File | None, snapshot: Snapshot, crs: int | None
) -> tuple[Design, list[Fault]]:
    design, faults = Design(), []
    if line:
        reading, course = read_centreline(line[0], snapshot, line[1], crs)
        design, faults = Design(reading, course), list(reading.faults)
    if strip:
        ground = replace(snapshot.ground, corridor=None, own=None, others=())
        drawn, outlines = read_shapes(strip[0], CORRIDORS, ground, strip[1], crs)
        faults += drawn.faults
        whole = None if drawn.faults else shapely.normalize(shapes.union(outlines))
        design = replace(design, strip=whole)
    if not line and not strip:
        faults.append(Fault("chưa có bản vẽ nào", "chọn tệp tim tuyến, phạm vi GPMB, hoặc cả hai"))
    return design, faults
