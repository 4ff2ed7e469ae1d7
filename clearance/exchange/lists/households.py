"""A household list, one row a parcel as offices keep it, gathered into households with parcels."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clearance.exchange.files.import_questions import SAME_NAME, Answers
from clearance.exchange.lists.cells import REMEDIES
from clearance.exchange.lists.list_tables import HOUSEHOLDS
from clearance.exchange.lists.parcel_rows import PARCEL_FIELDS, add_parcel, twice
from clearance.exchange.lists.reading import read_list
from clearance.exchange.lists.rows import Reading, Row
from clearance.rules.basics.faults import Fault
from clearance.rules.basics.names import fold
from clearance.rules.basics.person_numbers import id_of_holder

SHARED = {column.field: column for column in HOUSEHOLDS.columns if column.shared}
#: What tells one household from the next; a row without any of these belongs to the one above.
IDENTIFYING = ("household_code", "full_name", "id_number")
ORGANISATION = re.compile(
    r"(ubnd|uy ban|cong ty|cty|doanh nghiep|dntn|hop tac xa|htx|truong|tram|benh vien|ban quan ly"
    r"|nha van hoa|chua|den|dinh|nha tho|giao xu|hoi|doan|chi nhanh|ngan hang|cong dong|lam truong"
    r"|xi nghiep|trung tam|dien luc|buu dien|to hop tac|quan doi|cong an|ban chi huy)\b"
)


@dataclass(slots=True)
class HouseholdEntry:
    """One household: its first row, its own values, its parcels with the row of each."""

    row: Row
    values: dict[str, Any]
    parcels: list[Row] = field(default_factory=list)


def read_households(
    path: Path,
    name: str = "",
    column_map: Mapping[str, str] | None = None,
    answers: Answers | None = None,
) -> tuple[Reading, list[HouseholdEntry]]:
    """Read a household list into its reading and households; raises Refused like `read_list`."""
    reading = read_list(path, HOUSEHOLDS, name, column_map, answers)
    return reading, gather(reading)


def gather(reading: Reading) -> list[HouseholdEntry]:
    """Households of the rows read; faults and notes are added to the reading."""
    _settle_ids(reading)
    entries: list[HouseholdEntry] = []
    unclear: list[tuple[Row, Row]] = []
    for row in reading.rows:
        entry = _continued(entries, row)
        if entry and _only_names_agree(entry.row, row):
            unclear.append((entry.row, row))
            if reading.answers.get(SAME_NAME) == "several":
                entry = None
        if entry is None:
            entry = HouseholdEntry(row, _own(row, reading.faults))
            entries.append(entry)
        else:
            reading.faults.extend(_merge(entry, row))
        add_parcel(entry.parcels, row, reading)
    _ask_names(unclear, reading)
    merged = _gather_codes(entries, reading)
    reading.faults.extend(twice((e.values.get("unit", ""), e.parcels) for e in merged))
    return merged


def _only_names_agree(above: Row, row: Row) -> bool:
    """Whether nothing but a repeated name says that two rows are of one household."""
    if "full_name" in row.filled or not row.values.get("full_name"):
        return False
    marks = ("ordinal", "household_code", "id_number", "phone", "address")
    return not any(row.values.get(name) or above.values.get(name) for name in marks)


def _ask_names(unclear: list[tuple[Row, Row]], reading: Reading) -> None:
    """One household of several parcels, or namesakes: asked once for the file, the rows named."""
    if not unclear or SAME_NAME in reading.answers:
        return
    shown = ", ".join(f"dòng {a.number} và {b.number}" for a, b in unclear[:10])
    first, more = unclear[0][1], ", …" if len(unclear) > 10 else ""
    told = (
        f"{len(unclear)} chỗ trùng họ tên trong một thôn mà không có mã, số thứ tự: {shown}{more}"
    )
    at = {"sheet": first.sheet, "row": first.number, "column": SHARED["full_name"].vi}
    reading.ask(SAME_NAME, told, **at)


def _own(row: Row, faults: list[Fault]) -> dict[str, Any]:
    """The household's own values of its first row."""
    values = {k: v for k, v in row.values.items() if k in SHARED and v is not None}
    if not values.get("full_name") and "full_name" not in row.failed:
        faults.append(row.fault("thiếu họ và tên chủ hộ", "ghi tên, hoặc xóa dòng này"))
    values["kind"] = kind_of(values.get("full_name", ""))
    if note := row.values.get("note"):
        values["note"] = note
    return values


def _settle_ids(reading: Reading) -> None:
    """Each number as a person or an organisation has it; a person has no tax code here."""
    holder = ""
    for row in reading.rows:
        holder = row.values.get("full_name") or holder
        if (number := row.values.get("id_number")) is None:
            continue
        try:
            row.values["id_number"] = id_of_holder(number, kind_of(holder) == "organisation")
        except ValueError as error:
            del row.values["id_number"]
            row.failed.add("id_number")
            at = SHARED["id_number"].vi, number
            reading.faults.append(row.fault(str(error), REMEDIES["id"], *at))


def kind_of(name: str) -> str:
    """`organisation` when a name begins like one, else `household`."""
    return "organisation" if ORGANISATION.match(fold(name)) else "household"


def _continued(entries: list[HouseholdEntry], row: Row) -> HouseholdEntry | None:
    """The household above when this row goes on with it."""
    if not entries or entries[-1].row.sheet != row.sheet:
        return None
    above, values = entries[-1].values, row.values
    given = [name for name in IDENTIFYING if values.get(name)]
    if not given:
        return entries[-1] if any(values.get(name) for name in PARCEL_FIELDS) else None
    for name in ("household_code", "id_number"):
        if values.get(name) and above.get(name):
            return entries[-1] if values[name] == above[name] else None
    same = all(
        fold(str(values.get(name) or above.get(name) or "")) == fold(str(above.get(name) or ""))
        for name in ("full_name", "unit", "village", "phone", "address")
    )
    ordinals = {entries[-1].row.values.get("ordinal"), values.get("ordinal")} - {None}
    has_parcel = any(values.get(name) for name in ("map_sheet_no", "parcel_no"))
    return entries[-1] if same and has_parcel and len(ordinals) < 2 else None


def _merge(entry: HouseholdEntry, row: Row) -> Iterable[Fault]:
    """Take what the row adds to the household; two different values are a fault."""
    for name, column in SHARED.items():
        new, old = row.values.get(name), entry.values.get(name)
        if new is None or new == old:
            continue
        if old is None:
            entry.values[name] = new
        elif name != "chainage_m" and fold(str(new)) != fold(str(old)):
            yield row.fault(
                f"khác với dòng {entry.row.number} của cùng hộ ({old})",
                "ghi giống nhau, hoặc cho mỗi hộ một mã riêng",
                column.vi,
                new,
            )
    note, kept = row.values.get("note"), entry.values.get("note")
    if note and note not in (kept or ""):
        entry.values["note"] = f"{kept}; {note}" if kept else note


def _gather_codes(entries: list[HouseholdEntry], reading: Reading) -> list[HouseholdEntry]:
    """Bring together households that come back later in the list under the same code or ID."""
    known: dict[tuple[str, str], HouseholdEntry] = {}
    kept: list[HouseholdEntry] = []
    for entry in entries:
        marks = [
            (n, entry.values[n]) for n in ("household_code", "id_number") if entry.values.get(n)
        ]
        first = next((known[mark] for mark in marks if mark in known), None)
        if first is None:
            kept.append(entry)
        else:
            reading.faults.extend(_merge(first, Row(*_place(entry.row), entry.values)))
            first.parcels.extend(entry.parcels)
        known |= dict.fromkeys(marks, first or entry)
    return kept


def _place(row: Row) -> tuple[str, str, int]:
    return row.file, row.sheet, row.number
