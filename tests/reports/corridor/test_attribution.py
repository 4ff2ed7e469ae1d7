"""Why the clear metres moved: the sum of the causes is the difference, to the metre."""

from itertools import combinations

import pytest

from clearance.record import record_all
from clearance.reports.corridor.attribution import parts_of, story
from clearance.reports.corridor.ground import ground
from clearance.reports.corridor.ground_then import known_ground, known_things
from clearance.reports.corridor.ledger import ledger_of
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.corridor.attribution import figures
from clearance.store.corridor import corridor
from tests.given import CADRE, PHOTO, a_change, by, registered
from tests.land import over
from tests.reports.days_of_work import DAYS, Town, noon


@pytest.mark.parametrize("seed", range(1, 7))
def test_what_moved_between_any_two_days_is_the_sum_of_its_causes(seed: int) -> None:
    assert moved_in(Town(seed)) > 0


def test_surveys_declared_and_withdrawn_are_among_the_causes() -> None:
    assert sum(moved_in(Town(seed, with_surveys=True)) for seed in range(6)) > 0


def moved_in(town: Town) -> int:
    """Metres moved between any two days, each the sum of its causes."""
    for day in DAYS:
        town.spend(day)
    (road,) = corridor.list_alignments(town.store)
    parts, moved = parts_of(town.store, road), 0
    live = {day: figures(runs, parts) for day, runs in town.live.items()}
    for first, last in combinations(DAYS, 2):
        told = story(town.store, road, (first, last))
        clear, usable = live[last]
        assert (told.clear_m, told.usable_m) == live[first]
        for key, before in told.clear_m.items():
            gained = told.moved(key)
            assert (before + gained[0], told.usable_m[key] + gained[1]) == (
                clear[key],
                usable[key],
            ), (first, last, key)
            moved += abs(gained[0])
    return moved


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("with_surveys", [False, True])
def test_the_ledger_ends_where_the_state_stands(seed: int, with_surveys: bool) -> None:
    town = Town(seed, with_surveys=with_surveys)
    for day in DAYS:
        town.spend(day)
        ledger_of(town.store)
    (road,) = corridor.list_alignments(town.store)
    book, here = ledger_of(town.store), ground(town.store, road)
    things = known_things(book, "al", "9999-12-31")
    assert things == {blocker.uid: blocker for blocker in here.blockers}
    assert known_ground(town.store, book, road, "9999-12-31") == here.recorded


def test_the_one_who_goes_last_frees_the_metre_they_held_together() -> None:
    town = Town(0)
    for uid, side in (("l", "left"), ("r", "right")):
        patch = {"code": uid, "unit_uid": "a", "alignment_uid": "al", **over(0, 700, side)}
        record_all(town.store, [registered("parcel", uid, **patch)], TERMINAL, noon(DAYS[0]))
    for day, uid in ((DAYS[2], "l"), (DAYS[3], "r")):
        change = a_change(
            "parcel", uid, "handed_over", happened_on=day, evidence=(PHOTO,), why="theo biên bản"
        )
        assert by(CADRE, town.store, change, noon(day)).is_accepted
    (road,) = corridor.list_alignments(town.store)
    told = story(town.store, road, (DAYS[1], DAYS[4]))
    gained = {
        e.what.codes: (e.clear_m["whole:TQ"], e.usable_m["whole:TQ"])
        for e in told.effects
        if e.what
    }
    assert gained == {("l",): (0, 0), ("r",): (700, 700)}
