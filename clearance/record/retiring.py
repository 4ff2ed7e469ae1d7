"""What goes: retired as a mistake (and brought back), erased on demand; what each does."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from clearance.record import clocks, holder_rules
from clearance.rules.basics.changes import Outcome
from clearance.rules.records.references import REFERENCES, spoken_of
from clearance.rules.records.register import RETIRABLE, SETTLED, named
from clearance.store import Store
from clearance.store.cases import lineage, retired, state
from clearance.store.corridor import strips
from clearance.store.keeping import erasure
from clearance.store.map import tile_revision
from clearance.store.responsibility import turns

if TYPE_CHECKING:
    from clearance.record.facts import Facts

Entry = Mapping[str, Any]
#: Facts about a retired thing that are not held: it comes back, or what is written of it goes.
_STILL_TAKEN = ("restored", "reverted", "erased")


def held(store: Store, facts: "Facts") -> Outcome | None:
    """A report about a retired thing, or one that names it, waits for the office."""
    change, known = facts.change, retired.uids(store)
    if not known or change.fact in _STILL_TAKEN:
        return None
    uids = (uid for _, uid in spoken_of(change.subject, change.subject_uid, change.patch))
    root = next((known[uid] for uid in uids if uid in known), "")
    row = retired.find(store, root)
    if heirs := lineage.list_heirs(store, root):
        return Outcome("held", "is_replaced", detail=", ".join(heir["code"] for heir in heirs))
    return Outcome("held", "is_retired", detail=row["code"]) if row else None


def complete(store: Store, facts: "Facts") -> dict[str, Any]:
    """A case that comes back goes on with who brings it, where its former holder left."""
    holder = facts.row.get("holder_uid")
    is_unfit = bool(facts.retired) and holder_rules.fit(store, facts, holder) is not None
    return {"holder_uid": facts.who.uid} if is_unfit else {}


def _retirement(store: Store, facts: "Facts") -> Outcome | None:
    """Nothing is retired that others belong to, that was paid, or that was offered."""
    subject, uid = facts.change.subject, facts.change.subject_uid
    if bound := retired.list_bound(store, subject, uid):
        return _no("still_bound", named(bound))
    settled = next((code for code in SETTLED.get(subject, ()) if code in facts.taken), "")
    if settled:
        return _no("settled_before", settled)
    if facts.row.get("paid_vnd"):
        return _no("still_paid")
    return _replacement(store, facts) if subject == "parcel" else None


def _replacement(store: Store, facts: "Facts") -> Outcome | None:
    """No parcel goes that the investor was offered."""
    is_offered = retired.is_offered(store, facts.change.subject_uid)
    return _no("already_offered") if is_offered else None


def _return(store: Store, facts: "Facts") -> Outcome | None:
    """Nothing comes back whose code, owner or road is no longer what it was."""
    row, own = facts.retired, facts.row
    if row.get("root_uid") != facts.change.subject_uid:
        return _no("not_retired")
    if heirs := lineage.list_heirs(store, facts.change.subject_uid):
        return _no("only_in_operation", named([heir["code"] for heir in heirs]))
    if state.find_code(store, row["subject"], row["project_uid"], row["code"]):
        return _no("already_exists", row["code"])
    gone = next((name for name in REFERENCES if _is_gone(store, own, name)), "")
    if gone:
        return _no("owner_retired", _code_of(store, own[gone]))
    road = state.find_row(store, "alignment", own.get("alignment_uid") or "")
    is_moved = road is not None and road["version"] > row["seq"] and "chainage_from_m" in own
    return _no("road_revised") if is_moved else None


def _is_gone(store: Store, own: Entry, name: str) -> bool:
    uid = str(own.get(name) or "")
    return bool(uid) and name != "holder_uid" and not state.find_row(store, REFERENCES[name], uid)


def _code_of(store: Store, uid: str) -> str:
    return str((retired.find(store, uid) or {}).get("code", ""))


def _no(reason: str, detail: str = "") -> Outcome:
    return Outcome("refused", reason, detail=detail)


#: Reasons for saying no, by subject and fact.
OBJECTIONS = {
    ("parcel", "replaced"): _replacement,
    **{(subject, "retired"): _retirement for subject in RETIRABLE},
    **{(subject, "restored"): _return for subject in RETIRABLE},
}


def objection(store: Store, facts: "Facts") -> Outcome | None:
    """The reason for saying no to a retirement or a return; None without one."""
    check = OBJECTIONS.get((facts.change.subject, facts.change.fact))
    return check(store, facts) if check else None


def retire(store: Store, entry: Entry) -> None:
    """Take a thing out of the state with all that hangs on it: steps, clocks, turns, obstacles."""
    subject, uid = entry["subject"], entry["subject_uid"]
    row = retired.put_aside(store, subject, uid, entry["seq"], entry["happened_on"])
    _mark(store, entry, row)


def restore(store: Store, entry: Entry) -> None:
    """Put it back; a handover of its household that was withdrawn meanwhile is not put back."""
    subject, uid = entry["subject"], entry["subject_uid"]
    row, covered = retired.bring_back(store, uid)
    state.update_row(store, subject, uid, {"version": entry["seq"]})
    if retired.drop_uncovered(store, uid, covered):
        clocks.rederive(store, entry, subject, uid)
    if holder := entry["patch"].get("holder_uid"):
        _hand_to(store, entry, holder)
    _mark(store, entry, row)


def _hand_to(store: Store, entry: Entry, holder_uid: str) -> None:
    """The case goes on with another officer, where the former one left."""
    state.update_row(store, entry["subject"], entry["subject_uid"], {"holder_uid": holder_uid})
    last = turns.find_last(store, entry["subject_uid"])
    if last and last["until"] is None:
        keep = {"seq": entry["seq"], "holder_uid": holder_uid, "since": entry["recorded_at"]}
        turns.begin(store, {**last, **keep, "why": "", "has_document": 0})


def _mark(store: Store, entry: Entry, row: Entry) -> None:
    """What was drawn or counted with the thing is stale."""
    strips.mark(store, row.get("alignment_uid"), entry["seq"])
    tile_revision.moved(store, entry)


def erase(store: Store, entry: Entry) -> None:
    """Erase one report's text (`about`), or all that is written about a person."""
    before = entry["seq"]
    if entry["about"]:
        erasure.erase_texts(store, erasure.row_of(store, entry["about"], before))
        return
    uids = erasure.family_of(store, entry["subject"], entry["subject_uid"])
    erasure.erase_identity(store, uids)
    erasure.erase_texts(store, erasure.rows_of(store, uids, before))
