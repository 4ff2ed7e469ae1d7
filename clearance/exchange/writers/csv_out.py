"""CSV for Excel in Vietnamese: UTF-8 with BOM, semicolons, no formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from clearance.exchange.files.safe_text import as_text
from clearance.rules.basics.quantities import show_date


def write_csv(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], notes: Sequence[str] = ()
) -> bytes:
    """Bytes of a CSV file; `notes` (as-of day, filter) are lines above the header."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([as_text(note)] for note in notes)
    writer.writerow([as_text(title) for title in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    """Dates as dd/mm/yyyy, decimals with a comma, text that cannot run."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime):
        return f"{show_date(value)} {value:%H:%M}"
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, float | Decimal):
        return (
            f"{value:f}".rstrip("0").rstrip(".").replace(".", ",") if value % 1 else f"{value:.0f}"
        )
    return str(value) if isinstance(value, int) else as_text(str(value))
