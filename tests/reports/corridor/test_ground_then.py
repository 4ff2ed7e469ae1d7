"""The corridor as it was recorded at the end of a day: nothing recorded later changes it."""

from datetime import date, timedelta

from clearance.reports.corridor.attribution import story
from clearance.reports.corridor.ground import on_day
from clearance.reports.corridor.ground_then import as_recorded
from clearance.rules.corridor.handover import metres
from clearance.store import Store
from clearance.store.corridor import corridor
from tests.given import NOW, OFFICE, TODAY, a_change, a_parcel, by, step
from tests.land import an_outline, over

_BEFORE = str(date.fromisoformat(TODAY) - timedelta(days=3))


def test_a_handover_told_late_is_not_in_what_was_recorded_then(store: Store) -> None:
    an_outline(store)
    a_parcel(store, "w", "", **over(0, 1000, "both"))
    assert step(store, "w", "handed_over", subject="parcel", happened_on="2026-11-02").is_accepted
    (road,) = corridor.list_alignments(store)
    assert metres(on_day(store, road, _BEFORE).full)["clear"] == 1000
    state, held = as_recorded(store, road, _BEFORE)
    assert metres(state.full) == {"clear": 0, "blocked": 0, "unknown": 10_000}
    assert held == ()
    assert as_recorded(store, road, TODAY)[0].full == on_day(store, road, TODAY).full


def test_it_is_the_figure_that_the_story_of_the_moves_begins_and_ends_with(store: Store) -> None:
    an_outline(store)
    a_parcel(store, "w", "", **over(0, 1000, "both"))
    assert step(store, "w", "handed_over", subject="parcel", happened_on="2026-11-02").is_accepted
    late = NOW + timedelta(days=2)
    taken_back = a_change("parcel", "w", "withdrawn", patch={"step": "handed_over"}, why="nhầm")
    assert by(OFFICE, store, taken_back, late).is_accepted
    (road,) = corridor.list_alignments(store)
    days = (TODAY, str(date.fromisoformat(TODAY) + timedelta(days=2)))
    told = story(store, road, days)
    key = f"whole:{road['code']}"
    before, after = (metres(as_recorded(store, road, day)[0].full)["clear"] for day in days)
    assert (before, after) == (1000, 0)
    assert (told.clear_m[key], told.moved(key)[0]) == (before, after - before)
