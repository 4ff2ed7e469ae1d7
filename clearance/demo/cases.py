"""The years of every household's case, step by step, and of the ground that goes with it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from clearance.demo.dates import backward, due_offset, early_day, forward, heard, working
from clearance.demo.duties import Held, tell_duties
from clearance.demo.fates import FATES, MAIN, Fate, Path, path, term_days
from clearance.demo.lawful import Told, told
from clearance.demo.plan import FORESTRY, GIVEN, HELD, Case
from clearance.demo.site import Book, Site, cadre_of, worth_vnd
from clearance.rules.procedure.steps import find_step, next_step

#: Chances that a finished case went round a corner on its way.
_CORNERS = (("dialogue", 0.07), ("refused", 0.05), ("deposited", 0.02),
            ("handover_persuasion", 0.03))  # fmt: skip
_COERCED = 0.008
_COERCION = ("handover_persuasion", "handover_persuasion_ended", "coercion_decided", "coerced")
_RESETTLED = ("choice_registered", "arrangement_posted", "lot_assigned", "lot_decision",
              "lot_handed_over", "resettled")  # fmt: skip
#: What is told of a case in brief.
_BRIEF = ("notified", "notified_publicly")
#: Days before the end of the history on which the cases begin that are through only just now.
_LATELY = 300
#: Nobody gives up a home before there is another: Land Law 2024 art. 91.6.
_MOVED = ("done", "just_done")
_MOODS = ("Đã gặp chủ hộ, giải thích chính sách; hộ xem xét thêm",
          "Vận động cùng Mặt trận xã, hộ chưa đồng ý",
          "Hộ đồng ý khi có kết luận về đơn giá")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Times:
    """First and last day of the history, the unit's turn to begin (ordinals)."""

    first: int
    last: int
    turns: tuple[int, ...]


@dataclass(slots=True)
class Freed:
    """The day each parcel part, house, grave and line is out of the way; absent: it is not."""

    parcel: dict[int, int]
    structure: dict[int, int]
    grave: dict[int, int]
    utility: dict[int, int]


def tell_cases(
    site: Site, book: Book, rng: np.random.Generator, times: Times, photos: tuple[str, ...], *,
    is_brief: bool = False,
) -> Freed:  # fmt: skip
    """Write every case's steps, obstacles and visits; gives when ground was freed.

    In brief only the notice is told, and ground is given part by part.
    """
    freed = Freed({}, {}, {}, {})
    houses: dict[int, list[int]] = {}
    for number, thing in enumerate(site.things["structure"]):
        houses.setdefault(int(site.plan.case_of[thing.parcel]), []).append(number)
    for number, case in enumerate(site.plan.cases):
        teller = _Teller(site, book, rng, times, photos, number, case)
        days = teller.tell(_BRIEF if is_brief else None)
        teller.give_ground(days, freed, houses.get(number, []))
    return freed


class _Teller:
    """Writes one case."""

    def __init__(
        self,
        site: Site,
        book: Book,
        rng: np.random.Generator,
        times: Times,
        photos: tuple[str, ...],
        number: int,
        case: Case,
    ) -> None:
        self.site, self.book, self.rng, self.times = site, book, rng, times
        self.number, self.case = number, case
        self.uid = book.households[number]
        self._photo = (photos[number % len(photos)],)
        self.cadre = cadre_of(site, case.along_m)
        self.fate: Fate = FATES[case.fate]

    def tell(self, kept: tuple[str, ...] | None = None) -> dict[str, int]:
        """Write the case's own steps, or only those kept; gives their days."""
        days = {code: day for code, day in self._days().items() if kept is None or code in kept}
        for report in told("household", self.traits, days):
            self._step(report, self._heard(days) if report.code == "handed_over" else report.day)
        self._persuade(days)
        if self.case.fate == "done" and "refused" in days:
            self._obstacle("PRICE", days["refused"], "Chưa thống nhất đơn giá",
                           days.get("paid") or days["deposited"])  # fmt: skip
        if self.fate.obstacle:
            last = max(days.values())
            opened = min(working(last + int(self.rng.integers(1, 15))), self.times.last)
            self._obstacle(self.fate.obstacle, opened, self.fate.why)
            self._visits(opened)
        if kept is None:
            held = Held("household", self.uid, self.traits, days, self.case.fate,
                        self.case.along_m, self.cadre)  # fmt: skip
            tell_duties(self.site, held, self.times.last)
        return days

    def give_ground(self, days: Mapping[str, int], freed: Freed, houses: list[int]) -> None:
        """Free what the handover covers; hand over one by one what goes before it."""
        whole = self._heard(days)
        early = early_day(self.rng, days, self.times.last)
        for parcel in self.case.parcels:
            state = self.site.plan.ground_is[parcel]
            if whole is not None:
                freed.parcel[parcel] = whole
            elif state == GIVEN:
                uid = self.book.parcels[parcel]
                freed.parcel[parcel] = self._hand_over("parcel", uid, parcel, early)
            elif state == FORESTRY:
                self._forestry(parcel)
        for house in houses:
            self._house(house, whole, early, freed)

    @property
    def traits(self) -> frozenset[str]:
        """What the law looks at in the case: its land, whether a house must move, who it is."""
        case = self.case
        found = {"non_agricultural"} if case.has_house else set()
        found |= {"agricultural"} if len(case.parcels) > case.has_house else set()
        found |= {"relocating"} if case.is_relocating else set()
        return frozenset(found | ({"organisation"} if case.kind == "organisation" else set()))

    def _step(self, report: Told, on: int | None) -> None:
        """One step of the case by whoever may record it, with a photo where it asks for one."""
        code = report.code
        row = find_step("household", code)
        who = self.cadre if row and "cadre" in row.roles else self.site.staff.office
        seen = self._photo if row and (row.needs_photo or code == "recovered") else ()
        self.site.log.add(report.day, who, "household", self.uid, code,
                          self._patch(code) | report.patch, self._why(code) or report.why,
                          seen, heard=on)  # fmt: skip

    def _persuade(self, days: Mapping[str, int]) -> None:
        """A visit while a persuasion lasted, recorded before the step that ends it."""
        if "handover_persuasion_ended" in days:
            day = working(days["handover_persuasion"] + 3)
            self.site.log.add(day, self.cadre, "household", self.uid, "visited", {}, _MOODS[1])

    def _heard(self, days: Mapping[str, int]) -> int | None:
        """The day on which the whole handover was recorded, before what follows on it."""
        day = days.get("handed_over")
        later = [on for code, on in days.items() if code != "handed_over" and day and on >= day]
        return day and heard(self.number, day, min(later, default=self.times.last + 1) - 1)

    def _hand_over(self, subject: str, uid: str, parcel: int, day: int) -> int:
        """One part of the ground alone, by the cadre of its unit; gives the day it was recorded."""
        cadre = cadre_of(self.site, self.site.ground.along_m[parcel])
        on = heard(parcel, day, self.times.last)
        self.site.log.add(day, cadre, subject, uid, "handed_over", {}, "", self._photo, heard=on)
        return on

    def _days(self) -> dict[str, int]:
        extra = self._extra()
        last = self.fate.last[int(self.rng.integers(len(self.fate.last)))]
        if self.case.fate == "done" and self.rng.random() < 0.02:
            last = "handed_over"
        steps = path(MAIN, last, extra)
        if self.case.fate == "waiting":
            end = self._last_day([row[0] for row in steps])
            return backward(self.rng, "household", self.traits, steps, end)
        return self._from_turn(steps, last)

    def _extra(self) -> list[str]:
        """The corners a case goes round, and the new home of people who had to move."""
        rng, extra = self.rng, list(self.fate.extra)
        if self.case.fate == "done":
            extra += [code for code, chance in _CORNERS if rng.random() < chance]
            if rng.random() < _COERCED and "handover_persuasion" not in extra:
                extra += _COERCION
        if self.case.fate in _MOVED and self.case.is_relocating and "deposited" not in extra:
            extra += _RESETTLED
        return extra

    def _from_turn(self, steps: Path, last: str) -> dict[str, int]:
        """Days from the unit's turn on, or so that a case is through just before the end."""
        rng, times, fate = self.rng, self.times, self.case.fate
        turn = times.turns[self.case.unit]
        turn = max(turn, times.last - _LATELY) if fate == "just_done" else turn
        days = forward(rng, "household", self.traits, steps, turn + int(rng.integers(0, 25)),
                       times.last - 3)  # fmt: skip
        if fate == "just_done":
            closed = working(days["handed_over"] + int(rng.integers(3, 12)))
            days |= {"closed": closed} if closed <= times.last else {}
        if fate == "early_waiting":
            lately = self._last_day([row[0] for row in steps])
            days[last] = working(max(lately, days[last]), -1)
        return days

    def _last_day(self, codes: list[str]) -> int:
        following = next_step("household", codes)
        term = term_days("household", following.code) if following else 0
        return min(self.times.last, self.times.last + 1 + due_offset(self.rng) - term)

    def _patch(self, code: str) -> dict[str, object]:
        if code not in ("plan_approved", "paid", "deposited"):
            return {}
        field = "approved_vnd" if code == "plan_approved" else "paid_vnd"
        return {field: worth_vnd(self.site, self.case)}

    def _why(self, code: str) -> str:
        return "Chưa đồng ý với đơn giá bồi thường" if code == "refused" else ""

    def _obstacle(self, kind: str, day: int, why: str, closed: int | None = None) -> None:
        self._open("household", self.uid, kind, day, why, closed)

    def _open(
        self, subject: str, target: str, kind: str, day: int, why: str, closed: int | None = None
    ) -> None:
        log, uid = self.site.log, self.site.log.uid("obstacle", subject, target)
        patch = {"subject": subject, "subject_uid": target, "kind": kind}
        log.add(day, self.cadre, "obstacle", uid, "opened", patch, why)
        if closed:
            log.add(closed, self.cadre, "obstacle", uid, "closed", {}, "Đã thống nhất")

    def _visits(self, opened: int) -> None:
        day = opened
        for mood in _MOODS[: int(self.rng.integers(1, 4))]:
            day = working(day + int(self.rng.integers(8, 40)))
            if day <= self.times.last:
                self.site.log.add(day, self.cadre, "household", self.uid, "visited", {}, mood)

    def _forestry(self, parcel: int) -> None:
        day = working(self.times.turns[self.case.unit] + int(self.rng.integers(60, 160)))
        self._open("parcel", self.book.parcels[parcel], "FORESTRY_ORG", day, self.fate.why)

    def _house(self, house: int, whole: int | None, early: int, freed: Freed) -> None:
        parcel = self.site.things["structure"][house].parcel
        if whole is not None:
            freed.structure[house] = whole
        elif self.site.plan.ground_is[parcel] != HELD:
            uid = self.book.things["structure"][house]
            freed.structure[house] = self._hand_over("structure", uid, parcel, early)
