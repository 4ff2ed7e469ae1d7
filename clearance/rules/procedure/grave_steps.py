"""Steps of a grave: its family, its price, the day it is moved, where it rests."""

from functools import partial

from clearance.rules.basics.texts import N_
from clearance.rules.procedure.step import OFFICE, step

_row = partial(step, "grave")
_branch = partial(_row, is_branch=True)
_PLAN = "Nghị định 88/2024/NĐ-CP, Điều 3.1"

GRAVE_ROWS = (
    _row("discovered", "Phát hiện", "Discovered", evidence=N_("Ảnh, số bản đồ")),
    _row("inventoried", "Kiểm đếm mộ", "Inventoried", "discovered",
         evidence=N_("BB kiểm đếm mộ"), needs_photo=True, source=_PLAN, acts="unit"),
    _branch("searching", "Tìm thân nhân", "Searching for next of kin", "inventoried",
            evidence=N_("TB niêm yết mộ chưa rõ thân nhân")),
    _row("claimed", "Có thân nhân nhận", "Claimed", "inventoried searching unclaimed",
         evidence=N_("Đơn nhận mộ"), acts="family"),
    _branch("unclaimed", "Mộ vô chủ", "Unclaimed", "searching",
            evidence=N_("TB hết hạn niêm yết"), instead_of="claimed", roles=OFFICE),
    _row("priced", "Áp giá", "Priced", "claimed unclaimed", evidence=N_("Bảng áp giá"),
         roles=OFFICE, source=_PLAN, acts="unit"),
    _row("posted", "Niêm yết", "Posted", "priced", evidence=N_("BB niêm yết"),
         source="Luật Đất đai 2024, Điều 87.3a"),
    _row("approved", "Phê duyệt", "Approved", "posted", evidence=N_("QĐ phê duyệt"), roles=OFFICE,
         source="Luật Đất đai 2024, Điều 87.4", acts="authority"),
    _row("paid", "Chi trả", "Paid", "approved", evidence=N_("Giấy nhận tiền"),
         source="Luật Đất đai 2024, Điều 94", acts="unit"),
    _branch("contracted", "Thuê đơn vị di chuyển", "Contracted", "approved",
            evidence=N_("Hợp đồng"), instead_of="paid", roles=OFFICE, acts="unit"),
    _row("date_set", "Chọn ngày di chuyển", "Date set", "paid contracted",
         evidence=N_("Gia đình đăng ký ngày"), brings=("planned_on", "planned_lunar"),
         acts="family"),
    _row("exhumed", "Bốc mộ", "Exhumed", "date_set", evidence=N_("BB bốc, di chuyển mộ"),
         needs_photo=True, brings=("consent",), acts="family"),
    _branch("kept_temporarily", "Lưu giữ tạm", "Kept temporarily", "exhumed",
            evidence=N_("Sổ lưu giữ"), acts="unit"),
    _row("reburied", "Cải táng", "Reburied", "exhumed kept_temporarily",
         evidence=N_("Ảnh mộ mới, số ô"), needs_photo=True, brings=("destination",),
         acts="family"),
    _row("accepted", "Nghiệm thu di chuyển", "Accepted", "reburied", evidence=N_("BB nghiệm thu"),
         group="done", frees=True, acts="unit"),
)  # fmt: skip
