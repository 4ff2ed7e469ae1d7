"""Steps of a household's case, Land Law 31/2024/QH15 art. 85-89, 94: the line and its branches."""

from functools import partial

from clearance.rules.basics.texts import N_
from clearance.rules.procedure.step import OFFICE, step

_row = partial(step, "household")
_branch = partial(_row, is_branch=True)
_NOTICED = "notified notified_publicly notice_reissued"


def _art(number: str) -> str:
    return f"Luật Đất đai 2024, Điều {number}"


NOTICE_ROWS = (
    _row("notified", "Thông báo thu hồi đất", "Notified of recovery",
         evidence=N_("TB thu hồi đất, giấy nhận"), source=_art("85, 87.2"), acts="authority"),
    _branch("notified_publicly", "Thông báo công khai (không liên lạc được)", "Notified publicly",
            evidence=N_("Báo, đài, niêm yết"), instead_of="notified", roles=OFFICE,
            source=_art("87.2b")),
    _branch("notice_reissued", "Ban hành lại thông báo thu hồi đất", "Notice issued again",
            "notified notified_publicly", evidence=N_("TB thu hồi đất mới, giấy nhận"),
            is_repeatable=True, roles=OFFICE, source=_art("85"), acts="authority"),
    _branch("inv_persuasion", "Vận động kiểm đếm", "Mobilised for inventory", _NOTICED,
            evidence=N_("BB vận động"), source=_art("87, 88"), acts="front"),
    _branch("inv_persuasion_ended", "Kết thúc vận động kiểm đếm", "Inventory mobilisation ended",
            "inv_persuasion", evidence=N_("BB kết thúc vận động"), needs_photo=True,
            source=_art("87, 88"), acts="front"),
    _branch("inv_mandatory", "QĐ kiểm đếm bắt buộc", "Mandatory inventory decided",
            "inv_persuasion_ended", evidence=N_("QĐ kiểm đếm bắt buộc"), roles=OFFICE,
            source=_art("88"), acts="authority"),
    _branch("inv_dialogue", "Đối thoại trước cưỡng chế kiểm đếm", "Dialogue before enforcement",
            "inv_mandatory", evidence=N_("BB đối thoại"), source=_art("88")),
    _branch("inv_enforced", "Cưỡng chế kiểm đếm", "Inventory enforced", "inv_dialogue",
            evidence=N_("QĐ cưỡng chế kiểm đếm"), roles=OFFICE, brings=("at_time",),
            source=_art("88"), acts="board"),
    _row("inventoried", "Kiểm đếm", "Inventoried", _NOTICED + " inv_mandatory inv_enforced",
         evidence=N_("BB kiểm đếm"), needs_photo=True, source=_art("87.2"), acts="unit"),
)  # fmt: skip
PLAN_ROWS = (
    _row("origin_confirmed", "Xác nhận nguồn gốc đất", "Origin confirmed",
         "inventoried notified notified_publicly", evidence=N_("Xác nhận của UBND xã"),
         instead_of="tenure_checked", beside="inventoried", source=_art("87.2")),
    _branch("tenure_checked", "Kiểm tra hồ sơ giao, thuê đất của tổ chức",
            "Organisation's tenure checked", "inventoried notified notified_publicly",
            evidence=N_("QĐ giao đất, thuê đất; người đại diện"), instead_of="origin_confirmed",
            beside="inventoried", source=_art("107"), acts="land_office"),
    _row("plan_drafted", "Dự thảo phương án BT-HT-TĐC", "Plan drafted",
         "origin_confirmed tenure_checked", evidence=N_("Dự thảo phương án"), roles=OFFICE,
         source=_art("87.3"), acts="unit"),
    _row("plan_posted", "Niêm yết dự thảo phương án", "Plan posted", "plan_drafted",
         evidence=N_("BB niêm yết"), source=_art("87.3a")),
    _row("consulted", "Lấy ý kiến", "Consulted", "plan_posted", evidence=N_("BB lấy ý kiến"),
         source=_art("87.3a"), acts="unit"),
    _branch("dialogue", "Đối thoại", "Dialogue held", "consulted", evidence=N_("BB đối thoại"),
            source=_art("87.3a"), acts="unit"),
    _row("appraised", "Thẩm định phương án", "Appraised", "consulted dialogue",
         evidence=N_("Báo cáo thẩm định"), roles=OFFICE,
         source="Nghị định 88/2024/NĐ-CP, Điều 3.3", acts="land_office"),
    _row("plan_approved", "QĐ phê duyệt phương án", "Plan approved", "appraised",
         evidence=N_("QĐ phê duyệt"), roles=OFFICE, brings=("approved_vnd",),
         source=_art("87.4"), acts="authority"),
    _row("decision_delivered", "Niêm yết, giao quyết định", "Decision delivered", "plan_approved",
         evidence=N_("BB giao quyết định"), beside="recovered", source=_art("87.4")),
    _branch("refused", "Không nhận tiền", "Refused the money", "decision_delivered",
            evidence=N_("BB vận động nhận tiền"), group="stuck", source=_art("94.4"),
            acts="owner"),
    _row("paid", "Chi trả", "Paid", "decision_delivered refused",
         evidence=N_("Phiếu chi, giấy nhận tiền"), needs_photo=True, brings=("paid_vnd",),
         beside="recovered resettled", source=_art("94"), acts="unit"),
    _branch("deposited", "Gửi tiền vào tài khoản", "Deposited", "decision_delivered refused",
            evidence=N_("Giấy báo ngân hàng"), instead_of="paid", roles=OFFICE,
            brings=("paid_vnd",), source=_art("94.4"), acts="unit"),
)  # fmt: skip
RECOVERY_ROWS = (
    _branch("recovery_persuasion", "Vận động trước khi ra QĐ thu hồi", "Mobilised before recovery",
            "decision_delivered", evidence=N_("BB vận động"), source=_art("87.6"), acts="front"),
    _branch("recovery_persuasion_ended", "Kết thúc vận động trước khi ra QĐ thu hồi",
            "Mobilisation before recovery ended", "recovery_persuasion",
            evidence=N_("BB kết thúc vận động"), needs_photo=True, source=_art("87.6"),
            acts="front"),
    _row("recovered", "QĐ thu hồi đất", "Land recovered",
         "consulted plan_approved decision_delivered paid deposited",
         evidence=N_("QĐ thu hồi đất"), roles=OFFICE, brings=("trigger", "consent"),
         beside="appraised plan_approved decision_delivered paid resettled",
         source=_art("87.5"), acts="authority"),
    _branch("handover_persuasion", "Vận động bàn giao", "Mobilised for handover", "recovered",
            evidence=N_("BB vận động bàn giao"), source=_art("89"), acts="front"),
    _branch("handover_persuasion_ended", "Kết thúc vận động bàn giao",
            "Handover mobilisation ended", "handover_persuasion",
            evidence=N_("BB kết thúc vận động"), needs_photo=True, source=_art("89"),
            acts="front"),
    _branch("coercion_decided", "QĐ cưỡng chế thu hồi đất", "Enforcement decided",
            "handover_persuasion_ended", evidence=N_("QĐ cưỡng chế"), roles=OFFICE, group="stuck",
            source=_art("89.3"), acts="authority"),
    _branch("complied", "Tự chấp hành quyết định cưỡng chế", "Complied with enforcement",
            "coercion_decided", evidence=N_("BB chấp hành"), source=_art("89"), acts="owner"),
    _branch("coerced", "Cưỡng chế thu hồi đất", "Recovery enforced", "coercion_decided",
            evidence=N_("BB cưỡng chế"), roles=OFFICE, brings=("at_time",), source=_art("89"),
            acts="board"),
    _row("handed_over", "Bàn giao mặt bằng", "Handed over",
         "decision_delivered recovered paid deposited complied coerced",
         evidence=N_("BB bàn giao mặt bằng"), needs_photo=True, group="done", frees=True,
         beside="appraised plan_approved decision_delivered paid resettled recovered",
         source=_art("87.5, 89"), acts="owner"),
    _row("closed", "Chỉnh lý hồ sơ địa chính", "Cadastral record updated", "handed_over",
         evidence=N_("GCN đã chỉnh lý"), roles=OFFICE, group="done",
         source="Nghị định 101/2024/NĐ-CP", acts="registry"),
)  # fmt: skip
