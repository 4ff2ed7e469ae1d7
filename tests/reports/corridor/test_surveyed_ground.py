"""Ground is clear only where every kind was surveyed, on each reading of the road."""

from datetime import date, timedelta

import pytest

from clearance.reports.corridor.attribution import story
from clearance.reports.corridor.ground import ground, on_day
from clearance.reports.corridor.ground_then import as_recorded
from clearance.reports.handover.clear_days import days_of
from clearance.rules.corridor.clear_days import clear_by
from clearance.rules.corridor.handover import metres
from clearance.store import Store
from clearance.store.corridor import corridor
from tests.given import NOW, OFFICE, TODAY, a_change, a_parcel, by, step
from tests.land import all_declared, an_outline, declared, over, surveys_counted

_NEXT = str(date.fromisoformat(TODAY) + timedelta(days=2))


@pytest.fixture
def town(store: Store) -> Store:
    """A kilometre of land drawn and handed over; nothing was declared."""
    an_outline(store)
    a_parcel(store, "w", "", **over(0, 1000, "both"))
    assert step(store, "w", "handed_over", subject="parcel", happened_on="2026-11-02").is_accepted
    return store


def clear(store: Store, day: str = TODAY) -> int:
    (road,) = corridor.list_alignments(store)
    counted = metres(on_day(store, road, day).full)
    assert sum(counted.values()) == road["length_m"]
    assert clear_by(days_of(store, road), day) == counted["clear"]
    assert metres(as_recorded(store, road, day)[0].full) == counted
    return counted["clear"]


def test_a_project_of_before_keeps_its_figure_until_it_counts_surveys(town: Store) -> None:
    assert clear(town) == 1000
    declared(town, "grave", 0, 500)
    assert clear(town) == 1000
    surveys_counted(town)
    assert clear(town) == 0


def test_declared_metre_by_metre_the_ground_comes_clear(town: Store) -> None:
    surveys_counted(town)
    all_declared(town, 0, 400)
    assert clear(town) == 400
    graves = declared(town, "grave", 400, 900)
    assert clear(town) == 400
    declared(town, "structure", 400, 900)
    declared(town, "utility", 300, 2000)
    assert clear(town) == 900
    withdrawn = a_change("survey", graves, "withdrawn", why="Chưa đi hết")
    assert by(OFFICE, town, withdrawn).is_accepted
    assert clear(town) == 400
    (road,) = corridor.list_alignments(town)
    assert ground(town, road).surveys.is_counted
    assert [s.to_m for s in ground(town, road).surveys.land] == [1000, 1000]


def test_what_was_recorded_then_knows_no_later_survey(town: Store) -> None:
    """Counted from today on with the graves alone, and all declared two days later."""
    surveys_counted(town)
    (road,) = corridor.list_alignments(town)
    told = {"alignment_uid": "al", "chainage_from_m": 0, "chainage_to_m": 800}
    for kind in ("structure", "utility", "grave"):
        change = a_change(
            "survey", kind, "registered", patch={**told, "kind": kind, "result": "none"}
        )
        assert by(OFFICE, town, change, NOW + timedelta(days=2)).is_accepted
    assert metres(on_day(town, road, TODAY).full)["clear"] == 800
    assert metres(as_recorded(town, road, TODAY)[0].full)["clear"] == 0
    moved = story(town, road, (TODAY, _NEXT))
    assert moved.moved(f"whole:{road['code']}")[0] == 800
    assert {e.what.subject for e in moved.effects if e.what} == {"survey"}
