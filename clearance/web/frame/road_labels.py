"""Words about the road: its kinds, its parts, what changed on it, what holds it."""

from collections.abc import Callable, Mapping
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.reports.corridor.attribution import What
from clearance.rules.procedure.steps import find_step
from clearance.web.frame.labels import SUBJECTS, say

Words = dict[str, Callable[[], str]]
#: What an alignment can be; none said is the main line.
ROADS: Words = {
    "main": lambda: _("Tuyến chính"),
    "ramp": lambda: _("Nhánh nút giao"),
    "service_road": lambda: _("Đường gom"),
}
#: Without these drawings nobody can say which ground is recorded over the full width.
MISSING: Words = {
    "alignment": lambda: _("bản vẽ tim tuyến"),
    "corridor": lambda: _("ranh phạm vi GPMB của tuyến này"),
    "parcel": lambda: _("ranh các thửa đất"),
}
_PARTS: Words = {
    "whole": lambda: _("Cả tuyến"),
    "package": lambda: _("Gói thầu"),
    "commune": lambda: _("Xã"),
    "segment": lambda: _("Đoạn bàn giao"),
}
_CHANGED: Words = {
    "registered": lambda: _("Lập hồ sơ mới"),
    "revised": lambda: _("Sửa hồ sơ, bản vẽ"),
    "withdrawn": lambda: _("Rút lại bàn giao"),
    "found": lambda: _("Phát hiện tại chỗ"),
    "confirmed": lambda: _("Xác nhận hồ sơ mới phát hiện"),
    "retired": lambda: _("Rút vì nhập nhầm"),
    "restored": lambda: _("Đưa lại hồ sơ đã rút"),
}
_DRAWINGS: Words = {
    "corridor": lambda: _("Ranh phạm vi GPMB"),
    "alignment": lambda: _("Tim tuyến"),
    "survey": lambda: _("Khảo sát"),
    "project": lambda: _("Tính khảo sát vào mét sạch"),
}
#: The levels of a certificate (rules/records/certificate.py).
LEVELS: dict[int, Callable[[], str]] = {
    1: lambda: _("Mức 1: toàn bộ mặt bằng của gói đã bàn giao"),
    2: lambda: _(
        "Mức 2: đã bàn giao, trừ các điểm liệt kê, mỗi điểm có ngày người chịu trách nhiệm đã hẹn"
    ),
    3: lambda: _(
        "Mức 3: có điều kiện, vì còn điểm chưa ai hẹn ngày, đã quá ngày, hoặc còn đất chưa khảo sát"
    ),
}


def part_kind(kind: str) -> str:
    """What kind of part of the road: the whole, a package, a commune."""
    return say(_PARTS, kind)


def part_label(part: Mapping[str, Any]) -> str:
    """A part as people call it: a package or segment by its code, all else by name."""
    is_coded = part["kind"] in ("package", "segment")
    return str(part["code"] if is_coded else part["name"])


def part_title(part: Mapping[str, Any]) -> str:
    """A part with its kind before it: `Gói thầu XL19`; the whole by its kind alone."""
    kind = part_kind(part["kind"])
    return kind if part["kind"] == "whole" else f"{kind} {part_label(part)}"


def change_words(what: What | None) -> str:
    """What changed, in words that name nobody: the fact and the kind of thing."""
    if what is None:
        return _("Ngày đã ghi trước nay mới tới")
    step = find_step(what.subject, what.fact)
    told = label(step) if step else say(_CHANGED, what.fact)
    return f"{told} – {say(SUBJECTS | _DRAWINGS, what.subject)}"
