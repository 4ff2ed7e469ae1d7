"""Every setting is told to the people who run the product, with its default."""

import re
from importlib import import_module
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
