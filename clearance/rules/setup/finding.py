"""Findings of a set-up check: its state, its figure, what is missing in words."""

from dataclasses import dataclass
from typing import Any, Literal

State = Literal["has", "missing", "confirm", "fault"]
#: Names shown of a list before the rest is only counted.
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence in both languages."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class StateWords:
    """A state in words, with the group that gives its colour and sign."""

    group: str
    vi: str
    en: str


STATES: dict[State, StateWords] = {
    "has": StateWords("done", "có", "there"),
    "missing": StateWords("stuck", "thiếu", "missing"),
    "confirm": StateWords("todo", "cần xác nhận", "to be confirmed"),
    "fault": StateWords("stuck", "lỗi", "fault"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """The state of one check; `figure` is a number or a short text shown beside it."""

    state: State
    figure: int | str = ""
    lines: tuple[Said, ...] = ()


def said(vi: str, en: str, /, **values: Any) -> Said:
    """A sentence with its values, `{name}` in both languages."""
    return Said(vi.format(**values), en.format(**values))


def listed(names: tuple[str, ...]) -> str:
    """The first names of a list and how many more there are."""
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" … (+{more})" if more > 0 else "")


def shown_day(day: str) -> str:
    """A day YYYY-MM-DD as dd/mm/yyyy."""
    return f"{day[8:10]}/{day[5:7]}/{day[:4]}"


def judged(state: State, figure: int | str, *lines: Said | None) -> Finding:
    """A finding of that state where there is any line to say, else `has`."""
    told = tuple(line for line in lines if line)
    return Finding(state if told else "has", figure, told)
