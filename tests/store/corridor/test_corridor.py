from clearance.store.corridor import corridor
from tests.given import (
    CADRE,
    CADRE_B,
    LEADER,
    TODAY,
    a_grave,
    a_household,
    a_parcel,
    a_project,
    a_store,
    an_obstacle,
    step,
)


def a_road():
    store = a_project(a_store())
    a_household(store, "h", "a")
    a_household(store, "k", "b")
    a_parcel(store, "p", "h")
    a_parcel(store, "q", "k", unit_uid="b", chainage_from_m=6000, chainage_to_m=6100, side="left")
    a_parcel(
        store,
        "river",
        None,
        is_public=1,
        chainage_from_m=700,
        chainage_to_m=720,
        household_uid=None,
    )
    a_grave(store, "g", household_uid="h")
    return store


def test_everything_along_an_alignment_is_given_in_whole_metres() -> None:
    rows = corridor.list_things(a_road(), "al")
    assert {(r["subject"], r["from_m"], r["to_m"], r["is_public"]) for r in rows} == {
        ("parcel", 100, 160, 0),
        ("parcel", 6000, 6100, 0),
        ("parcel", 700, 720, 1),
        ("grave", 300, 303, 0),
    }


def test_a_cadre_learns_only_what_stands_in_the_way_in_their_own_commune() -> None:
    store = a_road()
    for who, codes in (
        (CADRE, {"T-p", "M-g"}),
        (CADRE_B, {"T-q"}),
        (LEADER, {"T-p", "T-q", "M-g"}),
    ):
        rows = corridor.list_holding(store, who, TODAY, TODAY, "al", (0, 10_000), 50)
        assert {row["code"] for row in rows} == codes


def test_public_land_holds_nothing_and_ground_handed_over_holds_nothing_any_more() -> None:
    store = a_road()
    assert step(store, "q", "handed_over", subject="parcel", happened_on="2026-11-01").is_accepted
    told = corridor.list_holding(store, LEADER, TODAY, TODAY, "al", (600, 10_000), 50)
    assert told == []
    before = corridor.list_holding(store, LEADER, TODAY, "2026-10-31", "al", (600, 10_000), 50)
    assert [row["code"] for row in before] == ["T-q"]


def test_what_holds_a_place_is_told_with_its_commune_and_an_open_obstacle() -> None:
    store = a_road()
    an_obstacle(store, "h")
    (row,) = corridor.list_holding(store, LEADER, TODAY, TODAY, "al", (100, 110), 50)
    assert (row["code"], row["commune"], row["obstacle"]) == ("T-p", "Xã A", "PRICE")
    assert (row["step_subject"], row["step_uid"]) == ("household", "h")


def test_cases_are_counted_in_the_persons_own_area_on_the_day_asked_for() -> None:
    store = a_road()
    an_obstacle(store, "k")
    counted = corridor.count_cases(store, LEADER, TODAY, TODAY)
    assert counted == {"households": 2, "handed_over": 0, "graves": 1, "accepted": 0, "stuck": 1}
    assert corridor.count_cases(store, CADRE, TODAY, TODAY)["households"] == 1
    assert corridor.count_cases(store, LEADER, TODAY, "2026-01-01")["stuck"] == 0


def test_the_alignment_shown_first_is_the_one_with_the_persons_own_parcels() -> None:
    store = a_road()
    assert corridor.own_alignment(store, CADRE, TODAY) == "al"
    assert corridor.own_alignment(a_project(a_store()), CADRE, TODAY) is None
