"""Days of a history, as calendar ordinals: built forward from a start or back from an end."""

from collections.abc import Mapping

import numpy as np

from clearance.demo.fates import Path
from clearance.demo.lawful import iso, lawful_days, working

__all__ = ["backward", "due_offset", "early_day", "forward", "heard", "iso", "working"]
#: How often a history that ends too late is begun earlier.
_TRIES = 12
#: Days by which a history built back from its end may come short of it.
_NEAR = 4
#: Of so many handovers one is recorded only days after it happened.
_SLOW = 5


def forward(
    rng: np.random.Generator,
    subject: str,
    traits: frozenset[str],
    path: Path,
    first: int,
    latest: int,
) -> dict[str, int]:
    """Day of each step from `first` on; all is begun earlier when it would pass `latest`."""
    gaps = _draw(rng, path)
    days = lawful_days(subject, traits, gaps, first)
    for _ in range(_TRIES):
        over = max(days.values()) - latest
        if over <= 0:
            break
        first -= -(-over // 7) * 7
        days = lawful_days(subject, traits, gaps, first)
    return days


def backward(
    rng: np.random.Generator, subject: str, traits: frozenset[str], path: Path, last: int
) -> dict[str, int]:
    """Day of each step, each as long after the one before as drawn, the last one on `last`."""
    end, gaps = working(last, -1), _draw(rng, path)
    first = end - sum(days for _, days in gaps)
    days = lawful_days(subject, traits, gaps, first)
    for _ in range(_TRIES):
        if 0 <= end - max(days.values()) <= _NEAR:
            break
        first += end - max(days.values())
        days = lawful_days(subject, traits, gaps, first)
    code = max(days, key=lambda name: days[name])
    return days | {code: max(end, days[code])}


def _draw(rng: np.random.Generator, path: Path) -> list[tuple[str, int]]:
    return [(code, int(rng.integers(least, most + 1))) for code, least, most in path]


def due_offset(rng: np.random.Generator) -> int:
    """Days from the end of the history to a running case's due day: late, today, soon, later."""
    draw = rng.random()
    if draw < 0.4:
        return -int(rng.integers(1, 26))
    if draw < 0.5:
        return 0
    return int(rng.integers(1, 8) if draw < 0.78 else rng.integers(8, 21))


def heard(number: int, day: int, latest: int) -> int:
    """The day a handover is recorded: its own, or of some a few days later, by `latest`."""
    return day if number % _SLOW else max(day, working(min(day + 4 + number % 11, latest), -1))


def early_day(rng: np.random.Generator, days: Mapping[str, int], last: int) -> int:
    """A day after the first step on which ground was given before the case was through."""
    low = min(min(days.values()) + 5, last)
    high = min(low + 150, max(low + 1, last - 40))
    return working(int(rng.integers(low, high)), -1)
