"""What the map's first view needs is asked for by the page itself, before its scripts."""

import html
import json
import re
from collections.abc import Callable

import pytest

from clearance.store import Store
from tests.web.conftest import NOW, Person

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
        "communes": "/map/communes.geojson",
        "rivers": "/map/rivers.geojson",
        "roads": "/map/roads.geojson",
        "kilometres": "/map/posts.json",
        "runs": f"/map/strips/{told['runs']['found']['size']}.json",
    }
    assert told.keys() == own.keys()
    for name, part in told.items():
        box = ",".join(map(str, part["box"]))
        assert part["found"] == json.loads(leader.read(f"{own[name]}?bbox={box}")), name


def test_nothing_new_is_not_sent_again(as_: As, store: Store) -> None:
    leader = as_("leader")
    mark = leader.get("/map/first.json").headers["ETag"]
    again = leader.get("/map/first.json", headers={"If-None-Match": mark})
    assert (again.status_code, again.data) == (304, b"")


def test_an_earlier_day_has_its_runs_and_no_strips(as_: As, store: Store) -> None:
    leader = as_("leader")
    (address,) = asked(leader.read("/map?as_of=2026-01-05"))
    assert address == "/map/first.json?as_of=2026-01-05"
    assert json.loads(leader.read(address))["runs"]["found"]["type"] == "FeatureCollection"


def test_a_day_in_the_address_has_exact_runs_even_when_it_is_today(as_: As, store: Store) -> None:
    told = json.loads(as_("leader").read(f"/map/first.json?as_of={NOW:%Y-%m-%d}"))
    assert told["runs"]["found"]["type"] == "FeatureCollection"


def test_at_a_view_layers_loaded_whole_and_the_tiles_in_its_middle_are_asked_for_too(
    as_: As, store: Store
) -> None:
    leader = as_("leader")
    page = leader.read("/map?view=15/22.04/105.03&stuck=1&as_of=2026-11-12")
    first, *whole = asked(page)[:3]
    tiles = asked(page)[3:]
    assert f'data-first="{html.escape(first)}"' in page
    assert sorted(whole) == [
        "/map/communes.geojson?stuck=1&as_of=2026-11-12",
        "/map/posts.json?stuck=1&as_of=2026-11-12",
    ]
    assert tiles and all(re.match(r"/tiles/[a-z,]+/14/\d+/\d+\.pbf\?g=", one) for one in tiles)
    assert len(set(tiles)) == len(tiles)
    for address in asked(page):
        assert leader.get(address).status_code in (200, 204)
    assert "immutable" in leader.get(tiles[0]).headers["Cache-Control"]


def test_its_answer_tells_how_what_the_tiles_show_stands(as_: As, store: Store) -> None:
    leader = as_("leader")
    told = json.loads(leader.read("/map/first.json?view=15/22.04/105.03"))
    assert told.keys() == {"rivers", "roads", "status"}
    box = ",".join(map(str, told["status"]["box"]))
    layers = told["status"]["found"].pop("layers")
    assert layers == "parcels,utilities,structures,graves"
    own = json.loads(leader.read(f"/map/status?layers={layers}&bbox={box}"))
    assert told["status"]["found"] == own


def test_from_afar_nothing_stands_yet_and_no_tile_is_asked_for(as_: As, store: Store) -> None:
    leader = as_("leader")
    assert not any("/tiles/" in one for one in asked(leader.read("/map?view=9/22/105")))
    assert "status" not in json.loads(leader.read("/map/first.json?view=9/22/105"))


@pytest.mark.parametrize("view", ["", "x", "15/nan/105", "15/22", "inf/22/105", "15/99/999"])
def test_what_is_no_view_begins_with_the_whole_road(as_: As, store: Store, view: str) -> None:
    leader = as_("leader")
    (address,) = asked(leader.read(f"/map?view={view}"))
    assert "runs" in json.loads(leader.read(address))


def test_an_area_is_an_area_a_layer_loaded_whole_needs_none(as_: As, store: Store) -> None:
    leader = as_("leader")
    whole = json.loads(leader.read("/map/communes.geojson"))
    assert whole == json.loads(leader.read("/map/first.json"))["communes"]["found"]
    assert leader.get("/map/rivers.geojson").status_code == 400
    assert leader.get("/map/communes.geojson?bbox=1,2,3").status_code == 400


def test_the_investor_is_told_of_no_case(as_: As, store: Store) -> None:
    told = json.loads(as_("liaison").read("/map/first.json?view=15/22.04/105.03"))
    assert told.keys() == {"rivers", "roads"}
    assert not any("parcels" in one for one in asked(as_("liaison").read("/map?view=15/22/105")))


@pytest.mark.parametrize("role", ["cadre", "liaison"])
def test_who_sees_fewer_cases_gets_the_same_small_layers(as_: As, store: Store, role: str) -> None:
    assert json.loads(as_(role).read("/map/first.json")).keys() >= {"communes", "runs"}
