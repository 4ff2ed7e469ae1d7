"""What is kept until certain facts are recorded is what would be worked out anew."""

from random import Random

import pytest

from clearance.reports import cache
from clearance.reports.corridor.attribution import story
from clearance.reports.corridor.ground import held, on_day
from clearance.reports.corridor.unlock import standings, week_plan
from clearance.reports.forecast.forecast import segment_forecast
from clearance.reports.handover.clear_days import clearing
from clearance.reports.handover.offerings import all_offerings
from clearance.reports.handover.segments import all_segments
from clearance.rules.basics.changes import new_uid
from clearance.rules.records.invalidation import GROUND, HANDOVER, PROGRESS
from clearance.store import Store
from clearance.store.corridor import corridor
from clearance.store.journal import changes
from tests.given import LEADER, LIAISON, OFFICE, a_change, by
from tests.reports.days_of_work import DAYS, Town, noon


def told(store: Store, day: str) -> list[object]:
    """Everything that is kept by facts, for one road on one day."""
    (road,) = corridor.list_alignments(store)
    return [
        on_day(store, road, day),
        held(store, road, day),
        clearing(store, road, day),
        all_segments(store, day),
        all_offerings(store, day),
        story(store, road, (DAYS[0], day)),
        standings(store, road, day, day),
        week_plan(store, road, day, day),
        segment_forecast(store, day),
    ]


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
    """Told from what is kept, then once more from nothing."""
    now = told(town.store, day)
    cache._kept.pop(town.store)
    assert now == told(town.store, day)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_is_what_would_be_worked_out_anew(seed: int) -> None:
    town, chance = Town(seed), Random(seed)
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


def test_a_visit_makes_nothing_of_it_stale() -> None:
    town = Town(0)
    before = [changes.last_of(town.store, facts) for facts in (GROUND, HANDOVER, PROGRESS)]
    assert by(LEADER, town.store, a_change("household", "h", "visited", why="Gặp")).is_accepted
    assert [changes.last_of(town.store, f) for f in (GROUND, HANDOVER, PROGRESS)] == before
    assert changes.last_of(town.store, frozenset(("endorsed",))) == (0, changes.GENESIS)
