"""Offerings at the door: their number and road, what they may hold, what stands against them."""

from typing import TYPE_CHECKING, Any

from clearance.rules.basics.changes import Outcome
from clearance.rules.records.offerings import parcels_in
from clearance.store import Store
from clearance.store.corridor import offerings
from clearance.store.engine import scope
from clearance.store.responsibility import decision_notes

if TYPE_CHECKING:
    from clearance.record.facts import Facts


def complete(store: Store, facts: "Facts") -> dict[str, Any]:
    """Number, day and road of a new offering: only the server knows them."""
    parcels = offerings.list_named(store, parcels_in(facts.change.patch["parcels"]))
    return {
        "code": decision_notes.next_code(store, "offering", facts.change.project_uid),
        "made_on": facts.today,
        "alignment_uid": parcels[0]["alignment_uid"] if parcels else None,
    }


def objection_to_list(store: Store, facts: "Facts") -> Outcome | None:
    """Every parcel is of the project, in the person's area, and on the same road."""
    uids = parcels_in(facts.change.patch["parcels"])
    found = offerings.list_named(store, uids)
    units = {row["unit_uid"] for row in found}
    project = facts.change.project_uid
    is_known = len(found) == len(uids) and {row["project_uid"] for row in found} == {project}
    if not is_known or not all(scope.covers(store, facts.who, u, facts.today) for u in units):
        return Outcome("refused", "not_found")
    is_one_road = len({row["alignment_uid"] for row in found}) == 1 and found[0]["alignment_uid"]
    return None if is_one_road else Outcome("refused", "bad_value", detail="alignment_uid")


def objection_to_offer(store: Store, facts: "Facts") -> Outcome | None:
    """Offered is only what is there, handed over by that day and not offered elsewhere."""
    uid = facts.change.subject_uid
    if gone := offerings.first_gone(store, uid):
        return Outcome("refused", "parcel_gone", detail=gone)
    standing = offerings.first_standing(store, uid, facts.happened_on)
    if standing:
        return Outcome("refused", "not_handed_over", detail=standing)
    elsewhere = offerings.first_elsewhere(store, uid)
    return Outcome("refused", "already_offered", detail=elsewhere) if elsewhere else None
