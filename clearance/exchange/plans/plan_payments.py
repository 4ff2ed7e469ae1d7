"""Import plan of a payment list: sums approved and paid (đồng) by household."""

from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.plans.matching import Households, Parcels, Units
from clearance.exchange.plans.plan import Draft, Known, Plan, Snapshot
from clearance.exchange.plans.sums import PAYMENT, unfounded
from clearance.rules.basics.names import fold
from clearance.rules.basics.quantities import show_vnd


def plan_payments(reading: Reading, snapshot: Snapshot) -> Plan:
    """Changes to the amounts of known households; the step “paid” needs its own evidence.

    The day of payment becomes the day of the change.
    """
    draft = Draft("payments", reading, snapshot)
    units = Units(snapshot)
    households = Households(snapshot, units, Parcels(snapshot, units))
    met: dict[str, Row] = {}
    for row in reading.rows:
        unit = units.find(row.values.get("unit") or "") or units.in_text(
            reading.titles.get(row.sheet, ""), row.sheet
        )
        known = households.find(row.values, unit, ())
        fault = _fault(row, known, met) or unfounded(
            row.values, known, snapshot.taken.get(known["uid"] if known else "", {}), PAYMENT
        )
        if fault or known is None:
            draft.plan.faults.append(row.fault(*fault))
            continue
        amounts = {name: row.values.get(name) for name in ("approved_vnd", "paid_vnd")}
        draft.put("household", known, amounts, row.values.get("paid_on"))
        draft.sample({"code": known["code"], **row.values})
    return draft.finish()


def _fault(row: Row, known: Known | None, met: dict[str, Row]) -> tuple[str, ...]:
    """Why the row cannot be taken: message, remedy, column; nothing when it can."""
    values = row.values
    if known is None:
        return "không tìm thấy hộ này", "ghi mã hộ đã có, hoặc nhập danh sách hộ trước", "Mã hộ"
    first = met.setdefault(known["uid"], row)
    if first is not row:
        return f"hộ này đã có ở dòng {first.number}", "cộng lại thành một dòng", "Mã hộ"
    name = values.get("full_name")
    if name and known.get("full_name") and fold(name) != fold(known["full_name"]):
        return f"tên khác với hộ {known['code']}", "xem lại mã hộ hoặc tên", "Họ và tên"
    approved = values.get("approved_vnd", known.get("approved_vnd"))
    paid = values.get("paid_vnd", known.get("paid_vnd"))
    if approved is not None and paid is not None and paid > approved:
        return f"đã chi nhiều hơn số được duyệt ({show_vnd(approved)})", "xem lại hai số", "Đã chi"
    return ()
