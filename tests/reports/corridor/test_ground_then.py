"""The corridor as it was recorded at the end of a day: nothing recorded later changes it."""

from datetime import date, timedelta

from clearance.reports.corridor.attribution import story
from clearance.reports.corridor.ground import on_day
from clearance.reports.corridor.ground_then import as_recorded
from clearance.rules.corridor.handover import metres
from clearance.store import Store
from clearance.store.corridor import corridor
from tests.given import NOW, OFFICE, TODAY, a_change, a_grave, a_parcel, by, step
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


def test_what_was_retired_never_was_as_now_known_but_was_as_known_then(store: Store) -> None:
    an_outline(store)
    a_parcel(store, "w", "", **over(0, 1000, "both"))
    a_grave(store, chainage_from_m=400, chainage_to_m=403, side="both")
    assert step(store, "w", "handed_over", subject="parcel", happened_on="2026-11-02").is_accepted
    tomorrow = NOW + timedelta(days=1)
    (road,) = corridor.list_alignments(store)
    then = metres(as_recorded(store, road, TODAY)[0].full)
    assert then == {"clear": 997, "blocked": 3, "unknown": 9_000}
    for subject, uid in (("grave", "g"), ("parcel", "w")):
        change = a_change(subject, uid, "retired", why="Nhập nhầm")
        assert by(OFFICE, store, change, tomorrow).is_accepted
    nothing = {"clear": 0, "blocked": 0, "unknown": 10_000}
    assert metres(on_day(store, road, TODAY).full) == nothing
    assert metres(as_recorded(store, road, TODAY)[0].full) == then
    day = str(date.fromisoformat(TODAY) + timedelta(days=1))
    assert metres(as_recorded(store, road, day)[0].full) == nothing
    told, key = story(store, road, (TODAY, day)), f"whole:{road['code']}"
    assert (told.clear_m[key], told.moved(key)[0]) == (997, -997)
    for subject, uid in (("grave", "g"), ("parcel", "w")):
        assert by(OFFICE, store, a_change(subject, uid, "restored"), tomorrow).is_accepted
    assert metres(on_day(store, road, day).full) == then
    assert metres(as_recorded(store, road, day)[0].full) == then
    assert story(store, road, (TODAY, day)).moved(key)[0] == 0
