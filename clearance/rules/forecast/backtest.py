"""Backtest of past forecasts: coverage of P10-P90 with its interval, errors, a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean
from typing import Literal

from clearance.rules.basics.days import days_between
from clearance.rules.forecast.survival import survival

#: The share of true days that P10-P90 has to hold: 80 %, give or take what few trials allow.
BAND = (0.72, 0.88)
_Z = 1.959964
Verdict = Literal["kept", "missed", "nothing"]


@dataclass(frozen=True, slots=True)
class Trial:
    """One past forecast: rank of the true day among the draws, error in days.

    Not over: right-censored at the last known day. `error`, `full_term_error`: forecast minus true
    day (`days_off`); `thing`: the segment or case, whose forecasts on several days are dependent.
    """

    rank: float
    is_over: bool
    error: int = 0
    full_term_error: int = 0
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Coverage of P10-P90 with its interval, mean errors, counts.

    `low`, `high`: Wilson's 95 % interval (J. Amer. Statist. Assoc. 22, 1927) of the coverage,
    counting each thing (`things`) once, however many days it was forecast on.
    """

    trials: int
    things: int
    finished: int
    refused: int
    coverage: float = 0.0
    low: float = 0.0
    high: float = 1.0
    bias_days: float = 0.0
    mae_days: float = 0.0
    full_term_mae_days: float = 0.0

    @property
    def verdict(self) -> Verdict:
        """Whether the coverage lies in BAND; `nothing` when no trial is finished."""
        if not self.finished:
            return "nothing"
        return "kept" if BAND[0] <= self.coverage <= BAND[1] else "missed"

    @property
    def is_close(self) -> bool:
        """Whether the interval contains an edge of BAND: too few things to decide."""
        return any(self.low <= edge <= self.high for edge in BAND)


def days_off(forecast: str, truth: str, last: str) -> int:
    """Days the forecast was too late, both days restricted to `last`; `truth` "" when not yet over.

    Restricted mean (Royston and Parmar, BMC Med. Res. Methodol. 13:152, 2013), so that unfinished
    trials count: leaving them out favours forecasts that are always early.
    """
    return days_between(min(truth or last, last), min(forecast, last))


def score(trials: Sequence[Trial], refused: int) -> Score:
    """Summary of the trials; unfinished ones are right-censored at the last known day.

    Coverage is the Kaplan-Meier estimate of the share of ranks between 0.1 and 0.9.
    """
    ended, things = [t for t in trials if t.is_over], len({t.thing for t in trials})
    if not ended:
        return Score(len(trials), things, 0, refused)
    ranks, left = survival([(t.rank, t.is_over) for t in trials])

    def above(rank: float) -> float:
        return float(min(left[ranks < rank], default=1.0))

    coverage = round(above(0.1) - above(0.9 + 1e-9), 4)
    return Score(
        len(trials),
        things,
        len(ended),
        refused,
        coverage,
        *wilson(coverage, things),
        round(fmean(t.error for t in trials), 1),
        round(fmean(abs(t.error) for t in trials), 1),
        round(fmean(abs(t.full_term_error) for t in trials), 1),
    )


def wilson(share: float, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share of `count` trials."""
    middle = share + _Z**2 / (2 * count)
    half = _Z * sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    whole = 1 + _Z**2 / count
    return round((middle - half) / whole, 4), round((middle + half) / whole, 4)
