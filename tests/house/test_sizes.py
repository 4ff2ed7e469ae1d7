"""No file grows past what can be read in one sitting."""

from pathlib import Path

from tests.house.plan import ROOT

LONGEST = 250
FOLDERS = ("clearance", "templates", "static", "tests")
KINDS = {".py", ".js", ".css", ".html", ".sql"}
APART = {"vendor", "translations", "__pycache__"}


def own_files() -> list[Path]:
    """Everything we write ourselves and a person must read."""
    found = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    return sorted(p for p in found if p.suffix in KINDS and not APART & set(p.parts))


def test_no_file_has_more_than_250_lines() -> None:
    sizes = {str(p.relative_to(ROOT)): len(p.read_text("utf-8").splitlines()) for p in own_files()}
    assert {name: size for name, size in sizes.items() if size > LONGEST} == {}


def test_no_file_is_named_after_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "services", "models", "common", "misc"}
    assert [str(p) for p in own_files() if p.stem in empty] == []
