from datetime import date

from clearance.reports.corridor.ground import on_day
from clearance.reports.handover.clear_days import clearing
from clearance.rules.corridor.handover import metres
from clearance.store.corridor import corridor
from tests.given import LEADER, TODAY, a_change, by, step
from tests.reports.handover.test_segments import a_segment


def found(store, as_of: str = TODAY):
    (road,) = corridor.list_alignments(store)
    return road, clearing(store, road, as_of)


def test_every_week_of_the_curve_is_what_the_corridor_said_on_that_day() -> None:
    store = a_segment()
    step(store, "g", "accepted", subject="grave", happened_on="2026-11-10")
    road, pace = found(store)
    past = [week for week in pace.weeks if week["day"] <= TODAY]
    assert TODAY in [week["day"] for week in past]
    for week in past:
        assert week["clear_m"] == metres(on_day(store, road, week["day"]).full)["clear"]


def test_weeks_to_come_tell_the_plan_and_no_clear_metres() -> None:
    store = a_segment()
    promise = a_change("segment", "sg", "promised", patch={"promised_on": "2027-01-10"})
    assert by(LEADER, store, promise).is_accepted
    weeks = found(store)[1].weeks
    last = weeks[-1]
    assert (last["clear_m"], last["promised_m"], last["need_m"]) == (None, 2000, 2000)
    needed = [w["day"] for w in weeks if w["need_m"]]
    assert min(needed) >= "2026-12-31"
    assert all(date.fromisoformat(w["day"]).weekday() == 6 for w in weeks if w["day"] != TODAY)


def test_nothing_later_than_the_day_asked_for_is_told() -> None:
    store = a_segment()
    _, before = found(store, "2026-09-30")
    assert all(p.day is None or p.day <= "2026-09-30" for p in before.pieces)
    (row,) = before.segments
    assert row["clear_on"] is None
    assert max(w["clear_m"] or 0 for w in before.weeks) == 0
