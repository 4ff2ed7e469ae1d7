"""Every page says the same on both engines, as every role, with the filters its links offer."""

import re
from pathlib import Path

from tests import engines
from tests.crawl import crawl
from tests.web.town import Town, a_town

#: What is made anew in each town: identifiers without a meaning, and marks of files.
_OWN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,64}")


def pages(town: Town, out: Path) -> dict[str, str]:
    """What every role reads in a town, by role and address."""
    for role, person in town.people.items():
        crawl(person.client, role, out)
    return {
        _OWN.sub("#", path.name): _OWN.sub("#", path.read_text("utf-8"))
        for path in sorted(out.iterdir())
    }


def test_every_page_says_the_same_on_both_engines(tmp_path: Path) -> None:
    with engines.using("postgresql"):
        there = a_town(tmp_path / "pg", settings=engines.settings(tmp_path / "pg"))
        read = pages(there, tmp_path / "read there")
    here = pages(a_town(tmp_path / "file"), tmp_path / "read here")
    assert len(here) > 300
    assert here.keys() == read.keys()
    assert [name for name, text in here.items() if read[name] != text] == []
