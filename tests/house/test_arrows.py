"""Rooms import only downward, and each uses only its own packages."""

from collections import Counter
from pathlib import Path

import pytest

from tests.house.plan import (
    FLOORS,
    FORMS,
    FULL,
    PACKAGES,
    ROOT,
    WINGS,
    foreign,
    imports,
    python_files,
    room,
    wing,
    wing_level,
)

#: Rooms without wings yet.
LARGE = {"maps", "demo"}


def breaches(house: Path) -> list[str]:
    """Every import that goes up, sideways, or to a package the room has no use for."""
    return [
        f"{path.relative_to(house)}: {fault}"
        for path in python_files(house)
        if room(path, house)
        for fault in (
            *_wrong_rooms(path, house),
            *_wrong_wings(path, house),
            *_wrong_packages(path, house),
        )
    ]


def _wrong_rooms(path: Path, house: Path) -> list[str]:
    own = room(path, house)
    targets = {n for n in imports(path, house) if n.split(".")[0] == house.name}
    rooms = {n.partition(".")[2].partition(".")[0] for n in targets} - {own}
    return [f"imports room {r}" for r in rooms if FLOORS.get(r, 9) >= FLOORS.get(own, 0)]


def _wrong_wings(path: Path, house: Path) -> list[str]:
    own, here = room(path, house), wing(path, house)
    if not here:
        return []
    parts = [n.split(".") for n in imports(path, house) if n.startswith(f"{house.name}.{own}.")]
    wings = {p[2] for p in parts if any(p[2] in level for level in WINGS[own])} - {here}
    level = wing_level(own, here)
    return [f"imports wing {w}" for w in wings if wing_level(own, w) >= level]


def _wrong_packages(path: Path, house: Path) -> list[str]:
    place = path.relative_to(house).with_suffix("").as_posix()
    key = max((k for k in PACKAGES if f"{place}/".startswith(f"{k}/")), key=len, default="")
    return [
        f"imports package {p}"
        for p in foreign(imports(path, house), house) - PACKAGES.get(key, set()) - _of_forms(path)
    ]


def _of_forms(path: Path) -> set[str]:
    return FORMS if path.stem.endswith(("_form", "_forms")) else set()


def test_every_room_imports_only_from_floors_below_and_its_own_packages() -> None:
    assert breaches(ROOT / "clearance") == []


def test_every_room_has_a_floor_and_a_list_of_packages() -> None:
    house = ROOT / "clearance"
    rooms = {room(path, house) for path in python_files(house)} - {""}
    assert rooms <= FLOORS.keys()
    assert rooms <= PACKAGES.keys()


def test_every_wing_has_its_place_and_no_folder_is_overfull() -> None:
    house = ROOT / "clearance"
    there = {
        own: {p.name for p in (house / own).iterdir() if (p / "__init__.py").exists()}
        for own in WINGS
    }
    assert there == {own: {w for level in levels for w in level} for own, levels in WINGS.items()}
    sizes = Counter(path.parent.relative_to(house).as_posix() for path in python_files(house))
    assert {folder: n for folder, n in sizes.items() if n > FULL and folder not in LARGE} == {}


PLANTED = {
    "a wing above": ("rules/basics/days.py", "from clearance.rules.records import subjects"),
    "a wing beside": ("web/data/hub.py", "from clearance.web.dialogue import notes"),
    "upward": ("rules/graves.py", "from clearance.store import connection"),
    "upward, relative": ("store/graves.py", "from ..record import record"),
    "upward, within a function": ("geo/shapes.py", "def f():\n    import clearance.web.map"),
    "upward, as a name": ("rules/graves.py", "from clearance import store"),
    "sideways": ("maps/page.py", "from clearance.reports import progress"),
    "sideways between entrances": ("cli.py", "from clearance.web import auth"),
    "to the top": ("web/cases/graves.py", "from clearance import create_app"),
    "a package": ("rules/graves.py", "import flask"),
    "a form's package in a view": ("web/cases/graves.py", "from wtforms import Form"),
    "a package through its part": ("record.py", "import shapely.geometry"),
}


@pytest.mark.parametrize(("where", "what"), PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_breach_is_caught(tmp_path: Path, where: str, what: str) -> None:
    house = tmp_path / "clearance"
    (house / where).parent.mkdir(parents=True)
    (house / where).write_text(what, "utf-8")
    assert len(breaches(house)) == 1


ALLOWED = {
    "a wing below": ("rules/records/holders.py", "from clearance.rules.basics import days"),
    "downward": ("web/cases/graves.py", "from clearance.store.graves import find_grave"),
    "within the room": (
        "web/cases/graves.py",
        "from . import forms\nfrom clearance.web.auth import a",
    ),
    "own package": ("web/cases/grave_form.py", "from wtforms import Form\nimport datetime"),
    "create_app sees all": ("__init__.py", "from clearance.web import auth\nimport flask"),
}


@pytest.mark.parametrize(("where", "what"), ALLOWED.values(), ids=ALLOWED.keys())
def test_a_lawful_import_is_let_through(tmp_path: Path, where: str, what: str) -> None:
    house = tmp_path / "clearance"
    (house / where).parent.mkdir(parents=True)
    (house / where).write_text(what, "utf-8")
    assert breaches(house) == []
