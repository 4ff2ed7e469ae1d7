"""A thing in several pieces holds each of them and nothing between: everywhere the same."""

import json

from clearance.record.replay import differences
from clearance.reports.corridor.availability import calendar_of
from clearance.reports.corridor.corridor import look_at
from clearance.reports.corridor.ground import ground, held, on_day
from clearance.reports.corridor.ground_then import known_things
from clearance.reports.corridor.ledger import ledger_of
from clearance.reports.corridor.unlock import Wish, best
from clearance.rules.corridor.clear_days import clear_days
from clearance.rules.corridor.handover import BLOCKED, holding
from clearance.store import Store
from clearance.store.cases import search
from clearance.store.corridor import corridor, minutes
from clearance.store.map import filters
from clearance.store.map.filters import NONE, sift
from tests.given import (
    OFFICE,
    TODAY,
    a_change,
    a_household,
    a_parcel,
    an_obstacle,
    by,
    registered,
    step,
)
from tests.land import an_outline, over

PARTS = [[100, 110, "left"], [300, 310, "right"]]


def a_road_with_one_in_two_pieces(store: Store) -> dict:
    an_outline(store)
    a_household(store, "h")
    a_parcel(store, "x", "h", **over(0, 1000, "both"))
    assert step(store, "x", "handed_over", subject="parcel", happened_on="2026-11-10").is_accepted
    place = {"chainage_from_m": 100, "chainage_to_m": 310, "side": "both"}
    a_parcel(store, "p", "h", **place, parts=json.dumps(PARTS))
    return corridor.list_alignments(store)[0]


def test_the_gap_between_is_clear_on_every_page(store: Store) -> None:
    road = a_road_with_one_in_two_pieces(store)
    state = on_day(store, road, TODAY)
    blocked = [(r.from_m, r.to_m) for r in state.full if r.state == BLOCKED]
    assert blocked == [(100, 110), (300, 310)]
    assert [(r.from_m, r.to_m) for r in state.left if r.state == BLOCKED] == [(100, 110)]
    things = held(store, road, TODAY)
    assert [b.uid for b in holding(things, 0, 400, TODAY)] == ["p"]
    assert holding(things, 150, 250, TODAY) == ()
    assert look_at(things, state, 0, 400).kinds == {"parcel": 1}
    assert [row["code"] for row in corridor.list_items(store, TODAY, "al", (0, 105))] == ["T-p"]
    assert corridor.list_items(store, TODAY, "al", (150, 250)) == []
    assert [row["code"] for row in minutes.list_parcels(store, "al", 150, 250)] == ["T-x"]


def test_unlock_forecast_and_the_past_agree(store: Store) -> None:
    road = a_road_with_one_in_two_pieces(store)
    found = best(store, road, TODAY, TODAY, Wish(2, ((0, 1000),)))
    assert sorted((lock.from_m, lock.to_m) for lock in found.locks) == [(100, 110), (300, 310)]
    here = ground(store, road)
    pieces = clear_days(here.length_m, here.blockers, here.recorded, here.start_m)
    assert {p.day for p in pieces if 110 <= p.from_m < 300} == {"2026-11-10"}
    then = known_things(ledger_of(store), "al", TODAY)["p"]
    assert then == next(b for b in here.blockers if b.uid == "p")
    rows = calendar_of(store, road, TODAY, "2026-11-11", (0, 1000))
    assert {(row.from_m, row.held_m) for row in rows} == {(100, 10), (300, 10)}


def test_pieces_and_what_is_outside_are_folded_from_the_journal(store: Store) -> None:
    a_road_with_one_in_two_pieces(store)
    a_parcel(store, "o", "h", outside="aside", chainage_from_m=None, chainage_to_m=None)
    assert differences(store) == []
    assert [b.uid for b in ground(store, corridor.list_alignments(store)[0]).blockers] == ["x", "p"]


def test_minutes_count_a_thing_where_a_piece_of_it_lies(store: Store) -> None:
    an_outline(store)
    place = {"alignment_uid": "al", "chainage_from_m": 100, "chainage_to_m": 310, "side": "both"}
    change = registered(
        "utility", "u9", code="HT-9", unit_uid="a", parts=json.dumps(PARTS), **place
    )
    assert by(OFFICE, store, change).is_accepted
    places = ((100, 110), (150, 250), (305, 400))
    counts = [minutes.count_things(store, "al", *at, TODAY)["utility"]["number"] for at in places]
    assert counts == [1, 0, 1]


def test_the_maps_segment_filter_and_the_search_by_km_look_at_the_pieces(store: Store) -> None:
    a_road_with_one_in_two_pieces(store)
    for code, from_m, to_m in (("D-A", 0, 105), ("D-B", 150, 250), ("D-C", 305, 400)):
        place = {"chainage_from_m": from_m, "chainage_to_m": to_m, "alignment_uid": "al"}
        assert by(OFFICE, store, registered("segment", code, code=code, **place)).is_accepted
    asked = (store, OFFICE, TODAY, TODAY)
    counts = {r["value"]: r["n"] for r in filters.count_parcels_by(*asked, "segment", NONE)}
    assert counts == {"D-A": 2, "D-B": 1, "D-C": 2, "D-01": 2}
    by(
        OFFICE,
        store,
        a_change("parcel", "x", "revised", patch={"household_uid": a_household(store, "k")}),
    )
    an_obstacle(store, "h")
    sifted = [sift({"segment": code, "stuck": "1"}, TODAY, TODAY) for code in ("D-A", "D-B")]
    spans = [filters.list_spans(*asked, "al", one) for one in sifted]
    assert spans == [[(100, 110), (300, 310)], []]
    near = {row["code"]: row["away_m"] for row in search.near(store, OFFICE, TODAY, 200, 20)}
    assert (near["T-x"], near["T-p"]) == (0, 91)


def test_a_place_that_many_things_only_reach_around_still_lists_what_lies_there(
    store: Store,
) -> None:
    a_road_with_one_in_two_pieces(store)
    a_parcel(store, "q", "h", **over(200, 210, "left"))
    found = corridor.list_holding(store, OFFICE, TODAY, TODAY, "al", (150, 250), 1)
    assert [row["code"] for row in found] == ["T-q"]
