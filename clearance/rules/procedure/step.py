"""What one row of a step table says."""

from dataclasses import dataclass
from typing import Literal

Group = Literal["todo", "doing", "stuck", "done"]
OFFICE = ("office",)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: labels, prerequisites (any of `after`), proof, roles that record it.

    `clears`: steps it undoes; `bars`: steps that exclude it; `brings`: fields its report may carry;
    `beside`: earlier steps of the line that it does not pass over; `track`: a line of its own
    beside the main one; `acts`: the body that must act (`bodies.py`); `source`: the law.
    """

    subject: str
    code: str
    vi: str
    en: str
    after: tuple[str, ...] = ()
    evidence: str = ""
    needs_photo: bool = False
    roles: tuple[str, ...] = ("cadre", "office")
    is_branch: bool = False
    instead_of: str = ""
    clears: tuple[str, ...] = ()
    group: Group = "doing"
    frees: bool = False
    brings: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    is_second_key: bool = False
    is_repeatable: bool = False
    beside: tuple[str, ...] = ()
    track: str = ""
    acts: str = "commune"
    source: str = ""


def step(subject: str, code: str, vi: str, en: str, after: str = "", **more: object) -> Step:
    """A row; `after` and `beside` are written as words in one text."""
    beside = tuple(str(more.pop("beside", "")).split())
    return Step(subject, code, vi, en, tuple(after.split()), beside=beside, **more)  # type: ignore[arg-type]
