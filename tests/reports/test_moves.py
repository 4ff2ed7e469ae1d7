"""Why the clear metres moved: the sum of the causes is the difference, to the metre."""

from datetime import UTC, datetime
from itertools import combinations
from random import Random

import pytest

from clearance.record import record_all
from clearance.reports.ground import ground, on_day
from clearance.reports.ledger import ledger_of
from clearance.reports.moves import parts_of, story
from clearance.reports.past import known_ground, known_things
from clearance.rules.handover import Run
from clearance.rules.lateness import LATE_CATEGORIES
from clearance.rules.moves import figures
from clearance.rules.people import TERMINAL
from clearance.store import corridor
from tests.given import (
    CADRE,
    OFFICE,
    PHOTO,
    a_case_at,
    a_change,
    a_project,
    a_store,
    by,
    registered,
    the,
)
from tests.land import an_outline, over

SIDES = ("left", "right", "both")
DAYS = [f"2026-12-{day:02d}" for day in range(1, 13)]


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T05:00").replace(tzinfo=UTC)


class Town:
    """A road on which something is registered, handed over, taken back or redrawn each day."""

    def __init__(self, seed: int) -> None:
        self.chance, self.store = Random(seed), a_project(a_store())
        a_case_at(self.store, "recovered")
        an_outline(self.store)
        self.parcels: list[str] = []
        self.handed: set[str] = set()
        self.live: dict[str, tuple[Run, ...]] = {}

    def spend(self, day: str) -> None:
        for _ in range(self.chance.randint(0, 5)):
            what = self.chance.choice(
                [
                    self.register,
                    self.register,
                    self.hand,
                    self.hand,
                    self.withdraw,
                    self.redraw,
                    self.bury,
                    self.household,
                ]
            )
            what(day)
        (road,) = corridor.list_alignments(self.store)
        self.live[day] = on_day(self.store, road, day).full  # as the page showed it that day

    def _place(self) -> dict:
        start = self.chance.randrange(0, 3000)
        return over(start, start + self.chance.randint(50, 900), self.chance.choice(SIDES))

    def register(self, day: str) -> None:
        uid = f"p{len(self.parcels)}"
        owner = self.chance.choice([None, "h"])
        patch = {"code": f"T-{uid}", "unit_uid": "a", "alignment_uid": "al", "household_uid": owner,
                 "is_public": int(self.chance.random() < 0.3), **self._place()}  # fmt: skip
        record_all(self.store, [registered("parcel", uid, **patch)], TERMINAL, noon(day))
        self.parcels.append(uid)

    def hand(self, day: str) -> None:
        waiting = [uid for uid in self.parcels if uid not in self.handed]
        if waiting:
            uid, on = self.chance.choice(waiting), self.chance.choice([d for d in DAYS if d <= day])
            change = a_change("parcel", uid, "handed_over", happened_on=on, evidence=(PHOTO,),
                              why="theo biên bản")  # fmt: skip
            if by(CADRE, self.store, change, noon(day)).is_accepted:
                self.handed.add(uid)

    def withdraw(self, day: str) -> None:
        if self.handed:
            uid = self.chance.choice(sorted(self.handed))
            change = a_change("parcel", uid, "withdrawn", patch={"step": "handed_over"},
                              why="Ghi nhầm thửa")  # fmt: skip
            if by(OFFICE, self.store, change, noon(day)).is_accepted:
                self.handed.discard(uid)

    def redraw(self, day: str) -> None:
        if self.parcels:
            uid = self.chance.choice(self.parcels)
            change = a_change("parcel", uid, "revised", patch=self._place(), why="Đo lại")
            assert by(OFFICE, self.store, change, noon(day)).is_accepted

    def bury(self, day: str) -> None:
        uid = f"g{self.store.value('SELECT COUNT(*) FROM grave')}"
        at = self.chance.randrange(0, 3900)
        patch = {"code": uid, "unit_uid": "a", "alignment_uid": "al", "chainage_from_m": at,
                 "chainage_to_m": at + 3, "side": "left", "family": "known",
                 "holder_uid": CADRE.uid}  # fmt: skip
        record_all(self.store, [registered("grave", uid, **patch)], TERMINAL, noon(day))

    def household(self, day: str) -> None:
        """A household's land in one go, or all of it taken back."""
        if the(self.store, "household", "h")["cleared_on"]:
            change = a_change("household", "h", "withdrawn", patch={"step": "handed_over"},
                              why="Ghi nhầm hộ")  # fmt: skip
        else:
            late = {"late_category": next(iter(LATE_CATEGORIES))} if day > "2026-12-07" else {}
            change = a_change("household", "h", "handed_over", happened_on=day, patch=late,
                              evidence=(PHOTO,), why="theo biên bản")  # fmt: skip
        assert by(CADRE, self.store, change, noon(day)).is_accepted


@pytest.mark.parametrize("seed", range(6))
def test_what_moved_between_any_two_days_is_the_sum_of_its_causes(seed: int) -> None:
    town = Town(seed)
    for day in DAYS:
        town.spend(day)
    (road,) = corridor.list_alignments(town.store)
    parts, moved = parts_of(town.store, road)[1], 0
    live = {day: figures(runs, parts) for day, runs in town.live.items()}
    for first, last in combinations(DAYS, 2):
        told = story(town.store, road, (first, last))
        clear, usable = live[last]
        assert (told.clear_m, told.usable_m) == live[first]
        for key, before in told.clear_m.items():
            gained = told.moved(key)
            assert (before + gained[0], told.usable_m[key] + gained[1]) == (
                clear[key], usable[key]), (first, last, key)  # fmt: skip
            moved += abs(gained[0])
    assert moved > 0


@pytest.mark.parametrize("seed", range(3))
def test_the_ledger_ends_where_the_state_stands(seed: int) -> None:
    town = Town(seed)
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
        change = a_change("parcel", uid, "handed_over", happened_on=day, evidence=(PHOTO,),
                          why="theo biên bản")  # fmt: skip
        assert by(CADRE, town.store, change, noon(day)).is_accepted
    (road,) = corridor.list_alignments(town.store)
    told = story(town.store, road, (DAYS[1], DAYS[4]))
    gained = {e.what.codes: (e.clear_m["whole:TQ"], e.usable_m["whole:TQ"])
              for e in told.effects if e.what}  # fmt: skip
    assert gained == {("l",): (0, 0), ("r",): (700, 700)}
