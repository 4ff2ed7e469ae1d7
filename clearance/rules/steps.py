"""The steps of a household case, a parcel, a grave, a segment: one row each.

Codes, order and evidence follow Land Law 31/2024/QH15 art. 85-89, 91, 94 and the field's
practice for graves; terms marked `law` are statutory, `local_sla` is handbook guidance and
`plan` the project's own pace (unverified until the province's decision is entered).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from clearance.rules.texts import N_

Group = Literal["todo", "doing", "stuck", "done"]
Basis = Literal["law", "local_sla", "plan"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: labels, what must stand before it (any of `after`), its proof, who records it.

    `clears`: steps it undoes; `bars`: steps that shut it; `brings`: fields its report may carry.
    """

    subject: str
    code: str
    vi: str
    en: str
    after: tuple[str, ...] = ()
    evidence: str = ""
    needs_photo: bool = False
    roles: tuple[str, ...] = ("cadre", "office")
    due_days: int | None = None
    due_basis: Basis = "plan"
    is_branch: bool = False
    instead_of: str = ""
    clears: tuple[str, ...] = ()
    group: Group = "doing"
    frees: bool = False
    brings: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    is_second_key: bool = False


_OFFICE = ("office",)


def _case(code: str, vi: str, en: str, after: str = "", **more: object) -> Step:
    return Step("household", code, vi, en, tuple(after.split()), **more)  # type: ignore[arg-type]


def _grave(code: str, vi: str, en: str, after: str = "", **more: object) -> Step:
    return Step("grave", code, vi, en, tuple(after.split()), **more)  # type: ignore[arg-type]


def _other(subject: str, code: str, vi: str, en: str, after: str = "", **more: object) -> Step:
    return Step(subject, code, vi, en, tuple(after.split()), **more)  # type: ignore[arg-type]


_ROWS = (
    # Before any household: recorded once for a commune.
    _other("unit", "stakes_received", "Bàn giao cọc mốc GPMB", "Boundary stakes received",
           evidence=N_("BB bàn giao hồ sơ, cọc mốc"), roles=_OFFICE),
    _other("unit", "recovery_plan_issued", "Kế hoạch thu hồi đất", "Recovery plan issued",
           "stakes_received", evidence=N_("KH-UBND"), roles=_OFFICE, due_days=10, due_basis="law"),
    _other("unit", "meeting_held", "Họp với người có đất", "Meeting held",
           "recovery_plan_issued", evidence=N_("BB họp")),
    # The household's case, Land Law art. 85-89, 91, 94.
    _case("notified", "Thông báo thu hồi đất", "Notified of recovery",
          evidence=N_("TB thu hồi đất, giấy nhận"), due_days=0, roles=("cadre", "office")),
    _case("notified_publicly", "Thông báo công khai (không liên lạc được)", "Notified publicly",
          evidence=N_("Báo, đài, niêm yết"), is_branch=True, instead_of="notified", roles=_OFFICE),
    _case("inventoried", "Kiểm đếm", "Inventoried", "notified notified_publicly inv_enforced",
          evidence=N_("BB kiểm đếm"), needs_photo=True, due_days=30),
    _case("inv_persuasion", "Vận động kiểm đếm", "Mobilised for inventory", "notified",
          evidence=N_("BB vận động"), is_branch=True, due_days=15, due_basis="law"),
    _case("inv_mandatory", "QĐ kiểm đếm bắt buộc", "Mandatory inventory decided",
          "inv_persuasion", evidence=N_("QĐ kiểm đếm bắt buộc"), is_branch=True, roles=_OFFICE,
          due_days=10, due_basis="law"),
    _case("inv_enforced", "Cưỡng chế kiểm đếm", "Inventory enforced", "inv_mandatory",
          evidence=N_("QĐ cưỡng chế kiểm đếm"), is_branch=True, roles=_OFFICE),
    _case("origin_confirmed", "Xác nhận nguồn gốc đất", "Origin confirmed",
          "inventoried", evidence=N_("Xác nhận của UBND xã"), due_days=40, due_basis="local_sla"),
    _case("plan_drafted", "Dự thảo phương án BT-HT-TĐC", "Plan drafted", "origin_confirmed",
          evidence=N_("Dự thảo phương án"), roles=_OFFICE, due_days=20, due_basis="local_sla"),
    _case("plan_posted", "Niêm yết dự thảo phương án", "Plan posted", "plan_drafted",
          evidence=N_("BB niêm yết"), due_days=5, due_basis="local_sla"),
    _case("consulted", "Lấy ý kiến", "Consulted", "plan_posted",
          evidence=N_("BB lấy ý kiến"), due_days=30, due_basis="law"),
    _case("dialogue", "Đối thoại", "Dialogue held", "consulted",
          evidence=N_("BB đối thoại"), is_branch=True, due_days=60, due_basis="law"),
    _case("appraised", "Thẩm định phương án", "Appraised", "consulted dialogue",
          evidence=N_("Báo cáo thẩm định"), roles=_OFFICE, due_days=30, due_basis="law"),
    _case("plan_approved", "QĐ phê duyệt phương án", "Plan approved", "appraised",
          evidence=N_("QĐ phê duyệt"), roles=_OFFICE, due_days=5, due_basis="local_sla",
          brings=("approved_vnd",)),
    _case("decision_delivered", "Niêm yết, giao quyết định", "Decision delivered",
          "plan_approved", evidence=N_("BB giao quyết định"), due_days=5, due_basis="local_sla"),
    _case("refused", "Không nhận tiền", "Refused the money", "decision_delivered",
          evidence=N_("BB vận động nhận tiền"), is_branch=True, group="stuck"),
    _case("paid", "Chi trả", "Paid", "decision_delivered refused",
          evidence=N_("Phiếu chi, giấy nhận tiền"), needs_photo=True, due_days=30, due_basis="law",
          brings=("paid_vnd",)),
    _case("deposited", "Gửi tiền vào tài khoản", "Deposited", "decision_delivered refused",
          evidence=N_("Giấy báo ngân hàng"), is_branch=True, instead_of="paid", roles=_OFFICE,
          brings=("paid_vnd",)),
    _case("resettled", "Bố trí tái định cư", "Resettled", "decision_delivered paid deposited",
          evidence=N_("BB giao đất tái định cư"), is_branch=True, due_days=60),
    _case("recovered", "QĐ thu hồi đất", "Land recovered",
          "paid deposited resettled", evidence=N_("QĐ thu hồi đất"), roles=_OFFICE, due_days=10,
          due_basis="law"),
    _case("handover_persuasion", "Vận động bàn giao", "Mobilised for handover", "recovered",
          evidence=N_("BB vận động bàn giao"), is_branch=True, due_days=10, due_basis="law"),
    _case("coercion_decided", "QĐ cưỡng chế thu hồi đất", "Enforcement decided",
          "handover_persuasion", evidence=N_("QĐ cưỡng chế"), is_branch=True, roles=_OFFICE,
          due_days=10, due_basis="law", group="stuck"),
    _case("coerced", "Cưỡng chế thu hồi đất", "Recovery enforced",
          "coercion_decided", evidence=N_("BB cưỡng chế"), is_branch=True,
          instead_of="recovered", roles=_OFFICE, due_days=10, due_basis="law"),
    _case("handed_over", "Bàn giao mặt bằng", "Handed over",
          "recovered paid deposited coerced", evidence=N_("BB bàn giao mặt bằng"), needs_photo=True,
          due_days=20, group="done", frees=True),
    _case("closed", "Chỉnh lý hồ sơ địa chính", "Cadastral record updated", "handed_over",
          evidence=N_("GCN đã chỉnh lý"), roles=_OFFICE, due_days=10, due_basis="local_sla",
          group="done"),
    # A parcel part taken, a house, a line of pipes or wires.
    _other("parcel", "measured", "Đo đạc, trích đo", "Measured", evidence=N_("Trích đo")),
    _other("parcel", "handed_over", "Bàn giao mặt bằng", "Handed over", "",
           evidence=N_("BB bàn giao mặt bằng"), needs_photo=True, group="done", frees=True),
    _other("structure", "handed_over", "Tháo dỡ, bàn giao", "Demolished and handed over",
           evidence=N_("BB bàn giao mặt bằng"), needs_photo=True, group="done", frees=True),
    _other("utility", "design_approved", "Duyệt thiết kế di dời", "Relocation design approved",
           evidence=N_("QĐ phê duyệt thiết kế"), roles=_OFFICE, due_days=60),
    _other("utility", "relocated", "Đã di dời", "Relocated", "design_approved",
           evidence=N_("BB nghiệm thu di dời"), due_days=60, group="done", frees=True),
    # Graves.
    _grave("discovered", "Phát hiện", "Discovered", evidence=N_("Ảnh, số bản đồ")),
    _grave("inventoried", "Kiểm đếm mộ", "Inventoried", "discovered",
           evidence=N_("BB kiểm đếm mộ"), needs_photo=True, due_days=15),
    _grave("searching", "Tìm thân nhân", "Searching for next of kin", "inventoried",
           evidence=N_("TB niêm yết mộ chưa rõ thân nhân"), is_branch=True, due_days=15),
    _grave("claimed", "Có thân nhân nhận", "Claimed", "inventoried searching unclaimed",
           evidence=N_("Đơn nhận mộ"), due_days=30),
    _grave("unclaimed", "Mộ vô chủ", "Unclaimed", "searching",
           evidence=N_("TB hết hạn niêm yết"), is_branch=True, instead_of="claimed",
           roles=_OFFICE, due_days=90),
    _grave("priced", "Áp giá", "Priced", "claimed unclaimed", evidence=N_("Bảng áp giá"),
           roles=_OFFICE, due_days=20),
    _grave("posted", "Niêm yết", "Posted", "priced", evidence=N_("BB niêm yết"), due_days=10),
    _grave("approved", "Phê duyệt", "Approved", "posted", evidence=N_("QĐ phê duyệt"),
           roles=_OFFICE, due_days=30),
    _grave("paid", "Chi trả", "Paid", "approved", evidence=N_("Giấy nhận tiền"), due_days=30,
           due_basis="law"),
    _grave("contracted", "Thuê đơn vị di chuyển", "Contracted", "approved",
           evidence=N_("Hợp đồng"), is_branch=True, instead_of="paid", roles=_OFFICE, due_days=30),
    _grave("date_set", "Chọn ngày di chuyển", "Date set", "paid contracted",
           evidence=N_("Gia đình đăng ký ngày"), due_days=30,
           brings=("planned_on", "planned_lunar")),
    _grave("exhumed", "Bốc mộ", "Exhumed", "date_set",
           evidence=N_("BB bốc, di chuyển mộ"), needs_photo=True, due_days=60),
    _grave("kept_temporarily", "Lưu giữ tạm", "Kept temporarily", "exhumed",
           evidence=N_("Sổ lưu giữ"), is_branch=True, due_days=60),
    _grave("reburied", "Cải táng", "Reburied", "exhumed kept_temporarily",
           evidence=N_("Ảnh mộ mới, số ô"), needs_photo=True, due_days=3, brings=("destination",)),
    _grave("accepted", "Nghiệm thu di chuyển", "Accepted", "reburied",
           evidence=N_("BB nghiệm thu"), due_days=10, group="done", frees=True),
    # Two keys: the office offers, the investor accepts or refuses.
    _other("segment", "offered", "Đề nghị bàn giao", "Offered", evidence=N_("BB đề nghị bàn giao"),
           roles=_OFFICE, clears=("refused", "offered")),
    _other("segment", "accepted", "Chủ đầu tư nhận", "Accepted", "offered",
           evidence=N_("BB nhận mặt bằng"), roles=("liaison",), group="done",
           bars=("refused",), is_second_key=True),
    _other("segment", "refused", "Chủ đầu tư từ chối", "Refused", "offered",
           evidence=N_("Văn bản nêu lý do"), roles=("liaison",), is_branch=True, group="stuck",
           bars=("accepted",), is_second_key=True),
)  # fmt: skip

STEPS: dict[tuple[str, str], Step] = {(row.subject, row.code): row for row in _ROWS}


_BY_SUBJECT = {name: tuple(r for r in _ROWS if r.subject == name) for name, _ in STEPS}


def steps_of(subject: str) -> tuple[Step, ...]:
    """All steps of a subject, in their order."""
    return _BY_SUBJECT.get(subject, ())


def find_step(subject: str, code: str) -> Step | None:
    """The step of that code, if the subject has one."""
    return STEPS.get((subject, code))


def is_open(step: Step, taken: Collection[str]) -> bool:
    """Whether the step may be taken now: one of those before it stands, itself not yet."""
    is_fresh = step.code not in taken or any(c in taken for c in step.clears if c != step.code)
    is_barred = any(c in taken for c in step.bars)
    return is_fresh and not is_barred and (not step.after or any(c in taken for c in step.after))


def rests_on(subject: str, code: str, taken: Collection[str]) -> str:
    """A taken step that would stand without support if `code` were withdrawn, else ''."""
    rest = {c for c in taken if c != code}
    rows = (find_step(subject, c) for c in rest)
    return next((s.code for s in rows if s and s.after and not rest & set(s.after)), "")


def next_step(subject: str, taken: Collection[str], *, skip: Collection[str] = ()) -> Step | None:
    """The first step of the main line not yet taken, None when the end is reached."""
    rows = [s for s in steps_of(subject) if not s.is_branch and s.code not in skip]
    reached = {*taken, *(s.instead_of for s in steps_of(subject) if s.code in taken)}
    last = max((i for i, s in enumerate(rows) if s.code in reached), default=-1)
    following = next(iter(rows[last + 1 :]), None)
    if following and set(following.bars) & set(taken):  # refused: it has to be offered anew
        return next((s for s in rows if is_open(s, taken)), None)
    return following


def stage(subject: str, taken: Collection[str]) -> Step | None:
    """The furthest step taken: what the label and the colour show."""
    reached = [s for s in steps_of(subject) if s.code in taken]
    return reached[-1] if reached else None


def freed_on(subject: str, dates: Mapping[str, str]) -> str | None:
    """The day the step that frees the ground was taken, None while it stands in the way."""
    freeing = [dates[s.code] for s in steps_of(subject) if s.frees and s.code in dates]
    return min(freeing, default=None)
