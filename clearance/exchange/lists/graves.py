"""A grave list: one row a grave, its family known, searched for, or none."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clearance.exchange.files.import_questions import Answers
from clearance.exchange.lists.list_tables import GRAVES
from clearance.exchange.lists.reading import read_list
from clearance.exchange.lists.rows import Reading, Row
from clearance.rules.basics.faults import Fault
from clearance.rules.basics.names import fold

UNCLAIMED = {"vo chu", "mo vo chu", "khong co than nhan", "khong than nhan"}
UNKNOWN = {
    "chua ro",
    "khong ro",
    "chua xac dinh",
    "dang tim",
    "chua co than nhan",
    "khong ten",
    "chua ro than nhan",
    "vo danh",
}
PLACES = ("cemetery", "span", "north_m", "map_sheet_no", "unit")


def read_graves(
    path: Path,
    name: str = "",
    column_map: Mapping[str, str] | None = None,
    answers: Answers | None = None,
) -> Reading:
    """Read a grave list into rows with `family` and `chainage_*` (m).

    Raises Refused like `read_list`.
    """
    reading = read_list(path, GRAVES, name, column_map, answers)
    above: dict[str, Any] = {}
    for row in reading.rows:
        for shared in ("unit", "village", "cemetery"):
            if row.values.get(shared) is None and above.get(shared) is not None:
                row.values[shared] = above[shared]
        above = row.values
        _settle(row)
        reading.faults.extend(_faults(row))
    reading.faults.extend(_twice(reading.rows))
    return reading


def _settle(row: Row) -> None:
    """Turn what is written where a name should be into the state of the family."""
    values = row.values
    said = {fold(str(values.get(n) or "")) for n in ("full_name", "deceased_name")}
    for name in ("full_name", "deceased_name"):
        if fold(str(values.get(name) or "")) in UNCLAIMED | UNKNOWN:
            del values[name]
    if "family" not in values:
        unclaimed = "unclaimed" if said & UNCLAIMED else "searching"
        values["family"] = "known" if values.get("full_name") else unclaimed
    if span := values.pop("span", None):
        values["chainage_from_m"], values["chainage_to_m"] = span


def _faults(row: Row) -> list[Fault]:
    faults = []
    if not any(row.values.get(name) for name in PLACES):
        faults.append(row.fault("không biết mộ ở đâu", "ghi nghĩa trang, lý trình hoặc tọa độ"))
    if (row.values.get("north_m") is None) != (row.values.get("east_m") is None):
        faults.append(row.fault("chỉ có một trong hai tọa độ", "ghi đủ X (Bắc) và Y (Đông)"))
    return faults


def _twice(rows: list[Row]) -> list[Fault]:
    """Codes given to two graves."""
    seen: dict[str, Row] = {}
    faults = []
    for row in rows:
        code = row.values.get("code")
        if code and seen.setdefault(code, row) is not row:
            told = f"mã mộ đã có ở dòng {seen[code].number}"
            faults.append(row.fault(told, "mỗi mộ một mã", "Mã mộ", code))
    return faults
