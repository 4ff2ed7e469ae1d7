"""What each phone told last of the reports it has not sent yet."""

from clearance.rules.basics.actors import Who
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.scope import bounds, within


def tell(
    store: Store, session_uid: str, who: str, pending: int, oldest_at: str | None, at: str
) -> None:
    """Keep the newest word of the phone behind a session."""
    with store.atomic():
        store.run(
            "INSERT INTO phone (session_uid, person_uid, pending, oldest_at, told_at)"
            " VALUES (:session, :who, :pending, :oldest, :at) ON CONFLICT (session_uid) DO UPDATE"
            " SET pending = excluded.pending, oldest_at = excluded.oldest_at,"
            " told_at = excluded.told_at",
            session=session_uid,
            who=who,
            pending=pending,
            oldest=oldest_at,
            at=at,
        )


def list_phones(store: Store, who: Who, today: str) -> list[Row]:
    """Phones of the people of the asker's area, those with the oldest unsent report first."""
    return store.query(
        "SELECT f.pending, f.oldest_at, f.told_at, s.device, p.name,"  # noqa: S608 – constant
        " COALESCE(i.full_name, p.name) AS full_name FROM phone f"
        " JOIN session s ON s.uid = f.session_uid JOIN person p ON p.uid = f.person_uid"
        " LEFT JOIN identity i ON i.subject_uid = p.uid"
        " WHERE EXISTS (SELECT 1 FROM scope g WHERE g.person_uid = p.uid"
        f" AND {within('g.unit_uid')})"
        " ORDER BY CASE WHEN f.pending > 0 THEN 0 ELSE 1 END, f.oldest_at,"
        " f.told_at DESC, f.session_uid",
        **bounds(who, today),
    )


def find_sender(store: Store, session_uid: str) -> Row | None:
    """The person behind a session, also one that has ended, while the account is open."""
    return store.first(
        "SELECT p.uid AS person_uid, p.name, p.role FROM session s"
        " JOIN person p ON p.uid = s.person_uid WHERE s.uid = :uid AND s.kind = 'browser'"
        " AND p.is_active = 1",
        uid=session_uid,
    )
