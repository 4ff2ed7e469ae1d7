"""Packages, segments, structures and utilities out, as lists and drawings that come in again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from clearance.exchange.lists.tables import Table
from clearance.exchange.road.tables import PACKAGES, SEGMENTS, STRUCTURES, UTILITIES
from clearance.exchange.writers.csv_out import write_csv
from clearance.exchange.writers.drawing_out import write_rows
from clearance.exchange.writers.xlsx_out import write_xlsx
from clearance.rules.basics.chainage import to_text
from clearance.store import Store
from clearance.store.cases.snapshot import list_known

#: Fields that name another thing by its code: column of a row, what it names, which of its values.
_CODES = {
    "alignment_code": ("alignment_uid", "alignment", "code"),
    "package_code": ("package_uid", "package", "code"),
    "household_code": ("household_uid", "household", "code"),
    "unit": ("unit_uid", "unit", "code"),
    "map_sheet_no": ("parcel_uid", "parcel", "map_sheet_no"),
    "parcel_no": ("parcel_uid", "parcel", "parcel_no"),
}
_DAYS = ("need_by_on", "promised_on")
_SIDES = {"left": "trái", "right": "phải", "both": "hai bên"}
_SCOPES = {
    "main": "phạm vi chính",
    "added": "bổ sung",
    "spoil": "bãi thải",
    "resettlement_area": "khu tái định cư",
    "utility_corridor": "hành lang hạ tầng",
}
#: Attributes of a drawing: short enough for a Shapefile, known to the import.
_ATTRIBUTES = {"household_code": "ma_ho", "alignment_code": "ma_tuyen", "map_sheet_no": "so_to",
               "parcel_no": "so_thua"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Out:
    """One kind of list: its table, the subject it is of, the fields written."""

    table: Table
    subject: str
    fields: tuple[str, ...]


_PLACE = ("alignment_code", "from_km", "to_km")
OUT = {
    out.table.name: out
    for out in (
        Out(PACKAGES, "package", ("code", "name", "contractor", *_PLACE, "usable_m")),
        Out(SEGMENTS, "segment", ("code", "package_code", *_PLACE, *_DAYS)),
        Out(STRUCTURES, "structure", ("code", "kind", "area_m2", "household_code", "unit",
                                      "map_sheet_no", "parcel_no", *_PLACE, "side", "scope")),
        Out(UTILITIES, "utility", ("code", "kind", "owner", "unit", *_PLACE, "side", "scope")),
    )
}  # fmt: skip
DRAWN = ("structures", "utilities")


def write_list(store: Store, target: str, suffix: str) -> tuple[bytes, int]:
    """Bytes of a list (.csv or .xlsx) with the import's own headers, and its number of rows."""
    out = OUT[target]
    rows = _rows(store, out)
    heads = [out.table.column(name).vi for name in out.fields]
    cells = [[row[name] for name in out.fields] for row in rows]
    title = out.table.vi.upper()
    content = write_csv(heads, cells) if suffix == ".csv" else write_xlsx(title, heads, cells)
    return content, len(rows)


def write_drawn(store: Store, target: str, output: Path, crs: int = 0) -> int:
    """Write what is drawn of a kind with the attributes its import reads; gives the number.

    In the legal systems, GeoJSON in WGS 84, or in `crs` (EPSG); raises as `write_drawing`.
    """
    out = OUT[target]
    fields = [name for name in out.fields if name not in ("from_km", "to_km", "side")]
    rows = [
        {_ATTRIBUTES.get(name, name): row[name] for name in fields}
        | {"legal_wkb": bytes.fromhex(row["shape"]), "legal_crs": row["crs"]}
        for row in _rows(store, out)
        if row.get("shape")
    ]
    return write_rows(rows, [_ATTRIBUTES.get(name, name) for name in fields], output, crs)


def _rows(store: Store, out: Out) -> list[dict[str, Any]]:
    """The rows along the road, with codes in place of identifiers."""
    named = {name: _CODES[name] for name in out.fields if name in _CODES}
    known = {s: _by_uid(list_known(store, s)) for s in {s for _, s, _ in named.values()}}
    found = [dict(row) for row in list_known(store, out.subject)]
    found.sort(key=lambda r: (r.get("chainage_from_m") or 0, r["code"]))
    for row in found:
        codes = {
            name: known[of].get(row[uid], {}).get(key) for name, (uid, of, key) in named.items()
        }
        row |= codes | _written(row)
    return found


def _by_uid(rows: Sequence[Mapping[str, Any]]) -> dict[str | None, Mapping[str, Any]]:
    return {row["uid"]: row for row in rows}


def _written(row: Mapping[str, Any]) -> dict[str, Any]:
    """Chainages, days and side as a list has them."""
    ends = {"from_km": row.get("chainage_from_m"), "to_km": row.get("chainage_to_m")}
    told: dict[str, Any] = {n: None if m is None else to_text(m) for n, m in ends.items()}
    for name in _DAYS:
        told[name] = date.fromisoformat(row[name]) if row.get(name) else None
    side, scope = _SIDES.get(row.get("side") or ""), _SCOPES.get(row.get("scope") or "")
    return told | {"side": side, "scope": scope}
