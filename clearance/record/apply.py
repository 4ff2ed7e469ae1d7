"""What an accepted change does to the state: the same on the day and in a replay."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

from clearance.geo.web import Drawn, web_row, web_rows
from clearance.record import clocks, holder_effects, retiring
from clearance.record.operations import effects
from clearance.rules.basics.changes import Change
from clearance.rules.basics.days import from_stamp, local_day
from clearance.rules.procedure.derived_state import Derived, derive
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.holders import CASES
from clearance.rules.records.offerings import parcels_in
from clearance.rules.records.permissions import ERASABLE
from clearance.rules.records.register import RETIRABLE
from clearance.rules.records.remarks import SEALED
from clearance.rules.records.subjects import PERSONAL, SUBJECTS, TOLD
from clearance.store import Store
from clearance.store.cases import case_states, obstacles, state, steps
from clearance.store.corridor import offerings, promises, strips
from clearance.store.map import tile_revision
from clearance.store.responsibility import decision_notes, requests

Entry = Mapping[str, Any]
#: Shapes made ready before their turn, by what the patch says of them.
Ready = Mapping[Drawn, Mapping[str, Any]]
_NONE: Ready = {}
#: Fields that are in a patch for the door's own use, not columns.
_NOT_COLUMNS = {*PERSONAL, "shape", "crs", "covers", "personal", "step", SEALED}
_SEARCHED = ("household", "parcel", "grave")
#: Facts after which the words that find a thing are written anew.
_FOUND_BY = ("registered", "revised", "restored", "found", "confirmed")


def drawings(patches: Iterable[Mapping[str, Any]]) -> Ready:
    """The shapes of many patches made ready at once; unfit ones are left to `shape_row`."""
    pairs = ((patch.get("shape"), patch.get("crs")) for patch in patches)
    fit = [(t, crs) for t, crs in pairs if isinstance(t, str) and isinstance(crs, int)]
    return web_rows(fit)


def web_shape(change: Change, ready: Ready) -> dict[str, Any] | None:
    """The shape row of a change that brings one."""
    return shape_row(change.subject, change.subject_uid, change.patch, ready)


def shape_row(
    subject: str, uid: str, patch: Mapping[str, Any], ready: Ready = _NONE
) -> dict[str, Any] | None:
    """Legal WKB, web WKB and its box from a patch's hex WKB and CRS."""
    if not patch.get("shape"):
        return None
    drawn = ready.get((patch["shape"], patch["crs"])) or web_row(patch["shape"], patch["crs"])
    return {"subject": subject, "subject_uid": uid, **drawn}


def entry_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """A journal row as the state takes it: its patch opened, its day certain."""
    day = row["happened_on"] or local_day(from_stamp(row["recorded_at"]))
    return {**row, "patch": json.loads(row["patch"]), "happened_on": day}


def apply(store: Store, entry: Entry, shape: Mapping[str, Any] | None) -> None:
    """Move the state by one accepted journal entry."""
    if entry["fact"] == "reverted":
        _revert(store, entry)
        return
    effects.keep(store, entry)
    holder_effects.before_step(store, entry)
    lay = strips.place_before(store, entry)
    _write_fields(store, entry)
    if shape:
        state.write_shape(store, shape)
    tile_revision.note(store, entry)
    strips.note(store, entry, lay)
    if find_step(entry["subject"], entry["fact"]):
        _take_step(store, entry)
    else:
        _EFFECTS.get((entry["subject"], entry["fact"]), _nothing)(store, entry)
    holder_effects.follow(store, entry)
    _write_personal(store, entry)


def _write_fields(store: Store, entry: Entry) -> None:
    columns = {k: v for k, v in entry["patch"].items() if _is_column(entry["subject"], k)}
    columns["version"] = entry["seq"]
    if entry["fact"] in ("registered", "opened", "recorded", "found"):
        row = {"uid": entry["subject_uid"], "project_uid": entry["project_uid"], **columns}
        undated = _undated(entry["subject"])
        if undated:
            row |= asdict(undated)
        if entry["subject"] in CASES:
            row["holder_uid"] = row.get("holder_uid") or entry["who"]
        state.create_row(store, entry["subject"], row)
        if undated:
            case_states.begin(store, entry["subject"], entry["subject_uid"], undated)
    else:
        state.update_row(store, entry["subject"], entry["subject_uid"], columns)


@cache
def _is_column(subject: str, name: str) -> bool:
    """Whether a value of a patch stands in the subject's own row."""
    is_own = SUBJECTS[subject].field(name) is not None
    return is_own or (name not in _NOT_COLUMNS and name not in TOLD)


@cache
def _undated(subject: str) -> Derived | None:
    """The derived columns of a case nothing has happened to yet, None for what has no steps."""
    return derive(subject, {}) if SUBJECTS[subject].has_steps else None


def _write_personal(store: Store, entry: Entry) -> None:
    values = {k: entry["patch"][k] for k in PERSONAL if k in entry["patch"]}
    subject, uid = entry["subject"], entry["subject_uid"]
    if values:
        state.write_identity(store, subject, uid, values)
    if subject in _SEARCHED and (values or entry["fact"] in _FOUND_BY):
        _write_words(store, entry, subject, uid)


def _write_words(store: Store, entry: Entry, subject: str, uid: str) -> None:
    """Keep the words a thing is found by: code, name, village, sheet and parcel number."""
    row = dict(entry["patch"])
    if entry["fact"] != "registered":
        known = state.find_row(store, subject, uid)
        if known is None:
            return
        row = known | state.find_identity(store, uid)
    sheet = f"{row.get('map_sheet_no')}/{row['parcel_no']}" if row.get("parcel_no") else None
    state.write_words(
        store, subject, uid, row.get("code"), row.get("full_name"), row.get("village"), sheet
    )


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
        clocks.rederive(store, entry, subject, uid)


def _withdraw(store: Store, entry: Entry) -> None:
    """A household's handover goes with all it covered, one parcel's goes alone."""
    taken = steps.find_taken(store, entry["subject_uid"], entry["patch"]["step"])
    rows = [taken] if taken else []
    if taken and entry["subject"] == "household":
        rows = steps.list_of_change(store, taken["seq"])
    for row in rows:
        steps.drop(store, row["subject_uid"], row["step"])
        clocks.rederive(store, entry, row["subject"], row["subject_uid"])


def _revise(store: Store, entry: Entry) -> None:
    """Another kind of case takes another line of steps."""
    if any(name in entry["patch"] for name in clocks.TRAIT_FIELDS):
        clocks.rederive(store, entry, entry["subject"], entry["subject_uid"])


def _mark_stuck(store: Store, entry: Entry) -> None:
    clocks.restate(store, *obstacles.mark_stuck(store, entry["subject_uid"]))


def _promise(store: Store, entry: Entry) -> None:
    promises.add(store, entry)


def _say(store: Store, entry: Entry) -> None:
    decision_notes.add_word(store, entry)


def _turn(store: Store, entry: Entry) -> None:
    requests.add_turn(store, entry)


def _list_parcels(store: Store, entry: Entry) -> None:
    offerings.add(store, entry["subject_uid"], parcels_in(entry["patch"]["parcels"]))


def _erase(store: Store, entry: Entry) -> None:
    """What is written of a person goes, from the words that find his case too."""
    retiring.erase(store, entry)
    if entry["subject"] in _SEARCHED:
        _write_words(store, entry, entry["subject"], entry["subject_uid"])


def _revert(store: Store, entry: Entry) -> None:
    """A thing as it was before an operation; the words that find it follow."""
    effects.revert(store, entry)
    subject, uid = entry["subject"], entry["subject_uid"]
    if subject in _SEARCHED and state.find_row(store, subject, uid):
        _write_words(store, entry, subject, uid)


def _nothing(store: Store, entry: Entry) -> None:
    """Some facts only stand in the journal."""


_EFFECTS: dict[tuple[str, str], Callable[[Store, Entry], None]] = {
    ("obstacle", "opened"): _mark_stuck,
    ("obstacle", "closed"): _mark_stuck,
    ("parcel", "replaced"): retiring.retire,
    ("household", "replaced"): retiring.retire,
    ("obstacle", "moved"): effects.move_obstacle,
    ("segment", "promised"): _promise,
    ("offering", "registered"): _list_parcels,
    **{
        ("decision_note", fact): _say
        for fact in ("registered", "added", "endorsed", "not_endorsed", "reviewed")
    },
    **{("request", fact): _turn for fact in ("registered", "assigned", "redated", "answered")},
    **{(name, "erased"): _erase for name in ERASABLE},
    ("grave", "confirmed"): _revise,
    **{(name, "retired"): retiring.retire for name in RETIRABLE},
    **{(name, "restored"): retiring.restore for name in RETIRABLE},
    **{(name, "inherited"): effects.inherit for name, row in SUBJECTS.items() if row.has_steps},
    **{(name, "withdrawn"): _withdraw for name, row in SUBJECTS.items() if row.has_steps},
    **{(name, "revised"): _revise for name, row in SUBJECTS.items() if row.has_steps},
}
