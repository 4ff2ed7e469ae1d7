"""Every cached value is what would be computed now, whatever was recorded in between."""

from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import signature, unwrap
from pathlib import Path
from pkgutil import walk_packages
from random import Random
from typing import Any

import pytest

import clearance
from clearance import create_app
from clearance.reports.corridor.unlock import Wish
from clearance.rules.basics.changes import new_uid
from clearance.rules.records.invalidation import GROUND, HANDOVER, PROGRESS
from clearance.settings import read_settings
from clearance.store.corridor import corridor
from clearance.store.journal import changes
from clearance.store.journal.cache import FUNCTIONS
from clearance.store.journal.shelves import forget, shelves_of
from clearance.store.map.filters import NONE
from tests.given import CADRE, LEADER, LIAISON, OFFICE, PROJECT, a_change, by
from tests.reports.days_of_work import DAYS, Town, noon

for module in walk_packages(clearance.__path__, "clearance."):
    if ".reports" in module.name or ".web" in module.name:
        import_module(module.name)

#: What a cached function is asked with, by the name of each argument.
GIVEN: dict[str, Callable[[Town, str], Any]] = {
    "store": lambda town, _day: town.store,
    "own": lambda town, _day: town.store,
    "road": lambda town, _day: corridor.list_alignments(town.store)[0],
    "alignment": lambda town, _day: corridor.list_alignments(town.store)[0],
    "road_uid": lambda town, _day: corridor.list_alignments(town.store)[0]["uid"],
    "project_uid": lambda _town, _day: PROJECT,
    "who": lambda town, _day: CADRE if town.chance.random() < 0.5 else LEADER,
    "me": lambda town, _day: CADRE if town.chance.random() < 0.5 else LEADER,
    "area": lambda _town, day: day,
    "day": lambda _town, day: day,
    "today": lambda _town, day: day,
    "as_of": lambda _town, day: day,
    "known_on": lambda _town, day: day,
    "until": lambda _town, day: f"{day}T17:00:00.000Z",
    "since": lambda _town, _day: DAYS[0],
    "from_day": lambda _town, _day: DAYS[0],
    "days": lambda _town, day: (DAYS[0], day),
    "place": lambda _town, _day: (200, 2500),
    "wish": lambda _town, _day: Wish(3, ((0, 4000),)),
    "given": lambda _town, _day: (("stage", "none"),),
    "sift": lambda _town, _day: NONE,
    "layer": lambda town, _day: town.chance.choice(["parcels", "graves"]),
    "name": lambda town, _day: town.chance.choice(["runs", "segments", "kilometres"]),
    "segment": lambda _town, _day: "",
    "tells": lambda _town, _day: True,
    "found": lambda _town, _day: [(0, 100)],
    "address": lambda _town, day: (day, "", "", "vi"),
}
#: Arguments that only other cached functions know.
INNER = {"drawn", "rows", "cases", "unknown", "counted"}


def asked(town: Town, day: str) -> Iterator[tuple[Callable[..., Any], list[Any]]]:
    """Every cached function with arguments of that day."""
    for function in FUNCTIONS:
        names = list(signature(function).parameters)
        if not INNER & {*names}:
            yield function, [GIVEN[name](town, day) for name in names]


def also(town: Town, chance: Random, day: str) -> None:
    """Things that move no ground: a promise, a key, a visit, an obstacle."""
    answer = chance.choice(["accepted", "refused"])
    reports = [
        (OFFICE, a_change("segment", "sg", "promised", patch={"promised_on": day}, why="Hẹn")),
        (OFFICE, a_change("segment", "sg", "offered")),
        (LIAISON, a_change("segment", "sg", answer, why="Xem")),
        (LEADER, a_change("household", "h", "visited", why="Gặp")),
    ]
    for who, change in chance.sample(reports, 2):
        by(who, town.store, change, noon(day))


def check(town: Town, day: str) -> None:
    """What is kept, then the same once more from nothing."""
    calls = list(asked(town, day))
    kept = [function(*arguments) for function, arguments in calls]
    forget(town.store)
    for (function, arguments), before in zip(calls, kept, strict=True):
        assert before == function(*arguments), (function.__qualname__, day)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[None]:
    """A request, for what is drawn with links and words."""
    app = create_app(read_settings({"CLEARANCE_DATA": str(tmp_path)}))
    with app.test_request_context("/map"):
        yield


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_is_what_would_be_computed_now(page: None, seed: int) -> None:
    town, chance = Town(seed, with_surveys=True), Random(seed)
    for day in DAYS:
        town.spend(day)
        also(town, chance, day)
        check(town, day)
        about = {"subject": "household", "subject_uid": "h", "kind": "PRICE"}
        opened = a_change("obstacle", new_uid(), "opened", patch=about, why="Giá")
        assert by(OFFICE, town.store, opened, noon(day)).is_accepted
        check(town, day)
        closed = a_change("obstacle", opened.subject_uid, "closed", why="Xong")
        assert by(OFFICE, town.store, closed, noon(day)).is_accepted
        check(town, day)


def test_every_cached_function_is_among_those_compared(page: None) -> None:
    town = Town(1)
    for day in DAYS:
        town.spend(day)
    check(town, DAYS[-1])
    both = shelves_of(town.store)
    kept = {key[0] for shelf in (both.road, both.people) for key in shelf.slots}
    assert kept == {unwrap(function) for function in FUNCTIONS}


def test_a_visit_makes_nothing_of_it_stale() -> None:
    town = Town(0)
    before = [changes.last_of(town.store, facts) for facts in (GROUND, HANDOVER, PROGRESS)]
    assert by(LEADER, town.store, a_change("household", "h", "visited", why="Gặp")).is_accepted
    assert [changes.last_of(town.store, f) for f in (GROUND, HANDOVER, PROGRESS)] == before
    assert changes.last_of(town.store, frozenset(("endorsed",))) == (0, changes.GENESIS)
