"""A road imported again: accepted while nothing depends on it, else refused with the effects.

Places are computed from the geometry at import; another line or corridor would leave half of
the figures on the old one. Things imported before the road are placed when it comes.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import shapely

from clearance.exchange.lists.location_check import Ground, Road, along, settled
from clearance.exchange.lists.rows import Row
from clearance.exchange.plans.plan import Draft, Known, Snapshot
from clearance.geo import crs as systems
from clearance.geo.alignment import Alignment
from clearance.geo.places import METRES
from clearance.rules.basics.faults import Fault
from clearance.rules.records.subjects import SUBJECTS

#: Lines that lie closer (m), areas that differ by less (m²), are the same drawing written again.
SAME_M, SAME_M2 = 0.01, 1.0
ASIDE_M = 1.0
#: A line that keeps within this (m) of another is likely the same road drawn again.
NEAR_M = 500.0
PLACE = ("alignment_uid", *METRES, "outside")
REMEDY = (
    "dùng tệp của tuyến đang có; khi thiết kế đổi, thay tuyến ở trang Biến động (Đổi tim tuyến)"
)


def resting_on(snapshot: Snapshot, alignment_uid: str) -> Counter[str]:
    """How many things of each kind have their metres from an alignment."""
    told = Counter(snapshot.resting.get(alignment_uid, {}))
    for subject, rows in (("parcel", snapshot.parcels), ("grave", snapshot.graves)):
        here = sum(
            r.get("alignment_uid") == alignment_uid and r.get("chainage_from_m") is not None
            for r in rows
        )
        told += Counter({subject: here})
    return told


def judge_line(
    row: Row, known: Known | None, course: Alignment, values: dict[str, Any], snapshot: Snapshot
) -> Fault | None:
    """A fault when a known line would move under things placed on it; None for the same line."""
    if known is None or not known.get("shape"):
        return None
    old = shapely.from_wkb(known["shape"])
    far = shapely.hausdorff_distance(old, course.line)
    if far <= SAME_M:
        values["shape"] = known["shape"]
    is_measured = (known.get("start_m") or 0, json.loads(known.get("calibration") or "[]")) != (
        values["start_m"],
        json.loads(values["calibration"]),
    )
    resting = resting_on(snapshot, known["uid"])
    if (far <= SAME_M and not is_measured) or not resting:
        return None
    aside = shapely.length(shapely.difference(course.line, shapely.buffer(old, ASIDE_M)))
    told = f"{round(aside)} m của tim tuyến lệch khỏi tuyến đang có, xa nhất {round(far)} m"
    ground = with_line(snapshot.ground, known["uid"], course)
    return _refused(
        row,
        "lý trình đo khác tuyến đang có" if far <= SAME_M else told,
        known,
        resting,
        snapshot,
        ground,
    )


def judge_twin(row: Row, course: Alignment, snapshot: Snapshot) -> Fault | None:
    """A fault for a line without a kind that follows a main line known under another code."""
    mains = [a for a in snapshot.alignments if a.get("shape") and a.get("kind") in (None, "main")]
    for known in mains if row.values.get("kind") is None else ():
        near = shapely.buffer(shapely.from_wkb(known["shape"]), NEAR_M, quad_segs=4)
        along_m = shapely.length(shapely.intersection(course.line, near))
        if along_m > course.measured_m / 2:
            told = f"{round(along_m)} m chạy sát tuyến {known['code']} đã có, mà mang mã khác"
            remedy = f"ghi mã {known['code']} nếu là tuyến ấy, không thì ghi cột Loại đường"
            return row.fault(told, remedy)
    return None


def judge_corridor(
    row: Row, line: Known, whole: shapely.Geometry, others: list[Known], snapshot: Snapshot
) -> tuple[Fault | None, Ground, bool]:
    """A fault when a known corridor would move under things placed on it; the ground afterwards.

    `whole` is a polygon in the ground's system; `others`: corridors of the line under other codes.
    The last value says whether the corridor is unchanged.
    """
    own = [
        shapely.from_wkb(c["shape"])
        for c in snapshot.corridors
        if c.get("shape") and c["alignment_uid"] == line["uid"]
    ]
    after = shapely.union_all([whole, *(shapely.from_wkb(c["shape"]) for c in others)])
    ground = with_corridor(snapshot.ground, line["uid"], after)
    if not own:
        return None, ground, False
    before = shapely.union_all(own)
    differing = float(shapely.area(shapely.symmetric_difference(before, after)))
    resting = resting_on(snapshot, line["uid"])
    if differing <= SAME_M2 or not resting:
        return None, ground, differing <= SAME_M2
    told = f"{round(differing)} m² của phạm vi GPMB khác với phạm vi đang có"
    return _refused(row, told, line, resting, snapshot, ground), ground, False


def place_again(draft: Draft, ground: Ground) -> None:
    """Plan the places of the known shapes on the line or corridor just imported."""
    for subject, known, place in _placed(draft.snapshot, ground):
        draft.put(subject, known, settled(place, known, False), cleared=PLACE)


def with_line(ground: Ground, uid: str, course: Alignment) -> Ground:
    """The ground with that line; `course` is in the ground's system."""
    if ground.alignment is None or ground.alignment_uid == uid:
        return replace(ground, alignment=course, alignment_uid=uid)
    others = [replace(r, line=course) if r.uid == uid else r for r in ground.others]
    return replace(ground, others=tuple(others))


def with_corridor(ground: Ground, uid: str, own: shapely.Geometry) -> Ground:
    """The ground with that corridor of one line, a polygon in the ground's system."""
    if ground.alignment_uid == uid:
        ground = replace(ground, own=own)
    others = tuple(replace(r, corridor=own) if r.uid == uid else r for r in ground.others)
    roads = [Road(ground.alignment_uid, ground.alignment, ground.own)] if ground.alignment else []
    strips = [r.corridor for r in (*roads, *others) if r.corridor is not None]
    return replace(ground, others=others, corridor=shapely.union_all(strips))


def by_metres(row: Known) -> bool:
    """Whether a thing lies by its metres: undrawn, or found with a phone and not confirmed.

    The metres of the second are the phone's accuracy, more than its point.
    """
    is_found = bool(row.get("is_unconfirmed")) and row.get("chainage_from_m") is not None
    return is_found or not row.get("shape")


def _placed(snapshot: Snapshot, ground: Ground) -> Iterator[tuple[str, Known, dict[str, Any]]]:
    """Everything drawn with the place it would have on a ground."""
    for subject, rows in _drawable(snapshot):
        drawn = [row for row in rows if not by_metres(row)]
        shapes = [
            systems.convert_shapes(shapely.from_wkb(row["shape"]), row["crs"], ground.crs)
            for row in drawn
        ]
        found = along(ground, np.array(shapes, dtype=object)) if drawn else []
        yield from ((subject, row, place) for row, place in zip(drawn, found, strict=True) if place)


def _drawable(snapshot: Snapshot) -> Iterator[tuple[str, Sequence[Known]]]:
    yield "parcel", snapshot.parcels
    yield "structure", snapshot.structures
    yield "utility", snapshot.utilities
    yield "grave", snapshot.graves


def _refused(
    row: Row, told: str, line: Known, resting: Counter[str], snapshot: Snapshot, ground: Ground
) -> Fault:
    """The refusal, with what would change of the things drawn."""
    fields = ("chainage_from_m", "chainage_to_m", "side")
    moved = out = metres = 0
    for _subject, known, place in _placed(snapshot, ground):
        if known.get("alignment_uid") == line["uid"]:
            new = settled(place, known, False)
            is_moved = any(new.get(n) != known.get(n) for n in fields)
            moved, out = moved + is_moved, out + (new.get("outside") == "aside")
            metres += is_moved * (
                (known.get("chainage_to_m") or 0) - (known.get("chainage_from_m") or 0)
            )
    kinds = ", ".join(f"{n} {SUBJECTS[name].vi}" for name, n in resting.items())
    change = f"{moved} thửa, công trình, mộ ({metres} m) sẽ đổi chỗ, {out} ra ngoài phạm vi GPMB"
    return row.fault(f"{told}: {change}; đang dựa vào tuyến {line['code']}: {kinds}", REMEDY)
