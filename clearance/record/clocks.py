"""What an accepted entry does to the clocks of a case: one runs, for its next step."""

from collections.abc import Mapping
from typing import Any

from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.deadlines import deadline
from clearance.rules.procedure.derived_state import Derived, line_in
from clearance.rules.procedure.law import Law
from clearance.rules.procedure.steps import freed_on, next_step, stage
from clearance.store import Store
from clearance.store.cases import case_facts, deadlines, state
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
    at = stage(subject, dossier.dates)
    following = next_step(subject, dossier.dates, line=line_in(law, dossier))
    code = following.code if following else None
    derived = Derived(
        stage=at.code if at else None,
        next_step=code,
        due_on=_follow(store, law, dossier, entry, row, code),
        cleared_on=freed_on(subject, dossier.dates),
    )
    state.write_derived(store, subject, uid, derived)
    if derived.cleared_on != row["cleared_on"]:
        strips.mark(store, row.get("alignment_uid"), entry["seq"])


def _follow(
    store: Store, law: Law, dossier: Dossier, entry: Entry, row: Entry, code: str | None
) -> str | None:
    """Close the clock of a step that is no longer next, run that of the one that is: its due."""
    uid = row["uid"]
    running = deadlines.find_open(store, uid)
    if running and running["step"] == code:
        return running["due_on"]  # type: ignore[no-any-return]
    if running:
        day = entry["happened_on"]
        deadlines.close_clock(store, uid, day, entry["seq"], entry["fact"])
    if code is None or dossier.latest is None:
        return None
    if case_facts.asks_of_land(law, dossier.subject, code):
        dossier = case_facts.load_dossier(store, dossier.subject, row, dossier.dates)
    return _run(store, law, dossier, entry, code, row["uid"])


def _run(store: Store, law: Law, dossier: Dossier, entry: Entry, code: str, uid: str) -> str | None:
    """Open a clock, or let it run on: as it was after a withdrawal, else from the new facts."""
    day = dossier.latest or ""
    known = deadlines.find_clock(store, uid, code)
    if known:
        deadlines.reopen_clock(store, uid, code)
        if entry["fact"] == "withdrawn" or known["opened_on"] == day:
            return known["due_on"]  # type: ignore[no-any-return]
    clock = deadline(law, dossier, code, day)
    if known:
        deadlines.recount(store, uid, clock)
    else:
        deadlines.open_clock(store, dossier.subject, uid, entry["seq"], clock)
    return clock.due_on
