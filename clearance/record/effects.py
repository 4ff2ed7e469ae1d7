"""What an accepted change does to the state: the same on the day and in a replay."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from clearance.geo.web import web_row
from clearance.rules.cases import derive
from clearance.rules.changes import Change
from clearance.rules.steps import find_step
from clearance.rules.subjects import PERSONAL, SUBJECTS
from clearance.store import Store, obstacles, promises, state, steps

Entry = Mapping[str, Any]
#: Fields that are in a patch for the door's own use, not columns.
_NOT_COLUMNS = {*PERSONAL, "shape", "crs", "covers", "personal", "step"}
_SEARCHED = ("household", "parcel", "grave")


def web_shape(change: Change) -> dict[str, Any] | None:
    """The shape row of a change that brings one."""
    return shape_row(change.subject, change.subject_uid, change.patch)


def shape_row(subject: str, uid: str, patch: Mapping[str, Any]) -> dict[str, Any] | None:
    """Legal WKB, web WKB and its box from a patch's hex WKB and CRS."""
    if not patch.get("shape"):
        return None
    drawn = web_row(patch["shape"], patch["crs"])
    return {"subject": subject, "subject_uid": uid, **drawn}


def apply(store: Store, entry: Entry, shape: Mapping[str, Any] | None) -> None:
    """Move the state by one accepted journal entry."""
    _write_fields(store, entry)
    if shape:
        state.write_shape(store, shape)
    if find_step(entry["subject"], entry["fact"]):
        _take_step(store, entry)
    else:
        _EFFECTS.get((entry["subject"], entry["fact"]), _nothing)(store, entry)
    _write_personal(store, entry)


def _write_fields(store: Store, entry: Entry) -> None:
    columns = {k: v for k, v in entry["patch"].items() if k not in _NOT_COLUMNS}
    columns["version"] = entry["seq"]
    if entry["fact"] in ("registered", "opened", "recorded"):
        row = {"uid": entry["subject_uid"], "project_uid": entry["project_uid"], **columns}
        if SUBJECTS[entry["subject"]].has_steps:
            row |= asdict(derive(entry["subject"], {}))
        state.create_row(store, entry["subject"], row)
    else:
        state.update_row(store, entry["subject"], entry["subject_uid"], columns)


def _write_personal(store: Store, entry: Entry) -> None:
    values = {k: entry["patch"][k] for k in PERSONAL if k in entry["patch"]}
    subject, uid = entry["subject"], entry["subject_uid"]
    if values:
        state.write_identity(store, subject, uid, values)
    if subject in _SEARCHED and (values or entry["fact"] in ("registered", "revised")):
        _write_words(store, entry, subject, uid)


def _write_words(store: Store, entry: Entry, subject: str, uid: str) -> None:
    """Keep the words a thing is found by: code, name, village, sheet and parcel number."""
    row = dict(entry["patch"])
    if entry["fact"] != "registered":
        row = (state.find_row(store, subject, uid) or {}) | state.find_identity(store, uid)
    sheet = f"{row.get('map_sheet_no')}/{row['parcel_no']}" if row.get("parcel_no") else None
    state.write_words(store, subject, uid, row.get("code"), row.get("full_name"),
                      row.get("village"), sheet)  # fmt: skip


def _take_step(store: Store, entry: Entry) -> None:
    step = find_step(entry["subject"], entry["fact"])
    for code in step.clears if step else ():
        steps.drop(store, entry["subject_uid"], code)
    covered = entry["patch"].get("covers", {})
    targets = [(entry["subject"], entry["subject_uid"])]
    targets += [(subject, uid) for subject, uids in covered.items() for uid in uids]
    for subject, uid in targets:
        keep = {k: entry[k] for k in ("happened_on", "recorded_at", "who", "seq")}
        steps.take(store, {"subject": subject, "subject_uid": uid, "step": entry["fact"], **keep})
        rederive(store, subject, uid)


def _withdraw(store: Store, entry: Entry) -> None:
    """A household's handover goes with all it covered, one parcel's goes alone."""
    taken = steps.find_taken(store, entry["subject_uid"], entry["patch"]["step"])
    rows = [taken] if taken else []
    if taken and entry["subject"] == "household":
        rows = steps.list_of_change(store, taken["seq"])
    for row in rows:
        steps.drop(store, row["subject_uid"], row["step"])
        rederive(store, row["subject"], row["subject_uid"])


def rederive(store: Store, subject: str, uid: str) -> None:
    """Write the stage, next step, due date and clearing day that the dated facts give."""
    state.write_derived(store, subject, uid, derive(subject, steps.dates(store, uid)))


def _mark_stuck(store: Store, entry: Entry) -> None:
    obstacles.mark_stuck(store, entry["subject_uid"])


def _promise(store: Store, entry: Entry) -> None:
    promises.add(store, entry)


def _nothing(store: Store, entry: Entry) -> None:
    """Some facts only stand in the journal."""


_EFFECTS: dict[tuple[str, str], Callable[[Store, Entry], None]] = {
    ("obstacle", "opened"): _mark_stuck,
    ("obstacle", "closed"): _mark_stuck,
    ("segment", "promised"): _promise,
    **{(name, "withdrawn"): _withdraw for name, row in SUBJECTS.items() if row.has_steps},
}
