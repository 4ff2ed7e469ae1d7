"""Steps by which a household that must move gets its new home: a line beside the main one."""

from functools import partial

from clearance.rules.basics.texts import N_
from clearance.rules.procedure.step import OFFICE, step

_row = partial(step, "household", is_branch=True, track="resettlement")
_ART = "Luật Đất đai 2024, Điều 111"

RESETTLEMENT_ROWS = (
    _row("choice_registered", "Đăng ký hình thức tái định cư", "Resettlement choice registered",
         "inventoried", evidence=N_("Đơn đăng ký tái định cư"), source=_ART, acts="owner"),
    _row("arrangement_posted", "Niêm yết phương án bố trí tái định cư", "Arrangement posted",
         "choice_registered", evidence=N_("BB niêm yết"), source="Luật Đất đai 2024, Điều 111.1"),
    _row("lot_assigned", "Bốc thăm, xác định lô", "Lot drawn or assigned", "arrangement_posted",
         evidence=N_("BB bốc thăm"), source=_ART, acts="unit"),
    _row("lot_decision", "QĐ giao đất tái định cư", "Lot allocated by decision", "lot_assigned",
         evidence=N_("QĐ giao đất"), roles=OFFICE, source=_ART, acts="authority"),
    _row("lot_handed_over", "Giao đất tái định cư tại thực địa", "Lot handed over", "lot_decision",
         evidence=N_("BB giao đất tại thực địa"), needs_photo=True, source=_ART, acts="unit"),
    _row("house_handed_over", "Giao nhà tái định cư", "Resettlement house handed over",
         "lot_assigned lot_decision", evidence=N_("BB giao nhà"), needs_photo=True, source=_ART,
         acts="unit"),
    _row("temp_rent_paid", "Trả tiền thuê nhà tạm cư", "Temporary rent paid",
         "choice_registered decision_delivered", evidence=N_("Phiếu chi tiền tạm cư"),
         source="Luật Đất đai 2024, Điều 87.5", acts="unit"),
    _row("house_built", "Xây xong nhà mới", "New house built", "lot_handed_over",
         evidence=N_("Ảnh nhà mới"), source=_ART, acts="owner"),
    _row("moved", "Di chuyển chỗ ở", "Moved house", "house_built house_handed_over temp_rent_paid",
         evidence=N_("BB di chuyển"), source=_ART, acts="owner"),
    _row("old_house_demolished", "Tháo dỡ nhà cũ", "Old house demolished", "moved",
         evidence=N_("Ảnh, BB tháo dỡ"), source=_ART, acts="owner"),
    _row("new_gcn_issued", "Cấp GCN nơi ở mới", "New certificate issued",
         "lot_handed_over house_handed_over", evidence=N_("GCN mới"), roles=OFFICE, group="done",
         source=_ART, acts="registry"),
)  # fmt: skip
#: On the main line of a household that must move: the arrangement as a whole.
RESETTLED = step(
    "household", "resettled", "Bố trí tái định cư", "Resettled",
    "decision_delivered paid deposited",
    evidence=N_("BB giao đất tái định cư"), is_branch=True, beside="paid",
    source="Luật Đất đai 2024, Điều 91.6", acts="unit",
)  # fmt: skip
