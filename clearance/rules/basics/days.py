"""Instants and days: stored in UTC, meant as days in Viet Nam (UTC+7, no summer time)."""

from datetime import UTC, date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


def stamp(moment: datetime) -> str:
    """An instant as stored: ISO 8601, UTC, milliseconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def local_day(moment: datetime) -> str:
    """The Vietnamese calendar day of an instant, YYYY-MM-DD."""
    return moment.astimezone(VIETNAM).date().isoformat()


def from_stamp(text: str) -> datetime:
    """The instant a stored stamp names."""
    return datetime.fromisoformat(text)


def day_ends(day: str) -> str:
    """The stamp at which a Vietnamese day is over: 17:00 UTC of the same date."""
    return f"{day}T17:00:00.000Z"


def day_begins(day: str) -> str:
    """The stamp at which a Vietnamese day begins."""
    return day_ends((date.fromisoformat(day) - timedelta(days=1)).isoformat())


def parse_day(text: str) -> date | None:
    """A day from YYYY-MM-DD, None when it is not one."""
    try:
        day = date.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return day if day.isoformat() == text else None  # Python also reads 20260101 and 2026-W01-1


def is_month_day(text: object) -> bool:
    """Whether it is MM-DD, a day that every year has: 29 February is none."""
    return isinstance(text, str) and parse_day(f"2001-{text}") is not None


def days_between(earlier: str, later: str) -> int:
    """Whole days from one day to another, both YYYY-MM-DD."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
