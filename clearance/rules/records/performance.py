"""Results of a person or unit, and the pace of each step: figures with what they are out of."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TypeVar

from clearance.rules.basics.days import days_between
from clearance.rules.records.lateness import Clock, Rate, on_time_rate

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Ended:
    """A case that came to its end: how many days it took from its registration."""

    subject_uid: str
    opened_on: str
    ended_on: str


@dataclass(frozen=True, slots=True)
class Results:
    """What a person or unit has done in a span of days."""

    cases_closed: int
    median_days: float | None
    steps_closed: int
    on_time: Rate
    held_self: timedelta
    held_others: dict[str, timedelta]
    explanations: int


@dataclass(frozen=True, slots=True)
class StepDuration:
    """How long a step takes: median days of `of` closed, how many within their first term.

    `limit_days`: the middle of the terms given (they differ by regime); `before`: the median
    of the same months a year earlier, of `before_of`.
    """

    median_days: float | None
    of: int
    within: Rate
    limit_days: float | None
    before: float | None
    before_of: int

    @property
    def change(self) -> float | None:
        """How much longer than a year earlier, -0.3 for 30 % shorter; None when unknown."""
        if self.median_days is None or not self.before:
            return None
        return self.median_days / self.before - 1


def results(
    ended: Iterable[Ended],
    clocks: Iterable[Clock],
    held: dict[str, timedelta],
    own: Iterable[str],
    explanations: int,
    as_of: str,
) -> Results:
    """The figures of a person or unit; `own` are the holders of `held` whose time is theirs."""
    cases, known, names = list(ended), list(clocks), set(own)
    rate = on_time_rate(known, lambda _: "", as_of).get("", Rate(0, 0))
    mine = sum((time for key, time in held.items() if key in names), timedelta())
    return Results(
        cases_closed=len(cases),
        median_days=_median([days_between(c.opened_on, c.ended_on) for c in cases]),
        steps_closed=sum(clock.closed_on is not None for clock in known),
        on_time=rate,
        held_self=mine,
        held_others={key: time for key, time in held.items() if key not in names},
        explanations=explanations,
    )


def step_durations(
    clocks: Iterable[Clock], by: Callable[[Clock], Key], since: str, until: str
) -> dict[Key, StepDuration]:
    """Pace for each key of the clocks closed from one day to another, both included."""
    now: dict[Key, list[Clock]] = {}
    before: dict[Key, list[Clock]] = {}
    spans = ((now, since, until), (before, a_year_before(since), a_year_before(until)))
    for clock in clocks:
        for found, first, last in spans:
            if clock.closed_on and first <= clock.closed_on <= last:
                found.setdefault(by(clock), []).append(clock)
    return {key: _pace(rows, before.get(key, [])) for key, rows in now.items()}


def a_year_before(day: str) -> str:
    """The same day of the year before; 28 February for the 29th."""
    earlier = f"{int(day[:4]) - 1:04d}{day[4:]}"
    return earlier[:-2] + "28" if day.endswith("02-29") else earlier


def _pace(rows: list[Clock], before: list[Clock]) -> StepDuration:
    dated = [clock for clock in rows if clock.first_due_on]
    return StepDuration(
        median_days=_median(_days(rows)),
        of=len(rows),
        within=Rate(sum(clock.is_on_time for clock in dated), len(dated)),
        limit_days=_median([days_between(c.opened_on, c.first_due_on or "") for c in dated]),
        before=_median(_days(before)),
        before_of=len(before),
    )


def _days(rows: list[Clock]) -> list[int]:
    return [clock.days for clock in rows if clock.days is not None]


def _median(values: list[int]) -> float | None:
    return float(median(values)) if values else None
