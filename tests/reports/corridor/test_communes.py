from clearance.reports.corridor.communes import by_commune, total
from clearance.reports.corridor.ground import on_day
from clearance.rules.corridor.handover import metres, within
from clearance.store.corridor import corridor
from tests.given import (
    CADRE,
    LEADER,
    TODAY,
    a_case_at,
    a_grave,
    a_household,
    a_parcel,
    a_project,
    a_store,
    an_obstacle,
)


def two_communes():
    store = a_project(a_store())
    a_case_at(store, "paid", "h")
    a_household(store, "i", "a")
    a_household(store, "k", "b")
    a_parcel(store, "p", "h")
    a_parcel(store, "r", "i", side="left", area_recovered_m2=10_000.0)
    a_parcel(store, "q", "k", unit_uid="b", chainage_from_m=6000, chainage_to_m=6100)
    a_grave(store, "g")
    an_obstacle(store, "k")
    return store


def test_each_commune_is_counted_from_the_facts() -> None:
    one, other = by_commune(two_communes(), LEADER, TODAY, TODAY)
    assert (one["name"], one["households"], one["inventoried"], one["approved"]) == (
        "Xã A",
        2,
        1,
        1,
    )
    assert (one["paid"], one["handed_over"], one["parcels"], one["graves"]) == (1, 0, 2, 1)
    assert (one["area_m2"], one["obstacles"], one["news_days"]) == (10_420.5, 0, 10)
    assert (other["households"], other["obstacles"], other["inventoried"]) == (1, 1, 0)


def test_the_metres_of_a_commune_are_those_of_the_road_within_it() -> None:
    store = two_communes()
    (road,) = corridor.list_alignments(store)
    full = on_day(store, road, TODAY).full
    for row, (low, high) in zip(
        by_commune(store, LEADER, TODAY, TODAY), ((0, 5000), (5000, 10_000)), strict=True
    ):
        counted = metres(within(full, low, high))
        assert (row["length_m"], row["clear_m"]) == (5000, counted["clear"])


def test_the_total_is_the_sum_of_the_rows() -> None:
    rows = by_commune(two_communes(), LEADER, TODAY, TODAY)
    whole = total(rows)
    assert whole["households"] == 3
    assert whole["length_m"] == 10_000
    assert whole["area_m2"] == sum(row["area_m2"] for row in rows)
    assert total([])["news_days"] is None


def test_a_cadre_sees_only_their_own_commune() -> None:
    assert [row["name"] for row in by_commune(two_communes(), CADRE, TODAY, TODAY)] == ["Xã A"]


def test_an_earlier_day_shows_what_had_been_done_by_then() -> None:
    one, other = by_commune(two_communes(), LEADER, TODAY, "2026-07-19")
    assert (one["households"], one["inventoried"], one["paid"], one["news_on"]) == (2, 0, 0, None)
    assert other["obstacles"] == 0


def test_before_any_case_the_communes_of_the_road_stand_there_with_nothing() -> None:
    rows = by_commune(a_project(a_store()), LEADER, TODAY, TODAY)
    assert [(row["name"], row["households"], row["clear_m"]) for row in rows] == [
        ("Xã A", 0, 0),
        ("Xã B", 0, 0),
    ]
