"""Who had the demo's cases when: the ball passed on, lateness explained, leaders' questions."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from clearance.demo.dates import iso, working
from clearance.demo.lawful import due_of
from clearance.demo.log import Log
from clearance.demo.site import Site, unit_of
from clearance.rules.basics.actors import Who

#: Step → on whom a case often waits for it, how often, what is written.
_WAITS = {
    ("household", "origin_confirmed"): ("land_office", 0.5, "Gửi hồ sơ xác nhận nguồn gốc đất"),
    ("household", "appraised"): ("land_office", 0.45, "Trình thẩm định phương án"),
    ("household", "plan_approved"): ("superior", 0.4, "Trình phê duyệt phương án"),
    ("household", "paid"): ("household", 0.3, "Mời hộ đến nhận tiền, chờ hộ mang giấy tờ"),
    ("household", "resettled"): ("investor", 0.5, "Chờ bàn giao lô tái định cư"),
    ("household", "handed_over"): ("household", 0.2, "Chờ hộ thu hoạch, dọn dẹp"),
    ("grave", "claimed"): ("household", 0.4, "Chờ gia đình làm đơn nhận mộ"),
    ("grave", "approved"): ("superior", 0.4, "Trình phê duyệt"),
    ("grave", "exhumed"): ("household", 0.5, "Chờ đến ngày gia đình chọn"),
}
#: What holds a case → on whom it waits, the category of the explanation, what is written.
_HELD = {
    "price": ("household", "price", "Hộ chưa đồng ý đơn giá, đang vận động"),
    "resettle": ("investor", "resettlement", "Khu tái định cư chưa xong hạ tầng"),
    "early_resettle": ("investor", "resettlement", "Hộ ở tạm, chờ giao lô tái định cư"),
    "budget": ("superior", "budget", "Vượt tổng mức, chờ điều chỉnh tiểu dự án"),
    "early_budget": ("superior", "budget", "Chờ điều chỉnh tổng mức đầu tư"),
    "dispute": ("household", "dispute", "Chờ kết quả hòa giải ranh giới"),
    "inherit": ("household", "dispute", "Gia đình chưa thống nhất người thừa kế"),
    "absent": ("household", "absent", "Chưa liên lạc được chủ hộ"),
    "forestry": ("superior", "superior", "Chờ tỉnh có ý kiến về đất công ty lâm nghiệp"),
    "grave": ("household", "family_day", "Gia đình chọn ngày, chờ họ hàng về đông đủ"),
}
_OTHER = ("person", "staff", "Khối lượng dồn, hẹn làm dứt điểm theo lịch mới")
_TO_AND_FRO, _EXPLAINED, _ASKED, _MOVED = 0.012, 0.7, 0.5, 0.35
_ORDER = "Làm việc trực tiếp với hộ, báo cáo kết quả bằng văn bản"


@dataclass(frozen=True, slots=True)
class Held:
    """One case as its holder sees it: days of its steps, what the law looks at, what holds it."""

    subject: str
    uid: str
    traits: frozenset[str]
    days: Mapping[str, int]
    fate: str
    along_m: float
    cadre: Who


def tell_duties(site: Site, held: Held, last: int) -> None:
    """Write one case's hand-overs up to its last step, and what is done about an open one."""
    _Diary(site, held, last).tell()


def tell_absences(site: Site, first: int, last: int) -> None:
    """Every fourth unit's cadre was once away; one is away now and one will be."""
    for number, team in enumerate(site.staff.cadres):
        if number % 4 == 0:
            start = working(first + 200 + 61 * number)
            _away(site.log, site, team[0], start, start + 11, min(start, last))
    for number, (opens, lasts) in enumerate(((-4, 9), (12, 18))):
        team = site.staff.cadres[(2 * number + 1) % len(site.staff.cadres)]
        _away(site.log, site, team[-1], last + opens, last + opens + lasts, last - 6)


def _away(log: Log, site: Site, person: Who, start: int, end: int, told: int) -> None:
    patch = {
        "person_uid": person.uid,
        "replacement_uid": site.staff.office.uid,
        "valid_from": iso(start),
        "valid_to": iso(end),
    }
    uid = log.uid("absence", person.name, start)
    log.add(told, site.staff.leader, "absence", uid, "registered", patch)


class _Diary:
    """Writes one case."""

    def __init__(self, site: Site, held: Held, last: int) -> None:
        self.site, self.held, self.last = site, held, last
        self.rng = np.random.default_rng(int(held.uid[:8], 16))
        self.holder = held.cadre
        self.steps = sorted(held.days.items(), key=lambda pair: pair[1])

    def tell(self) -> None:
        for (_, before), (code, day) in zip(self.steps, self.steps[1:], strict=False):
            self._wait_for(code, before, day)
        if self.steps:
            self._open_end(self.steps[-1][1])

    def _add(
        self,
        day: int,
        who: Who,
        fact: str,
        patch: Mapping[str, object],
        why: str = "",
        about: str | None = None,
    ) -> str:
        held = self.held
        return self.site.log.add(day, who, held.subject, held.uid, fact, patch, why, (), about)

    def _wait_for(self, code: str, before: int, day: int) -> None:
        """Between two steps the ball may lie elsewhere; the next step brings it back."""
        kind, chance, why = _WAITS.get((self.held.subject, code), ("", 0.0, ""))
        draw = self.rng.random()
        start = working(before + 1)
        if not kind or draw >= chance or start + 2 >= day:
            return
        if draw < _TO_AND_FRO and day - start > 8:
            self._pass(start, kind, why)
            self._pass(start + 2, "person", "Trả lại, đề nghị ghi rõ hơn")
            start += 5
        self._pass(start, kind, why)

    def _pass(self, day: int, kind: str, why: str) -> None:
        self._add(day, self.holder, "passed", {"holder_kind": kind}, why)

    def _open_end(self, since: int) -> None:
        """A case still open: passed on, given to a colleague, explained, asked about."""
        step, due = due_of(self.held.subject, self.held.traits, self.held.days)
        if not step or since + 3 >= self.last:
            return
        kind, category, why = _HELD.get(self.held.fate, _OTHER)
        is_quick = kind != "person" and self.rng.random() < 0.75
        if is_quick:
            self._pass(working(since + 2, -1) if since + 2 < self.last else since, kind, why)
        self._move(since)
        late = self.last - due if due else 0
        if late > 0:
            self._late(step, category, why, max(since + 3, due or 0), late)

    def _move(self, since: int) -> None:
        """Where two share a unit, a leader gave some cases to the colleague."""
        team = self.site.staff.cadres[unit_of(self.site, self.held.along_m)]
        others = [one for one in team if one != self.holder]
        if not others or since + 3 >= self.last - 45 or self.rng.random() >= _MOVED:
            return
        patch = {"holder_uid": others[0].uid, "due_on": iso(self.last + 30), "due_basis": "plan"}
        self._add(self.last - 45, self.site.staff.leader, "assigned", patch, "Chia lại khối lượng")
        self.holder = others[0]

    def _late(self, step: str, category: str, why: str, due: int, late: int) -> None:
        """Explained once or twice, asked about, or not yet either."""
        if self.rng.random() < _EXPLAINED:
            day = min(max(due + 1, self.last - int(self.rng.integers(3, 60))), self.last - 1)
            self._explain(day, step, category, why)
        if late > 7 and self.rng.random() < _ASKED:
            self._ask(step, category, why, max(due + 1, self.last - int(self.rng.integers(1, 9))))

    def _explain(self, day: int, step: str, category: str, why: str) -> None:
        again = iso(day + int(self.rng.integers(10, 46)))
        told = {"step": step, "category": category, "new_due_on": again}
        self._add(day, self.holder, "explained", told, why)

    def _ask(self, step: str, category: str, why: str, day: int) -> None:
        leader, draw = self.site.staff.leader, self.rng.random()
        if draw < 0.25:
            patch = {"ask": "instruction", "due_on": iso(day + 7)}
            asked = self._add(day, leader, "asked", patch, _ORDER)
            if draw < 0.12 and day + 1 <= self.last:
                self._add(day + 1, self.holder, "answered", {}, f"Đã làm việc: {why}", asked)
            return
        self._add(day, leader, "asked", {"ask": "explanation", "due_on": iso(day + 3)})
        if draw < 0.5 and day + 1 <= self.last:
            self._explain(day + 1, step, category, why)
