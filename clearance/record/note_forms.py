"""Decision notes and requests at the door: what is well formed, what only the server adds."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from clearance.rules.basics.changes import Change
from clearance.rules.records.decision_notes import (
    as_text,
    asked_in,
    wrong_asked,
    wrong_note,
    wrong_review,
)
from clearance.rules.records.offerings import wrong_offering
from clearance.rules.records.requests import wrong_request
from clearance.store import Store
from clearance.store.cases import state
from clearance.store.responsibility import decision_notes

if TYPE_CHECKING:
    from clearance.record.facts import Facts

#: Their area is asked here: a note or a request may be about no commune at all.
SUBJECTS = ("decision_note", "request")


def malformed(change: Change) -> tuple[str, str] | None:
    """Why a patch of the right fields still says nothing, with the field at fault."""
    check = _FORMS.get((change.subject, change.fact))
    return check(change.patch) if check else None


def _needed(name: str) -> Callable[[Any], tuple[str, str] | None]:
    return lambda patch: None if (patch.get(name) or "").strip() else ("missing_field", name)


_FORMS: dict[tuple[str, str], Callable[[Any], tuple[str, str] | None]] = {
    ("decision_note", "registered"): wrong_note,
    ("decision_note", "added"): wrong_asked,
    ("decision_note", "reviewed"): wrong_review,
    ("offering", "registered"): wrong_offering,
    ("request", "registered"): wrong_request,
    ("request", "assigned"): _needed("holder_uid"),
    ("request", "redated"): _needed("due_on"),
    ("request", "answered"): _needed("answer"),
}


def _new_note(store: Store, facts: "Facts") -> dict[str, Any]:
    change = facts.change
    return {
        "code": decision_notes.next_code(store, "decision_note", change.project_uid),
        "author_uid": facts.who.uid,
        "written_on": facts.today,
        "unit_uid": _unit(store, change),
        "consulted": change.patch.get("consulted") or "[]",
    }


def _more(_: Store, facts: "Facts") -> dict[str, Any]:
    """Who was asked before stays; who is told of now comes after."""
    rows = (*asked_in(facts.row.get("consulted")), *asked_in(facts.change.patch.get("consulted")))
    return {"consulted": as_text(rows)}


def _new_request(store: Store, facts: "Facts") -> dict[str, Any]:
    change = facts.change
    return {
        "code": decision_notes.next_code(store, "request", change.project_uid),
        "asked_by_uid": facts.who.uid,
        "asked_on": facts.today,
        "first_due_on": change.patch["due_on"],
        "unit_uid": _unit(store, change),
    }


#: What only the server can add.
COMPLETED: dict[tuple[str, str], Callable[[Store, "Facts"], dict[str, Any]]] = {
    ("decision_note", "registered"): _new_note,
    ("decision_note", "added"): _more,
    ("decision_note", "reviewed"): lambda _, facts: {
        "review_on": facts.change.patch.get("review_on")
    },
    ("request", "registered"): _new_request,
    ("request", "answered"): lambda _, facts: {"answered_on": facts.today},
}


def place_of(store: Store, change: Change) -> dict[str, Any] | None:
    """The row of what a new note or request is about."""
    return state.find_row(store, change.patch["subject"], change.patch["subject_uid"])


def _unit(store: Store, change: Change) -> str | None:
    """The commune in which a thing lies; none for the road's own pieces."""
    if not change.patch.get("subject"):
        return None
    row = place_of(store, change) or {}
    return row.get("uid" if change.patch["subject"] == "unit" else "unit_uid")
