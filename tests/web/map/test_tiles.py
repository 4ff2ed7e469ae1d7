"""Tiles and standings over HTTP: what is drawn, for whom, and what is kept for how long."""

from collections.abc import Callable
from typing import Any

import mapbox_vector_tile
import pytest

from clearance.maps.layers import LAYERS
from clearance.store import Store
from clearance.web.map.layer_rows import CASES
from tests.given import ADMIN, CADRE, a_change, a_parcel, an_obstacle, by, step
from tests.web.conftest import Person

As = Callable[..., Person]
BOX = "bbox=104.5,21.5,105.5,22.5"
TILED = tuple(CASES)
WORLD = 20_037_508.342789244


def tiles_of(store: Store, layer: str, z: int = 14) -> list[str]:
    """Addresses of the tiles with a corner of each shape of the layer's kind."""
    rows = store.query("SELECT min_x, max_y FROM shape WHERE subject = :s", s=CASES[layer])
    side = 2 * WORLD / 2**z
    places = {(int((r["min_x"] + WORLD) / side), int((WORLD - r["max_y"]) / side)) for r in rows}
    return [f"/tiles/{layer}/{z}/{x}/{y}.pbf" for x, y in sorted(places)]


def seen(person: Person, store: Store, layer: str = "parcels", z: int = 14) -> dict[str, int]:
    """Code → number of what the tiles of a layer hold."""
    found: dict[str, int] = {}
    for address in tiles_of(store, layer, z):
        answer = person.get(address)
        assert answer.status_code in (200, 204)
        if answer.data:
            features = mapbox_vector_tile.decode(answer.data)[layer]["features"]
            found |= {f["properties"]["c"]: f["id"] for f in features}
    return found


def standing(person: Person, layer: str = "parcels", more: str = "") -> dict[int, str]:
    """Number → status of a layer."""
    return opened(person.get(f"/map/status?layers={layer}&{BOX}{more}").get_json()["status"])


def opened(told: dict[str, list[int]]) -> dict[int, str]:
    """Steps from number to number, added up."""
    return {sum(ids[: at + 1]): name for name, ids in told.items() for at in range(len(ids))}


def test_tiles_hold_codes_and_standings_come_apart(as_: As, store: Store) -> None:
    leader = as_("leader")
    step(store, "h", "notified", happened_on="2026-11-10")
    an_obstacle(store, "k")
    numbers = seen(leader, store)
    assert set(numbers) == {"T-p", "T-q"}
    assert standing(leader) == {numbers["T-p"]: "doing", numbers["T-q"]: "stuck"}
    assert standing(leader, more="&as_of=2026-11-09") == dict.fromkeys(numbers.values(), "todo")


@pytest.mark.parametrize("layer", TILED)
@pytest.mark.parametrize("z", [13, 14, 17, 19])
def test_a_cadre_gets_nothing_of_another_commune_in_any_tile(
    as_: As, store: Store, layer: str, z: int
) -> None:
    table = CASES[layer]
    own = {r["code"] for r in store.query(f"SELECT code FROM {table} WHERE unit_uid = 'a'")}
    all_of = {r["code"] for r in store.query(f"SELECT code FROM {table}")}
    assert set(seen(as_("leader"), store, layer, z)) <= all_of
    assert set(seen(as_("cadre"), store, layer, z)) <= own
    known = set(standing(as_("leader"), layer))
    assert set(standing(as_("cadre"), layer)) <= known


def test_his_own_parcels_the_cadre_does_get(as_: As, store: Store) -> None:
    assert set(seen(as_("cadre"), store)) == {"T-p"}
    assert len(standing(as_("cadre"))) == 1


def test_the_liaison_gets_no_tile_and_no_standing_of_a_case(as_: As, store: Store) -> None:
    liaison = as_("liaison")
    for layer in TILED:
        assert liaison.get(f"/tiles/{layer}/14/1/1.pbf").status_code == 404
        assert liaison.get(f"/map/status?layers={layer}&{BOX}").status_code == 404
    step(store, "h", "notified")
    told = liaison.get("/map/changes?after=1").get_json()
    assert told["status"] == {}


@pytest.mark.parametrize("place", ["14/16384/1", "14/1/16384", "25/0/0", "30/1/1"])
def test_a_tile_that_does_not_exist_is_told_in_words(as_: As, store: Store, place: str) -> None:
    answer = as_("leader").get(
        f"/tiles/parcels/{place}.pbf", headers={"Accept": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.get_json()["message"] == "z/x/y: không có ô bản đồ này."


@pytest.mark.parametrize("place", ["a/1/1", "-1/0/0", "14/1.5/1", "14/1/1.png", "14/1"])
def test_an_address_that_is_no_tile_is_not_found(as_: As, store: Store, place: str) -> None:
    assert as_("leader").get(f"/tiles/parcels/{place}.pbf").status_code == 404


@pytest.mark.parametrize("layer", ["runs", "nothing", "communes"])
def test_a_layer_without_tiles_is_not_found(as_: As, store: Store, layer: str) -> None:
    assert as_("leader").get(f"/tiles/{layer}/14/1/1.pbf").status_code == 404
    assert as_("leader").get(f"/map/status?layers={layer}&{BOX}").status_code == 404


@pytest.mark.parametrize("place", ["13/0/0", "12/0/0", "0/0/0", "22/1/1"])
def test_a_tile_with_nothing_to_show_is_empty(as_: As, store: Store, place: str) -> None:
    answer = as_("leader").get(f"/tiles/parcels/{place}.pbf")
    assert (answer.status_code, answer.data) == (204, b"")


@pytest.mark.parametrize("layer", ["parcels", "graves"])
def test_a_layer_has_tiles_only_at_the_scales_at_which_the_map_shows_it(
    as_: As, store: Store, layer: str
) -> None:
    leader, row = as_("leader"), LAYERS[layer]
    shown = range(row.min_zoom - 1, row.max_zoom)
    assert {z for z in range(10, 24) if seen(leader, store, layer, z)} == set(shown)


def revision(person: Person) -> str:
    """The part of a tile's address that the page names."""
    return person.read("/map").split('data-revision="')[1].split('"')[0]


def test_shapes_are_kept_for_good_until_one_changes(as_: As, store: Store) -> None:
    leader, (address, *_) = as_("leader"), tiles_of(store, "parcels")
    before = revision(leader)
    kept = leader.get(f"{address}?g={before}")
    assert "immutable" in kept.headers["Cache-Control"]
    assert "private" in kept.headers["Cache-Control"]
    step(store, "h", "notified")
    assert revision(leader) == before
    assert "immutable" in leader.get(f"{address}?g={before}").headers["Cache-Control"]
    a_parcel(store, "new", "h")
    assert revision(leader) != before
    assert "immutable" not in leader.get(f"{address}?g={before}").headers["Cache-Control"]


def test_nobody_shares_a_kept_tile_with_somebody_else(as_: As, store: Store) -> None:
    marks = {revision(as_(role)) for role in ("leader", "cadre", "office")}
    assert len(marks) == 3
    (address, *_) = tiles_of(store, "parcels")
    answer = as_("cadre").get(f"{address}?g={revision(as_('leader'))}")
    assert "immutable" not in answer.headers["Cache-Control"]
    assert {"Cookie", "Authorization"} <= {h.strip() for h in answer.headers["Vary"].split(",")}


def test_a_cadre_whose_area_changes_gets_another_address(as_: As, store: Store) -> None:
    before = revision(as_("cadre"))
    granted = {"person_uid": CADRE.uid, "unit_uid": "b", "valid_from": "2026-01-01"}
    scope = a_change("scope", "more", "registered", patch=granted)
    assert by(ADMIN, store, scope).is_accepted
    assert revision(as_("cadre")) != before


@pytest.mark.parametrize("path", ["tile", f"/map/status?layers=parcels&{BOX}"])
def test_what_is_unchanged_is_not_sent_again(as_: As, store: Store, path: str) -> None:
    leader = as_("leader")
    address = tiles_of(store, "parcels")[0] if path == "tile" else path
    mark = leader.get(address).headers["ETag"]
    again = leader.get(address, headers={"If-None-Match": mark})
    assert (again.status_code, again.data) == (304, b"")


def test_a_tile_goes_packed_over_the_line(as_: As, store: Store) -> None:
    for n in range(60):
        a_parcel(store, f"x{n}", "h")
    (address, *_) = tiles_of(store, "parcels")
    answer = as_("leader").get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.mimetype == "application/vnd.mapbox-vector-tile"


def head(store: Store) -> int:
    return int(store.value("SELECT MAX(seq) FROM change"))


def test_news_are_the_things_whose_case_moved(as_: As, store: Store) -> None:
    leader, before = as_("leader"), head(store)
    number, grave = seen(leader, store)["T-p"], seen(leader, store, "graves")["M-g"]
    assert leader.get(f"/map/changes?after={before}").status_code == 204
    step(store, "h", "notified")
    told = leader.get(f"/map/changes?after={before}").get_json()
    assert told["seq"] == head(store)
    assert opened(told["status"]) == {number: "doing", grave: "doing"}
    an_obstacle(store, "h")
    told = leader.get(f"/map/changes?after={told['seq']}").get_json()
    assert opened(told["status"]) == {number: "stuck", grave: "stuck"}


def test_news_of_another_commune_do_not_reach_a_cadre(as_: As, store: Store) -> None:
    before = head(store)
    step(store, "k", "notified")
    told = as_("cadre").get(f"/map/changes?after={before}").get_json()
    assert told["status"] == {}


def test_too_much_news_mean_that_the_view_is_asked_for_again(
    as_: As, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clearance.web.map.tiles.MOST_NEWS", 0)
    before = head(store)
    step(store, "h", "notified")
    told: dict[str, Any] = as_("leader").get(f"/map/changes?after={before}").get_json()
    assert (told["all"], told["status"]) == (True, {})


def test_a_page_older_than_a_restored_office_asks_for_all_again(as_: As, store: Store) -> None:
    told = as_("leader").get("/map/changes?after=999999").get_json()
    assert (told["all"], told["seq"]) == (True, head(store))


@pytest.mark.parametrize("after", ["", "x", "-1", "1.5", "9" * 16])
def test_a_number_that_is_none_is_refused(as_: As, store: Store, after: str) -> None:
    assert as_("leader").get(f"/map/changes?after={after}").status_code == 400


def test_a_box_too_full_is_refused_and_one_that_is_none_too(
    as_: As, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    leader = as_("leader")
    assert leader.get("/map/status?layers=parcels&bbox=1,2").status_code == 400
    monkeypatch.setattr("clearance.web.map.tiles.MOST", 1)
    assert leader.get(f"/map/status?layers=parcels&{BOX}").status_code == 400


def test_one_tile_holds_several_layers_by_name(as_: As, store: Store) -> None:
    (address, *_) = tiles_of(store, "graves")
    answer = as_("leader").get(address.replace("graves", "parcels,graves,utilities"))
    assert set(mapbox_vector_tile.decode(answer.data)) >= {"graves"}
    assert as_("leader").get(address.replace("graves", "graves,runs")).status_code == 404


def test_a_grave_is_one_point(as_: As, store: Store) -> None:
    answer = as_("leader").get(tiles_of(store, "graves")[0])
    features = mapbox_vector_tile.decode(answer.data)["graves"]["features"]
    assert {f["geometry"]["type"] for f in features} == {"Point"}
