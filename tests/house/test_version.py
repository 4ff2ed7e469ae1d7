"""The version has one place; what shows it and the changelog agree with it."""

import re
import tomllib

import clearance
from tests.house.plan import ROOT

HEADING = re.compile(r"^## (\S+) – (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


def test_the_newest_entry_of_the_changelog_is_this_version_and_each_is_dated() -> None:
    text = (ROOT / "docs/CHANGELOG.md").read_text("utf-8")
    entries = HEADING.findall(text)
    assert entries[0][0] == clearance.__version__
    assert len(entries) == len(re.findall(r"^## ", text, re.MULTILINE))
    assert [day for _, day in entries] == sorted((day for _, day in entries), reverse=True)


def test_tools_read_the_version_where_it_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "clearance.__version__"}
    assert f"--version={clearance.__version__}" not in (ROOT / "Makefile").read_text("utf-8")
    assert "--version=$(VERSION)" in (ROOT / "Makefile").read_text("utf-8")
