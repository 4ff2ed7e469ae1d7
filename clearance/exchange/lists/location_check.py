"""Whether drawn things lie near the road, and if not, the likely mistake."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from clearance.exchange.lists.rows import Reading, Row
from clearance.geo import crs as systems
from clearance.geo.alignment import Alignment
from clearance.geo.causes import likely_cause
from clearance.geo.places import METRES, placed
from clearance.geo.records import inside
from clearance.rules.basics.faults import Fault

REACH_M = 2_000
#: Things outside the corridor that are named in a note; the account has them all.
NAMED = 10
NARROW_M = 100
#: Less than this (m²) of a parcel in a corridor is drawing noise along a common border.
SLIVER_M2 = 0.1
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
    """The road before an import: the project's system (EPSG `crs`), line and corridor in it.

    Without line and corridor nothing is checked. `others`: ramps and service roads.
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
    """Place of each shape as fields of our tables, on the road whose corridor holds most of it.

    `shapes` are in the ground's system, metres. Returns chainage_from_m, chainage_to_m, side,
    offset_m, parts (JSON, for several) and alignment_uid; only the part inside that corridor
    counts. A shape outside every corridor has `outside`, with its place as if it counted.
    """
    if ground.alignment is None:
        return [{} for _ in shapes]
    roads = [Road(ground.alignment_uid, ground.alignment, ground.own), *ground.others]
    parts = np.stack([_within(road, shapes) for road in roads])
    weights = np.stack([_weight(part, shapes) for part in parts])
    choice, aside = np.argmax(weights, axis=0), (weights == 0).all(axis=0)
    aside[aside] = is_aside(ground, shapes[aside])
    rows: list[dict[str, Any]] = [{} for _ in shapes]
    for number, road in enumerate(roads):
        mine = np.flatnonzero(choice == number)
        lies = np.where(weights[number, mine] > 0, parts[number, mine], shapes[mine])
        for place, at in zip(mine.tolist(), placed(road.line, lies), strict=True):
            rows[place] = {
                "alignment_uid": road.uid or None,
                **at,
                "outside": "aside" if aside[place] else None,
            }
    return rows


def settled(place: dict[str, Any], known: Mapping[str, Any] | None, blocks: bool) -> dict[str, Any]:
    """The place to store: outside the corridor it blocks nothing until somebody confirms it.

    `blocks`: confirmed now; a confirmation in `known` is kept.
    """
    if place.get("outside") is None:
        return place
    if blocks or (known or {}).get("outside") == "blocks":
        return {**place, "outside": "blocks"}
    return {**place, **dict.fromkeys(METRES)}


def is_aside(ground: Ground, shapes: np.ndarray) -> np.ndarray:
    """Whether each shape, (n,) in the ground's system, lies outside every corridor.

    Touching an edge counts as outside.
    """
    if ground.corridor is None:
        return np.zeros(len(shapes), dtype=bool)
    return np.asarray(_weight(inside(ground.corridor, shapes), shapes) == 0)


def _within(road: Road, shapes: np.ndarray) -> np.ndarray:
    """The part of each shape in a road's corridor; none of it where no corridor is drawn."""
    return inside(shapely.Polygon() if road.corridor is None else road.corridor, shapes)


def _weight(parts: np.ndarray, shapes: np.ndarray) -> np.ndarray:
    """How much a part of a shape is: 0 for none, for a mere border and for a sliver of an area."""
    area = shapely.area(parts)
    is_flat = (shapely.get_dimensions(shapes) == 2) & (area < SLIVER_M2)
    size = 1e-6 + shapely.length(parts) + area
    return np.where(shapely.is_empty(parts) | is_flat, 0, size)


def far_off(ground: Ground, rows: Sequence[Row], raw: np.ndarray, crs: int) -> Iterator[Fault]:
    """Faults for shapes (`raw`, in EPSG `crs`) more than 2 km from the road, with the likely cause.

    One fault for the file when most are, else one for each.
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


def _told(
    ground: Ground, area: shapely.Geometry, raw: np.ndarray, crs: int, file: str, count: int
) -> Fault:
    """One fault for a whole file, trying the narrow strip first to separate near systems."""
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


def tell_aside(reading: Reading, ground: Ground, rows: Sequence[Row], shapes: np.ndarray) -> None:
    """Note the shapes outside every corridor with their distance (m) from it."""
    at = [i for i, row in enumerate(rows) if row.values.get("outside")]
    if not at or ground.corridor is None:
        return
    far = shapely.distance(ground.corridor, shapes[at])
    names = [f"{label(rows[i])} (cách {round(m)} m)" for i, m in zip(at, far.tolist(), strict=True)]
    reading.outside = names
    shown = ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
    told = f"{len(names)} hình nằm ngoài phạm vi GPMB, không chặn mét nào: {shown}"
    remedy = "nếu vẫn vướng đường thi công thì xác nhận là vẫn chặn"
    reading.notes.append(Fault(told, remedy, reading.file, option="--outside blocks"))


def label(row: Row) -> str:
    """Name of a thing for people: sheet/number of a parcel, else its code, else its row."""
    sheet, number = row.values.get("map_sheet_no", "?"), row.values.get("parcel_no")
    return f"thửa {sheet}/{number}" if number else str(row.values.get("code") or row.number)
