"""Templates of lists as Excel workbooks: a header, an example row, and what each column means."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clearance.exchange.writers.xlsx_out import FORMATS, OPTIONS

LIST_SHEET = "Danh sách"
#: Rows prepared below the header: cells are text, choices are offered.
PREPARED = 500
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "must": {**FORMATS["head"], "bg_color": "#FCE4D6"},
    "example": {"num_format": "@", "italic": True, "font_color": "#666666"},
    "wrap": {"text_wrap": True, "valign": "top"},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a template: header, whether required, example, words to choose from."""

    name: str
    is_required: bool = False
    example: str = ""
    choices: Sequence[str] = ()


def write_template(
    headings: Sequence[Heading],
    meanings: Sequence[Sequence[str]],
    meaning_heads: Sequence[str],
    meaning_sheet: str,
    notes: Sequence[str] = (),
) -> bytes:
    """Bytes of an .xlsx: the list to fill in (none without headings), then the columns described.

    Cells to fill in are text, so that Excel changes no code, day or chainage.
    """
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        looks = {name: book.add_format(dict(look)) for name, look in {**FORMATS, **LOOKS}.items()}
        if headings:
            _write_list(book.add_worksheet(LIST_SHEET), headings, looks)
        _write_meanings(book.add_worksheet(meaning_sheet), meanings, meaning_heads, notes, looks)
    return out.getvalue()


def _write_list(page: Any, headings: Sequence[Heading], looks: Mapping[str, Any]) -> None:
    for index, heading in enumerate(headings):
        page.set_column(index, index, max(12, len(heading.name) + 3), looks["text"])
        page.write_string(0, index, heading.name, looks["must" if heading.is_required else "head"])
        page.write_string(1, index, heading.example, looks["example"])
        if heading.choices:
            listed = {"validate": "list", "source": list(heading.choices), "error_type": "warning"}
            page.data_validation(1, index, PREPARED, index, listed)
    page.freeze_panes(1, 0)


def _write_meanings(
    page: Any,
    meanings: Sequence[Sequence[str]],
    heads: Sequence[str],
    notes: Sequence[str],
    looks: Mapping[str, Any],
) -> None:
    for number, note in enumerate(notes):
        page.write_string(number, 0, note, looks["note"])
    top = len(notes)
    for index, (name, width) in enumerate(zip(heads, (26, 10, 52, 34, 24, 34, 60), strict=False)):
        page.set_column(index, index, width)
        page.write_string(top, index, name, looks["head"])
    for number, row in enumerate(meanings, top + 1):
        for index, text in enumerate(row):
            page.write_string(number, index, text, looks["wrap"])
    page.freeze_panes(top + 1, 1)
