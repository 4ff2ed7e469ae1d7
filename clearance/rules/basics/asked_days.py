"""Days that somebody asks to see, in an address or at the terminal: one reader, one set of words.

Days that somebody reports are judged at the door; these only choose what is shown.
"""

from dataclasses import dataclass
from datetime import date

from clearance.rules.basics.days import parse_day
from clearance.rules.basics.quantities import show_date

#: Nothing is kept of days before it, and a year or two can be counted back from it.
FIRST_DAY = "1900-01-01"


@dataclass(frozen=True, slots=True)
class WrongDay:
    """Why a day cannot be shown and what to give instead, in Vietnamese and English."""

    vi: str
    en: str


_NO_DAY = WrongDay(
    "“{given}” không phải là ngày. Hãy ghi năm-tháng-ngày, như {last}.",
    "“{given}” is not a day. Write year-month-day, such as {last}.",
)
_TOO_EARLY = WrongDay(
    "không có số liệu của ngày {day}. Hãy chọn từ {first_day} đến {last_day}.",
    "there are no figures of {day}. Choose a day from {first_day} to {last_day}.",
)
_TOO_LATE = WrongDay(
    "ngày {day} chưa có số liệu. Hãy chọn {last_day} hoặc ngày sớm hơn.",
    "there are no figures of {day} yet. Choose {last_day} or an earlier day.",
)


def wrong_day(text: str, last: str) -> WrongDay | None:
    """Why a text is no day (`YYYY-MM-DD`) from FIRST_DAY to `last`; None when it is one."""
    day = parse_day(text)
    if day is None:
        return _filled(_NO_DAY, given=text[:40], last=last)
    reason = _TOO_EARLY if text < FIRST_DAY else _TOO_LATE if text > last else None
    return reason and _filled(
        reason, day=show_date(day), first_day=_shown(FIRST_DAY), last_day=_shown(last)
    )


def _filled(words: WrongDay, **values: str) -> WrongDay:
    return WrongDay(words.vi.format(**values), words.en.format(**values))


def _shown(day: str) -> str:
    return show_date(date.fromisoformat(day))
