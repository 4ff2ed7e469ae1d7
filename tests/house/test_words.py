"""No foreign host, no coordinate system outside its file, no document about rooms that are not."""

import ast
import re
from pathlib import Path

from tests.house.plan import FLOORS, ROOT, python_files
from tests.house.test_sizes import own_files

HOST = re.compile(
    r"""https?://([\w-]+(?:\.[\w-]+)+)|(?:src|href)=["']//([\w.-]+)|url\(//([\w.-]+)"""
)
#: Names of things, never fetched; and this machine.
NAMES = {"127.0.0.1", "www.w3.org", "www.opengis.net"}
CRS = re.compile(r"EPSG:\d+|\b(?:4326|3857|4756|3405|3406|92(?:0[5-9]|1\d))\b")


def hosts(text: str) -> set[str]:
    """Every host a file names, except this machine and names that are only names."""
    found = {next(filter(None, groups)) for groups in HOST.findall(text)}
    return {h for h in found - NAMES if not h.endswith((".example", "example.org"))}


def values(path: Path) -> list[str]:
    """Numbers and strings of a module that the program itself uses: docstrings left out."""
    tree = ast.parse(path.read_text("utf-8"))
    prose = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    constants = (n for n in ast.walk(tree) if isinstance(n, ast.Constant))
    return [str(n.value) for n in constants if id(n) not in prose]


def test_no_page_asks_another_host() -> None:
    files = [p for p in own_files() if p.relative_to(ROOT).parts[0] != "tests"]
    assert {str(p): h for p in files if (h := hosts(p.read_text("utf-8")))} == {}


def test_a_foreign_host_is_caught() -> None:
    planted = "<script src='//cdn.test.net/a.js'> url(//f.test.net/x) https://tile.test.org/1"
    assert hosts(planted) == {"cdn.test.net", "f.test.net", "tile.test.org"}


def test_only_one_file_knows_coordinate_systems_by_number() -> None:
    rest = [p for p in python_files() if p != ROOT / "clearance/geo/crs.py"]
    found = {str(p): hit for p in rest if (hit := [v for v in values(p) if CRS.search(v)])}
    assert found == {}


def test_the_architecture_page_names_every_room_and_only_rooms_that_exist() -> None:
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    named = set(re.findall(r"^\| `(\w+(?:/|\.py))` \|", page, re.MULTILINE))
    places = {place for room in FLOORS for place in (f"{room}/", f"{room}.py")}
    assert named == {place for place in places if (ROOT / "clearance" / place).exists()}


def test_the_glossary_has_every_subject_in_both_languages() -> None:
    from clearance.rules.records.subjects import SUBJECTS

    rows = (ROOT / "docs/glossary.md").read_text("utf-8").lower().splitlines()
    cells = [[c.strip() for c in row.split("|")[1:3]] for row in rows if row.startswith("|")]
    missing = [s.name for s in SUBJECTS.values() if [s.en.lower(), s.vi.lower()] not in cells]
    assert missing == []
