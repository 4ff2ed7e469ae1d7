"""The map's filters: layers, table, ids and counts all let the same things through."""

from collections.abc import Callable

import pytest

from clearance.store import Store
from tests.given import a_household, a_parcel, an_obstacle, step
from tests.web.conftest import Person
from tests.web.map.test_page import BOX, codes

As = Callable[..., Person]
#: A filter of every kind with the parcels of the two communes that pass it.
PASSING = [
    ("commune=02400", {"T-p"}),
    ("commune=02401", {"T-q"}),
    ("stuck=1", {"T-q"}),
    ("stuck=0", {"T-p"}),
    ("obstacle=PRICE", {"T-q"}),
    ("obstacle=ABSENT", set()),
    ("stage=notified", {"T-p"}),
    ("stage=none", {"T-q"}),
    ("holder=canbo.b", {"T-q"}),
    ("segment=D-01", {"T-p"}),
    ("segment=D-99", set()),
    ("late=1", set()),
    ("commune=02400&stuck=1", set()),
    ("nothing=1", {"T-p", "T-q"}),
]


@pytest.fixture
def told(store: Store) -> Store:
    """One household notified, the other stuck on its price."""
    step(store, "h", "notified", happened_on="2026-11-10")
    an_obstacle(store, "k")
    return store


@pytest.mark.parametrize(("given", "passing"), PASSING)
def test_map_table_and_ids_agree_on_every_filter(
    as_: As, told: Store, given: str, passing: set[str]
) -> None:
    leader = as_("leader")
    assert set(codes(leader, "parcels", f"&{given}")) == passing
    table = leader.get(f"/map?format=json&{given}").get_json()
    assert {row["code"] for row in table["rows"]} == passing
    ids = leader.get(f"/map/matching.json?{BOX}&{given}").get_json()["ids"]
    drawn = leader.get(f"/map/parcels.geojson?{BOX}").get_json()["features"]
    assert {f["properties"]["c"] for f in drawn if f["id"] in ids} == passing


def test_a_filter_reaches_graves_houses_and_lines_by_their_own_case(as_: As, told: Store) -> None:
    leader = as_("leader")
    assert set(codes(leader, "graves", "&commune=02400")) == {"M-g"}
    assert codes(leader, "graves", "&stage=notified") == {}
    assert set(codes(leader, "utilities", "&stage=none")) == set(codes(leader, "utilities"))
    assert codes(leader, "utilities", "&holder=canbo.a") == {}
    assert len(codes(leader, "structures", "&stage=notified")) <= len(codes(leader, "structures"))


def test_an_earlier_day_is_filtered_as_it_stood(as_: As, told: Store) -> None:
    leader = as_("leader")
    assert set(codes(leader, "parcels", "&stage=notified&as_of=2026-11-10")) == {"T-p"}
    assert codes(leader, "parcels", "&stage=notified&as_of=2026-11-09") == {}
    assert set(codes(leader, "parcels", "&stage=none&as_of=2026-11-09")) == {"T-p", "T-q"}


def test_ground_handed_over_is_stuck_no_more(as_: As, told: Store) -> None:
    done = step(told, "q", "handed_over", subject="parcel", happened_on="2026-11-12")
    assert done.is_accepted
    leader = as_("leader")
    assert codes(leader, "parcels", "&stuck=1") == codes(leader, "parcels", "&obstacle=PRICE") == {}
    assert set(codes(leader, "parcels", "&stuck=0")) == {"T-p", "T-q"}


def test_a_filter_opens_nobody_elses_area(as_: As, told: Store) -> None:
    cadre = as_("cadre")
    assert codes(cadre, "parcels", "&commune=02401") == {}
    assert cadre.get("/map?format=json&stuck=1").get_json()["total"] == 0
    assert len(cadre.get(f"/map/matching.json?{BOX}").get_json()["ids"]) == 1


def test_the_liaison_filters_segments_and_gets_no_ids_of_cases(as_: As, told: Store) -> None:
    liaison = as_("liaison")
    assert liaison.get(f"/map/matching.json?{BOX}").status_code == 404
    assert set(codes(liaison, "segments", "&segment=D-01")) == {"D-01"}
    assert codes(liaison, "segments", "&segment=D-99") == {}
    assert liaison.get("/map?format=json&segment=D-99").get_json()["rows"] == []
    page = liaison.read("/map")
    assert 'name="segment"' in page
    assert 'name="holder"' not in page


def test_each_value_says_how_many_parcels_it_would_leave(as_: As, told: Store) -> None:
    a_household(told, "n", "a")
    a_parcel(told, "new", "n")
    page = as_("leader").main("/map?commune=02400")
    assert "Chưa bắt đầu (1)" in page  # the new household alone: the other commune is out
    assert '<option value="02401">' in page  # another commune may still be chosen instead
    assert 'aria-current="true"' in page


def test_values_are_counted_only_for_who_opens_the_form(as_: As, told: Store) -> None:
    leader = as_("leader")
    assert 'name="holder"' not in leader.main("/map")
    for address in ("/map?filters=1", "/map/filters"):
        form = leader.read(address)
        assert 'name="holder"' in form
        assert '<option value="1">Có vướng mắc (' in form
    assert as_("liaison").get("/map/filters").status_code == 404


def test_the_form_keeps_the_day_and_the_view(as_: As, told: Store) -> None:
    page = as_("leader").read("/map/filters?view=15/22.045/105.034&as_of=2026-11-12")
    assert '<input type="hidden" name="view" value="15/22.045/105.034">' in page
    assert '<input type="hidden" name="as_of" value="2026-11-12">' in page


def test_hostile_values_are_only_values(as_: As, told: Store) -> None:
    leader = as_("leader")
    for name in ("commune", "stage", "holder", "segment", "obstacle", "late", "stuck"):
        harm = f"&{name}=%27%20OR%201%3D1--%3Cscript%3E"
        assert codes(leader, "parcels", harm) == {}
        assert "<script>" not in leader.main(f"/map?{harm}").replace("<script nonce", "")
