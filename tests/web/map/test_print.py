"""The printed map: codes only, for every role what it may see, the day and the scale on it."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from clearance.store import Store
from tests.given import a_household, a_parcel, an_obstacle
from tests.web.conftest import Person
from tests.web.corridor.test_corridor import SECRETS
from tests.web.map.test_page import BOX

As = Callable[..., Person]
NEAR = "bbox=105.025,22.035,105.045,22.05"


def svg(person: Person, query: str = "") -> str:
    """The drawing of a sheet, which must be well formed."""
    found = re.search(r'<svg class="map-sheet".*</svg>', person.main(f"/map/sheet?{query}"))
    assert found
    ElementTree.fromstring(found[0])  # noqa: S314 – our own drawing
    return found[0]


def test_it_is_drawn_true_to_scale_on_both_papers(as_: As, store: Store) -> None:
    leader = as_("leader")
    for paper, width in (("A4", 277), ("A3", 400)):
        drawn = svg(leader, f"{NEAR}&paper={paper}")
        size = re.search(r'width="(\d+)mm" height="(\d+)mm"', drawn)
        assert size and max(map(int, size.groups())) == width
        told = re.search(rf"1:([\d.]+) \({paper}\)", drawn)
        bar = re.search(r'data-metres="(\d+)" data-units="(\d+)"', drawn)
        assert told and bar
        scale = int(told[1].replace(".", ""))
        assert int(bar[2]) / 100 == int(bar[1]) * 1000 / scale  # mm on paper


def test_parcels_are_drawn_by_status_with_hatch_and_count(as_: As, store: Store) -> None:
    a_household(store, "n", "a")
    a_parcel(store, "new", "n")
    an_obstacle(store, "n")
    drawn = svg(as_("leader"), NEAR)
    assert 'class="polygon parcels tone-stuck hatch-diagonal" d="M' in drawn
    assert 'class="polygon parcels tone-todo hatch-dots" d="M' in drawn
    assert "Thửa đất: Vướng mắc 1" in drawn
    assert 'class="point graves' in drawn
    assert "Km0" in drawn
    assert "url(" not in drawn  # hatches are named by the style sheet


def test_from_far_the_road_is_drawn_as_runs(as_: As, store: Store) -> None:
    drawn = svg(as_("leader"), BOX)
    assert "parcels" not in drawn
    assert 'class="line runs' in drawn


def test_day_filter_and_source_stand_on_it(as_: As, store: Store) -> None:
    drawn = svg(as_("leader"), f"{NEAR}&as_of=2026-11-10&commune=02400&holder=canbo.a")
    assert "10/11/2026" in drawn
    assert "Xã: Xã A" in drawn
    assert "canbo.a" not in drawn  # who follows a case is a person
    assert "In ngày 20/11/2026" in drawn


def test_the_cadre_prints_their_own_commune(as_: As, store: Store) -> None:
    everything, own = svg(as_("leader"), NEAR), svg(as_("cadre"), NEAR)
    assert own.count("parcels") <= everything.count("parcels")


def test_the_liaison_prints_the_road_without_any_case(as_: As, store: Store) -> None:
    drawn = svg(as_("liaison"), f"{NEAR}&stuck=1&holder=canbo.a")
    assert not re.search("parcels|graves|structures|utilities", drawn)
    assert [secret for secret in SECRETS if secret in drawn] == []


def test_nobodys_name_is_on_any_sheet(as_: As, store: Store) -> None:
    for role in ("cadre", "leader", "office", "liaison", "admin"):
        assert [secret for secret in SECRETS if secret in svg(as_(role), NEAR)] == []


@pytest.mark.parametrize("query", ["paper=A0", "paper=%3Cscript%3E"])
def test_another_paper_is_refused(as_: As, store: Store, query: str) -> None:
    assert as_("leader").get(f"/map/sheet?{query}").status_code == 400
