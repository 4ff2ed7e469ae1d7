"""What an accepted entry does to the clocks of a case: one runs, for its next step."""

from collections.abc import Mapping
from typing import Any

from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.deadlines import deadline
from clearance.rules.procedure.derived_state import Derived, place_of
from clearance.rules.procedure.law import Law
from clearance.rules.procedure.steps import find_step, freed_on
from clearance.store import Store
from clearance.store.cases import case_facts, case_states, deadlines, state
from clearance.store.cases.law import load_law
from clearance.store.corridor import strips

Entry = Mapping[str, Any]
#: Fields on which the line of a case's steps depends.
TRAIT_FIELDS = ("kind", "is_relocating", "family", "is_residual")


def rederive(store: Store, entry: Entry, subject: str, uid: str) -> None:
    """Write stage, next step and clearing day that the dated facts give, and keep the clock."""
    row = state.find_row(store, subject, uid)
    if row is None:
        return
    law = load_law(store, row["project_uid"])
    dossier = case_facts.load_dossier(store, subject, row, with_land=False)
    at, code = place_of(law, dossier)
    opened_on, due_on = _follow(store, law, dossier, entry, row, code)
    derived = Derived(at, code, due_on, freed_on(subject, dossier.dates))
    state.write_derived(store, subject, uid, derived)
    if not _is_latest(entry, dossier, opened_on) or not case_states.extend(
        store, dossier, uid, derived
    ):
        case_states.rewrite(store, law, dossier, uid)
    if derived.cleared_on != row["cleared_on"]:
        strips.mark(store, row.get("alignment_uid"), entry["seq"])


def restate(store: Store, subject: str, uid: str) -> None:
    """Write the states of a case anew after a fact that is no step: an obstacle, a new due day."""
    row = state.find_row(store, subject, uid)
    if row:
        dossier = case_facts.load_dossier(store, subject, row, with_land=False)
        case_states.rewrite(store, load_law(store, row["project_uid"]), dossier, uid)


def _is_latest(entry: Entry, dossier: Dossier, opened_on: str) -> bool:
    """Whether an entry adds one step after all others and changes nothing before its day."""
    step = find_step(dossier.subject, entry["fact"])
    is_added = step is not None and not step.is_repeatable and not step.clears
    day: str = entry["happened_on"]
    return is_added and day == dossier.latest and opened_on <= day


def _follow(
    store: Store, law: Law, dossier: Dossier, entry: Entry, row: Entry, code: str | None
) -> tuple[str, str | None]:
    """Close the clock of a step that is no longer next, run that of the one that is.

    The days on which that clock opened ('' without one) and is due.
    """
    uid = row["uid"]
    running = deadlines.find_open(store, uid)
    if running and running["step"] == code:
        return running["opened_on"], running["due_on"]
    if running:
        day = entry["happened_on"]
        deadlines.close_clock(store, uid, day, entry["seq"], entry["fact"])
    if code is None or dossier.latest is None:
        return "", None
    if case_facts.asks_of_land(law, dossier.subject, code):
        dossier = case_facts.load_dossier(store, dossier.subject, row, dossier.dates)
    return _run(store, law, dossier, entry, code, row["uid"])


def _run(
    store: Store, law: Law, dossier: Dossier, entry: Entry, code: str, uid: str
) -> tuple[str, str | None]:
    """Open a clock, or let it run on: as it was after a withdrawal, else from the new facts."""
    day = dossier.latest or ""
    known = deadlines.find_clock(store, uid, code)
    if known:
        deadlines.reopen_clock(store, uid, code)
        if entry["fact"] == "withdrawn" or known["opened_on"] == day:
            return known["opened_on"], known["due_on"]
    clock = deadline(law, dossier, code, day)
    if known:
        deadlines.recount(store, uid, clock)
    else:
        deadlines.open_clock(store, dossier.subject, uid, entry["seq"], clock)
    return day, clock.due_on
