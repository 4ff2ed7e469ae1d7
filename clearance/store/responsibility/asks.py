"""What leaders ask of holders: an explanation, or an instruction with a date; and the answers."""

from collections.abc import Mapping
from typing import Any

from clearance.rules.basics.actors import Who
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.scope import bounds, within

_CASES = (
    "SELECT 'household' AS subject, uid, code, unit_uid, next_step FROM household"
    " UNION ALL SELECT 'grave', uid, code, unit_uid, next_step FROM grave"
)


def add(store: Store, row: Mapping[str, Any]) -> None:
    """Keep what was asked."""
    store.run(
        "INSERT INTO ask (seq, uid, subject, subject_uid, kind, asked_by, asked_of, asked_at,"
        " due_on, why) VALUES (:seq, :uid, :subject, :subject_uid, :kind, :asked_by, :asked_of,"
        " :asked_at, :due_on, :why)",
        **row,
    )


def answer(store: Store, entry: Mapping[str, Any], *, uid: str = "") -> None:
    """Note the answer of one ask, or, without a uid, of all a case's asks for an explanation."""
    which = "uid = :uid" if uid else "kind = 'explanation'"
    store.run(
        "UPDATE ask SET answered_seq = :seq, answered_at = :at, answered_by = :who,"  # noqa: S608
        " answer = :answer WHERE subject_uid = :subject_uid AND answered_seq IS NULL"
        f" AND {which}",
        seq=entry["seq"],
        at=entry["recorded_at"],
        who=entry["who"],
        answer=entry["why"],
        subject_uid=entry["subject_uid"],
        **({"uid": uid} if uid else {}),
    )


def find_ask(store: Store, subject_uid: str, uid: str) -> Row | None:
    """One thing asked about a case, by the identifier of the change that asked it."""
    return store.first(
        "SELECT * FROM ask WHERE uid = :uid AND subject_uid = :subject",
        uid=uid,
        subject=subject_uid,
    )


def list_asks(store: Store, who: Who, today: str, until: str = "9999") -> list[Row]:
    """Everything asked in the person's area before an instant, open ones first, then newest.

    An answer given later than that instant is left out.
    """
    return store.query(
        "SELECT a.seq, a.uid, a.subject, a.subject_uid, a.kind, a.asked_at, a.due_on, a.why,"  # noqa: S608
        " CASE WHEN a.answered_at < :until THEN a.answered_at END AS answered_at,"
        " CASE WHEN a.answered_at < :until THEN a.answer END AS answer,"
        " CASE WHEN a.answered_at < :until THEN a.answered_by END AS answered_by,"
        " c.code, c.next_step, u.code AS commune_code, u.name AS commune,"
        " f.name AS asked_of_login, COALESCE(fi.full_name, f.name, a.asked_of) AS asked_of_name,"
        " COALESCE(bi.full_name, b.name, a.asked_by) AS asked_by_name"
        f" FROM ask a JOIN ({_CASES}) c ON c.uid = a.subject_uid"
        " LEFT JOIN unit u ON u.uid = c.unit_uid"
        " LEFT JOIN person f ON f.uid = a.asked_of LEFT JOIN identity fi ON fi.subject_uid = f.uid"
        " LEFT JOIN person b ON b.uid = a.asked_by LEFT JOIN identity bi ON bi.subject_uid = b.uid"
        f" WHERE a.asked_at < :until AND {within('c.unit_uid')}"
        " ORDER BY CASE WHEN a.answered_at < :until THEN 1 ELSE 0 END, a.due_on, a.seq DESC",
        until=until,
        **bounds(who, today),
    )
