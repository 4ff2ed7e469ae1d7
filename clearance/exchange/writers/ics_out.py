"""Days of the plan as a calendar that phones and mail programs subscribe to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event


@dataclass(frozen=True, slots=True)
class Day:
    """One all-day event; `uid` stays the same for ever, `sequence` grows with every change."""

    uid: str
    on: date
    summary: str
    description: str = ""
    sequence: int = 0
    url: str = ""
    is_cancelled: bool = False
    is_tentative: bool = False


def write_ics(name: str, days: Iterable[Day], now: datetime) -> bytes:
    """Bytes of an .ics calendar; `now` (with its zone) is when it was made."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//clearance//vi//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    for day in days:
        calendar.add_component(_event(day, now))
    return bytes(calendar.to_ical())


def _event(day: Day, now: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{day.uid}@clearance")
    event.add("dtstamp", now)
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", day.summary)
    event.add("sequence", day.sequence)
    event.add("transp", "TRANSPARENT")
    firm = "TENTATIVE" if day.is_tentative else "CONFIRMED"
    event.add("status", "CANCELLED" if day.is_cancelled else firm)
    if day.description:
        event.add("description", day.description)
    if day.url:
        event.add("url", day.url)
    return event
