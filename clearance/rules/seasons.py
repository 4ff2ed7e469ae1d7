"""When graves may be moved by custom: a season of the year, as data, not as law."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Season:
    """Days of the year, both ends within, on which a step is done; may pass over New Year."""

    step: tuple[str, str]
    from_day: MonthDay
    to_day: MonthDay
    source: str
    is_verified: bool = False

    def holds(self, days: np.ndarray) -> np.ndarray:
        """Which of these days (datetime64[D]) lie in the season."""
        months = days.astype("datetime64[M]")
        at = (months.astype(int) % 12 + 1) * 100 + (days - months).astype(int) + 1
        first, last = (m * 100 + d for m, d in (self.from_day, self.to_day))
        if first <= last:
            return np.asarray((at >= first) & (at <= last))
        return np.asarray((at >= first) | (at <= last))

    def wait(self, days: np.ndarray) -> np.ndarray:
        """Each day itself when in season, else the first day of the next season."""
        month, day = self.from_day
        opens = days.astype("datetime64[Y]").astype("datetime64[M]") + (month - 1)
        first = opens.astype("datetime64[D]") + (day - 1)
        after = (opens + 12).astype("datetime64[D]") + (day - 1)
        coming = np.where(first >= days, first, after)
        return np.where(self.holds(days), days, coming)


#: Custom of the field, not read in any text: graves are opened in the cool dry months, from the
#: ninth lunar month (about October) to Thanh Minh (4 or 5 April).
SEASONS = (
    Season(("grave", "exhumed"), (10, 1), (4, 5), "Tập quán: sau rằm tháng Tám đến Thanh Minh"),
)
#: A custom broken more often than this here is no longer waited for, and from how many cases.
_BROKEN, _FEWEST = 0.1, 20


def kept(seasons: Iterable[Season], days: dict[tuple[str, str], list[str]]) -> list[Season]:
    """The seasons that past days (by step, YYYY-MM-DD) do not contradict."""
    return [s for s in seasons if _is_kept(s, days.get(s.step, []))]


def _is_kept(season: Season, days: list[str]) -> bool:
    if len(days) < _FEWEST:
        return True
    return float(season.holds(np.array(days, dtype="datetime64[D]")).mean()) >= 1.0 - _BROKEN
