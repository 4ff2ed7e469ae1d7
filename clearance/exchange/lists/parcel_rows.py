"""Parcels within a household list: one row each, or several rows for one parcel of several uses."""

from collections.abc import Iterable, Iterator
from typing import Any

from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.lists.tables import PARCEL_COLUMNS
from clearance.rules.basics.faults import Fault
from clearance.rules.basics.names import fold
from clearance.rules.basics.quantities import show_area

PARCEL_FIELDS = tuple(column.field for column in PARCEL_COLUMNS)
MEASURES = ("area_total_m2", "area_recovered_m2")

_SHEET, _PARCEL = "map_sheet_no", "parcel_no"
#: Field of such a column → the fields of its first and second number.
PAIRS = {"sheet_parcel": (_SHEET, _PARCEL), "parcel_sheet": (_PARCEL, _SHEET)}


def set_numbers(row: Row, names: dict[str, str]) -> list[Fault]:
    """Write the pair of a row into its two fields; a fault where another column disagrees.

    `names`: header of each field, to name the cell.
    """
    faults = []
    for field, order in PAIRS.items():
        if not (pair := row.values.pop(field, None)):
            continue
        for name, value in zip((_SHEET, _PARCEL) if pair[2] else order, pair[:2], strict=True):
            if row.values.setdefault(name, value) != value:
                told = f"khác với cột {names.get(name, name)} ({row.values[name]})"
                faults.append(row.fault(told, "ghi giống nhau", names.get(field, ""), value))
    return faults


def add_parcel(parcels: list[Row], row: Row, reading: Reading) -> None:
    """Add the row's parcel to its household, or merge it with the same parcel above."""
    values = {k: v for k in PARCEL_FIELDS if (v := row.values.get(k)) is not None}
    same = _same_parcel(parcels, values)
    if same is not None:
        _join(same, row, values, reading)
    elif values.get("parcel_no"):
        if "map_sheet_no" not in values.keys() | row.failed:
            reading.faults.append(row.fault("thiếu số tờ bản đồ", "ghi số tờ", "Tờ bản đồ"))
        reading.faults.extend(too_much_taken(row, values))
        parcels.append(Row(row.file, row.sheet, row.number, values))
    elif values.get("map_sheet_no") and "parcel_no" not in row.failed:
        reading.faults.append(row.fault("có số tờ mà thiếu số thửa", "ghi số thửa", "Thửa"))
    elif any(values.get(name) for name in MEASURES):
        reading.notes.append(row.fault("diện tích không thuộc thửa nào, không nhập"))


def _same_parcel(parcels: list[Row], values: dict[str, Any]) -> Row | None:
    """The household's last parcel when these values are another use of it."""
    if not parcels or not values.get("land_use_code"):
        return None
    last = parcels[-1].values
    names = ("map_sheet_no", "parcel_no")
    same = all(values.get(name) in (None, last.get(name)) for name in names)
    new_use = values["land_use_code"] not in last.get("land_use_code", "").split("+")
    return parcels[-1] if same and new_use else None


def _join(kept: Row, row: Row, values: dict[str, Any], reading: Reading) -> None:
    """Add another use to a parcel: recovered areas add up; an equal total is the same total."""
    known = kept.values
    known["land_use_code"] = "+".join(
        filter(None, [known.get("land_use_code"), values["land_use_code"]])
    )
    for name in MEASURES:
        if name == "area_total_m2" and values.get(name) == known.get(name):
            continue
        if values.get(name) is not None:
            known[name] = round((known.get(name) or 0) + values[name], 3)
    reading.faults.extend(too_much_taken(row, known))
    taken = show_area(known.get("area_recovered_m2") or 0)
    told = f"gộp với dòng {kept.number} thành một thửa ({known['land_use_code']}, thu hồi {taken})"
    reading.notes.append(row.fault(told))


def too_much_taken(row: Row, values: dict[str, Any]) -> Iterator[Fault]:
    """A fault when more area (m²) is taken than the parcel has."""
    total, recovered = values.get("area_total_m2"), values.get("area_recovered_m2")
    if total is not None and recovered is not None and recovered > total:
        message = f"diện tích thu hồi lớn hơn diện tích thửa ({show_area(total)})"
        yield row.fault(message, "xem lại hai số", "Diện tích thu hồi", show_area(recovered))


def twice(holdings: Iterable[tuple[str, list[Row]]]) -> Iterator[Fault]:
    """Faults for parcels named twice: same unit, sheet and number.

    `holdings` are (unit, parcels) of households; the first naming is kept.
    """
    seen: dict[tuple[str, ...], Row] = {}
    for unit, parcels in holdings:
        for row in parcels:
            sheet, number = row.values.get("map_sheet_no", ""), row.values["parcel_no"]
            first = seen.setdefault((fold(unit) or row.sheet, sheet, number), row)
            if first is not row:
                told = f"thửa này đã có ở dòng {first.number}"
                remedy = "mỗi thửa chỉ ghi một lần, dưới một hộ"
                yield row.fault(told, remedy, "Thửa", f"{sheet}/{number}")
