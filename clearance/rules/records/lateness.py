"""Lateness: its categories, who sees it when, and the on-time rate on first promises."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from clearance.rules.basics.days import days_between

Key = TypeVar("Key", bound=Hashable)
#: Days the holder has to answer, once asked, before anybody above is shown the case.
ANSWER_WITHIN_DAYS = 3


@dataclass(frozen=True, slots=True)
class Category:
    """One reason for being late, and with whom it rests (a kind of holder)."""

    code: str
    vi: str
    en: str
    rests_with: str


_CATEGORIES = (
    Category("price", "Hộ chưa đồng ý đơn giá, phương án", "Price or plan not agreed", "household"),
    Category("absent", "Chủ hộ vắng mặt, chưa liên lạc được", "Household away", "household"),
    Category("papers", "Hộ chưa nộp đủ giấy tờ", "Papers missing from the household", "household"),
    Category(
        "dispute",
        "Tranh chấp, khiếu nại, thừa kế chưa giải quyết",
        "Dispute, complaint or inheritance open",
        "household",
    ),
    Category("family_day", "Gia đình chọn ngày, kiêng cữ", "The family's chosen day", "household"),
    Category(
        "origin",
        "Nguồn gốc đất, hồ sơ địa chính chưa rõ",
        "Origin of the land unclear",
        "land_office",
    ),
    Category(
        "superior",
        "Chờ ý kiến, quyết định cấp trên",
        "Waiting for a superior's decision",
        "superior",
    ),
    Category(
        "rule", "Quy định chưa rõ hoặc mới thay đổi", "Rule unclear or just changed", "superior"
    ),
    Category(
        "budget", "Chưa bố trí vốn, vượt tổng mức", "No money yet, total exceeded", "investor"
    ),
    Category(
        "design", "Điều chỉnh thiết kế, bổ sung diện tích", "Design changed, area added", "investor"
    ),
    Category(
        "resettlement", "Khu tái định cư chưa xong", "Resettlement area unfinished", "investor"
    ),
    Category("weather", "Mưa lũ, thiên tai, dịch bệnh", "Weather, disaster, epidemic", "person"),
    Category("staff", "Thiếu người, khối lượng dồn", "Too few people, work piled up", "person"),
    Category("mistake", "Sai sót trong xử lý, phải làm lại", "A mistake, done again", "person"),
)
LATE_CATEGORIES: dict[str, Category] = {row.code: row for row in _CATEGORIES}


@dataclass(frozen=True, slots=True)
class Level:
    """From how many days late a case is flagged to which roles."""

    code: str
    from_days: int
    roles: tuple[str, ...]
    vi: str
    en: str


#: Days late → who sees it; the last row reached counts.
ESCALATION = (
    Level("none", 0, (), "đúng hạn", "on time"),
    Level("holder", 1, ("cadre",), "người phụ trách", "the holder"),
    Level("office", 4, ("cadre", "office"), "tổ công tác", "the clearance office"),
    Level("leader", 8, ("cadre", "office", "leader"), "lãnh đạo", "the leader"),
    Level(
        "committee",
        31,
        ("cadre", "office", "leader", "admin"),
        "ban chỉ đạo",
        "the steering committee",
    ),
)
_HOLDER = ESCALATION[1]


@dataclass(frozen=True, slots=True)
class Clock:
    """One term of one case: when opened, first promised for, promised for last, closed."""

    step: str
    person: str
    unit: str
    opened_on: str
    first_due_on: str | None
    due_on: str | None = None
    closed_on: str | None = None

    @property
    def month(self) -> str:
        """The month the first promise falls in, YYYY-MM."""
        return (self.first_due_on or "")[:7]

    @property
    def days(self) -> int | None:
        """Whole days from opening to closing; None while it runs."""
        return days_between(self.opened_on, self.closed_on) if self.closed_on else None

    @property
    def is_on_time(self) -> bool:
        """Whether it was closed by the date first promised, however often that was moved."""
        return bool(self.closed_on and self.first_due_on and self.closed_on <= self.first_due_on)


@dataclass(frozen=True, slots=True)
class Rate:
    """So many on time of so many that are closed or were due."""

    on_time: int
    of: int

    @property
    def share(self) -> float | None:
        """On time, 0-1; None of nothing."""
        return self.on_time / self.of if self.of else None


def late_from(due_on: str | None, first_due_on: str | None) -> str | None:
    """The day after which a case is late: the first promise for the step it waits for.

    A new date hides nothing; a clock counted again and due earlier counts from then. None: no
    due day. Every list, page, map and report of late cases counts by this day.
    """
    return min(due_on, first_due_on or due_on) if due_on else None


def on_time_rate(
    clocks: Iterable[Clock], by: Callable[[Clock], Key], as_of: str
) -> dict[Key, Rate]:
    """On-time rate on the first promise for each key (step, person, unit, month …) by a day.

    Counted are the clocks closed by that day and those still open whose first promise is past.
    """
    found: dict[Key, Rate] = {}
    for clock in clocks:
        if clock.first_due_on and (clock.closed_on or clock.first_due_on < as_of):
            old = found.get(by(clock), Rate(0, 0))
            found[by(clock)] = Rate(old.on_time + clock.is_on_time, old.of + 1)
    return found


def escalation(
    days_late: int, *, waits_since_asked: int | None = None, promised_on: str = "", today: str = ""
) -> Level:
    """Who is shown a case that many days late.

    Asked and still within the days for answering, or explained with a new date that is not
    past: it stays with the holder.
    """
    reached = [level for level in ESCALATION if level.from_days <= days_late][-1]
    may_answer = waits_since_asked is not None and waits_since_asked <= ANSWER_WITHIN_DAYS
    is_answered = bool(promised_on) and promised_on >= today
    is_spared = may_answer or is_answered
    return _HOLDER if is_spared and reached.from_days > _HOLDER.from_days else reached
