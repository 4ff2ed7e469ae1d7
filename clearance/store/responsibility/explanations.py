"""Why a term was missed: category, text, new date; each one kept."""

from collections.abc import Mapping
from typing import Any

from clearance.store.engine.connection import Row, Store

_NAMED = (
    "SELECT e.*, p.name AS who_login, COALESCE(i.full_name, p.name, e.who) AS who_name"
    " FROM explanation e LEFT JOIN person p ON p.uid = e.who"
    " LEFT JOIN identity i ON i.subject_uid = e.who"
)


def add(store: Store, row: Mapping[str, Any]) -> None:
    """Keep an explanation beside the ones before it."""
    store.run(
        "INSERT INTO explanation (seq, subject, subject_uid, step, category, who, recorded_at,"
        " new_due_on, why) VALUES (:seq, :subject, :subject_uid, :step, :category, :who,"
        " :recorded_at, :new_due_on, :why)",
        **row,
    )


def last_promise(store: Store, subject_uid: str, step: str) -> str:
    """The latest new date given for a step since the last step was taken, '' without one."""
    found = store.value(
        "SELECT new_due_on FROM explanation WHERE subject_uid = :uid AND step = :step AND seq >"
        " (SELECT COALESCE(MAX(s.seq), 0) FROM step_taken s WHERE s.subject_uid = :uid)"
        " ORDER BY seq DESC LIMIT 1",
        uid=subject_uid,
        step=step,
    )
    return str(found or "")


def list_explanations(store: Store, subject_uid: str, until: str = "9999") -> list[Row]:
    """Explanations of a case given before an instant, newest first, with names."""
    return store.query(
        f"{_NAMED} WHERE e.subject_uid = :uid AND e.recorded_at < :until ORDER BY e.seq DESC",
        uid=subject_uid,
        until=until,
    )
