"""People who sign in: accounts, areas, passwords, sessions."""

from typing import Any

from clearance.rules.basics.actors import Who
from clearance.store.engine.connection import Row, Store
from clearance.store.journal.origins import NOT_TAKEN


def find_person(store: Store, name: str) -> Row | None:
    """The account of that login name; those of offices that a hub takes from are no accounts."""
    return store.first(f"SELECT * FROM person WHERE name = :name AND {NOT_TAKEN}", name=name)  # noqa: S608


def list_people(store: Store) -> list[Row]:
    """All accounts with their areas and the number of open sessions."""
    return store.query(
        "SELECT p.*, i.full_name, (SELECT COUNT(*) FROM session s WHERE s.person_uid = p.uid"  # noqa: S608 – a constant
        " AND s.revoked_at IS NULL) AS sessions FROM person p"
        f" LEFT JOIN identity i ON i.subject_uid = p.uid WHERE {NOT_TAKEN} ORDER BY p.role, p.name"
    )


def list_unopened(store: Store) -> list[Row]:
    """Active accounts of this office that have no password yet."""
    return store.query(
        "SELECT p.uid, p.name, p.role, i.full_name FROM person p"  # noqa: S608 – a constant
        " LEFT JOIN identity i ON i.subject_uid = p.uid LEFT JOIN login l ON l.person_uid = p.uid"
        f" WHERE p.is_active = 1 AND l.password_hash IS NULL AND p.{NOT_TAKEN}"
        " ORDER BY p.role, p.name"
    )


def list_scopes(store: Store, person_uid: str) -> list[Row]:
    """A person's areas with their dates, and the units with theirs."""
    return store.query(
        "SELECT s.*, u.name AS unit_name, u.code AS unit_code, u.valid_from AS unit_from,"
        " u.valid_to AS unit_to FROM scope s"
        " JOIN unit u ON u.uid = s.unit_uid WHERE s.person_uid = :uid ORDER BY u.name",
        uid=person_uid,
    )


def list_granted(store: Store, day: str) -> list[Row]:
    """The units of everybody's areas on a day: person_uid and the unit with its own days."""
    return store.query(
        "SELECT s.person_uid, u.uid, u.name, u.code, u.valid_from, u.valid_to FROM scope s"
        " JOIN unit u ON u.uid = s.unit_uid"
        " WHERE (s.valid_from IS NULL OR s.valid_from <= :day)"
        " AND (s.valid_to IS NULL OR s.valid_to >= :day) ORDER BY s.person_uid, u.code, u.uid",
        day=day,
    )


def find_login(store: Store, person_uid: str) -> Row | None:
    """Password hash and one-time link of an account."""
    return store.first("SELECT * FROM login WHERE person_uid = :uid", uid=person_uid)


def write_login(store: Store, person_uid: str, **values: Any) -> None:
    """Set password hash or one-time link; other columns keep their value."""
    columns = ("password_hash", "link_hash", "link_until")
    row = {c: values[c] for c in columns if c in values}
    with store.atomic():
        store.run(
            "INSERT INTO login (person_uid) VALUES (:uid) ON CONFLICT (person_uid) DO NOTHING",
            uid=person_uid,
        )
        sets = ", ".join(f"{c} = :{c}" for c in row)
        store.run(f"UPDATE login SET {sets} WHERE person_uid = :uid", uid=person_uid, **row)  # noqa: S608


def person_of_link(store: Store, link_hash: str, now: str) -> Row | None:
    """Whose unused, unexpired one-time link that is."""
    return store.first(
        "SELECT p.* FROM login l JOIN person p ON p.uid = l.person_uid"
        " WHERE l.link_hash = :link AND l.link_until > :now AND p.is_active = 1",
        link=link_hash,
        now=now,
    )


def open_session(store: Store, **row: Any) -> None:
    """Keep a session: uid, token_hash, person_uid, kind, device, created_at, expires_at."""
    with store.atomic():
        store.run(
            "INSERT INTO session (uid, token_hash, person_uid, kind, device, created_at,"
            " seen_at, expires_at) VALUES (:uid, :token_hash, :person_uid, :kind, :device,"
            " :created_at, :created_at, :expires_at)",
            **row,
        )


_LIVE = (
    "SELECT s.uid, s.kind, s.seen_at, p.uid AS person_uid, p.name, p.role, i.full_name"
    " FROM session s JOIN person p ON p.uid = s.person_uid"
    " LEFT JOIN identity i ON i.subject_uid = p.uid"
    " WHERE s.revoked_at IS NULL AND s.expires_at > :now AND p.is_active = 1"
)


def find_session(store: Store, uid: str, now: str) -> Row | None:
    """A browser session that still stands, with its person."""
    return store.first(f"{_LIVE} AND s.uid = :uid AND s.kind = 'browser'", uid=uid, now=now)


def find_token(store: Store, token_hash: str, kind: str, now: str) -> Row | None:
    """A token session (program or calendar) that still stands, with its person."""
    return store.first(
        f"{_LIVE} AND s.token_hash = :hash AND s.kind = :kind", hash=token_hash, kind=kind, now=now
    )


def list_sessions(store: Store, person_uid: str) -> list[Row]:
    """A person's sessions that were not ended."""
    return store.query(
        "SELECT uid, kind, device, created_at, seen_at, expires_at FROM session"
        " WHERE person_uid = :uid AND revoked_at IS NULL ORDER BY created_at DESC",
        uid=person_uid,
    )


def revoke_session(store: Store, uid: str, person_uid: str, now: str) -> bool:
    """End one session of a person; whether there was one."""
    with store.atomic():
        return bool(
            store.query(
                "UPDATE session SET revoked_at = :now"
                " WHERE uid = :uid AND person_uid = :person AND revoked_at IS NULL RETURNING uid",
                uid=uid,
                person=person_uid,
                now=now,
            )
        )


def revoke_all(store: Store, person_uid: str, now: str, kind: str = "") -> None:
    """End every session of a person, or every one of a kind."""
    with store.atomic():
        store.run(
            "UPDATE session SET revoked_at = :now WHERE person_uid = :person"
            " AND revoked_at IS NULL AND (:kind = '' OR kind = :kind)",
            person=person_uid,
            now=now,
            kind=kind,
        )


def as_who(row: Row) -> Who:
    """The person behind a session row."""
    return Who(row["person_uid"], row["name"], row["role"])
