import re
from collections.abc import Callable

import pytest
import shapely

from clearance.maps.layers import LAYERS
from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL
from clearance.store import Store
from tests.given import (
    NOW,
    a_household,
    a_parcel,
    a_shape,
    an_obstacle,
    registered,
    step,
)
from tests.web.conftest import Person
from tests.web.corridor.test_corridor import SECRETS
from tests.web.town import Town, a_town

As = Callable[..., Person]
BOX = "bbox=104.5,21.5,105.5,22.5"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A thing of every kind in each of two communes; nothing here changes it."""
    return a_town(tmp_path_factory.mktemp("town"))


CASES = ("parcels", "structures", "utilities", "graves")


def codes(person: Person, layer: str, more: str = "") -> dict[str, str]:
    """Code → status of a layer's features."""
    answer = person.get(f"/map/{layer}.geojson?{BOX}{more}")
    assert answer.status_code == 200
    assert answer.mimetype == "application/geo+json"
    return {f["properties"]["c"]: f["properties"]["s"] for f in answer.get_json()["features"]}


def test_the_page_holds_no_case_and_asks_no_other_host(as_: As, store: Store) -> None:
    answer = as_("leader").get("/map")
    page = answer.text
    assert "corridorMap(" in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
    assert "nonce-" in answer.headers["Content-Security-Policy"]
    assert "style=" not in page


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_answers_the_leader(as_: As, store: Store, layer: str) -> None:
    answer = as_("leader").get(f"/map/{layer}.geojson?{BOX}")
    assert answer.status_code == 200
    assert answer.get_json()["type"] == "FeatureCollection"


def test_a_parcel_is_drawn_as_its_case_stands(as_: As, store: Store) -> None:
    a_household(store, "n", "a")
    a_parcel(store, "new", "n")
    step(store, "h", "notified", happened_on="2026-11-10")
    an_obstacle(store, "k")
    leader = as_("leader")
    assert codes(leader, "parcels") == {"T-p": "doing", "T-q": "stuck", "T-new": "todo"}
    assert codes(leader, "parcels", "&as_of=2026-11-09") == dict.fromkeys(
        ("T-p", "T-q", "T-new"), "todo"
    )
    assert step(store, "p", "handed_over", subject="parcel", happened_on="2026-11-12").is_accepted
    assert codes(leader, "parcels")["T-p"] == "done"
    assert codes(leader, "parcels", "&as_of=2026-11-11")["T-p"] == "doing"


def test_a_cadre_gets_only_their_own_commune(as_: As, store: Store) -> None:
    assert set(codes(as_("cadre"), "parcels")) == {"T-p"}
    assert set(codes(as_("cadre"), "graves")) == {"M-g"}


def test_a_box_elsewhere_is_empty(as_: As, store: Store) -> None:
    answer = as_("leader").get("/map/parcels.geojson?bbox=100,10,101,11")
    assert answer.get_json()["features"] == []


def test_the_liaison_gets_the_road_and_no_layer_of_cases(as_: As, store: Store) -> None:
    liaison = as_("liaison")
    for layer in CASES:
        assert liaison.get(f"/map/{layer}.geojson?{BOX}").status_code == 404
    assert set(codes(liaison, "segments")) == {"D-01"}
    assert set(codes(liaison, "runs").values()) <= {"clear", "blocked", "unknown"}
    texts = [liaison.read(f"/map/{layer}.geojson?{BOX}") for layer in LAYERS if layer not in CASES]
    texts += [liaison.read("/map"), liaison.read("/map?format=json")]
    assert [secret for secret in SECRETS for text in texts if secret in text] == []


def test_an_unchanged_layer_is_not_sent_again_until_something_is_recorded(
    as_: As, store: Store
) -> None:
    leader, address = as_("leader"), f"/map/parcels.geojson?{BOX}"
    first = leader.get(address)
    mark = first.headers["ETag"]
    again = leader.get(address, headers={"If-None-Match": mark})
    assert (again.status_code, again.data) == (304, b"")
    step(store, "h", "notified")
    assert leader.get(address, headers={"If-None-Match": mark}).status_code == 200


def test_nobody_gets_the_view_kept_for_somebody_else(as_: As, store: Store) -> None:
    marks = {
        as_(role).get(f"/map/runs.geojson?{BOX}").headers["ETag"]
        for role in ("leader", "cadre", "liaison")
    }
    assert len(marks) == 3
    assert "private" in as_("leader").get(f"/map/runs.geojson?{BOX}").headers["Cache-Control"]


@pytest.mark.parametrize(
    "box", ["", "bbox=1,2,3", "bbox=a,b,c,d", "bbox=105,22,104,23", "bbox=nan,0,1,1"]
)
def test_a_box_that_is_none_is_refused(as_: As, store: Store, box: str) -> None:
    assert as_("leader").get(f"/map/parcels.geojson?{box}").status_code == 400


def test_an_unknown_layer_is_not_found(as_: As, store: Store) -> None:
    assert as_("leader").get(f"/map/nothing.geojson?{BOX}").status_code == 404


def test_the_same_parcels_stand_in_a_table_by_commune_or_by_box(as_: As, store: Store) -> None:
    leader = as_("leader")
    page = leader.read("/map")
    assert 'data-feature="parcels:T-p"' in page
    assert "T-q" in page
    one = leader.get("/map?commune=02401&format=json").get_json()
    assert [row["code"] for row in one["rows"]] == ["T-q"]
    none = leader.get("/map?bbox=100,10,101,11&format=json").get_json()
    assert none["rows"] == []
    near = leader.get("/map?view=15/22.045/105.034&format=json").get_json()
    assert {row["code"] for row in near["rows"]} == {"T-p", "T-q"}
    assert leader.get("/map?view=nonsense&format=json").get_json()["total"] == 2


@pytest.mark.parametrize("layer", CASES)
def test_every_case_on_the_canvas_is_a_row_of_the_table(town: Town, layer: str) -> None:
    for role in ("leader", "cadre"):
        person = town.people[role]
        for query in ("", "&commune=02401", f"&{BOX}", "&bbox=100,10,101,11", "&stuck=1"):
            told = person.get(f"/map?format=json&layer={layer}{query}").get_json()
            assert told["total"] == len(told["rows"])
            more = query if query.startswith("&bbox") else f"&{BOX}{query}"
            drawn = person.get(f"/map/{layer}.geojson?{more}").get_json()["features"]
            rows, shapes = (
                {r["code"] for r in told["rows"]},
                {f["properties"]["c"] for f in drawn},
            )
            assert shapes == rows if "bbox" in query else shapes <= rows, query  # or has no shape
    page = town.people["leader"].main(f"/map?layer={layer}")
    assert f'data-feature="{layer}:' in page
    assert page.count('aria-current="true"') == 1


def test_the_table_of_an_unknown_layer_is_not_found(town: Town) -> None:
    assert town.people["leader"].get("/map?layer=communes").status_code == 404
    assert town.people["leader"].get("/map?layer=nothing&format=json").status_code == 404


def test_a_parcel_more_is_counted_at_once(as_: As, store: Store) -> None:
    leader = as_("leader")
    before = leader.get("/map?format=json").get_json()["total"]
    a_parcel(store, "new", "h")
    assert leader.get("/map?format=json").get_json()["total"] == before + 1
    assert as_("cadre").get("/map?format=json").get_json()["total"] == 2


def test_the_posts_of_the_map_are_those_of_the_layer(as_: As, store: Store) -> None:
    leader = as_("leader")
    metres = leader.get("/map/posts.json").get_json()["posts"]["TQ"][0]
    drawn = leader.get(f"/map/kilometres.geojson?{BOX}").get_json()["features"]
    assert len(metres) == len(drawn) > 90
    assert sum(metres) == drawn[-1]["id"]


def test_a_cadres_table_holds_their_commune_alone(as_: As, store: Store) -> None:
    told = as_("cadre").get("/map?format=json").get_json()
    assert [row["code"] for row in told["rows"]] == ["T-p"]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/parcels/T-p", "Thửa 17"),
        ("/graves/M-g", "M-g"),
        ("/structures/N-s", "N-s"),
        ("/utilities/D-u", "D-u"),
        ("/communes/02400", "Xã A"),
        ("/segments/D-01", "D-01"),
    ],
)
def test_a_panel_is_a_part_with_a_heading_that_leads_to_its_page(
    town: Town, address: str, name: str
) -> None:
    leader = town.people["leader"]
    part = leader.read(f"{address}?panel=1")
    assert "<html" not in part
    assert "<script" not in part
    assert part.count("<h2>") == 1
    assert name in part
    links = re.findall(r'<a [^>]*href="([^"]+)"', part)
    assert links
    found = {link: leader.get(link.replace("&amp;", "&")).status_code for link in links}
    assert set(found.values()) == {200}, found
    assert "<html" in leader.read(address)


def test_a_panel_of_another_commune_is_not_found(town: Town) -> None:
    for address in (
        "/parcels/T-q",
        "/graves/M-m",
        "/structures/N-t",
        "/utilities/D-v",
        "/communes/02401",
    ):
        assert town.people["cadre"].get(f"{address}?panel=1").status_code == 404


def test_the_liaisons_map_leads_to_no_panel_that_stays_shut(town: Town) -> None:
    assert '"panel": "/communes/"' in town.people["leader"].read("/map")
    assert "/communes/" not in town.people["liaison"].main("/map")


def test_only_our_own_pages_may_ask_where_the_reader_stands(town: Town) -> None:
    headers = town.people["cadre"].get("/map").headers
    assert headers["Permissions-Policy"] == "geolocation=(self)"


def test_rivers_and_roads_are_drawn_for_everybody(as_: As, store: Store) -> None:
    line = a_shape(shapely.LineString([(399000, 2440000), (401000, 2441000)]))
    for kind in ("river", "road", "rail"):
        change = registered("base_feature", kind, code=kind.upper(), kind=kind, **line)
        record_all(store, [change], TERMINAL, NOW)
    for role in ("cadre", "liaison"):
        assert set(codes(as_(role), "rivers")) == {"RIVER"}
        assert set(codes(as_(role), "roads")) == {"ROAD", "RAIL"}
