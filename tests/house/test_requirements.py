"""Every package imported is asked for, pinned with hashes, used, and has its decision record."""

import re
from importlib.metadata import packages_distributions

import pytest

from tests.house.plan import ROOT, foreign, imports, python_files

#: Set for this product; all others need a record.
CORE = {"flask", "geopandas", "shapely", "folium", "sqlite-utils", "wtforms"}
#: Parts of a package we ask for, whose names we may use without asking for them apart.
FAMILY = {"werkzeug", "jinja2", "markupsafe", "click", "itsdangerous", "babel", "branca"}


def asked(name: str = "requirements.in") -> set[str]:
    """Packages a requirements file asks for, in their usual spelling."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return {_usual(m[0]) for line in lines if (m := re.match(r"[A-Za-z][\w.-]*", line))}


def imported() -> set[str]:
    """Packages the house imports, in their usual spelling."""
    house, owners = ROOT / "clearance", packages_distributions()
    names = {n for p in python_files(house) for n in foreign(imports(p, house), house)}
    return {_usual(owners.get(n, [n])[0]) for n in names}


def _usual(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_imported_package_is_asked_for() -> None:
    assert imported() - asked() - FAMILY == set()


def test_every_package_asked_for_beyond_the_core_is_used() -> None:
    assert asked() - CORE - imported() == set()


def test_every_package_beyond_the_core_has_a_decision_record() -> None:
    records = (ROOT / "docs/decisions").glob("*.md")
    titles = {p.read_text("utf-8").splitlines()[0].split("package: ")[-1] for p in records}
    assert asked() - CORE - titles == set()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_a_hash_and_no_line_names_a_registry(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    pins = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert [pin.split()[0] for pin in pins if "==" not in pin or "--hash=" not in pin] == []
    assert "://" not in text


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_everything_asked_for_is_pinned(name: str) -> None:
    assert asked(f"{name}.in") <= asked(f"{name}.txt")
