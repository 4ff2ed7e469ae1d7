"""What responsibility does to the state: turns, explanations, what was asked and answered."""

from collections.abc import Callable, Mapping
from typing import Any

from clearance.record import clocks
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.holders import CASES
from clearance.store import Store
from clearance.store.cases import deadlines, state
from clearance.store.responsibility import asks, explanations, turns

Entry = Mapping[str, Any]


def before_step(store: Store, entry: Entry) -> None:
    """Keep the explanation that came with a late step: it is of the clock the step closes."""
    if entry["subject"] in CASES and "late_category" in entry["patch"]:
        row = state.find_row(store, entry["subject"], entry["subject_uid"]) or {}
        step = row.get("next_step") or entry["fact"]
        _explain(store, entry, step, entry["patch"]["late_category"], entry["happened_on"])


def follow(store: Store, entry: Entry) -> None:
    """Move the ball of a case as one accepted entry says."""
    if entry["subject"] not in CASES:
        return
    if find_step(entry["subject"], entry["fact"]):
        _come_back(store, entry)
        _settle(store, entry)
    else:
        _EFFECTS.get(entry["fact"], _nothing)(store, entry)


def _begin(store: Store, entry: Entry, kind: str, holder_uid: str, **more: Any) -> None:
    turns.begin(store, _turn(entry, kind, holder_uid) | more)


def _turn(entry: Entry, kind: str, holder_uid: str) -> dict[str, Any]:
    return {
        "seq": entry["seq"],
        "subject": entry["subject"],
        "subject_uid": entry["subject_uid"],
        "holder_kind": kind,
        "holder_uid": holder_uid,
        "since": entry["recorded_at"],
        "why": entry["why"],
        "has_document": int(entry["evidence"] != "[]"),
        "due_on": None,
        "due_basis": None,
    }


def _register(store: Store, entry: Entry) -> None:
    """The first holder: who is named, else who registered it."""
    holder = entry["patch"].get("holder_uid") or entry["who"]
    turns.begin_first(store, _turn(entry, "person", holder))


def _assign(store: Store, entry: Entry) -> None:
    """Another named person; whom the case waits on stays as it is."""
    patch = entry["patch"]
    kind = (turns.find_last(store, entry["subject_uid"]) or {}).get("holder_kind", "person")
    due = {"due_on": patch.get("due_on"), "due_basis": patch.get("due_basis")}
    _begin(store, entry, kind, patch["holder_uid"], **due)


def _revise(store: Store, entry: Entry) -> None:
    if entry["patch"].get("holder_uid"):
        _assign(store, entry)


def _pass(store: Store, entry: Entry) -> None:
    last = turns.find_last(store, entry["subject_uid"]) or {}
    holder = entry["patch"].get("holder_uid") or last["holder_uid"]
    _begin(store, entry, entry["patch"]["holder_kind"], holder)


def _come_back(store: Store, entry: Entry) -> None:
    """A step taken ends the wait for another: the named person goes on, with a new document."""
    last = turns.find_last(store, entry["subject_uid"])
    if last and last["until"] is None and last["holder_kind"] != "person":
        _begin(store, entry, "person", last["holder_uid"], has_document=1, why="")


def _settle(store: Store, entry: Entry) -> None:
    """The last step ends the last turn; withdrawn, it runs on as if it had never ended."""
    row = state.find_row(store, entry["subject"], entry["subject_uid"]) or {}
    if row["next_step"] is None:
        turns.end(store, entry["subject_uid"], entry["recorded_at"])
    elif entry["fact"] == "withdrawn":
        turns.reopen(store, entry["subject_uid"])


def _told(store: Store, entry: Entry) -> None:
    patch = entry["patch"]
    _explain(store, entry, patch["step"], patch["category"], patch["new_due_on"])
    if deadlines.redate(store, entry["subject_uid"], patch["step"], patch["new_due_on"]):
        due = {"due_on": patch["new_due_on"]}
        state.update_row(store, entry["subject"], entry["subject_uid"], due)
        clocks.restate(store, entry["subject"], entry["subject_uid"])


def _explain(store: Store, entry: Entry, step: str, category: str, new_due_on: str) -> None:
    keep = ("seq", "subject", "subject_uid", "who", "recorded_at", "why")
    row = {name: entry[name] for name in keep}
    explanations.add(store, row | {"step": step, "category": category, "new_due_on": new_due_on})
    asks.answer(store, entry)


def _ask(store: Store, entry: Entry) -> None:
    last = turns.find_last(store, entry["subject_uid"]) or {}
    keep = ("seq", "uid", "subject", "subject_uid", "why")
    row = {name: entry[name] for name in keep}
    asks.add(
        store,
        row
        | {
            "kind": entry["patch"]["ask"],
            "due_on": entry["patch"]["due_on"],
            "asked_by": entry["who"],
            "asked_of": last["holder_uid"],
            "asked_at": entry["recorded_at"],
        },
    )


def _answer(store: Store, entry: Entry) -> None:
    asks.answer(store, entry, uid=entry["about"])


def _nothing(store: Store, entry: Entry) -> None:
    """Most reports leave the ball where it is."""


_EFFECTS: dict[str, Callable[[Store, Entry], None]] = {
    "registered": _register,
    "found": _register,
    "revised": _revise,
    "assigned": _assign,
    "passed": _pass,
    "withdrawn": _settle,
    "explained": _told,
    "asked": _ask,
    "answered": _answer,
}
