"""Figures for everybody: of fixed days, frozen once told, the same for two servers."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from clearance.reports.corridor.public import published, published_days
from clearance.store import Store
from tests import engines
from tests.given import TODAY, a_household, a_parcel, a_project, a_store, step
from tests.land import an_outline, over

DAY = "2026-10-31"


def a_world(path: str | Path = ":memory:") -> Store:
    """Twelve households in one commune, three in the other; the ground of one handed over."""
    store = a_project(a_store(path))
    an_outline(store)
    for number in range(15):
        a_household(store, f"h{number}", "b" if number < 3 else "a")
    a_parcel(store, "p", "h0", **over(0, 800, "both"))
    hand_over(store, "p", DAY)
    return store


def hand_over(store: Store, parcel: str, day: str) -> None:
    assert step(store, parcel, "handed_over", subject="parcel", happened_on=day).is_accepted


def test_the_last_fixed_day_is_published_with_merged_units_and_all_roads() -> None:
    store = a_world()
    assert published_days(store, TODAY) == [DAY]
    told = published(store, DAY)
    (row,) = told["units"]
    assert (row["name"], row["households"], row["handed_over"]) == (None, 15, 0)
    (road,) = told["roads"]
    assert (road["clear"], road["length_m"]) == (800, 10000)


def test_what_is_recorded_later_changes_nothing_that_was_published() -> None:
    store = a_world()
    before = published(store, published_days(store, TODAY)[0])
    a_parcel(store, "q", "h1", **over(800, 1500, "both"))
    hand_over(store, "q", "2026-10-01")
    for number in range(9):
        a_household(store, f"n{number}", "b")
    assert published_days(store, TODAY) == [DAY]
    assert published(store, DAY) == before
    assert published_days(store, "2026-12-01") == ["2026-11-30", DAY]
    after = published(store, "2026-11-30")
    assert after["roads"][0]["clear"] == 1500
    assert len(after["units"]) == 2


def test_days_nobody_asked_for_in_their_month_are_published_with_the_next() -> None:
    store = a_world()
    assert published_days(store, TODAY) == [DAY]
    later = ["2027-01-31", "2026-12-31", "2026-11-30"]
    assert published_days(store, "2027-02-01") == [*later, DAY]
    assert published_days(store, TODAY) == [DAY]


def test_nothing_is_published_before_there_is_a_road() -> None:
    store = a_store()
    assert published_days(store, TODAY) == []
    a_project(store)
    assert published_days(store, TODAY) == [DAY]


def test_two_servers_at_once_publish_one_and_the_same(tmp_path: Path) -> None:
    path = engines.address(tmp_path / "a.sqlite")
    stores = [a_world(path), *(a_store(path) for _ in range(3))]
    with ThreadPoolExecutor(4) as pool:
        days = list(pool.map(lambda store: published_days(store, TODAY), stores))
    assert days == [[DAY]] * 4
    assert len({str(published(store, DAY)) for store in stores}) == 1
    assert stores[0].value("SELECT COUNT(*) FROM publication") == 1


def test_figures_of_the_main_scope_are_published_beside_those_of_all(store: Store) -> None:
    an_outline(store)
    a_parcel(store, "w", "", **over(0, 1000, "both"))
    a_parcel(store, "v", "", **over(0, 100, "both"), scope="added")
    done = step(store, "w", "handed_over", subject="parcel", happened_on="2026-10-20")
    assert done.is_accepted
    day = published_days(store, TODAY)[0]
    (road,) = published(store, day)["roads"]
    assert (road["clear"], road["main_clear"]) == (900, 1000)
    assert not published(store, day)["counts_surveys"]
