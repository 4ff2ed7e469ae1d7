"""What the map's first view needs is asked for by the page itself, before its scripts."""

import html
import json
import re
from collections.abc import Callable

import pytest

from clearance.store import Store
from tests.web.conftest import Person

As = Callable[..., Person]


def asked(page: str) -> list[str]:
    """The addresses that the page's head asks for."""
    found = re.findall(r'<link rel="preload" as="fetch"[^>]*href="([^"]+)"', page)
    return [html.unescape(address) for address in found]


def test_one_address_holds_all_and_is_the_one_that_the_script_is_told(
    as_: As, store: Store
) -> None:
    leader = as_("leader")
    page = leader.read("/map?segment=B1&layer=graves&page=2")
    (address,) = asked(page)
    assert address == "/map/first.json?segment=B1"
    assert f'data-first="{address}"' in page
    assert {"communes", "runs", "kilometres"} <= json.loads(leader.read(address)).keys()


def test_each_part_is_what_the_layer_itself_would_be_answered(as_: As, store: Store) -> None:
    leader = as_("leader")
    told = json.loads(leader.read("/map/first.json"))
    own = {
        "communes": "/map/communes.geojson", "rivers": "/map/rivers.geojson",
        "roads": "/map/roads.geojson", "kilometres": "/map/posts.json",
        "runs": f"/map/strips/{told['runs']['found']['size']}.json",
    }  # fmt: skip
    assert told.keys() == own.keys()
    for name, part in told.items():
        box = ",".join(map(str, part["box"]))
        assert part["found"] == json.loads(leader.read(f"{own[name]}?bbox={box}")), name


def test_nothing_new_is_not_sent_again(as_: As, store: Store) -> None:
    leader = as_("leader")
    mark = leader.get("/map/first.json").headers["ETag"]
    again = leader.get("/map/first.json", headers={"If-None-Match": mark})
    assert (again.status_code, again.data) == (304, b"")


def test_a_view_of_the_address_is_left_to_the_script(as_: As, store: Store) -> None:
    page = as_("leader").read("/map?view=15/22/105")
    assert asked(page) == []
    assert 'data-first=""' in page


def test_an_earlier_day_has_its_runs_and_no_strips(as_: As, store: Store) -> None:
    leader = as_("leader")
    (address,) = asked(leader.read("/map?as_of=2026-01-05"))
    assert address == "/map/first.json?as_of=2026-01-05"
    assert json.loads(leader.read(address))["runs"]["found"]["type"] == "FeatureCollection"


@pytest.mark.parametrize("role", ["cadre", "liaison"])
def test_who_sees_no_case_of_others_gets_the_same_small_layers(
    as_: As, store: Store, role: str
) -> None:
    assert json.loads(as_(role).read("/map/first.json")).keys() >= {"communes", "runs"}
