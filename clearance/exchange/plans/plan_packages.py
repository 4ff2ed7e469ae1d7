"""Import plan of a package list: code, contractor, interval along an alignment."""

from collections import defaultdict
from typing import Any

from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.plans.plan import Draft, Plan, Snapshot
from clearance.exchange.plans.roads import Roads, roads_of
from clearance.exchange.road.cuts import Cut, gaps, overlaps, tell_gaps
from clearance.exchange.road.reading import FIELDS
from clearance.rules.basics.chainage import span_text
from clearance.rules.basics.faults import Fault

OWN = ("code", "name", "contractor", "chainage_from_m", "chainage_to_m", "usable_m")
#: A written length that differs by no more (m) is the same: chainages are floored.
SAME_M = 1.5


def plan_packages(reading: Reading, snapshot: Snapshot) -> Plan:
    """Changes that bring the known packages to the list's values; chainages in whole metres.

    Faults: no or a twice given code, chainages missing, backwards, off the road or overlapping.
    """
    draft, roads = Draft("packages", reading, snapshot), roads_of(snapshot)
    known = {row["code"]: row for row in snapshot.packages}
    met: dict[str, Row] = {}
    for row in reading.rows:
        code = row.values.get("code") or ""
        road = roads.uid_of(row, known.get(code))
        faults = unusable(row, "Mã gói thầu", met)
        faults += [] if is_unread(row) else misplaced(row, roads, road)
        draft.plan.faults.extend(faults)
        if faults or is_unread(row):
            continue
        patch: dict[str, Any] = {name: row.values.get(name) for name in OWN}
        patch["alignment_uid"] = road or None
        if code not in known:
            patch["name"] = patch["name"] or f"Gói thầu {code}"
        draft.put("package", known.get(code), patch)
        draft.sample({k: v for k, v in patch.items() if k != "alignment_uid"})
        draft.plan.notes.extend(other_length(row))
    _compare(draft, reading, roads)
    return draft.finish()


def unusable(row: Row, column: str, met: dict[str, Row]) -> list[Fault]:
    """Faults of a row without a code, or with one that another row has."""
    code = row.values.get("code")
    if not code:
        return [row.fault("thiếu mã", "ghi mã, hoặc xóa dòng này", column)]
    first = met.setdefault(code, row)
    told = f"mã này đã có ở dòng {first.number}"
    return [] if first is row else [row.fault(told, "mỗi dòng một mã", column, code)]


def is_unread(row: Row) -> bool:
    """Whether a chainage of the row could not be read; its fault is there already."""
    return bool(row.failed.intersection(FIELDS))


def misplaced(row: Row, roads: Roads, road: str | Fault) -> list[Fault]:
    """Faults of a row's interval: of no known road, missing, of no length, off the road."""
    if isinstance(road, Fault):
        return [road]
    start, end = row.values.get("chainage_from_m"), row.values.get("chainage_to_m")
    if start is None or end is None:
        return [row.fault("thiếu lý trình", "ghi lý trình đầu và cuối", "Lý trình")]
    if start >= end:
        told, shown = "lý trình đầu bằng lý trình cuối", span_text(start, end)
        return [row.fault(told, "ghi lý trình cuối lớn hơn lý trình đầu", "Lý trình", shown)]
    off = roads.off_road(row, road)
    return [off] if off else []


def other_length(row: Row) -> list[Fault]:
    """A note when the written length, in metres or kilometres, is not that of the interval."""
    length = row.values.get("length")
    metres = row.values["chainage_to_m"] - row.values["chainage_from_m"]
    if length is None or min(abs(length - metres), abs(length * 1000 - metres)) <= SAME_M:
        return []
    told = f"hai lý trình cách nhau {metres} m, khác chiều dài ghi trong danh sách"
    return [row.fault(told, "xem lại lý trình", "Chiều dài", f"{length:g}")]


def _compare(draft: Draft, reading: Reading, roads: Roads) -> None:
    """Overlaps and gaps of all packages, known ones included, by alignment."""
    for uid, cuts in _cuts(draft, reading, roads).items():
        draft.plan.faults.extend(overlaps(cuts, "gói thầu"))
        line = roads.lines.get(uid)
        if line:
            parts = gaps(cuts, line.from_m, line.to_m)
            draft.plan.notes.extend(tell_gaps(parts, "tuyến", "gói thầu", draft.plan.file))


def _cuts(draft: Draft, reading: Reading, roads: Roads) -> dict[str, list[Cut]]:
    """The packages as they would be, by alignment."""
    found: dict[str, list[Cut]] = defaultdict(list)
    given = {row.values.get("code") for row in reading.rows}
    by_code = {row["code"]: row for row in draft.snapshot.packages}
    for known in draft.snapshot.packages:
        if known["code"] not in given and known.get("chainage_from_m") is not None:
            cut = Cut(known["code"], known["chainage_from_m"], known["chainage_to_m"])
            found[known.get("alignment_uid") or ""].append(cut)
    for row in reading.rows:
        own = by_code.get(row.values.get("code") or "")
        road, start = roads.uid_of(row, own), row.values.get("chainage_from_m")
        if isinstance(road, str) and start is not None and row.values.get("code"):
            found[road].append(Cut(row.values["code"], start, row.values["chainage_to_m"], row))
    return found
