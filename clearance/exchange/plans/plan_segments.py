"""Import plan of a segment list: each cut within its package, with need-by and promised days."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.plans.plan import Draft, Known, Plan, Snapshot
from clearance.exchange.plans.plan_packages import is_unread, misplaced, other_length, unusable
from clearance.exchange.plans.roads import roads_of
from clearance.exchange.road.codes import numbered
from clearance.exchange.road.cuts import Cut, gaps, overlaps, tell_gaps
from clearance.rules.basics.chainage import span_text
from clearance.rules.basics.faults import Fault
from clearance.rules.basics.quantities import show_date

OWN = ("code", "chainage_from_m", "chainage_to_m", "need_by_on")
PACKAGE, PLACE = "Gói thầu", "Lý trình"


def plan_segments(reading: Reading, snapshot: Snapshot) -> Plan:
    """Changes that bring the known segments to the list's values, promises as reports of their own.

    Faults: an unknown package, chainages off its interval, overlapping within it, a promise moved
    without its reason.
    """
    return _SegmentPlanner(reading, snapshot).run()


class _SegmentPlanner:
    def __init__(self, reading: Reading, snapshot: Snapshot) -> None:
        self._reading, self._roads = reading, roads_of(snapshot)
        self._draft = Draft("segments", reading, snapshot)
        self._packages = {row["code"]: row for row in snapshot.packages}
        self._known = {row["code"]: row for row in snapshot.segments}
        self._given = {row.values.get("code") for row in reading.rows}
        self._met: dict[str, Row] = {}
        self._cuts: dict[str, list[Cut]] = defaultdict(list)
        self._numbers: Counter[str] = Counter()

    def run(self) -> Plan:
        placed = [pair for row in self._reading.rows if (pair := self._placed(row))]
        placed.sort(key=lambda pair: pair[0].values["chainage_from_m"])
        for row, package in placed:
            self._segment(row, package)
        for package in self._packages.values():
            self._compare(package, self._cuts[package["uid"]])
        return self._draft.finish()

    def _placed(self, row: Row) -> tuple[Row, Known] | None:
        """The row with its package; None when it is added to the faults."""
        found = self._package(row)
        if isinstance(found, Fault):
            self._draft.plan.faults.append(found)
            return None
        if is_unread(row):
            return None
        faults = misplaced(row, self._roads, self._road(row, found))
        package = found or (None if faults else self._package_at(row))
        if package and not faults and not self._holds(package, row):
            faults = [_beyond(row, package)]
        if package is None and not faults:
            told = "không rõ đoạn thuộc gói thầu nào"
            faults = [row.fault(told, "ghi mã gói thầu", PACKAGE, _shown(row))]
        self._draft.plan.faults.extend(faults)
        return None if faults or package is None else (row, package)

    def _package(self, row: Row) -> Known | Fault | None:
        """The package named, why there is none of that code, or None when none is named."""
        code = row.values.get("package_code")
        if not self._packages:
            remedy = "nhập danh sách gói thầu trước, rồi nhập lại tệp này"
            return row.fault("dự án chưa có gói thầu nào", remedy, PACKAGE, code)
        if code is None:
            return None
        known = self._packages.get(code)
        names = ", ".join(sorted(self._packages))[:160]
        remedy = f"ghi một trong: {names}; hoặc nhập gói thầu ấy trước"
        return known or row.fault("không có gói thầu này", remedy, PACKAGE, code)

    def _road(self, row: Row, package: Known | None) -> str | Fault:
        """The alignment the row names, else its package's, else the first."""
        return self._roads.uid_of(row, package)

    def _package_at(self, row: Row) -> Known | None:
        """The only package that holds the row's interval."""
        holding = [p for p in self._packages.values() if self._holds(p, row)]
        return holding[0] if len(holding) == 1 else None

    def _holds(self, package: Known, row: Row) -> bool:
        start, end = package.get("chainage_from_m"), package.get("chainage_to_m")
        if start is None or end is None:
            return False
        is_within = row.values["chainage_from_m"] >= start and row.values["chainage_to_m"] <= end
        road = self._road(row, package)
        return is_within and road == (package.get("alignment_uid") or self._roads.first)

    def _segment(self, row: Row, package: Known) -> None:
        written = row.values.get("code") or self._new_code(row, package)
        code = row.values["code"] = numbered(written, package["code"])
        known = self._known.get(code)
        ends = row.values["chainage_from_m"], row.values["chainage_to_m"]
        self._cuts[package["uid"]].append(Cut(code, *ends, row))
        if faults := [*unusable(row, "Mã đoạn", self._met), *_moved_unsaid(row, known)]:
            self._draft.plan.faults.extend(faults)
            return
        patch: dict[str, Any] = {name: row.values.get(name) for name in OWN}
        patch |= {"package_uid": package["uid"], "alignment_uid": package.get("alignment_uid")}
        self._put(row, known, patch)
        days = {n: row.values.get(n) for n in ("need_by_on", "promised_on")}
        sample = {n: v for n, v in patch.items() if not n.endswith("_uid")}
        self._draft.sample({**sample, "package_code": package["code"], **days})
        self._draft.plan.notes.extend(other_length(row))

    def _put(self, row: Row, known: Known | None, patch: dict[str, Any]) -> None:
        """The segment's own fields, and its promise as a report of its own."""
        plan, before = self._draft.plan, len(self._draft.plan.changes)
        uid, day = self._draft.put("segment", known, patch), row.values.get("promised_on")
        if not day or day == (known or {}).get("promised_on"):
            return
        if len(plan.changes) == before:
            plan.unchanged -= Counter(["segment"])
            plan.changed["segment"] += 1
        why = row.values.get("promise_why") or ""
        self._draft.tell("segment", uid, "promised", {"promised_on": day}, why)

    def _new_code(self, row: Row, package: Known) -> str:
        """The code of the known segment of that very interval, else the next number."""
        place = [row.values[n] for n in ("chainage_from_m", "chainage_to_m")]
        for known in self._known.values():
            there = [known.get("chainage_from_m"), known.get("chainage_to_m")]
            if known.get("package_uid") == package["uid"] and there == place:
                return str(known["code"])
        while True:
            self._numbers[package["code"]] += 1
            code = f"{package['code']}-{self._numbers[package['code']]:02d}"
            if code not in self._known and code not in self._given:
                return code

    def _compare(self, package: Known, cuts: list[Cut]) -> None:
        """Overlaps within a package the file has segments of, and the metres none of them takes."""
        if not cuts:
            return
        plan, met = self._draft.plan, {cut.code for cut in cuts}
        others = [
            Cut(s["code"], s["chainage_from_m"], s["chainage_to_m"])
            for s in self._known.values()
            if s.get("package_uid") == package["uid"]
            and s["code"] not in met
            and s.get("chainage_from_m") is not None
        ]
        plan.faults.extend(overlaps([*cuts, *others], "đoạn"))
        parts = gaps([*cuts, *others], package["chainage_from_m"], package["chainage_to_m"])
        owner = f"gói thầu {package['code']}"
        plan.notes.extend(tell_gaps(parts, owner, "đoạn bàn giao", plan.file))


def _shown(row: Row) -> str:
    return span_text(row.values["chainage_from_m"], row.values["chainage_to_m"])


def _beyond(row: Row, package: Known) -> Fault:
    place = span_text(package["chainage_from_m"] or 0, package["chainage_to_m"] or 0)
    told = f"nằm ngoài gói thầu {package['code']} ({place})"
    return row.fault(told, "sửa lý trình hoặc gói thầu", PLACE, _shown(row))


def _moved_unsaid(row: Row, known: Known | None) -> Iterator[Fault]:
    """A fault for a promise that differs from the last one without a reason."""
    day, last = row.values.get("promised_on"), (known or {}).get("promised_on")
    if day and last and day != last and not row.values.get("promise_why"):
        told = f"khác ngày đã cam kết ({show_date(date.fromisoformat(last))}) mà không có lý do"
        remedy = "ghi cột Lý do đổi ngày cam kết, hoặc để ngày cũ"
        shown = show_date(date.fromisoformat(day))
        yield row.fault(told, remedy, "Ngày cam kết bàn giao", shown)
