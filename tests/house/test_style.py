"""The worst words of the old dialect stay out of docstrings (docs/style.md)."""

import ast
import re
from pathlib import Path

from tests.house.plan import ROOT, python_files

#: Rooms and wings rewritten so far; add one when its docstrings are plain.
PLAIN = ("rules", "geo", "maps", "exchange", "store/engine")
DIALECT = re.compile(r"\b(told|whoever|anew|luck|stands in the way)\b", re.IGNORECASE)
Documented = ast.Module | ast.ClassDef | ast.FunctionDef


def dialect(path: Path) -> list[str]:
    """Docstrings of a module with a word of the dialect, by name."""
    nodes = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, Documented)]
    return [
        f"{getattr(node, 'name', 'module')}: {text}"
        for node in nodes
        if DIALECT.search(text := ast.get_docstring(node) or "")
    ]


def test_docstrings_of_the_finished_rooms_are_plain() -> None:
    house = ROOT / "clearance"
    files = [p for p in python_files() if p.relative_to(house).as_posix().startswith(PLAIN)]
    assert {str(p): found for p in files if (found := dialect(p))} == {}


def test_a_planted_word_is_caught(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text('"""Plain."""\n\n\ndef f():\n    """What whoever asks is told."""\n', "utf-8")
    assert dialect(file) == ["f: What whoever asks is told."]
