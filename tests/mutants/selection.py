"""Which tests are asked about a fault: the module's own first, then its wing, then neighbours."""

import ast
from functools import cache
from pathlib import Path

from tests.mutants.sample import ROOMS

#: Room → where else the work of its modules is seen; `{wing}` is the module's own.
NEIGHBOURS = {
    "rules": ("record", "reports/{wing}", "web/{wing}"),
    "record": ("web/recording", "web/cases", "cli/test_hub.py"),
    "reports": ("web/{wing}", "cli/test_reports.py"),
    "exchange": ("web/data", "cli/test_files.py"),
    "maps": ("web/map", "web/corridor"),
    "web": ("web/frame",),
}


def rounds_of(root: Path, module: str) -> list[list[str]]:
    """Test files for a module (its path), nearest first, in three rounds without repetition."""
    _, room, *wing, file = Path(module).with_suffix("").parts
    imported = {test for test, names in _imports(root).items() if _dotted(module) in names}
    named = {t for t in _imports(root) if Path(t).stem in (f"test_{file}", f"test_{file}s")}
    near = _below(root, room, *wing) or _below(root, room)
    places = (place.format(wing="/".join(wing)) for place in NEIGHBOURS[room])
    beside = set().union(*(_below(root, place) for place in places))
    own = (imported | named) & _below(root, room)
    far = (beside | imported | named) - near - own
    return [sorted(files) for files in (own, near - own, far) if files]


def _below(root: Path, *folders: str) -> set[str]:
    """Test files of a room or a wing of it, or the one file named."""
    place = root.joinpath("tests", *folders)
    return {path for path in _imports(root) if (root / path).is_relative_to(place)}


def _dotted(module: str) -> str:
    return module.removesuffix(".py").replace("/", ".")


@cache
def _imports(root: Path) -> dict[str, frozenset[str]]:
    """Test file → the modules it imports, `from a.b import c` counting as a.b and a.b.c."""
    files = (f for room in (*ROOMS, "cli") for f in (root / "tests" / room).rglob("test_*.py"))
    return {f.relative_to(root).as_posix(): frozenset(_named(f)) for f in sorted(files)}


def _named(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found
