"""Word documents: a template filled with plain values; nothing in a value runs."""

import io
from pathlib import Path

import pytest
from docx import Document
from jinja2.exceptions import SecurityError

from clearance.exchange.writers.docx_out import write_docx
from tests.house.plan import ROOT

SHIPPED = ROOT / "templates/handover/segments/minutes.docx"
HOSTILE = "<b>&{{ 7*7 }} ${x} {% raw %}"


def a_template(path: Path, text: str) -> Path:
    """A one-paragraph template."""
    document = Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


def told(content: bytes) -> str:
    """All the text of a document, tables too."""
    document = Document(io.BytesIO(content))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def test_what_people_typed_is_text_and_nothing_else(tmp_path: Path) -> None:
    content = write_docx(a_template(tmp_path / "t.docx", "Lời: {{ words }}"), {"words": HOSTILE})
    assert told(content) == f"Lời: {HOSTILE}"


def test_a_template_reads_values_and_nothing_of_the_machine(tmp_path: Path) -> None:
    template = a_template(tmp_path / "t.docx", "{{ words.__class__.__mro__ }}")
    with pytest.raises(SecurityError):
        write_docx(template, {"words": "x"})


def test_the_shipped_minutes_have_a_line_for_each_parcel() -> None:
    parcel = {
        "number": 1,
        "parcel": "8/17",
        "commune": "Xã A",
        "land_use": "LUC",
        "place": "Km1+100 – Km1+160",
        "area": "420,5",
        "handed_over": "10/11/2026",
    }
    values = {
        "office": "Tổ công tác",
        "thing": "Đợt BG-0001",
        "place": "Km1+100 – Km1+220",
        "year": "2026",
        "as_of": "20/11/2026",
        "facts": [{"words": "Số thửa", "value": "2"}],
        "rows": [parcel, parcel | {"number": 2, "parcel": "8/18"}],
        "total": {"parcels": 2, "area": "841", "done": "2/2"},
    }
    text = told(write_docx(SHIPPED, values))
    for words in ("BIÊN BẢN", "Đợt BG-0001", "8/17", "8/18", "Cộng 2 thửa", "- Số thửa: 2"):
        assert words in text
    assert "{" not in text
