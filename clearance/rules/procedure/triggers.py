"""Grounds for deciding a recovery: the seven cases of Land Law art. 87.5, and exceptions."""

from dataclasses import dataclass

from clearance.rules.procedure.case_facts import Dossier

_ART = "Luật Đất đai 31/2024/QH15, Điều 87.5"
_SINCE_2024 = ("R24", "R25", "R26")


@dataclass(frozen=True, slots=True)
class Trigger:
    """One ground for deciding a recovery: one step of each group must be taken.

    `relocating`: True only for a house to move, False only without one, None for both.
    """

    code: str
    vi: str
    en: str
    needs: tuple[tuple[str, ...], ...]
    relocating: bool | None = None
    regimes: tuple[str, ...] = _SINCE_2024
    source: str = _ART


_PLAN = ("plan_approved",)
_TEMPORARY = ("temp_rent_paid", "resettled")
_ROWS = (
    Trigger("plan_approved", "Phương án đã duyệt, không phải bố trí tái định cư",
            "Plan approved, no resettlement due", (_PLAN,), False),
    Trigger("onsite", "Tái định cư tại chỗ, nhận tiền tạm cư", "On-site resettlement, rent taken",
            (_PLAN, _TEMPORARY), True),
    Trigger("lot", "Đã nhận đất tái định cư tại thực địa", "Plot handed over in the field",
            (_PLAN, ("lot_handed_over", "resettled")), True),
    Trigger("house", "Đã nhận nhà tái định cư", "Resettlement house handed over",
            (_PLAN, ("house_handed_over", "resettled")), True),
    Trigger("lot_and_house", "Đã nhận đất và nhà tái định cư", "Plot and house handed over",
            (_PLAN, ("lot_handed_over", "resettled"), ("house_handed_over", "resettled")), True),
    Trigger("cash", "Nhận tiền tự lo chỗ ở", "Took cash to resettle by oneself",
            (_PLAN, ("paid", "deposited")), True),
    Trigger("voluntary", "Tự nguyện bàn giao đất, đã bố trí hoặc trả tiền tạm cư",
            "Voluntary handover, temporary housing arranged or paid",
            (_PLAN, ("handed_over",), _TEMPORARY), True),
    # Not of the seven: persuasion that failed, and the exceptions of 2026.
    Trigger("persuaded", "Đã vận động mà không bàn giao", "Persuasion ended without agreement",
            (_PLAN, ("recovery_persuasion_ended",)),
            source="Luật Đất đai 31/2024/QH15, Điều 87.6"),
    Trigger("urgent_before_plan", "Dự án quan trọng quốc gia, đầu tư công khẩn cấp",
            "National important or urgent public project", (("inventoried",), ("consulted",)),
            regimes=("R26",), source="Nghị quyết 254/2025/QH15"),
    Trigger("three_quarters_agree", "Trên 75 % người có đất đồng ý, không tái định cư",
            "More than 75 % of land users agree, no resettlement",
            (("inventoried",), ("consulted",)), False, ("R26",), "Nghị quyết 254/2025/QH15"),
    Trigger("before_resettlement", "Tái định cư khẩn cấp, tại chỗ, dọc tuyến; đã bố trí tạm cư",
            "Urgent, on-site or along-the-route resettlement, temporarily housed",
            (_PLAN, _TEMPORARY), True, ("R26",), "Nghị quyết 254/2025/QH15"),
)  # fmt: skip
TRIGGERS: dict[str, Trigger] = {row.code: row for row in _ROWS}
#: The seven of Land Law art. 87.5.
SEVEN = tuple(row.code for row in _ROWS if row.source == _ART)


def may_lead(trigger: Trigger, dossier: Dossier, regime: str) -> bool:
    """Whether the trigger holds for this case under the regime (a code such as R26)."""
    is_relocating = "relocating" in dossier.traits
    is_meant = trigger.relocating is None or trigger.relocating == is_relocating
    stands = all(any(step in dossier.dates for step in group) for group in trigger.needs)
    return is_meant and stands and regime in trigger.regimes


def triggers_of(dossier: Dossier, regime: str) -> tuple[Trigger, ...]:
    """The triggers that hold now, in the order of the law."""
    return tuple(row for row in _ROWS if may_lead(row, dossier, regime))
