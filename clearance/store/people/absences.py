"""Who is away when, and who stands in."""

from clearance.rules.records.holders import Absence
from clearance.store.engine.connection import Row, Store


def list_absences(store: Store, from_day: str = "") -> list[Absence]:
    """All absences that are not over before a day, as the rules know them."""
    rows = store.query(
        "SELECT person_uid, replacement_uid, valid_from, valid_to FROM absence"
        " WHERE valid_to >= :day ORDER BY valid_from, uid",
        day=from_day,
    )
    return [Absence(**row) for row in rows]


def list_others(store: Store, uid: str) -> list[Absence]:
    """All absences but one."""
    rows = store.query(
        "SELECT person_uid, replacement_uid, valid_from, valid_to FROM absence"
        " WHERE uid <> :uid ORDER BY valid_from, uid",
        uid=uid,
    )
    return [Absence(**row) for row in rows]


def list_shown(store: Store, today: str) -> list[Row]:
    """Absences running or to come, with both names, the next first."""
    return store.query(
        "SELECT a.uid, a.valid_from, a.valid_to, p.name AS person_login,"
        " COALESCE(pi.full_name, p.name, a.person_uid) AS person, r.name AS replacement_login,"
        " COALESCE(ri.full_name, r.name, a.replacement_uid) AS replacement FROM absence a"
        " LEFT JOIN person p ON p.uid = a.person_uid"
        " LEFT JOIN identity pi ON pi.subject_uid = a.person_uid"
        " LEFT JOIN person r ON r.uid = a.replacement_uid"
        " LEFT JOIN identity ri ON ri.subject_uid = a.replacement_uid"
        " WHERE a.valid_to >= :today ORDER BY a.valid_from, a.uid",
        today=today,
    )
