"""The state of cases on any day, from the states kept of each."""

from dataclasses import asdict

from clearance.rules.procedure.derived_state import Derived, derive
from clearance.rules.records.lateness import late_from
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.intervals import on_day

_COLUMNS = "stage, next_step, due_on, cleared_on"


def then(subject: str, uid: str) -> str:
    """`case_state d ON …`: the state on :as_of of the case of that uid (SQL), for a join."""
    return f"case_state d ON d.subject_uid = {uid} AND d.subject = '{subject}' AND {on_day('d')}"


def late_from_on(store: Store, derived: Derived, uid: str) -> str | None:
    """The day after which a case in that state is late, None without a due day."""
    first = store.value(
        "SELECT first_due_on FROM deadline WHERE subject_uid = :uid AND step = :step",
        uid=uid,
        step=derived.next_step or "",
    )
    return late_from(derived.due_on, first)


def derived_on(store: Store, subject: str, row: Row, as_of: str) -> Derived:
    """The derived columns of one case on a day; what only follows its household has one change."""
    found = store.first(
        f"SELECT {_COLUMNS} FROM {then(subject, ':uid').replace(' ON ', ' WHERE ')}",  # noqa: S608
        uid=row["uid"],
        as_of=as_of,
    )
    if found is None and row["cleared_on"] and row["cleared_on"] > as_of:
        return derive(subject, {})
    return Derived(**{name: (found or row)[name] for name in asdict(Derived())})
