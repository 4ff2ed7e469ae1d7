"""The first rows of an import as the system understands them, in the words of the field."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from clearance.exchange.files.drawing_files import is_drawing
from clearance.exchange.lists.cells import words_of
from clearance.exchange.lists.headers import HeaderCell
from clearance.exchange.lists.tables import Table
from clearance.i18n import gettext as _
from clearance.rules.basics.chainage import to_text
from clearance.rules.basics.quantities import show_date, show_number
from clearance.web.data.import_labels import PLACED
from clearance.web.frame.labels import SIDES, say

#: What is worked out of a file and has no column of its own.
_WORDS = {
    "code": lambda: _("Mã"),
    "unit": lambda: _("Xã"),
    "chainage_from_m": lambda: _("Lý trình đầu"),
    "chainage_to_m": lambda: _("Lý trình cuối"),
    "side": lambda: _("Phía"),
    "parcels": lambda: _("Số thửa"),
    "alignment": lambda: _("Tuyến"),
    "length_m": lambda: _("Chiều dài (m)"),
    "area_m2": lambda: _("Diện tích (m²)"),
}
_METRES = ("chainage_from_m", "chainage_to_m", "chainage_m")


def samples_in_words(
    samples: Sequence[Mapping[str, Any]], table: Table
) -> tuple[list[tuple[str, str, str]], list[list[str]]]:
    """Columns as `ui.table` takes them, and rows; fields that nobody reads are left out."""
    columns = {column.field: column for column in table.columns}
    given = dict.fromkeys(key for row in samples for key in row)
    keys = [key for key in given if key in columns or key in _WORDS]
    keys = [key for key in keys if key != "ordinal" and _has_any(samples, key)]
    names = [columns[key].vi if key in columns else _WORDS[key]() for key in keys]
    heads = [("", name, "text") for name in names]
    choices = {name: _chosen(column.options) for name, column in columns.items()}
    return heads, [
        [_shown(key, row.get(key), choices.get(key, {})) for key in keys] for row in samples
    ]


def has_coordinates(path: Path, target: str, columns: Iterable[HeaderCell]) -> bool:
    """Whether a file has coordinates, so that how they are read can be corrected."""
    is_given = any(cell.field in ("north_m", "east_m") for cell in columns)
    return target in PLACED and (is_given or is_drawing(path))


def _has_any(samples: Iterable[Mapping[str, Any]], key: str) -> bool:
    return any(row.get(key) not in (None, "") for row in samples)


def _chosen(options: Mapping[str, Any]) -> dict[Any, str]:
    """The word of each value of a choice."""
    return {options[word]: word for word in words_of(options)}


def _shown(key: str, value: Any, chosen: Mapping[Any, str]) -> str:
    if value is None:
        return ""
    if key in _METRES:
        return to_text(value)
    if key == "side":
        return say(SIDES, value)
    if key.endswith("_on") or key in ("valid_from", "valid_to"):
        return show_date(date.fromisoformat(value))
    if key.endswith("_m2"):
        return show_number(value, 1)
    return str(chosen.get(value, value))
