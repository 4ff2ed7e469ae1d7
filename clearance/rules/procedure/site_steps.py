"""Steps of a commune, a parcel, a house, a line of wires or pipes, and of what is handed over."""

from clearance.rules.basics.texts import N_
from clearance.rules.procedure.step import OFFICE, Step, step

SITE_ROWS = (
    # Before any household: recorded once for a commune.
    step("unit", "stakes_received", "Bàn giao cọc mốc GPMB", "Boundary stakes received",
         evidence=N_("BB bàn giao hồ sơ, cọc mốc"), roles=OFFICE, acts="investor"),
    step("unit", "recovery_plan_issued", "Kế hoạch thu hồi đất", "Recovery plan issued",
         "stakes_received", evidence=N_("KH-UBND"), roles=OFFICE, acts="authority",
         source="Nghị định 102/2024/NĐ-CP, Điều 28.1"),
    step("unit", "meeting_held", "Họp với người có đất", "Meeting held", "recovery_plan_issued",
         evidence=N_("BB họp"), source="Luật Đất đai 2024, Điều 87.1"),
    # A parcel part taken; what is left of it may be too small to keep.
    step("parcel", "measured", "Đo đạc, trích đo", "Measured", evidence=N_("Trích đo"),
         acts="land_office"),
    step("parcel", "residual_requested", "Đề nghị thu hồi phần còn lại",
         "Recovery of the rest requested", "measured", evidence=N_("Đơn đề nghị"), is_branch=True,
         source="Luật Đất đai 2024, Điều 91.7", acts="owner"),
    step("parcel", "residual_agreed", "Đồng ý thu hồi phần còn lại",
         "Recovery of the rest agreed", "residual_requested", evidence=N_("Văn bản đồng ý"),
         is_branch=True, roles=OFFICE, source="Luật Đất đai 2024, Điều 91.7", acts="authority"),
    step("parcel", "handed_over", "Bàn giao mặt bằng", "Handed over",
         evidence=N_("BB bàn giao mặt bằng"), needs_photo=True, group="done", frees=True,
         acts="owner"),
    step("structure", "handed_over", "Tháo dỡ, bàn giao", "Demolished and handed over",
         evidence=N_("BB bàn giao mặt bằng"), needs_photo=True, group="done", frees=True,
         acts="owner"),
    step("utility", "design_approved", "Duyệt thiết kế di dời", "Relocation design approved",
         evidence=N_("QĐ phê duyệt thiết kế"), roles=OFFICE, acts="utility_owner"),
    step("utility", "relocated", "Đã di dời", "Relocated", "design_approved",
         evidence=N_("BB nghiệm thu di dời"), group="done", frees=True, acts="utility_owner"),
)  # fmt: skip


def _two_keys(subject: str) -> tuple[Step, ...]:
    """The office offers, the investor accepts or refuses."""
    return (
        step(subject, "offered", "Đề nghị bàn giao", "Offered", evidence=N_("BB đề nghị bàn giao"),
             roles=OFFICE, clears=("refused", "offered"), acts="unit"),
        step(subject, "accepted", "Chủ đầu tư nhận", "Accepted", "offered",
             evidence=N_("BB nhận mặt bằng"), roles=("liaison",), group="done", bars=("refused",),
             is_second_key=True, acts="investor"),
        step(subject, "refused", "Chủ đầu tư từ chối", "Refused", "offered",
             evidence=N_("Văn bản nêu lý do"), roles=("liaison",), is_branch=True, group="stuck",
             bars=("accepted",), is_second_key=True, acts="investor"),
    )  # fmt: skip


#: A stretch of the road, or a batch of parcels, goes to the investor under two keys.
HANDOVER_ROWS = (*_two_keys("segment"), *_two_keys("offering"))
