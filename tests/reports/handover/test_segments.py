from datetime import timedelta

from clearance.reports.handover.segments import all_segments, float_days, one_segment, stands
from tests.given import (
    LEADER,
    NOW,
    OFFICE,
    TODAY,
    a_change,
    a_grave,
    a_household,
    a_parcel,
    a_project,
    a_store,
    by,
    step,
)
from tests.land import an_outline, over


def a_segment(store=None):
    store = store or a_project(a_store())
    a_household(store, "h")
    an_outline(store)
    for side in ("left", "right"):
        a_parcel(store, side, "h", **over(0, 1500, side))
        step(store, side, "handed_over", subject="parcel", happened_on="2026-10-01")
    a_grave(store, "g", chainage_from_m=500, chainage_to_m=503)
    return store


def promised(store, day: str, why: str = "", who=OFFICE, days_ago: int = 0):
    change = a_change("segment", "sg", "promised", patch={"promised_on": day}, why=why)
    return by(who, store, change, NOW - timedelta(days=days_ago))


def test_a_segment_tells_its_metres_its_longest_run_and_what_holds_the_rest() -> None:
    (row,) = all_segments(a_segment(), TODAY)
    assert (row["length_m"], row["clear_m"], row["unknown_m"], row["longest_m"]) == (
        2000,
        1497,
        500,
        997,
    )
    assert row["kinds"] == {"grave": 1}
    (earlier,) = all_segments(a_segment(), "2026-09-30")
    assert earlier["clear_m"] == 0
    assert earlier["kinds"] == {"parcel": 2, "grave": 1}


def test_a_slipped_promise_keeps_every_promise_before_it() -> None:
    store = a_project(a_store())
    assert promised(store, "2026-11-01", days_ago=40).is_accepted
    assert promised(store, "2026-12-20", "Chờ khu tái định cư", LEADER, 3).is_accepted
    row = one_segment(store, "D-01", TODAY)
    assert [p["promised_on"] for p in row["promises"]] == ["2026-11-01", "2026-12-20"]
    assert (row["promised_on"], row["moved"]) == ("2026-12-20", 1)
    assert row["promises"][1]["why"] == "Chờ khu tái định cư"
    assert row["promises"][1]["who"] == LEADER.name
    then = one_segment(store, "D-01", "2026-11-10")
    assert (then["promised_on"], then["moved"], then["standing"]) == ("2026-11-01", 0, "promised")
    assert one_segment(store, "D-01", "2026-10-01")["standing"] == "open"


def test_the_days_in_hand_run_to_the_day_accepted_or_else_promised() -> None:
    assert float_days("2026-12-31", None, "2026-12-21", TODAY) == 10
    assert float_days("2026-12-31", "2026-11-01", "2026-12-21", TODAY) == 60
    assert float_days("2026-12-31", None, None, TODAY) is None


def test_a_promise_gone_by_gives_no_days_in_hand() -> None:
    assert float_days("2026-11-25", None, "2026-10-01", TODAY) == 5
    assert float_days("2026-11-10", None, None, TODAY) == -10


def test_two_keys_stand_apart() -> None:
    assert stands({}, False) == "open"
    assert stands({}, True) == "promised"
    assert stands({"offered": "2026-11-01"}, True) == "offered"
    assert stands({"offered": "2026-11-01", "refused": "2026-11-03"}, True) == "refused"
    assert stands({"offered": "2026-11-01", "accepted": "2026-11-03"}, True) == "accepted"
