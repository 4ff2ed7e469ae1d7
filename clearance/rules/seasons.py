"""When graves are moved by custom: seasons of the year; the rows are in `shipped_law.py`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

MonthDay = tuple[int, int]
Basis = Literal["law", "custom"]


@dataclass(frozen=True, slots=True)
class Season:
    """Days of the year, both ends within, on which a step is done; may pass over New Year.

    `basis`: law | custom; `source` says where it is from, `is_verified` whether that was read.
    """

    code: str
    step: tuple[str, str]
    from_day: MonthDay
    to_day: MonthDay
    basis: Basis
    source: str
    is_verified: bool

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


#: A custom broken more often than this here is no longer waited for, and from how many cases.
_BROKEN, _FEWEST = 0.1, 20


def kept(seasons: Iterable[Season], days: dict[tuple[str, str], list[str]]) -> list[Season]:
    """The seasons that past days (by step, YYYY-MM-DD) do not contradict."""
    return [s for s in seasons if _is_kept(s, days.get(s.step, []))]


def _is_kept(season: Season, days: list[str]) -> bool:
    if len(days) < _FEWEST:
        return True
    return float(season.holds(np.array(days, dtype="datetime64[D]")).mean()) >= 1.0 - _BROKEN
