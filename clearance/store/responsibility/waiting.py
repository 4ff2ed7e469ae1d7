"""What is asked about one case, and how much waits for the answer of one person."""

from clearance.rules.basics.actors import Who
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.scope import bounds, within
from clearance.store.responsibility.holders import CASES


def list_asks_of(store: Store, subject_uid: str, until: str) -> list[Row]:
    """What was asked about one case before an instant, open ones first, with names."""
    return store.query(
        "SELECT a.uid, a.kind, a.asked_at, a.due_on, a.why, a.asked_of,"
        " CASE WHEN a.answered_at < :until THEN a.answered_at END AS answered_at,"
        " CASE WHEN a.answered_at < :until THEN a.answer END AS answer,"
        " COALESCE(oi.full_name, o.name, a.asked_of) AS asked_of_name,"
        " COALESCE(bi.full_name, b.name, a.asked_by) AS asked_by_name"
        " FROM ask a LEFT JOIN person o ON o.uid = a.asked_of"
        " LEFT JOIN identity oi ON oi.subject_uid = o.uid"
        " LEFT JOIN person b ON b.uid = a.asked_by LEFT JOIN identity bi ON bi.subject_uid = b.uid"
        " WHERE a.subject_uid = :uid AND a.asked_at < :until"
        " ORDER BY CASE WHEN a.answered_at < :until THEN 1 ELSE 0 END, a.seq DESC",
        uid=subject_uid,
        until=until,
    )


def count_asked_of(store: Store, who: Who, today: str) -> Row:
    """Open questions and orders put to a person in the area: how many, how many overdue."""
    rows = store.query(
        f"SELECT a.due_on FROM ask a JOIN ({CASES}) c ON c.uid = a.subject_uid"  # noqa: S608
        f" WHERE a.answered_seq IS NULL AND a.asked_of = :who AND {within('c.unit_uid')}",
        **bounds(who, today),
    )
    return {"n": len(rows), "late": sum(row["due_on"] < today for row in rows)}


def name_of(store: Store, person_uid: str) -> str:
    """Full name of a person, else the login, else the identifier."""
    return str(
        store.value(
            "SELECT COALESCE((SELECT full_name FROM identity WHERE subject_uid = :uid),"
            " (SELECT name FROM person WHERE uid = :uid), :uid)",
            uid=person_uid,
        )
    )
