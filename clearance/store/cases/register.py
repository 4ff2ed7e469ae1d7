"""What a form of the register looks up: codes in use, things by code, what lies beside."""

from clearance.rules.basics.actors import Who
from clearance.rules.records.register import FINDABLE, PROVISIONAL
from clearance.rules.records.subjects import SUBJECTS
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.scope import bounds, within
from clearance.store.journal import remarks

_WHY = remarks.WHY.replace("c.seq", "f.seq")
#: Codes looked at for the next one: the newest.
_MOST = 500


def newest_codes(store: Store, subject: str, project_uid: str) -> list[str]:
    """Codes of a subject, the newest first, those of retired things among them."""
    rows = store.query(
        f"SELECT code, version AS seq FROM {subject} WHERE project_uid = :project"  # noqa: S608
        " UNION ALL SELECT code, seq FROM retired WHERE subject = :subject"
        " AND project_uid = :project ORDER BY seq DESC, code DESC LIMIT :most",
        subject=subject,
        project=project_uid,
        most=_MOST,
    )
    return [row["code"] for row in rows]


def provisional_codes(store: Store, subject: str) -> list[str]:
    """Codes given to found things of a subject, those of retired ones among them."""
    rows = store.query(
        f"SELECT code FROM {subject} WHERE code LIKE :begins"  # noqa: S608 – own names
        " UNION SELECT code FROM retired WHERE subject = :subject AND code LIKE :begins",
        subject=subject,
        begins=f"{PROVISIONAL}%",
    )
    return [row["code"] for row in rows]


def list_unconfirmed(store: Store, who: Who, today: str) -> list[Row]:
    """Things found in the person's area that the office has not confirmed, the newest first."""
    parts = " UNION ALL ".join(
        f"SELECT '{table}' AS subject, c.uid, c.code, c.unit_uid, c.alignment_uid,"  # noqa: S608
        " c.chainage_from_m, c.chainage_to_m, c.side"
        f" FROM {table} c WHERE c.is_unconfirmed = 1 AND {within('c.unit_uid')}"
        for table in FINDABLE
    )
    return store.query(
        "SELECT t.*, u.name AS unit_name, f.seq, f.happened_on, f.recorded_at, f.patch,"  # noqa: S608
        f" f.evidence, i.full_name AS family, {_WHY},"
        " COALESCE(wi.full_name, w.name, f.who) AS who_name"
        f" FROM ({parts}) t JOIN change f ON f.subject_uid = t.uid AND f.fact = 'found'"
        " AND f.standing = 'accepted' LEFT JOIN unit u ON u.uid = t.unit_uid"
        " LEFT JOIN identity i ON i.subject_uid = t.uid"
        " LEFT JOIN person w ON w.uid = f.who LEFT JOIN identity wi ON wi.subject_uid = f.who"
        " ORDER BY f.seq DESC",
        **bounds(who, today),
    )


def find(store: Store, subject: str, who: Who, today: str, code: str) -> Row | None:
    """A thing of the person's area by its code (or uid), with its personal values."""
    area = within("c.unit_uid") if SUBJECTS[subject].field("unit_uid") else "1 = 1"
    return store.first(
        f"SELECT i.*, c.* FROM {subject} c LEFT JOIN identity i ON i.subject_uid = c.uid"  # noqa: S608
        f" WHERE (c.code = :code OR c.uid = :code) AND {area} ORDER BY c.uid",
        code=code,
        **bounds(who, today),
    )


def code_of(store: Store, subject: str, uid: str | None) -> str:
    """The code of a thing, '' without one."""
    return str(
        store.value(f"SELECT code FROM {subject} WHERE uid = :uid", uid=uid)  # noqa: S608
        or ""
    )


def beside(store: Store, subject: str, column: str, owner_uid: str, but: str) -> list[Row]:
    """Packages of an alignment or segments of a package but one: code, from and to (m)."""
    return store.query(
        f"SELECT code, chainage_from_m AS from_m, chainage_to_m AS to_m FROM {subject}"  # noqa: S608
        f" WHERE {column} = :owner AND uid <> :but AND chainage_from_m IS NOT NULL"
        " AND chainage_to_m IS NOT NULL ORDER BY chainage_from_m",
        owner=owner_uid,
        but=but,
    )


def list_packages(store: Store) -> list[Row]:
    """Every package along the road."""
    return store.query("SELECT * FROM package ORDER BY chainage_from_m NULLS FIRST, code")


def count(store: Store, subject: str) -> int:
    """How many things of a subject there are."""
    return int(store.value(f"SELECT COUNT(*) FROM {subject}"))  # noqa: S608 – own names
