"""When nobody may be coerced: the night, days off, customs, two weeks and a day around Tết."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lunar_vn import LunarDate, lunar_to_solar

from clearance.rules.basics.calendars import Calendar

#: First and last minute within which the step may begin; a source beside each.
HOURS = {
    "coerced": ("06:00", "22:00"),  # Land Law 31/2024/QH15 art. 89.1b
    "inv_enforced": ("07:30", "17:00"),  # art. 88: in office hours; the hours themselves local
}
#: Days on either side of the Tết break (Land Law art. 89.1b).
AROUND_TET = 15
#: The break by the Labour Code where the year's days off are not listed: eve to fourth day.
_EVE, _FOURTH = -1, 3
_DAY = timedelta(days=1)
#: The years over which lunar days were checked against the moon itself.
_FIRST, _LAST = 1968, 2050


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a day or an hour is barred."""

    code: str
    vi: str
    en: str


_ROWS = (
    Reason("night", "ngoài giờ được phép", "outside the hours allowed"),
    Reason("day_off", "ngày nghỉ cuối tuần", "a weekend"),
    Reason("holiday", "ngày lễ, ngày nghỉ theo lịch", "a public holiday"),
    Reason("ethnic", "ngày lễ của đồng bào dân tộc", "a holiday of an ethnic group"),
    Reason(
        "tet",
        "trong 15 ngày trước hoặc sau kỳ nghỉ Tết",
        "within 15 days before or after the Tết break",
    ),
)
REASONS = {row.code: row for row in _ROWS}
#: Which days are barred to which step.
_BARRED = {
    "coerced": ("day_off", "holiday", "ethnic", "tet"),
    "inv_enforced": ("day_off", "holiday"),
}


def forbidden(calendar: Calendar, step: str, day: str, at_time: str = "") -> tuple[str, ...]:
    """Codes of REASONS that bar `coerced` or `inv_enforced` on a day at an hour ("HH:MM" or "").

    Source: Land Law 31/2024/QH15 art. 88 and 89.1b. Days are YYYY-MM-DD.
    """
    found = _of_day(calendar, day)
    first, last = HOURS[step]
    is_late = bool(at_time) and not first <= at_time < last
    return (*(("night",) if is_late else ()), *(c for c in found if c in _BARRED[step]))


def next_allowed(calendar: Calendar, step: str, day: str) -> str:
    """The first day from `day` on that no rule bars (YYYY-MM-DD)."""
    at = date.fromisoformat(day)
    while forbidden(calendar, step, at.isoformat()):
        at += _DAY
    return at.isoformat()


def _of_day(calendar: Calendar, day: str) -> Iterator[str]:
    if day in calendar.days_off:
        yield "holiday"
    elif calendar.is_day_off(day):
        yield "day_off"
    if day in calendar.ethnic_days:
        yield "ethnic"
    if any(first <= day <= last for first, last in _around(calendar, day)):
        yield "tet"


def _around(calendar: Calendar, day: str) -> Iterator[tuple[str, str]]:
    """The barred weeks of the lunar new years near a day."""
    year = date.fromisoformat(day).year
    for each in (year, year + 1):
        if _FIRST <= each <= _LAST:
            first, last = tet_break(calendar, each)
            yield _shift(first, -AROUND_TET), _shift(last, AROUND_TET)


def tet_break(calendar: Calendar, year: int) -> tuple[str, str]:
    """First and last day (YYYY-MM-DD) of the Tết break of a year between 1968 and 2050.

    The run of days off around the first lunar day; where the year's days off are not listed,
    the five days of the Labour Code 2019 art. 112 with the weekends they touch.
    """
    new_year = lunar_to_solar(LunarDate(1, 1, year, False))
    is_listed = new_year.isoformat() in calendar.days_off
    first = new_year if is_listed else new_year + _DAY * _EVE
    last = new_year if is_listed else new_year + _DAY * _FOURTH
    while calendar.is_day_off((first - _DAY).isoformat()):
        first -= _DAY
    while calendar.is_day_off((last + _DAY).isoformat()):
        last += _DAY
    return first.isoformat(), last.isoformat()


def _shift(day: str, days: int) -> str:
    return (date.fromisoformat(day) + _DAY * days).isoformat()
