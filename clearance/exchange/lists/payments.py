"""A payment list: what each household was approved and paid, and when."""

from collections.abc import Mapping
from pathlib import Path

from clearance.exchange.files.import_questions import Answers
from clearance.exchange.lists.list_tables import PAYMENTS
from clearance.exchange.lists.reading import read_list
from clearance.exchange.lists.rows import Reading


def read_payments(
    path: Path,
    name: str = "",
    column_map: Mapping[str, str] | None = None,
    answers: Answers | None = None,
) -> Reading:
    """Read a payment list, one row a household, sums in đồng; raises Refused like `read_list`."""
    reading = read_list(path, PAYMENTS, name, column_map, answers)
    for row in reading.rows:
        values = row.values
        if not (values.get("household_code") or values.get("full_name")):
            reading.faults.append(row.fault("thiếu mã hộ và họ tên", "ghi mã hộ"))
        if values.get("approved_vnd") is None and values.get("paid_vnd") is None:
            reading.faults.append(row.fault("không có số tiền nào", "ghi số tiền, hoặc xóa dòng"))
        if values.get("paid_on") and not values.get("paid_vnd"):
            reading.faults.append(
                row.fault("có ngày chi trả mà thiếu số tiền", "ghi số tiền đã chi")
            )
    return reading
