"""How fresh an office's news is: a word, a colour and a shape for each age."""

from dataclasses import dataclass

from clearance.rules.basics.days import from_stamp, local_day, parse_day


@dataclass(frozen=True, slots=True)
class Freshness:
    """One age of news: up to so many days, shown in the colour and shape of a group."""

    code: str
    most_days: int
    group: str
    vi: str
    en: str


#: In the order of age; the last holds everything older.
FRESHNESS = (
    Freshness("fresh", 3, "done", "Tin mới", "Fresh"),
    Freshness("quiet", 13, "doing", "Thưa tin", "Quiet"),
    Freshness("silent", 10**9, "stuck", "14 ngày không có tin", "No news for 14 days"),
)
NEVER = Freshness("never", 0, "todo", "Chưa có tin", "No news yet")


def days_since(news_at: str, today: str) -> int | None:
    """Whole Vietnamese days from an instant to a day; 0 for one in the future, None for ''."""
    news, day = parse_day(local_day(from_stamp(news_at))) if news_at else None, parse_day(today)
    return max(0, (day - news).days) if news and day else None


def freshness(days: int | None) -> Freshness:
    """The row of the table for news that many days old; None: there never was any."""
    return NEVER if days is None else next(row for row in FRESHNESS if days <= row.most_days)
