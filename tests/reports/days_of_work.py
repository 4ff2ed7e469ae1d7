"""A road on which something is registered, handed over, taken back or redrawn day by day."""

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from typing import Any

from clearance.record import record_all
from clearance.reports.corridor.ground import on_day
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.changes import new_uid
from clearance.rules.corridor.handover import Run
from clearance.rules.corridor.surveys import DECLARED
from clearance.rules.records.lateness import LATE_CATEGORIES
from clearance.store.corridor import corridor
from tests.given import (
    CADRE,
    OFFICE,
    PHOTO,
    PROJECT,
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

    def __init__(self, seed: int, *, with_surveys: bool = False) -> None:
        self.with_surveys = with_surveys
        self.chance, self.store = Random(seed), a_project(a_store())
        a_case_at(self.store, "recovered")
        an_outline(self.store)
        self.parcels: list[str] = []
        self.handed: set[str] = set()
        self.gone: set[str] = set()
        self.live: dict[str, tuple[Run, ...]] = {}

    def spend(self, day: str) -> None:
        for _ in range(self.chance.randint(0, 5)):
            self.chance.choice(self._deeds())(day)
        (road,) = corridor.list_alignments(self.store)
        self.live[day] = on_day(self.store, road, day).full  # as the page showed it that day

    def _deeds(self) -> list[Callable[[str], None]]:
        """What may happen on a day, the more often the more likely."""
        land = [self.register, self.register, self.hand, self.hand]
        rest = [self.withdraw, self.redraw, self.bury, self.household, self.retire]
        surveys = [self.survey, self.survey, self.switch] if self.with_surveys else []
        return land + rest + surveys

    def _place(self) -> dict[str, Any]:
        start = self.chance.randrange(0, 3000)
        return over(start, start + self.chance.randint(50, 900), self.chance.choice(SIDES))

    def register(self, day: str) -> None:
        uid = f"p{len(self.parcels)}"
        owner = self.chance.choice([None, "h"])
        patch = {
            "code": f"T-{uid}",
            "unit_uid": "a",
            "alignment_uid": "al",
            "household_uid": owner,
            "is_public": int(self.chance.random() < 0.3),
            **self._place(),
        }
        record_all(self.store, [registered("parcel", uid, **patch)], TERMINAL, noon(day))
        self.parcels.append(uid)

    def hand(self, day: str) -> None:
        waiting = [uid for uid in self.parcels if uid not in self.handed | self.gone]
        if waiting:
            uid, on = self.chance.choice(waiting), self.chance.choice([d for d in DAYS if d <= day])
            change = a_change(
                "parcel", uid, "handed_over", happened_on=on, evidence=(PHOTO,), why="theo biên bản"
            )
            if by(CADRE, self.store, change, noon(day)).is_accepted:
                self.handed.add(uid)

    def withdraw(self, day: str) -> None:
        if handed := sorted(self.handed - self.gone):
            uid = self.chance.choice(handed)
            change = a_change(
                "parcel", uid, "withdrawn", patch={"step": "handed_over"}, why="Ghi nhầm thửa"
            )
            if by(OFFICE, self.store, change, noon(day)).is_accepted:
                self.handed.discard(uid)

    def redraw(self, day: str) -> None:
        if there := [uid for uid in self.parcels if uid not in self.gone]:
            uid = self.chance.choice(there)
            change = a_change("parcel", uid, "revised", patch=self._place(), why="Đo lại")
            assert by(OFFICE, self.store, change, noon(day)).is_accepted

    def retire(self, day: str) -> None:
        """A parcel turns out to be a mistake, or the one that was retired is brought back."""
        there = sorted(set(self.parcels) - self.gone)
        fact = self.chance.choice(["retired", "restored"] if self.gone else ["retired"])
        if known := sorted(self.gone) if fact == "restored" else there:
            uid = self.chance.choice(known)
            change = a_change("parcel", uid, fact, why="Nhập hai lần")
            assert by(OFFICE, self.store, change, noon(day)).is_accepted
            self.gone ^= {uid}
            if not self.store.value(f"SELECT cleared_on FROM parcel WHERE uid = '{uid}'"):
                self.handed.discard(uid)

    def bury(self, day: str) -> None:
        uid = f"g{self.store.value('SELECT COUNT(*) FROM grave')}"
        at = self.chance.randrange(0, 3900)
        patch = {
            "code": uid,
            "unit_uid": "a",
            "alignment_uid": "al",
            "chainage_from_m": at,
            "chainage_to_m": at + 3,
            "side": "left",
            "family": "known",
            "holder_uid": CADRE.uid,
        }
        record_all(self.store, [registered("grave", uid, **patch)], TERMINAL, noon(day))

    def survey(self, day: str) -> None:
        """A kind declared surveyed, declared elsewhere, or its declaration withdrawn."""
        known = self.store.query("SELECT uid FROM survey WHERE withdrawn_on IS NULL ORDER BY uid")
        start = self.chance.choice([0, 0, self.chance.randrange(0, 2000)])
        place = {"chainage_from_m": start, "chainage_to_m": self.chance.choice([3000, 10_000])}
        what = self.chance.choice(["registered", "registered", "revised", "withdrawn"])
        if what == "registered" or not known:
            kinds = self.chance.choice([DECLARED, DECLARED, self.chance.choices(DECLARED)])
            told = {"alignment_uid": "al", "result": "brought_in", **place}
            made = [registered("survey", new_uid(), kind=kind, **told) for kind in kinds]
        else:
            uid = self.chance.choice(known)["uid"]
            patch = place if what == "revised" else {}
            made = [a_change("survey", uid, what, patch=patch, why="Khai lại")]
        assert all(by(OFFICE, self.store, change, noon(day)).is_accepted for change in made)

    def switch(self, day: str) -> None:
        """The project begins to count declarations, or gives it up again."""
        told = self.chance.choice([day, day, None])
        change = a_change("project", PROJECT, "revised", patch={"surveys_from": told})
        assert by(OFFICE, self.store, change, noon(day)).is_accepted

    def household(self, day: str) -> None:
        """A household's land in one go, or all of it taken back."""
        if the(self.store, "household", "h")["cleared_on"]:
            change = a_change(
                "household", "h", "withdrawn", patch={"step": "handed_over"}, why="Ghi nhầm hộ"
            )
        else:
            late = {"late_category": next(iter(LATE_CATEGORIES))} if day > "2026-12-07" else {}
            change = a_change(
                "household",
                "h",
                "handed_over",
                happened_on=day,
                patch=late,
                evidence=(PHOTO,),
                why="theo biên bản",
            )
        assert by(CADRE, self.store, change, noon(day)).is_accepted
