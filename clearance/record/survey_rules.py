"""Declarations of who surveyed what, at the door: their day, and what stands against them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from clearance.rules.basics.changes import Outcome
from clearance.rules.basics.operations import is_operation
from clearance.rules.corridor.surveys import NONE
from clearance.store import Store
from clearance.store.cases import state
from clearance.store.corridor import surveys

if TYPE_CHECKING:
    from clearance.record.facts import Facts

#: What only the server adds: the day of the declaration, or of its withdrawal.
COMPLETED: dict[tuple[str, str], Callable[[Store, "Facts"], dict[str, Any]]] = {
    ("survey", "registered"): lambda _, facts: {"declared_on": facts.happened_on},
    ("survey", "revised"): lambda _, facts: (
        {} if is_operation(facts.change.about) else {"declared_on": facts.happened_on}
    ),
    ("survey", "withdrawn"): lambda _, facts: {"withdrawn_on": facts.happened_on},
}


def objection(store: Store, facts: "Facts") -> Outcome | None:
    """Why a declaration, new or corrected, cannot be: by its state, place and what is there.

    One that an operation moves with the road says what it said; its place alone is looked at.
    """
    told = {**facts.row, **facts.change.patch}
    if is_operation(facts.change.about):
        return _off_the_road(store, facts, told)
    return (
        _corrected(facts)
        or _off_the_road(store, facts, told)
        or (_not_none(store, told) if told["result"] == NONE else None)
    )


def objection_to_withdrawal(_: Store, facts: "Facts") -> Outcome | None:
    """A declaration is withdrawn once."""
    return Outcome("refused", "survey_withdrawn") if facts.row["withdrawn_on"] else None


def _corrected(facts: "Facts") -> Outcome | None:
    """One that exists is corrected while it stands, with a reason."""
    if not facts.row:
        return None
    if facts.row["withdrawn_on"]:
        return Outcome("refused", "survey_withdrawn")
    return None if facts.change.why.strip() else Outcome("refused", "missing_reason")


def _off_the_road(store: Store, facts: "Facts", told: dict[str, Any]) -> Outcome | None:
    """The alignment is of the project, and from–to lies on it."""
    road = state.find_row(store, "alignment", told["alignment_uid"])
    project = facts.row.get("project_uid", facts.change.project_uid)
    if road is None or road["project_uid"] != project:
        return Outcome("refused", "not_found", detail="alignment_uid")
    start = road["start_m"] or 0
    end = start + road["length_m"]
    is_on_it = start <= told["chainage_from_m"] < told["chainage_to_m"] <= end
    return None if is_on_it else Outcome("refused", "survey_outside", detail=f"{start} – {end}")


def _not_none(store: Store, told: dict[str, Any]) -> Outcome | None:
    """None of a kind is declared where none is recorded; never of parcels, which are drawn."""
    if told["kind"] == "parcel":
        return Outcome("refused", "survey_needs_drawing")
    place = (told["chainage_from_m"], told["chainage_to_m"])
    code = surveys.first_recorded(store, told["kind"], told["alignment_uid"], place)
    return Outcome("refused", "survey_not_none", detail=code) if code else None
