"""Is a sum of a list one that its household's case can have? Approved or paid only once it was."""

from collections.abc import Mapping
from typing import Any

from clearance.exchange.plans.plan import Known
from clearance.rules.procedure.earliest_days import SUMS, first_of, too_early
from clearance.rules.procedure.steps import STEPS

#: Sums of a payment list, with the steps of which one must stand.
PAYMENT = {"approved_vnd": ("plan_approved",), "paid_vnd": SUMS["household", "paid_vnd"]}
#: What a household list says was paid; its total may be that of a draft.
REGISTER = {"paid_vnd": PAYMENT["paid_vnd"]}
_COLUMNS = {"approved_vnd": "Số tiền được duyệt", "paid_vnd": "Đã chi trả"}


def unfounded(
    values: Mapping[str, Any],
    known: Known | None,
    dates: Mapping[str, str],
    sums: Mapping[str, tuple[str, ...]],
) -> tuple[str, ...]:
    """Why a row's sums cannot be: message, remedy, column, value; nothing when they can.

    `dates`: step → day of the household's case. A sum that is known already is not asked again.
    """
    for name, codes in sums.items():
        sum_vnd = values.get(name)
        if not sum_vnd or (known and known.get(name) == sum_vnd):
            continue
        step = STEPS["household", codes[0]].vi
        if first_of(codes, dates) is None:
            told = f"hộ {known['code'] if known else 'mới'} chưa có bước “{step}”"
            remedy = "ghi bước ấy ở trang của hộ rồi nhập lại, hoặc bỏ số tiền này"
            return told, remedy, _COLUMNS[name], str(sum_vnd)
        day = values.get("paid_on")
        if day and (ground := too_early(codes, dates, day)):
            remedy = "xem lại ngày chi trả, hoặc đính chính ngày của bước ấy"
            return f"trước bước “{step}” ({ground.on})", remedy, "Ngày chi trả", day
    return ()
