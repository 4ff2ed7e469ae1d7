"""Who has each case since when: one turn after the other, without a gap."""

from collections.abc import Mapping
from typing import Any

from clearance.store.engine.connection import Row, Store

_INSERT = (
    "INSERT INTO turn (seq, subject, subject_uid, holder_kind, holder_uid, since, why,"
    " has_document, due_on, due_basis) VALUES (:seq, :subject, :subject_uid, :holder_kind,"
    " :holder_uid, :since, :why, :has_document, :due_on, :due_basis)"
)


def begin(store: Store, turn: Mapping[str, Any]) -> None:
    """Keep a new turn; the one before it ends at the same instant."""
    end(store, turn["subject_uid"], turn["since"])
    begin_first(store, turn)


def begin_first(store: Store, turn: Mapping[str, Any]) -> None:
    """Keep the first turn of a case."""
    store.run(_INSERT, **turn)


def end(store: Store, subject_uid: str, at: str) -> None:
    """End the running turn of a case; nothing when it has ended."""
    store.run(
        "UPDATE turn SET until = :at WHERE subject_uid = :uid AND until IS NULL",
        uid=subject_uid,
        at=at,
    )


def reopen(store: Store, subject_uid: str) -> None:
    """Let the last turn run on: the end of the case was withdrawn."""
    store.run(
        "UPDATE turn SET until = NULL"
        " WHERE seq = (SELECT MAX(seq) FROM turn WHERE subject_uid = :uid)",
        uid=subject_uid,
    )


def find_last(store: Store, subject_uid: str) -> Row | None:
    """The running turn of a case, or its last one."""
    return store.first(
        "SELECT * FROM turn WHERE subject_uid = :uid ORDER BY seq DESC LIMIT 1", uid=subject_uid
    )


def list_turns(store: Store, subject_uid: str, until: str = "9999") -> list[Row]:
    """Turns of a case begun before an instant, oldest first, with the person's names."""
    return store.query(
        "SELECT t.*, p.name AS holder_login, COALESCE(i.full_name, p.name, t.holder_uid) AS holder"
        " FROM turn t LEFT JOIN person p ON p.uid = t.holder_uid"
        " LEFT JOIN identity i ON i.subject_uid = t.holder_uid"
        " WHERE t.subject_uid = :uid AND t.since < :until ORDER BY t.seq",
        uid=subject_uid,
        until=until,
    )


def last(store: Store) -> int:
    """The number of the newest turn: none changes hands afterwards."""
    return int(store.value("SELECT COALESCE(MAX(seq), 0) FROM turn"))


def list_often(store: Store, until: str) -> list[Row]:
    """Turns begun before an instant, oldest first, of cases that changed hands thrice and more."""
    return store.query(
        "SELECT subject_uid, holder_kind, holder_uid, since, until, has_document FROM turn"
        " WHERE since < :until AND subject_uid IN"
        " (SELECT subject_uid FROM turn GROUP BY subject_uid HAVING COUNT(*) > 3)"
        " ORDER BY subject_uid, seq",
        until=until,
    )


def count_open(store: Store, person_uid: str) -> int:
    """Open cases a person holds or follows up."""
    return int(
        store.value(
            "SELECT COUNT(*) FROM turn WHERE holder_uid = :uid AND until IS NULL", uid=person_uid
        )
    )


def list_units_held(store: Store, person_uid: str) -> list[str]:
    """Units in which the person has open cases."""
    rows = store.query(
        "SELECT c.unit_uid FROM household c JOIN turn t ON t.subject_uid = c.uid"
        " AND t.until IS NULL WHERE t.holder_uid = :uid"
        " UNION SELECT c.unit_uid FROM grave c JOIN turn t ON t.subject_uid = c.uid"
        " AND t.until IS NULL WHERE t.holder_uid = :uid",
        uid=person_uid,
    )
    return sorted(row["unit_uid"] or "" for row in rows)
