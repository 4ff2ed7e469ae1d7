"""Earliest possible day of a fact: not before its case, its notice, the step it depends on.

The steps' own rows have their prerequisites (`after`, `prerequisites.py`); here is the rest, one
row a kind of fact. Days are YYYY-MM-DD; the day itself is always allowed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clearance.rules.procedure.case_facts import NOTICES

#: The steps with which a case begins; a thing of a household's begins with its household's.
BEGINS = {"household": NOTICES, "grave": ("discovered",)}
OWNED = ("parcel", "structure")
#: Reports that are made within a case, never before it begins.
WITHIN = frozenset((
    *((subject, fact) for subject in (*BEGINS, *OWNED) for fact in ("visited", "noted")),
    *((subject, "handed_over") for subject in OWNED),
    ("obstacle", "opened"),
))  # fmt: skip
#: Steps that follow others besides those without which they are locked.
FOLLOWS = {
    (subject, "offered"): (("offered",), ("refused",)) for subject in ("segment", "offering")
}
#: Sums a list or a form may bring, and the steps of which one must stand on the day.
SUMS = {("household", "paid_vnd"): ("decision_delivered",)}
#: Days a report names besides its own: a promise and a day agreed are never of before the project.
NAMED = ("promised_on", "planned_on")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a fact rests on: a step (or `opened`, of an obstacle) and its day."""

    code: str
    on: str

    def __str__(self) -> str:
        return f"{self.code} {self.on}"


def ground_of(detail: str) -> Ground:
    """The ground that a refusal names as text."""
    code, _, day = detail.partition(" ")
    return Ground(code, day)


def first_of(codes: Iterable[str], dates: Mapping[str, str]) -> Ground | None:
    """The earliest of some steps taken, any of which is enough; None when none is taken."""
    standing = [(dates[code], code) for code in codes if code in dates]
    return Ground(*reversed(min(standing))) if standing else None


def too_early(codes: Iterable[str], dates: Mapping[str, str], day: str) -> Ground | None:
    """The ground of a fact of that day, if it came only later."""
    ground = first_of(codes, dates)
    return ground if ground and ground.on > day else None
