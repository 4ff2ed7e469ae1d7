"""The player's one answer tells on every day what the map of that day tells."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from clearance.reports.corridor.player import GROUPS
from clearance.store import Store
from tests.given import DAYS, LINE, TODAY, a_household, a_parcel, an_obstacle, step
from tests.web.conftest import Person
from tests.web.map.test_page import BOX, CASES, codes

As = Callable[..., Person]


def lived(store: Store) -> None:
    """Households that went some way, one that was stuck, one parcel handed over."""
    for at, uid in enumerate("xyz"):
        a_household(store, uid)
        a_parcel(store, f"t{uid}", uid, parcel_no=str(90 + at))
        for code in LINE[: 3 * at + 1]:
            assert step(store, uid, code, happened_on=DAYS["household"][code]).is_accepted
    an_obstacle(store, "y")
    assert step(store, "p", "handed_over", subject="parcel", happened_on="2026-11-12").is_accepted
    assert step(store, "g", "discovered", subject="grave").is_accepted


def group_on(way: list[int], day: int) -> str:
    """The group a way has come to."""
    told = list(zip([0, *way[2::2]], way[1::2], strict=True))
    return GROUPS[[group for on, group in told if on <= day][-1]]


def days_to_ask(since: str) -> list[str]:
    """Random days, and those on which something happened."""
    start, chance = date.fromisoformat(since), random.Random(6)
    dates = [start + timedelta(days=chance.randrange(731)) for _ in range(12)]
    return sorted({TODAY, since, *DAYS["household"].values(), *map(str, dates)} - {""})


def test_on_any_day_the_history_equals_the_map_of_that_day(as_: As, store: Store) -> None:
    lived(store)
    leader = as_("leader")
    told = leader.get(f"/map/history.json?{BOX}&layers={','.join(CASES)}").get_json()
    assert (told["to"], told["days"]) == (TODAY, 730)
    assert {len(way) > 2 for way in told["cases"]["parcels"]} == {True, False}
    for layer in CASES:
        ways = {way[0]: way for way in told["cases"][layer]}
        for day in (d for d in days_to_ask(told["from"]) if told["from"] <= d <= TODAY):
            drawn = leader.get(f"/map/{layer}.geojson?{BOX}&as_of={day}").get_json()["features"]
            at = (date.fromisoformat(day) - date.fromisoformat(told["from"])).days
            then = {f["id"]: f["properties"]["s"] for f in drawn}
            assert {key: group_on(way, at) for key, way in ways.items()} == then, (layer, day)


def test_the_history_of_an_earlier_day_ends_on_it(as_: As, store: Store) -> None:
    lived(store)
    told = as_("leader").get(f"/map/history.json?{BOX}&layers=parcels&as_of=2026-09-02").get_json()
    assert told["to"] == "2026-09-02"
    assert all(max(way[2::2], default=0) <= 730 for way in told["cases"]["parcels"])


def test_the_road_comes_free_piece_by_piece(as_: As, store: Store) -> None:
    lived(store)
    told = as_("leader").get(f"/map/history.json?{BOX}").get_json()
    assert told["cases"] == {}
    assert [told["roads"]["TQ"][0][0], told["roads"]["TQ"][-1][1]] == [0, 10000]
    assert {piece[3] for piece in told["roads"]["TQ"]} <= {"clear", "unknown"}
    assert None in {piece[2] for piece in told["roads"]["TQ"]}


def test_a_cadre_gets_the_way_of_their_commune_and_the_liaison_the_road_alone(
    as_: As, store: Store
) -> None:
    every = f"/map/history.json?{BOX}&layers={','.join(CASES)}"
    own = set(codes(as_("cadre"), "parcels"))
    assert len(as_("cadre").get(every).get_json()["cases"]["parcels"]) == len(own) == 1
    liaison = as_("liaison").get(every).get_json()
    assert liaison["cases"] == {}
    assert liaison["roads"]["TQ"]


def test_an_unchanged_history_is_not_made_again(as_: As, store: Store) -> None:
    leader, address = as_("leader"), f"/map/history.json?{BOX}&layers=parcels"
    mark = leader.get(address).headers["ETag"]
    assert leader.get(address, headers={"If-None-Match": mark}).status_code == 304
    assert leader.get("/map/history.json").status_code == 400
