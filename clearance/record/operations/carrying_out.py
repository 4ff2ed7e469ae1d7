"""Carry out an operation on the ground truth, or undo it: each in one transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from clearance.record.door import record_all
from clearance.record.operations import effects
from clearance.rules.basics.actors import Who
from clearance.rules.basics.days import local_day
from clearance.rules.basics.faults import Fault, Refused
from clearance.rules.basics.operations import new_operation
from clearance.rules.operations.plan import Plan, framed, undoing
from clearance.rules.records.remarks import REMARKS
from clearance.rules.records.subjects import SUBJECTS
from clearance.store import Store
from clearance.store.cases import kept_rows, state
from clearance.store.journal import meta

Row = dict[str, Any]
Seen = TypeVar("Seen")


def carry_out(store: Store, plan: Plan, who: Who, now: datetime) -> str:
    """Record a plan that is ready; the operation's identifier. Refused keeps nothing."""
    if not plan.is_ready:
        raise Refused(plan.faults or [Fault("biến động này chưa đủ để ghi", "trả lời hết câu hỏi")])
    uid = new_operation()
    with store.atomic():
        _see_that_it_still_fits(store, plan)
        record_all(store, framed(plan, uid, meta.project_uid(store)), who, now)
    return uid


def _see_that_it_still_fits(store: Store, plan: Plan) -> None:
    """Refuse a plan when what it changes was changed by somebody else while it was made."""
    things = {change.subject_uid for change in plan.changes}
    if plan.since is not None and effects.first_reaching(store, things, plan.since):
        told = "hồ sơ của biến động này vừa được người khác ghi thêm"
        raise Refused([Fault(told, "xem lại biến động rồi ghi")])


def undo(store: Store, uid: str, who: Who, now: datetime) -> None:
    """Give back everything as it was before an operation; Refused when something rests on it."""
    with store.atomic():
        things = [
            (row["subject"], row["uid"], _former(store, row))
            for row in kept_rows.list_touched(store, uid)
        ]
        changes = undoing(uid, things, local_day(now), meta.project_uid(store))
        record_all(store, changes, who, now)


def _former(store: Store, kept: Row) -> Row:
    """The fields of a thing that differ from what they were; none for a thing that goes."""
    subject, former = kept["subject"], kept["row"]
    now = state.find_row(store, subject, kept["uid"]) or {}
    names = {field.name for field in SUBJECTS[subject].fields} - REMARKS[subject]
    return {n: former[n] for n in names & former.keys() if former[n] != now.get(n)}


class _Seen(Exception):
    """Raised to give back a state that was only looked at."""


def rehearse(
    store: Store, plan: Plan, who: Who, now: datetime, look: Callable[[Store], Seen]
) -> Seen:
    """What `look` sees once a plan is carried out; nothing of it is kept.

    Raises Refused as carrying it out would. `look` must ask for nothing that is cached.
    """
    seen: list[Seen] = []
    try:
        with store.atomic():
            carry_out(store, plan, who, now)
            seen.append(look(store))
            raise _Seen
    except _Seen:
        return seen[0]
