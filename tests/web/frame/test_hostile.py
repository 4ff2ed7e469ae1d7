"""Whatever people type stays text: on every page, in every export, for every role."""

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from clearance.rules.basics.actors import TERMINAL
from clearance.rules.records.permissions import is_fact
from clearance.rules.records.subjects import ROLES, SUBJECTS
from clearance.store import Store
from tests.given import OFFICE, TODAY, Family, a_change, by
from tests.noted import a_note, a_request
from tests.web.town import Town, a_town

#: Harmless where it is only text; each would show itself where it is not.
STRINGS = (
    "<img src=x onerror=alert(1)>",
    "${7*7}QZ{{7*7}}QZ",
    "=1+1",
    "\"'><svg onload=alert(1)>",
    "@SUM(A1)",
    "-1+1",
    "+1+1",
    "\t=1+1",
    "`javascript:alert(1)`",
    "\u202eevil\u2066 Đặng",
    "</script><script>alert(1)</script>",
    "D" * 2000,
)
#: Raw in a page, any of these would have run.
RAW = ("<img src=x", "<svg onload", "<script>alert", "QZ49QZ")


def hostile(at: int) -> Family:
    """A family of strings, another one in each field."""
    names = [f.name for f in fields(Family)]
    return Family(**{n: STRINGS[(at + i) % len(STRINGS)] for i, n in enumerate(names)})


def poison(store: Store, strings: Sequence[str] = STRINGS) -> int:
    """Put strings into every text field of every row through the door; gives how many rows."""
    changed = 0
    for subject in SUBJECTS.values():
        texts = [f.name for f in subject.fields if f.kind == "text" and not f.options]
        for row in store.query(f"SELECT uid FROM {subject.name}") if texts else []:
            if subject.name in ("obstacle", "person") or not is_fact(subject.name, "revised"):
                continue
            patch = {n: strings[(changed + i) % len(strings)] for i, n in enumerate(texts)}
            change = a_change(subject.name, row["uid"], "revised", patch=patch)
            assert by(TERMINAL, store, change).is_accepted
            changed += 1
    _argue(store, strings)
    return changed


def _argue(store: Store, strings: Sequence[str]) -> None:
    """The same strings in notes and requests, which are never revised."""
    for at, text in enumerate(strings):
        asked = json.dumps([{"who": text, "asked_on": TODAY, "answered_on": TODAY, "answer": text}])
        names = ("title", "facts_known", "doubt", "reason")
        words = dict.fromkeys(names, text) | {"options": json.dumps([text, text])}
        assert a_note(store, f"note-{at}", OFFICE, consulted=asked, **words).is_accepted
        assert a_request(store, f"request-{at}", asker=text, question=text).is_accepted
        for uid in ("na", "nb"):
            more = a_change("decision_note", uid, "added", patch={"consulted": asked}, why=text)
            assert by(OFFICE, store, more).is_accepted
        moved = {"due_on": "2027-01-01", "late_category": "superior"}
        for uid in ("ra", "rb"):
            late = a_change("request", uid, "redated", patch=moved, why=text)
            assert by(OFFICE, store, late).is_accepted


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A town where everything that can be written was written to do harm."""
    made = a_town(tmp_path_factory.mktemp("town"), {"a": hostile(0), "b": hostile(6)})
    assert poison(made.store) > 10
    for at, text in enumerate(STRINGS):
        noted = a_change("household", "h", "noted", patch={"note": text}, why=text)
        moved = {"promised_on": f"2027-01-{at + 1:02}"}
        slipped = a_change("segment", "sg", "promised", patch=moved, why=text)
        assert by(OFFICE, made.store, noted).is_accepted
        assert by(OFFICE, made.store, slipped).is_accepted
    return made


def pages(town: Town, role: str, *ways: str) -> Iterator[tuple[str, str, bytes]]:
    """Every address a role can open: address, kind, body."""
    for rule in town.rules():
        for url in dict.fromkeys(town.url(rule, commune) for commune in "ab"):
            for way in ways:
                answer = town.people[role].get(f"{url}?{way}", buffered=True)
                assert answer.status_code < 500, f"{url}?{way}"
                if answer.status_code != 200:
                    break
                yield f"{url}?{way}", answer.mimetype, answer.data


@pytest.mark.parametrize("role", ROLES)
def test_nothing_written_to_run_is_raw_in_any_page(town: Town, role: str) -> None:
    asked = f"q={'%3Cimg+src%3Dx+onerror%3Dalert(1)%3E'}"
    found = {}
    for url, kind, body in pages(town, role, "", asked):
        if kind.endswith(("html", "xml")):  # a workbook is no page
            text = body.decode()
            found |= {(url, raw): text.count(raw) for raw in RAW if raw in text}
    assert found == {}


@pytest.mark.parametrize("role", ROLES)
def test_nothing_written_by_people_is_inside_a_script(town: Town, role: str) -> None:
    found = {}
    for url, kind, body in pages(town, role, ""):
        for script in re.findall(r"<script\b[^>]*>(.*?)</script>", body.decode("utf-8", "replace")):
            if "html" in kind and any(s in script for s in (*STRINGS, "alert(1)", "${")):
                found[url] = script[:80]
    assert found == {}


def test_a_sheet_for_the_calculator_holds_no_formula(town: Town) -> None:
    found, seen = {}, 0
    for url, kind, body in pages(town, "office", "format=csv"):
        if kind != "text/csv":
            continue
        seen += 1
        for row in csv.reader(StringIO(body.decode("utf-8-sig")), delimiter=";"):
            bad = [c for c in row if re.match(r"[\s\ufeff]*[=+\-@\t\r]", c) and not is_number(c)]
            found |= {url: bad} if bad else {}
    assert found == {}
    assert seen


def is_number(cell: str) -> bool:
    """Whether a cell is a plain number, as a negative offset is."""
    return re.fullmatch(r"[-+]?[\d.,]+", cell) is not None


def test_a_workbook_holds_no_formula(town: Town) -> None:
    found, seen = {}, 0
    for url, kind, body in pages(town, "office", "format=xlsx"):
        if "spreadsheet" not in kind:
            continue
        seen += 1
        with ZipFile(BytesIO(body)) as book:
            sheets = [book.read(n).decode() for n in book.namelist() if "worksheets/" in n]
        if any("<f>" in sheet or "<f " in sheet or "<hyperlink" in sheet for sheet in sheets):
            found[url] = True
    assert found == {}
    assert seen


def test_what_was_written_is_still_there_as_text(town: Town) -> None:
    page = town.people["office"].read("/households/HY-h")
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
