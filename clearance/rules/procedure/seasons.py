"""When a step is taken by law or custom: seasons of the year, rows of the law like periods."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

SeasonBasis = Literal["law", "custom"]
SEASON_BASES: tuple[SeasonBasis, ...] = ("law", "custom")
StepName = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Season:
    """Days of the year (MM-DD), both ends within, on which a step is taken; may pass over New Year.

    `basis`: law | custom; `source` says where it is from, `is_verified` whether that was read.
    """

    code: str
    subject: str
    step: str
    from_day: str
    to_day: str
    basis: SeasonBasis
    source: str
    is_verified: bool

    def holds(self, days: np.ndarray) -> np.ndarray:
        """Whether each of these days (datetime64[D]) lies in the season; same shape."""
        months = days.astype("datetime64[M]")
        at = (months.astype(int) % 12 + 1) * 100 + (days - months).astype(int) + 1
        first, last = (int(text.replace("-", "")) for text in (self.from_day, self.to_day))
        if first <= last:
            return np.asarray((at >= first) & (at <= last))
        return np.asarray((at >= first) | (at <= last))

    def wait(self, days: np.ndarray) -> np.ndarray:
        """Each day (datetime64[D]) if in season, else the first day of the next; same shape."""
        month, day = map(int, self.from_day.split("-"))
        opens = days.astype("datetime64[Y]").astype("datetime64[M]") + (month - 1)
        first = opens.astype("datetime64[D]") + (day - 1)
        after = (opens + 12).astype("datetime64[D]") + (day - 1)
        coming = np.where(first >= days, first, after)
        return np.where(self.holds(days), days, coming)


#: A custom broken more often than this here is no longer waited for, and from how many cases.
_BROKEN, _FEWEST = 0.1, 20


def seasons_of(seasons: Iterable[Season], step: StepName) -> list[Season]:
    """The seasons of one step; it is taken in any of them."""
    return [s for s in seasons if (s.subject, s.step) == step]


def next_in_season(seasons: Iterable[Season], step: StepName, days: np.ndarray) -> np.ndarray:
    """Each day (datetime64[D]) if the step may be taken, else the next season's first day."""
    coming = [season.wait(days) for season in seasons_of(seasons, step)]
    return np.asarray(np.min(coming, axis=0)) if coming else days


def in_season(seasons: Iterable[Season], step: StepName, days: Sequence[str]) -> np.ndarray:
    """On which of these days (YYYY-MM-DD) a step may be taken: on all, where it has no season."""
    own, at = seasons_of(seasons, step), np.array(days, dtype="datetime64[D]")
    return np.any([s.holds(at) for s in own], axis=0) if own else np.ones(len(at), dtype=bool)


def kept(seasons: Iterable[Season], days: dict[StepName, list[str]]) -> list[Season]:
    """The seasons of law, and those of custom that past days (by step, YYYY-MM-DD) bear out."""
    rows = list(seasons)
    return [s for s in rows if s.basis == "law" or _is_kept(rows, (s.subject, s.step), days)]


def _is_kept(rows: list[Season], step: StepName, days: dict[StepName, list[str]]) -> bool:
    past = days.get(step, [])
    return len(past) < _FEWEST or float(in_season(rows, step, past).mean()) >= 1.0 - _BROKEN
