"""Whether drawn things lie where the road is, and if not, which mistake put them elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from clearance.exchange.rows import Row
from clearance.geo import crs as systems
from clearance.geo.alignment import Alignment
from clearance.geo.causes import likely_cause
from clearance.geo.records import inside
from clearance.rules.faults import Fault

REACH_M = 2_000
NARROW_M = 100
#: A drawing whose parcels mostly miss the corridor is looked at for a missing datum shift.
FEW = 0.5


@dataclass(frozen=True, slots=True)
class Road:
    """One alignment that things can lie on, with its own corridor."""

    uid: str
    line: Alignment
    corridor: shapely.Geometry | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of the road before an import: the project's system, its line, its corridor.

    `crs` is an EPSG code; line and corridor are in it. Without both nothing can be checked.
    `others` are the ramps and service roads beside the first line.
    """

    crs: int = systems.DEFAULT
    alignment: Alignment | None = None
    corridor: shapely.Geometry | None = None
    alignment_uid: str = ""
    own: shapely.Geometry | None = None
    others: tuple[Road, ...] = ()

    def around(self, reach_m: float) -> shapely.Geometry | None:
        """Everything within that many metres of the corridor or the line."""
        known = [self.corridor, self.alignment.line if self.alignment else None]
        shapes = [s for s in known if s is not None and not shapely.is_empty(s)]
        wide = [shapely.buffer(shape, reach_m, quad_segs=4) for shape in shapes]
        return shapely.union_all(wide) if wide else None


def along(ground: Ground, shapes: np.ndarray) -> list[dict[str, Any]]:
    """Where shapes lie, as fields of our tables: on the road whose corridor holds most of each.

    Only the part inside that corridor counts; outside every corridor, the first line and all.
    """
    if ground.alignment is None:
        return [{} for _ in shapes]
    roads = [Road(ground.alignment_uid, ground.alignment, ground.own), *ground.others]
    parts = np.stack([_within(road, shapes) for road in roads])
    choice = np.argmax([_weight(part) for part in parts], axis=0)
    rows: list[dict[str, Any]] = [{} for _ in shapes]
    for number, road in enumerate(roads):
        mine = np.flatnonzero(choice == number)
        lies = np.where(shapely.is_empty(parts[number, mine]), shapes[mine], parts[number, mine])
        for place, at in zip(mine.tolist(), road.line.intervals(lies), strict=True):
            rows[place] = {
                "alignment_uid": road.uid or None, "chainage_from_m": at.chainage_from_m,
                "chainage_to_m": at.chainage_to_m, "side": at.side, "offset_m": at.offset_m,
            }  # fmt: skip
    return rows


def _within(road: Road, shapes: np.ndarray) -> np.ndarray:
    """The part of each shape in a road's corridor; none of it where no corridor is drawn."""
    return inside(shapely.Polygon() if road.corridor is None else road.corridor, shapes)


def _weight(parts: np.ndarray) -> np.ndarray:
    """How much a part is: the first road wins where every corridor takes nothing."""
    size = 1e-6 + shapely.length(parts) + shapely.area(parts)
    return np.where(shapely.is_empty(parts), 0, size)


def outside(ground: Ground, rows: Sequence[Row], raw: np.ndarray, crs: int) -> Iterator[Fault]:
    """Faults for shapes (`raw`, in system `crs`) more than 2 km from the road, the cause named.

    When most lie outside, one fault for the file; else one for each.
    """
    area = ground.around(REACH_M)
    if area is None or not len(raw):
        return
    shapes = systems.convert_shapes(raw, crs, ground.crs)
    shapely.prepare(area)
    away = ~shapely.intersects(area, shapes)
    if away.mean() > FEW:
        yield _told(ground, area, raw[away], crs, rows[0].file, int(away.sum()))
        return
    for place in np.flatnonzero(away).tolist():
        cause = likely_cause(shapely.get_coordinates(raw[place]), _in(area, ground, crs), crs)
        why = f"; có thể {cause.message}" if cause and cause.code != "unknown" else ""
        yield rows[place].fault(
            f"nằm xa tuyến hơn {REACH_M // 1000} km{why}", cause.remedy if cause else ""
        )
    yield from _shifted(ground, shapes[~away], raw[~away], crs, rows[0].file)


def _told(ground: Ground, area: shapely.Geometry, raw: np.ndarray, crs: int, file: str,
          count: int) -> Fault:  # fmt: skip
    """One fault for a whole file, near systems told apart by the narrow strip first."""
    coords = shapely.get_coordinates(shapely.centroid(raw))
    narrow = ground.around(NARROW_M)
    found = [
        likely_cause(coords, _in(a, ground, crs), crs) for a in (narrow, area) if a is not None
    ]
    cause = next((c for c in found if c and c.code != "unknown"), found[-1])
    where = f"{count} hình nằm xa tuyến hơn {REACH_M // 1000} km"
    if cause is None:
        return Fault(where, "kiểm tra hệ tọa độ", file)
    example = ", ".join(f"{value:.1f}" for value in coords[0])
    others = f" (hoặc {', '.join(map(str, cause.also))})" if cause.also else ""
    return Fault(f"{where}: {cause.message}{others}", cause.remedy, file, value=example)


def _in(area: shapely.Geometry, ground: Ground, crs: int) -> shapely.Geometry:
    return systems.convert_shapes(area, ground.crs, crs)


def _shifted(
    ground: Ground, shapes: np.ndarray, raw: np.ndarray, crs: int, file: str
) -> Iterator[Fault]:
    """A fault when most parcels miss the corridor and undoing the datum shift puts them on it."""
    corridor, narrow = ground.corridor, ground.around(NARROW_M)
    if corridor is None or narrow is None or len(shapes) < 3:
        return
    shapely.prepare(corridor)
    if shapely.intersects(corridor, shapes).mean() >= FEW:
        return
    coords = shapely.get_coordinates(shapely.centroid(raw))
    cause = likely_cause(coords, _in(narrow, ground, crs), crs)
    if cause and cause.code == "missing_shift":
        yield Fault(cause.message, cause.remedy, file)
