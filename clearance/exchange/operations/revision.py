"""A centreline revised by design: every chainage on it is computed again.

What is drawn is placed again by its shape. What has chainages alone (packages, segments, surveys,
undrawn things) keeps its place on the ground: the point of the old centreline is located on the
new one. Metres of the project's system; chainages are whole metres, rounded down.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from clearance.exchange.lists.location_check import Ground
from clearance.exchange.lists.rows import Reading
from clearance.exchange.plans.plan import Draft, Known, Snapshot
from clearance.exchange.plans.road_changes import by_metres, place_again, with_corridor, with_line
from clearance.exchange.plans.stretches import put_stretches
from clearance.geo.alignment import Alignment
from clearance.geo.shapes import to_hex
from clearance.rules.basics.chainage import span_text, to_text
from clearance.rules.basics.faults import Fault
from clearance.rules.operations.plan import Line, Plan, Question, Total

#: Things whose new chainages differ by more than this (m) are listed one by one.
LISTED_M = 1
_ENDS = ("chainage_from_m", "chainage_to_m")
#: What lies along the road by chainages, where it is not drawn.
_ALONG = ("package", "segment", "survey", "parcel", "structure", "utility", "grave")


@dataclass(frozen=True, slots=True)
class Design:
    """Drawings of a revised design: the centreline with its row, the corridor; None: as it is.

    Geometries in the project's system.
    """

    reading: Reading | None = None
    line: shapely.LineString | None = None
    strip: shapely.Geometry | None = None


def revise(
    design: Design, uid: str, snapshot: Snapshot, plan: Plan, answers: Mapping[str, str]
) -> Plan:
    """Fill a plan that gives one alignment (uid) another centreline, another corridor, or both."""
    known = next((row for row in snapshot.alignments if row["uid"] == uid), None)
    if known is None or not known.get("shape"):
        plan.faults.append(Fault("tuyến này chưa có bản vẽ", "nhập tim tuyến ở trang Nhập dữ liệu"))
        return plan
    old = _known_course(known)
    line = design.line
    course = old if line is None else _measured(design, line, known, plan, answers)
    if course is None:
        return plan
    draft = Draft("alignment", design.reading or Reading("alignment", ""), snapshot)
    if line is not None:
        values = {"shape": to_hex(line), "length_m": course.length_m, **_posts(course)}
        draft.put("alignment", known, values)
    place_again(draft, _ground(draft, design, uid, course))
    if line is not None:
        plan.faults += _along(draft, uid, old, course)
        put_stretches(draft, course, {"code": known["code"], "kind": known.get("kind")})
    plan.changes = [] if plan.faults else draft.plan.changes
    _tell(plan, known, old, course, snapshot)
    return plan


def _ground(draft: Draft, design: Design, uid: str, course: "_Course") -> Ground:
    """The roads with the new line and the new corridor, whose drawing is planned on the way."""
    snapshot = draft.snapshot
    ground = with_line(snapshot.ground, uid, course)
    if design.strip is None:
        return ground
    own = [row for row in snapshot.corridors if row["alignment_uid"] == uid]
    code = str(next(row["code"] for row in snapshot.alignments if row["uid"] == uid))
    fresh = {"code": own[0]["code"] if own else f"GPMB-{code}", "alignment_uid": uid}
    values = fresh | {"shape": to_hex(design.strip), "crs": snapshot.ground.crs}
    draft.put("corridor", own[0] if own else None, values)
    return with_corridor(ground, uid, design.strip)


def _known_course(known: Known) -> "_Course":
    table = known["calibration"] or "[]"
    line = shapely.LineString(shapely.get_coordinates(shapely.from_wkb(known["shape"])))
    course = _Course(line, known["start_m"] or 0, json.loads(table))
    course.start_m, course.table = known["start_m"] or 0, table
    return course


class _Course(Alignment):
    """A centreline with the start and the table it was measured by."""

    start_m: int = 0
    table: str = "[]"


def _posts(course: _Course) -> dict[str, Any]:
    return {"start_m": course.start_m, "calibration": course.table}


def _measured(
    design: Design, line: shapely.LineString, known: Known, plan: Plan, answers: Mapping[str, str]
) -> _Course | None:
    """The new line with its chainages: the file's, else the old ones when a person says so."""
    given = design.reading.rows[0].values if design.reading else {}
    start = given.get("start_m", known.get("start_m")) or 0
    table, old = given.get("calibration"), known.get("calibration") or "[]"
    if table is None and json.loads(old):
        options = (("keep", str(len(json.loads(old)))), ("none", to_text(start)))
        asked = Question("road-table", "road_table", "alignment", known["code"], options)
        answer = plan.ask(asked, answers)
        table = {"keep": old, "none": "[]"}.get(answer)
        if table is None:
            return None
    try:
        course = _Course(line, start, json.loads(table or "[]"))
    except (ValueError, TypeError):
        plan.faults.append(Fault("bảng lý trình sai", "mỗi hàng [mét đo, lý trình] tăng dần"))
        return None
    course.start_m, course.table = start, table or "[]"
    return course


def _along(draft: Draft, uid: str, old: Alignment, new: Alignment) -> list[Fault]:
    """Plan new chainages of what has chainages alone; faults where a thing loses its metres."""
    rows = [
        (subject, row)
        for subject, row in _undrawn(draft.snapshot)
        if row.get("alignment_uid") == uid and row.get("chainage_from_m") is not None
    ]
    moved = mapped(old, new, [row[name] for _, row in rows for name in _ENDS])
    faults = []
    for n, (subject, row) in enumerate(rows):
        low, high = moved[2 * n], moved[2 * n + 1]
        high += _is_spot(row) and high == low < new.to_m
        if high <= low:
            told = f"{row.get('code') or subject} không còn mét nào trên tuyến mới"
            faults.append(Fault(told, "sửa lý trình của mục ấy trước", value=_span(row)))
            continue
        place = dict(zip(_ENDS, (low, high), strict=True)) | _parts(row, old, new)
        draft.put(subject, row, place)
    if draft.snapshot.ground.alignment_uid == uid:
        _households(draft, old, new)
    return faults


def _is_spot(row: Known) -> bool:
    """Whether a thing is known by a single metre, as one found by its chainage is."""
    return bool(row["chainage_to_m"] - row["chainage_from_m"] == 1)


def _undrawn(snapshot: Snapshot) -> Iterator[tuple[str, Known]]:
    rows: dict[str, Sequence[Known]] = {
        "package": snapshot.packages, "segment": snapshot.segments, "survey": snapshot.surveys,
        "parcel": snapshot.parcels, "structure": snapshot.structures,
        "utility": snapshot.utilities, "grave": snapshot.graves,
    }  # fmt: skip
    return (
        (name, row)
        for name in _ALONG
        for row in rows[name]
        if by_metres(row) and not row.get("withdrawn_on")
    )


def _parts(row: Known, old: Alignment, new: Alignment) -> dict[str, str]:
    """The pieces of a thing that lies in several, moved like its ends."""
    pieces = json.loads(row.get("parts") or "[]")
    if not pieces:
        return {}
    ends = mapped(old, new, [end for piece in pieces for end in piece[:2]])
    moved = [[ends[2 * n], ends[2 * n + 1], piece[2]] for n, piece in enumerate(pieces)]
    return {"parts": json.dumps(moved)}


def _households(draft: Draft, old: Alignment, new: Alignment) -> None:
    rows = [row for row in draft.snapshot.households if row.get("chainage_m") is not None]
    moved = mapped(old, new, [row["chainage_m"] for row in rows])
    for row, metres in zip(rows, moved, strict=True):
        draft.put("household", row, {"chainage_m": metres})


def mapped(old: Alignment, new: Alignment, chainages: Sequence[int]) -> list[int]:
    """Chainages (whole m) on the new line of the same places of the old one, never out of order.

    The ends of the old line are those of the new one; beyond them the distance stays.
    """
    if not len(chainages):
        return []
    given = np.asarray(chainages, float)
    found = new.locate(old.point_at(given))[0]
    low, high = given <= old.from_m, given >= old.to_m
    found = np.where(low, new.from_m + given - old.from_m, found)
    found = np.where(high, new.to_m + given - old.to_m, found)
    order = np.argsort(given, kind="stable")
    found[order] = np.maximum.accumulate(found[order])
    return [int(metres) for metres in np.floor(np.round(found, 3)).tolist()]


def _span(row: Known) -> str:
    return span_text(row["chainage_from_m"], row["chainage_to_m"])


def _tell(plan: Plan, known: Known, old: Alignment, new: Alignment, snapshot: Snapshot) -> None:
    """The difference, thing by thing where it is more than a metre, and the totals."""
    before = {row["uid"]: row for _, row in _placed_rows(snapshot)}
    span = span_text(old.from_m, old.to_m), span_text(new.from_m, new.to_m)
    plan.lines.append(Line("alignment", known["code"], "span", *span))
    placed = [c for c in plan.changes if c.subject != "alignment" and c.subject_uid in before]
    far = [c for c in placed if _distance(before[c.subject_uid], c.patch) > LISTED_M]
    for change in far:
        row = before[change.subject_uid]
        after = _place_text({**row, **change.patch})
        plan.lines.append(
            Line(change.subject, str(row.get("code") or ""), "span", _place_text(row), after)
        )
    plan.totals += [
        Total("road_m", "m", old.length_m, new.length_m, is_kept=False),
        Total("things_moved", "", 0, len(far), is_kept=False),
    ]


def _placed_rows(snapshot: Snapshot) -> Iterator[tuple[str, Known]]:
    groups = {
        "package": snapshot.packages, "segment": snapshot.segments, "survey": snapshot.surveys,
        "parcel": snapshot.parcels, "structure": snapshot.structures,
        "utility": snapshot.utilities, "grave": snapshot.graves, "unit": snapshot.units,
        "household": snapshot.households,
    }  # fmt: skip
    return ((name, row) for name, rows in groups.items() for row in rows)


def _distance(row: Known, patch: Mapping[str, Any]) -> float:
    """How far (m) a thing moves along the road; without end when it gets or loses its place."""
    names = [name for name in (*_ENDS, "chainage_m") if name in patch]
    pairs = [(row.get(name), patch[name]) for name in names]
    if any((a is None) != (b is None) for a, b in pairs):
        return float("inf")
    return max((abs(b - a) for a, b in pairs if a is not None and b is not None), default=0)


def _place_text(row: Mapping[str, Any]) -> str:
    if row.get("chainage_m") is not None:
        return to_text(row["chainage_m"])
    is_placed = row.get("chainage_from_m") is not None and row.get("chainage_to_m") is not None
    return span_text(row["chainage_from_m"], row["chainage_to_m"]) if is_placed else ""
