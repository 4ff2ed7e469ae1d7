"""What the map's first view needs is asked for by the page itself, before its scripts."""

import html
import json
import re
from collections.abc import Callable

from clearance.store import Store
from tests.web.conftest import Person

As = Callable[..., Person]


def asked(page: str) -> list[str]:
    """The addresses that the page's head asks for."""
    found = re.findall(r'<link rel="preload" as="fetch"[^>]*href="([^"]+)"', page)
    return [html.unescape(address) for address in found]


def test_each_comes_and_is_the_one_that_the_script_is_told(as_: As, store: Store) -> None:
    leader = as_("leader")
    page = leader.read("/map?segment=B1")
    told = json.loads(html.unescape(re.findall(r'data-first="([^"]+)"', page)[0]))
    assert sorted(told.values()) == sorted(asked(page))
    assert {"communes", "runs", "kilometres"} <= told.keys()
    for address in asked(page):
        assert "segment=B1" in address
        assert leader.get(address).status_code == 200


def test_a_view_of_the_address_is_left_to_the_script(as_: As, store: Store) -> None:
    assert asked(as_("leader").read("/map?view=15/22/105")) == []


def test_an_earlier_day_is_told_to_each(as_: As, store: Store) -> None:
    found = asked(as_("leader").read("/map?as_of=2026-01-05"))
    assert found and all("as_of=2026-01-05" in address for address in found)
    assert not any("/map/strips/" in address for address in found)
