"""Requests (đối thoại): what the investor and enterprises ask, who answers, by when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clearance.rules.procedure.derived_state import days_late


@dataclass(frozen=True, slots=True)
class Word:
    """A code with its Vietnamese and English words."""

    code: str
    vi: str
    en: str


_ASKERS = (
    Word("investor", "Chủ đầu tư", "Investor"),
    Word("enterprise", "Doanh nghiệp", "Enterprise"),
)
_BASES = (
    Word("law", "theo luật", "by law"),
    Word("local_sla", "theo quy định của địa phương", "by local rule"),
    Word("plan", "theo kế hoạch", "by plan"),
)
ASKERS: dict[str, Word] = {row.code: row for row in _ASKERS}
BASES: dict[str, Word] = {row.code: row for row in _BASES}
#: Roles an officer may have who holds a request.
HOLDERS = ("cadre", "leader", "office")


def wrong_request(patch: Mapping[str, Any]) -> tuple[str, str] | None:
    """Why a new request is refused, with the field at fault; None when it is valid."""
    if bool(patch.get("subject")) != bool(patch.get("subject_uid")):
        return "bad_value", "subject_uid"
    is_lost = patch.get("chainage_m") is not None and not patch.get("alignment_uid")
    return ("missing_field", "alignment_uid") if is_lost else None


def late_by(due_on: str, answered_on: str | None, today: str) -> int:
    """Days a request was answered late, or is late by today; 0 when it is not."""
    return days_late(due_on, answered_on or today)


def kept(first_due_on: str, answered_on: str | None) -> bool:
    """Whether the answer came by the first promise: a day moved later changes nothing."""
    return answered_on is not None and answered_on <= first_due_on


def on_time(rows: Iterable[Mapping[str, Any]], today: str) -> tuple[int, int]:
    """Requests answered by their first promise, of all whose first promise has come.

    Rows give first_due_on and answered_on; one answered early counts at once.
    """
    counted = [r for r in rows if r["answered_on"] or r["first_due_on"] < today]
    return sum(kept(r["first_due_on"], r["answered_on"]) for r in counted), len(counted)
