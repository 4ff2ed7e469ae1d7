"""What operations do to the state: keep what was, hand steps on, revert; and what bars them."""

import json
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from clearance.record import clocks
from clearance.record.facts import Facts
from clearance.rules.basics.changes import Outcome
from clearance.rules.basics.operations import KINDS, is_operation, is_within
from clearance.rules.records.references import spoken_of
from clearance.store import Store
from clearance.store.cases import households, kept_rows, obstacles, retired, state, steps
from clearance.store.corridor import strips
from clearance.store.engine.connection import Row
from clearance.store.journal import changes, operations
from clearance.store.map import tile_revision

Entry = Mapping[str, Any]


def objection(store: Store, facts: Facts) -> Outcome | None:
    """Why a change may not be part of an operation, be one, or undo one."""
    change = facts.change
    if change.subject == "operation":
        return _against_whole(store, facts)
    if is_operation(change.about):
        row = operations.find(store, change.about)
        is_due = row is not None and changes.head(store)[0] < row["version"] + row["rows"]
        return None if is_due and not facts.is_alone else Outcome("refused", "only_in_operation")
    is_part = is_within(change.subject, change.fact)
    return Outcome("refused", "only_in_operation") if is_part else None


def _against_whole(store: Store, facts: Facts) -> Outcome | None:
    """An operation is of a kind this role may carry out; it is undone once, nothing resting on it.

    Its identifier bears the mark by which the door knows it; it comes with all its changes.
    """
    uid, kind = facts.change.subject_uid, facts.row.get("kind") or facts.change.patch.get("kind")
    if not is_operation(uid) or facts.change.fact == "reverted":
        return Outcome("refused", "only_in_operation")
    if facts.who.role not in KINDS.get(str(kind), ()):
        return Outcome("refused", "not_allowed")
    if facts.is_alone:
        return Outcome("refused", "only_in_operation")
    if facts.row.get("undone_on"):
        return Outcome("refused", "already_undone")
    later = resting_on(store, uid) if facts.row else None
    return Outcome("refused", "built_upon", detail=str(later["seq"])) if later else None


def resting_on(store: Store, uid: str) -> Row | None:
    """The first accepted row after an operation that speaks of any thing it changed or made."""
    touched = {row["uid"] for row in kept_rows.list_touched(store, uid)}
    return first_reaching(store, touched, operations.last_seq(store, uid))


def first_reaching(store: Store, things: AbstractSet[str], seq: int) -> Row | None:
    """The first accepted row after one of the journal that moves any of some things."""
    rows = operations.list_later(store, seq)
    return next((row for row in rows if not things.isdisjoint(_reached(store, row))), None)


def _reached(store: Store, row: Row) -> Iterator[str]:
    """All whose state a row moves: what it names, an obstacle's case, what a handover covered."""
    yield from (uid for _, uid in spoken_of(row["subject"], row["subject_uid"], row["patch"]))
    if row["subject"] == "obstacle":
        yield (state.find_row(store, "obstacle", row["subject_uid"]) or {}).get("subject_uid", "")
    if (row["subject"], row["fact"]) == ("household", "withdrawn"):
        for table in steps.COVERED:
            yield from (
                one["uid"] for one in households.list_owned(store, table, row["subject_uid"])
            )


def keep(store: Store, entry: Entry) -> None:
    """Before a change of an operation: keep what its thing is."""
    if is_operation(entry["about"]):
        kept_rows.keep(store, entry["about"], entry["subject"], entry["subject_uid"])


def revert(store: Store, entry: Entry) -> None:
    """Give a thing back all it was before the operation; the map and the strips follow."""
    subject, uid = entry["subject"], entry["subject_uid"]
    roads = {_road(store, subject, uid)}
    if retired.find(store, uid):
        retired.bring_back(store, uid)
    kept_rows.restore(store, entry["about"], subject, uid)
    for road in {*roads, _road(store, subject, uid)}:
        strips.mark(store, road, entry["seq"])
    if subject == "alignment":
        strips.note(store, entry)
    tile_revision.note(store, {**entry, "patch": {"shape": ""}})


def _road(store: Store, subject: str, uid: str) -> str | None:
    return (state.find_row(store, subject, uid) or {}).get("alignment_uid")


def inherit(store: Store, entry: Entry) -> None:
    """Steps handed on: `steps` are [step, uid of the thing it was taken of]; own ones give way.

    Without a thing the step is not taken after all.
    """
    subject, uid = entry["subject"], entry["subject_uid"]
    for code, source in json.loads(entry["patch"]["steps"]):
        taken = steps.find_taken(store, source, code)
        if not source:
            steps.drop(store, uid, code)
        elif taken:
            steps.take(store, {**taken, "subject": subject, "subject_uid": uid})
    clocks.rederive(store, entry, subject, uid)


def move_obstacle(store: Store, entry: Entry) -> None:
    """An obstacle that goes to another case stops that one, and no longer the first."""
    former = kept_rows.former_row(store, entry["about"], "obstacle", entry["subject_uid"])
    for row in (former, entry["patch"]):
        case = row["subject"], row["subject_uid"]
        kept_rows.keep(store, entry["about"], *case)
        if obstacles.mark_case(store, *case):
            clocks.restate(store, *case)
