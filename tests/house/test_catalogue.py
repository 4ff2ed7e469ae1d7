"""Every Vietnamese text of the program has its English, and the compiled catalogue is fresh."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.house.plan import ROOT, python_files

CATALOGUE = ROOT / "clearance/translations/en/LC_MESSAGES/messages.po"
KEYWORDS: dict[str, Any] = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None}


@cache
def texts() -> frozenset[str]:
    """All texts marked for translation in code and templates, extracted once."""
    return frozenset(_extracted())


def _extracted() -> Iterator[str]:
    pages = sorted(p for p in (ROOT / "templates").rglob("*") if p.suffix in {".html", ".txt"})
    for method, files in (("python", python_files()), ("jinja2", pages)):
        for path in files:
            found = extract_from_file(method, path, KEYWORDS, options={"silent": "false"})
            yield from (m[1][0] if isinstance(m[1], tuple) else m[1] for m in found)


def english() -> Catalog:
    """The English catalogue as it stands in the tree."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def test_every_text_has_a_firm_english_translation() -> None:
    catalogue = english()
    assert sorted(text for text in texts() if not _is_translated(catalogue, text)) == []


def _is_translated(catalogue: Catalog, text: str) -> bool:
    message = catalogue.get(text)
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def test_the_catalogue_holds_no_text_that_is_gone() -> None:
    kept = {m.id[0] if isinstance(m.id, tuple) else m.id for m in english() if m.id}
    assert sorted(kept - texts()) == []


def test_the_compiled_catalogue_is_fresh() -> None:
    fresh = BytesIO()
    write_mo(fresh, english())
    assert CATALOGUE.with_suffix(".mo").read_bytes() == fresh.getvalue(), "run `make catalogue`"


def test_translations_keep_the_places_of_values() -> None:
    faults = [m.id for m in english() if m.id and list(m.check())]
    assert faults == []
