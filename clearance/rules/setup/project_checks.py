"""Checks of the project itself and of the ground: units, roads, packages, what lies along them."""

from collections.abc import Callable

from clearance.rules.setup.facts import Facts
from clearance.rules.setup.finding import Finding, Said, judged, listed, said, shown_day

#: Names that `flask init` gives where none is told; an office replaces them by its own.
UNNAMED = ("", "Dự án")
Judge = Callable[[Facts], Finding]


def project(facts: Facts) -> Finding:
    """Name and code."""
    own = facts.project
    if not own.code:
        none = said("Chưa có dự án: chạy `flask init`.", "No project yet: run `flask init`.")
        return Finding("missing", "", (none,))
    line = said("Chưa có tên riêng của dự án.", "The project has no name of its own yet.")
    shown = " – ".join(filter(None, (own.code, own.name)))
    return judged("missing", shown, line if own.name.strip() in UNNAMED else None)


def zone(facts: Facts) -> Finding:
    """The VN-2000 zone; to be looked at again until the first drawing is in."""
    own = facts.project
    if not own.zone:
        return Finding("missing", "", (said("Chưa chọn hệ tọa độ.", "No system is chosen."),))
    line = said(
        "Xem lại trước khi nhập bản vẽ đầu tiên: sau đó không đổi được nữa.",
        "Look at it again before the first drawing comes in: it cannot be changed afterwards.",
    )
    return judged("confirm", own.zone, line if not own.shapes else None)


def begun(facts: Facts) -> Finding:
    """The day of the project's first document."""
    day = facts.project.begun_on
    line = said("Chưa ghi ngày dự án bắt đầu.", "The day the project began is not recorded.")
    return judged("confirm", shown_day(day) if day else "", None if day else line)


def units(facts: Facts) -> Finding:
    """Administrative units, drawn or not."""
    ground = facts.ground
    if not ground.units:
        line = said("Chưa có đơn vị hành chính nào.", "There is no administrative unit yet.")
        return Finding("missing", 0, (line,))
    line = said(
        "Chưa có ranh giới, nên mét tuyến của xã tính theo lý trình ghi tay: {names}.",
        "Without outline, so their metres follow the chainages written down: {names}.",
        names=listed(ground.undrawn_units),
    )
    return judged("confirm", ground.units, line if ground.undrawn_units else None)


def succession(facts: Facts) -> Finding:
    """Units that ended and the units that took them over."""
    ground = facts.ground
    line = said(
        "Đã hết hiệu lực mà chưa ghi đơn vị kế thừa: {names}.",
        "Ended without a successor recorded: {names}.",
        names=listed(ground.heirless_units),
    )
    if not ground.ended_units:
        none = said("Không có đơn vị nào đã hết hiệu lực.", "No unit has ended.")
        return Finding("has", "", (none,))
    return judged("missing", ground.ended_units, line if ground.heirless_units else None)


def alignment(facts: Facts) -> Finding:
    """At least one centreline."""
    line = said("Chưa có tim tuyến.", "There is no alignment yet.")
    return judged("missing", facts.ground.alignments, None if facts.ground.alignments else line)


def calibration(facts: Facts) -> Finding:
    """Calibration tables; without one chainage is the length measured along the line."""
    ground = facts.ground
    if not ground.alignments:
        return Finding("missing", 0, (said("Chưa có tim tuyến.", "There is no alignment yet."),))
    line = said(
        "Không có bảng lý trình nên lý trình là mét đo dọc tim: {names}.",
        "Without calibration, so chainage is the length along the line: {names}.",
        names=listed(ground.uncalibrated),
    )
    lines = (line,) if ground.uncalibrated else ()
    return Finding("has", ground.alignments - len(ground.uncalibrated) or "", lines)


def corridor(facts: Facts) -> Finding:
    """A right of way for each alignment."""
    ground = facts.ground
    if not ground.corridors:
        return Finding("missing", 0, (said("Chưa có phạm vi GPMB.", "There is no corridor yet."),))
    line = said(
        "Tuyến chưa có phạm vi GPMB: {names}.",
        "Alignments without a corridor: {names}.",
        names=listed(ground.roads_without_corridor),
    )
    return judged("missing", ground.corridors, line if ground.roads_without_corridor else None)


def packages(facts: Facts) -> Finding:
    """Bid packages."""
    line = said("Chưa có gói thầu.", "There is no bid package yet.")
    return judged("missing", facts.ground.packages, None if facts.ground.packages else line)


def segments(facts: Facts) -> Finding:
    """Segments, each with the day the investor needs it by."""
    ground = facts.ground
    if not ground.segments:
        line = said("Chưa có đoạn bàn giao.", "There is no segment yet.")
        return Finding("missing", 0, (line,))
    line = said(
        "Chưa có ngày cần mặt bằng: {names}.",
        "Without a need-by day: {names}.",
        names=listed(ground.undated_segments),
    )
    return judged("confirm", ground.segments, line if ground.undated_segments else None)


def households(facts: Facts) -> Finding:
    """Households of the register."""
    line = said("Chưa có danh sách hộ.", "There is no list of households yet.")
    return judged("missing", facts.ground.households, None if facts.ground.households else line)


#: Kinds of things along the road → their words, and that none of them is in.
_KINDS: dict[str, tuple[Said, Said]] = {
    "parcel": (Said("thửa đất", "parcels"), Said("Chưa nhập thửa đất nào.", "No parcel is in.")),
    "structure": (
        Said("nhà, công trình", "structures"),
        Said("Chưa nhập nhà, công trình nào.", "No structure is in."),
    ),
    "utility": (
        Said("đường dây, đường ống", "utility lines"),
        Said("Chưa nhập đường dây, đường ống nào.", "No utility line is in."),
    ),
    "grave": (Said("mộ", "graves"), Said("Chưa nhập mộ nào.", "No grave is in.")),
}


def things(subject: str) -> Judge:
    """The check that things of a kind were brought in, or declared to be none."""

    def judge(facts: Facts) -> Finding:
        ground = facts.ground
        count = ground.things.get(subject, 0)
        is_known = bool(count or ground.surveyed_m.get(subject))
        return judged("missing", count, None if is_known else _KINDS[subject][1])

    return judge


def surveys(facts: Facts) -> Finding:
    """Every kind surveyed over the whole road: brought in, or declared none there."""
    ground = facts.ground
    if not ground.road_m:
        return Finding("missing", "", (said("Chưa có tim tuyến.", "There is no alignment yet."),))
    left = {kind: ground.road_m - ground.surveyed_m.get(kind, 0) for kind in _KINDS}
    lines = [_unsurveyed(kind, metres) for kind, metres in left.items() if metres > 0]
    if not ground.counts_surveys:
        lines.insert(0, _UNCOUNTED)
    is_whole = sum(metres <= 0 for metres in left.values())
    return judged("missing", f"{is_whole}/{len(left)}", *lines)


_UNCOUNTED = Said(
    "Dự án chưa tính khảo sát: mét sạch mới xét thửa đất, chưa xét nhà, đường dây, mộ.",
    "The project does not count surveys: clear metres look at parcels alone.",
)


def _unsurveyed(kind: str, metres: int) -> Said:
    words = _KINDS[kind][0]
    shown = f"{metres:,}"
    return Said(
        f"Chưa khảo sát {words.vi}: {shown.replace(',', '.')} m.",
        f"Not surveyed for {words.en}: {shown} m.",
    )
