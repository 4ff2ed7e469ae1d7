"""What is known of parcels before they are split or merged, and what speaks against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from clearance.rules.basics.faults import Fault
from clearance.rules.basics.names import slug
from clearance.rules.basics.quantities import show_area

Row = Mapping[str, Any]
AREAS = ("area_total_m2", "area_recovered_m2")
#: What the parts and the whole are called where areas do not agree.
_SPLIT, _MERGED = ("các phần", "thửa cũ"), ("các thửa cũ", "thửa mới")
_AREA_WORDS = {"area_total_m2": "diện tích thửa", "area_recovered_m2": "diện tích thu hồi"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part as its document gives it; no area where the document has none."""

    map_sheet_no: str
    parcel_no: str
    areas: Mapping[str, Decimal | None]
    household_uid: str | None = None


@dataclass(frozen=True, slots=True)
class Old:
    """A parcel that is split or merged: its row with `shape` and `crs`, its steps, what is on it.

    `upon`: structures and graves; `obstacles`: its own. `offered_in`: the code of an offering that
    holds it, ''.
    """

    row: Row
    unit_code: str
    taken: Mapping[str, str] = field(default_factory=dict)
    upon: Sequence[Row] = ()
    obstacles: Sequence[Row] = ()
    offered_in: str = ""

    @property
    def uid(self) -> str:
        """The identifier of the parcel."""
        return str(self.row["uid"])

    @property
    def code(self) -> str:
        """The code of the parcel."""
        return str(self.row["code"])


def exact(value: Any) -> Decimal | None:
    """An area of a row as it was written; None for none."""
    return None if value is None else Decimal(str(value))


def code_of(old: Old, part: Part) -> str:
    return slug(old.unit_code, part.map_sheet_no, part.parcel_no)


def offered(old: Old) -> list[Fault]:
    """An offering is a list the investor answers: its parcels stay as they are."""
    if not old.offered_in:
        return []
    told = f"thửa {old.code} nằm trong đợt bàn giao {old.offered_in}"
    return [Fault(told, "chờ chủ đầu tư trả lời, hoặc rút lại đề nghị trước")]


def unnumbered(old: Old, parts: Sequence[Part]) -> list[Fault]:
    """At least two parts, each with a number of its own."""
    if len(parts) < 2:
        return [Fault("tách thửa phải có ít nhất hai phần", "ghi thêm phần")]
    codes = [code_of(old, part) for part in parts]
    return [
        Fault("hai phần cùng số thửa", "mỗi phần một số", value=parts[n].parcel_no)
        for n, code in enumerate(codes)
        if code in codes[:n]
    ]


def unequal_parts(old: Old, parts: Sequence[Part]) -> list[Fault]:
    """Parts that do not add up to the whole, each area by itself; parts taken beyond their size."""
    faults = [_sum(name, old.row[name], [part.areas[name] for part in parts]) for name in AREAS]
    faults += [_beyond(part) for part in parts]
    return [fault for fault in faults if fault]


def _sum(
    name: str, whole: Any, given: Sequence[Decimal | None], of: tuple[str, str] = _SPLIT
) -> Fault | None:
    """A fault when areas do not add up to the whole; `of` names the parts and the whole."""
    words, known = _AREA_WORDS[name], exact(whole)
    if known is None and not any(given):
        return None
    if known is None or None in given:
        told = f"thiếu {words} của {of[1]}" if known is None else f"có phần chưa ghi {words}"
        return Fault(told, "ghi theo văn bản rồi làm lại")
    total = sum(filter(None, given), Decimal())
    if total == known:
        return None
    told = f"tổng {words} {of[0]} là {show_area(total)}, {of[1]} {show_area(known)}"
    return Fault(f"{told}: lệch {show_area(abs(total - known))}", "sửa cho khớp văn bản")


def _beyond(part: Part) -> Fault | None:
    whole, taken = (part.areas[name] for name in AREAS)
    if whole is None or taken is None or taken <= whole:
        return None
    return Fault(f"phần {part.parcel_no}: diện tích thu hồi lớn hơn diện tích thửa", "xem lại")


def unequal_whole(olds: Sequence[Old], part: Part) -> list[Fault]:
    """The areas of the merged parcel that are not the sums of the old ones."""
    faults = []
    for name in AREAS:
        known = [exact(old.row[name]) for old in olds]
        if None not in known:
            faults.append(_sum(name, part.areas[name], known, _MERGED))
    return [fault for fault in faults if fault]


def unlike(olds: Sequence[Old]) -> list[Fault]:
    """Why parcels cannot become one: of several communes or roads, some handed over, some not."""
    if len(olds) < 2:
        return [Fault("gộp thửa phải có ít nhất hai thửa", "ghi thêm mã thửa")]
    told = {
        "unit_uid": "các thửa không cùng xã",
        "alignment_uid": "các thửa không cùng tuyến",
        "is_public": "có thửa đất công, có thửa không",
        "is_residual": "có thửa là phần còn lại, có thửa không",
        "outside": "có thửa nằm ngoài phạm vi GPMB, có thửa không",
    }
    faults = [
        Fault(words, "chỉ gộp các thửa như nhau")
        for name, words in told.items()
        if len({old.row.get(name) or None for old in olds}) > 1
    ]
    done = {"handed_over" in old.taken for old in olds}
    if len(done) > 1:
        faults.append(Fault("có thửa đã bàn giao, có thửa chưa", "gộp khi tất cả đã bàn giao"))
    return faults


def nameless(part: Part) -> list[Fault]:
    """A new parcel has a number."""
    return [] if part.parcel_no else [Fault("thửa mới chưa có số", "ghi số thửa mới")]
