"""The alignment a row of a list lies on, and whether its chainages are on it."""

from dataclasses import dataclass

from clearance.exchange.lists.location_check import Road
from clearance.exchange.lists.rows import Row
from clearance.exchange.plans.adoption import is_main
from clearance.exchange.plans.plan import Known, Snapshot
from clearance.geo.alignment import Alignment
from clearance.rules.basics.chainage import span_text, to_text
from clearance.rules.basics.faults import Fault

ROAD_COLUMN, PLACE_COLUMN = "Mã tuyến", "Lý trình"


@dataclass(frozen=True, slots=True)
class Roads:
    """The known alignments by code; `first` is the main one, of a row that names none."""

    by_code: dict[str, Road]
    lines: dict[str, Alignment]
    first: str

    def uid_of(self, row: Row, known: Known | None = None) -> str | Fault:
        """The uid of the alignment a row names, else of the known thing's, else of the first.

        "" while the project has none; a fault for an unknown code.
        """
        code = row.values.get("alignment_code")
        if not code:
            return str((known or {}).get("alignment_uid") or self.first)
        if code not in self.by_code:
            names = ", ".join(sorted(self.by_code)) or "chưa có tuyến nào"
            remedy = f"ghi một trong: {names}; hoặc nhập tim tuyến trước"
            return row.fault("không có tuyến mang mã này", remedy, ROAD_COLUMN, code)
        return self.by_code[code].uid

    def off_road(self, row: Row, uid: str) -> Fault | None:
        """Why the row's chainages are not on the alignment; None when they are or none is drawn."""
        line = self.lines.get(uid)
        start, end = row.values.get("chainage_from_m"), row.values.get("chainage_to_m")
        if line is None or start is None or end is None:
            return None
        if line.from_m <= start and end <= line.to_m:
            return None
        shown = span_text(start, end) if end > start else to_text(start)
        told = f"nằm ngoài tim tuyến ({span_text(line.from_m, line.to_m)})"
        return row.fault(told, "sửa lý trình, hoặc nhập lại tim tuyến", PLACE_COLUMN, shown)


def roads_of(snapshot: Snapshot) -> Roads:
    """The roads of a snapshot, the ground's own first."""
    ground = snapshot.ground
    drawn = [Road(ground.alignment_uid, ground.alignment, ground.own)] if ground.alignment else []
    lines = {road.uid: road.line for road in (*drawn, *ground.others)}
    roads = {road.uid: road for road in (*drawn, *ground.others)}
    by_code = {a["code"]: roads[a["uid"]] for a in snapshot.alignments if a["uid"] in roads}
    mains = {a["uid"] for a in snapshot.alignments if is_main(a)}
    return Roads(by_code, lines, ground.alignment_uid if ground.alignment_uid in mains else "")
