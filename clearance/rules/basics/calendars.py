"""Counting days as the Civil Code does: days off, working days, months, ends on a day off."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

#: A year whose days off nobody has confirmed: the count may be wrong, and says so.
UNCONFIRMED = "calendar_unconfirmed"
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """The day a count ends on, and what may be wrong with it."""

    day: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """Listed days off, the years staff have confirmed, and days of custom of ethnic groups."""

    days_off: frozenset[str] = frozenset()
    confirmed_years: frozenset[int] = frozenset()
    ethnic_days: frozenset[str] = frozenset()

    @classmethod
    def empty(cls) -> "Calendar":
        """A calendar that knows weekends only and confirms no year."""
        return cls()

    def is_day_off(self, day: str) -> bool:
        """Whether a day (YYYY-MM-DD) is a Saturday, a Sunday or a listed day off."""
        return day in self.days_off or date.fromisoformat(day).weekday() >= _SATURDAY

    def add(self, day: str, length: int, unit: str, shifts: bool) -> Counted:
        """The last day of a period of `length` days, working_days or months after `day`.

        The first day is not counted; with `shifts` an end on a day off moves to the next
        working day. Source: Civil Code 2015 art. 147-148. An unknown unit is a KeyError.
        """
        start = date.fromisoformat(day)
        end = _COUNTS[unit](self, start, length)
        last = self._next_working(end) if shifts else end
        first = start if unit == "working_days" else end
        is_sure = not shifts and unit != "working_days"
        years = set(range(first.year, last.year + 1))
        return Counted(last.isoformat(), () if is_sure else self.warnings(years))

    def warnings(self, years: set[int]) -> tuple[str, ...]:
        """The warning to show when a count touches a year nobody has confirmed."""
        return () if years <= self.confirmed_years else (UNCONFIRMED,)

    def _next_working(self, day: date) -> date:
        while self.is_day_off(day.isoformat()):
            day += _DAY
        return day

    def _days(self, start: date, length: int) -> date:
        return start + _DAY * length

    def _months(self, start: date, length: int) -> date:
        """The same day of a later month, or that month's last day."""
        year, month = divmod(start.year * 12 + start.month - 1 + length, 12)
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))

    def _working_days(self, start: date, length: int) -> date:
        day = start
        for _ in range(length):
            day = self._next_working(day + _DAY)
        return day


_COUNTS: dict[str, Callable[[Calendar, date, int], date]] = {
    "days": Calendar._days,
    "months": Calendar._months,
    "working_days": Calendar._working_days,
}
