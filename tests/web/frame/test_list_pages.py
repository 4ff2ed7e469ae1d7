from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest
from flask import Flask

from clearance import web
from clearance.web.frame.lists import ListPage

#: Arguments of every list's address, taken from filters.
RESERVED = {"format", "page", "sort", "as_of", "lang", "known"}


def _lists() -> Iterator[ListPage]:
    """Every list of the web room, where it is defined or in a table of lists."""
    for found in walk_packages(web.__path__, "clearance.web."):
        for value in vars(import_module(found.name)).values():
            rows = value.values() if isinstance(value, dict) else [value]
            yield from (row for row in rows if isinstance(row, ListPage))


LISTS = {id(row): row for row in _lists()}.values()


def test_every_list_is_a_row() -> None:
    assert len(LISTS) >= 20


@pytest.mark.parametrize("row", LISTS, ids=lambda row: f"{row.name}-{row.template}")
def test_a_list_has_its_page_and_says_each_thing_once(app: Flask, row: ListPage) -> None:
    assert row.template in app.jinja_env.list_templates()
    files = [column.key for column in row.columns if column.only != "page"]
    assert files
    assert len(files) == len(set(files))
    names = [one.name for one in row.filters]
    assert len(names) == len(set(names))
    assert not RESERVED & set(names)
