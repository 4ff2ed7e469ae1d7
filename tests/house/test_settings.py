"""Every setting is told to the people who run the product, with its default."""

import re
from importlib import import_module
from itertools import pairwise
from typing import Any

from tests.house.plan import ROOT


def settings() -> tuple[Any, ...]:
    """The settings the program knows."""
    exists = (ROOT / "clearance/settings.py").exists()
    return import_module("clearance.settings").SETTINGS if exists else ()


def told() -> dict[str, str]:
    """The settings table of docs/operations/settings.md: name to default."""
    page = (ROOT / "docs/operations/settings.md").read_text("utf-8")
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|", page, re.MULTILINE)
    return {name: default.strip("`") for name, default in rows}


def test_every_setting_is_documented_with_its_default() -> None:
    assert {s.name: str(s.default) for s in settings()}.items() <= told().items()


def test_no_setting_is_documented_that_is_gone() -> None:
    assert told().keys() <= {s.name for s in settings()}


def test_every_setting_says_what_it_is_for() -> None:
    assert [s.name for s in settings() if not s.help] == []


def of_the_service() -> str:
    """The settings of the systemd units, as an office copies them."""
    return (ROOT / "deploy/clearance.env").read_text("utf-8")


def test_the_file_of_the_service_has_each_setting_once_with_its_default() -> None:
    rows = re.findall(r"^(#?)(CLEARANCE_\w+)=(.*)$", of_the_service(), re.MULTILINE)
    assert sorted(name for _, name, _ in rows) == sorted(s.name for s in settings())
    defaults = {s.name: s.default for s in settings()}
    left = {name: value.strip('"') for mark, name, value in rows if mark}
    assert left == {name: defaults[name] for name in left}
    given = {name for mark, name, _ in rows if not mark}
    assert given == {"CLEARANCE_DATA", "CLEARANCE_SECURE", "CLEARANCE_PROXIES"}


def test_every_setting_of_the_file_is_explained_above_it() -> None:
    for before, line in pairwise(of_the_service().splitlines()):
        if "CLEARANCE_" in line.split("=")[0]:
            assert before.startswith("#"), line
