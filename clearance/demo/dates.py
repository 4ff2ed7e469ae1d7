"""Days of a history, as calendar ordinals: built forward from a start or back from an end."""

from datetime import date

import numpy as np

from clearance.demo.fates import Path

#: Days between the notice and the recovery decision: farm land, other land (Land Law art. 85.1).
NOTICE_DAYS = {False: 90, True: 180}


def iso(day: int) -> str:
    """An ordinal as YYYY-MM-DD."""
    return date.fromordinal(day).isoformat()


def working(day: int, way: int = 1) -> int:
    """The day itself or the next (last, when `way` is -1) one that is no weekend."""
    while date.fromordinal(day).weekday() > 4:
        day += way
    return day


def forward(
    rng: np.random.Generator, path: Path, first: int, latest: int, notice_days: int = 0
) -> dict[str, int]:
    """Day of each step from `first` on; the whole is moved back when it would pass `latest`."""
    days: dict[str, int] = {}
    at = first
    for code, least, most in path:
        at = working(at + int(rng.integers(least, most + 1)))
        if code == "recovered":
            at = working(max(at, next(iter(days.values())) + notice_days + 1))
        days[code] = at
    over = max(0, at - latest)
    weeks = -(-over // 7) * 7
    return {code: day - weeks for code, day in days.items()}


def backward(
    rng: np.random.Generator, path: Path, last: int, notice_days: int = 0
) -> dict[str, int]:
    """Day of each step so that the last one falls on `last` or just before."""
    days: dict[str, int] = {}
    at = working(last, -1)
    recovered = None
    for i in range(len(path) - 1, -1, -1):
        code = path[i][0]
        recovered = at if code == "recovered" else recovered
        if i == 0 and recovered:
            at = working(min(at, recovered - notice_days - 1), -1)
        days[code] = at
        least, most = path[i][1:]
        at = working(at - int(rng.integers(least, most + 1)), -1)
    return dict(reversed(days.items()))


def due_offset(rng: np.random.Generator) -> int:
    """Days from the end of the history to a running case's due day: late, today, soon, later."""
    draw = rng.random()
    if draw < 0.4:
        return -int(rng.integers(1, 26))
    if draw < 0.5:
        return 0
    return int(rng.integers(1, 8) if draw < 0.78 else rng.integers(8, 21))
