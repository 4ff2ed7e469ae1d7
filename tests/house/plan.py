"""The plan of the house as tables: floors, packages a room may use, how much tests must cover."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

#: A room imports only from floors below its own; `create_app()` alone sees all.
FLOORS = {
    "rules": 1,
    "store": 2,
    "geo": 2,
    "record": 3,
    "maps": 3,
    "reports": 3,
    "exchange": 3,
    "settings": 3,
    "i18n": 3,
    "demo": 4,
    "web": 5,
    "cli": 5,
}

#: Wings of a room, lowest first: a wing imports only from wings below its own; those in one tuple
#: know nothing of each other.
WINGS: dict[str, tuple[tuple[str, ...], ...]] = {
    "rules": (
        ("basics",),
        ("procedure",),
        ("corridor", "forecast", "records", "setup"),
        ("operations",),
    ),
    "store": (
        ("engine",),
        ("journal",),
        ("cases", "upgrade"),
        ("map", "people", "responsibility"),
        ("corridor", "keeping"),
    ),
    "reports": (("corridor",), ("forecast", "handover", "operations", "responsibility", "setup")),
    "exchange": (
        ("files",),
        ("feeds", "lists", "writers"),
        ("people", "road"),
        ("plans",),
        ("operations",),
    ),
    "web": (
        ("frame",),
        ("monitoring", "recording"),
        ("accounts", "corridor", "data", "dialogue"),
        ("handover", "operations", "responsibility"),
        ("cases", "law", "map", "register", "setup"),
        ("phones",),
    ),
}
#: The most files of code a folder holds.
FULL = 24

#: Import names from outside the standard library. The longest matching path decides.
PACKAGES: dict[str, set[str]] = {
    "rules": {"lunar_vn", "holidays", "numpy"},
    "store": {"sqlite_utils", "pysqlite3", "psycopg", "argon2"},
    "geo": {"geopandas", "shapely", "pyproj", "numpy"},
    "record": set(),
    "maps": {"folium", "branca", "jinja2", "shapely", "numpy"},
    "reports": set(),
    "exchange": {
        "pandas",
        "geopandas",
        "shapely",
        "pyogrio",
        "python_calamine",
        "xlsxwriter",
        "icalendar",
        "viparse",
        "numpy",
        "pyarrow",
        "docxtpl",
        "jinja2",
        "PIL",
    },
    "demo": {"shapely", "numpy", "PIL"},
    "settings": {"click"},
    "i18n": {"flask", "flask_babel", "babel"},
    "web": {
        "brotli",
        "flask",
        "flask_babel",
        "flask_compress",
        "flask_login",
        "flask_wtf",
        "werkzeug",
        "markupsafe",
        "prometheus_client",
        "structlog",
    },
    "cli": {"click", "flask", "flask_login", "waitress"},
}

#: Least share of lines and branches that tests must run, in percent; others: OTHERWISE.
COVERED = {"rules": 100, "record": 100}
OTHERWISE = 90


#: Modules of HTML forms, by the end of their names, may use these besides their room's.
FORMS = {"flask_wtf", "wtforms"}


def room(path: Path, house: Path) -> str:
    """The room a file belongs to; the house's own `__init__.py` has none."""
    return path.relative_to(house).parts[0].removesuffix(".py").replace("__init__", "")


def wing(path: Path, house: Path) -> str:
    """The wing of a room a file belongs to; none for a room that has no wings."""
    parts = path.relative_to(house).parts
    return parts[1] if len(parts) > 2 and parts[0] in WINGS else ""


def wing_level(own: str, name: str) -> int:
    """The place of a wing in its room, lowest first."""
    levels = [n for n, names in enumerate(WINGS[own]) if name in names]
    return levels[0] if levels else len(WINGS[own])


def python_files(house: Path = ROOT / "clearance") -> list[Path]:
    """All modules of the house."""
    return sorted(house.rglob("*.py"))


def imports(path: Path, house: Path) -> Iterator[str]:
    """Full dotted names a module imports, wherever in it the import stands."""
    package = (house.name, *path.relative_to(house).parent.parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join((*base, *filter(None, [node.module])))
            yield from (f"{stem}.{alias.name}" for alias in node.names)


def foreign(names: Iterator[str], house: Path) -> set[str]:
    """The import names that come from installed packages."""
    return {n.split(".")[0] for n in names} - set(sys.stdlib_module_names) - {house.name}
