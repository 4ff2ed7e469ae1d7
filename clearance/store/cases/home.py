"""What each role finds on its first page."""

from clearance.rules.basics.actors import Who
from clearance.store.cases.lateness import is_late, late_from
from clearance.store.cases.named_holder import holder_sql
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.scope import bounds, within
from clearance.store.journal.remarks import WHY

_CASE = (
    "SELECT c.uid, c.code, c.version, {km} AS chainage_m, {place} AS place, c.next_step, c.due_on,"
    " {late_from} AS late_from, c.is_stuck, i.full_name, {name} AS name, {planned} AS planned_on,"
    " (SELECT MIN(o.kind) FROM obstacle o WHERE o.subject_uid = c.uid AND o.closed_on IS NULL)"
    " AS obstacle FROM {table} c LEFT JOIN identity i ON i.subject_uid = c.uid"
    " WHERE c.next_step IS NOT NULL AND c.cleared_on IS NULL"
    " AND ({holder} = :who OR {holder} IS NULL)"
)
_ORDER = " ORDER BY CASE WHEN c.due_on IS NULL THEN 1 ELSE 0 END, late_from, c.due_on, c.code"


def list_my_households(store: Store, who: Who, today: str) -> list[Row]:
    """Open household cases the person holds, and those of their area nobody holds."""
    sql = _CASE.format(
        km="c.chainage_m", place="c.village", name="i.full_name", planned="NULL", **_of("household")
    )
    return store.query(f"{sql} AND {within('c.unit_uid')}{_ORDER}", **bounds(who, today))


def list_my_graves(store: Store, who: Who, today: str) -> list[Row]:
    """Graves not yet moved that the person holds, and those of their area nobody holds."""
    sql = _CASE.format(
        km="c.chainage_from_m",
        place="c.cemetery",
        name="COALESCE(i.deceased_name, i.full_name)",
        planned="c.planned_on",
        **_of("grave"),
    )
    return store.query(f"{sql} AND {within('c.unit_uid')}{_ORDER}", **bounds(who, today))


def _of(subject: str) -> dict[str, str]:
    late = late_from("c.uid", "c")
    return {"table": subject, "holder": holder_sql(subject, "c"), "late_from": late}


def count_next(store: Store, subject: str, who: Who, today: str) -> list[Row]:
    """How many cases wait for each step, and how many of those are late or stuck."""
    return store.query(
        "SELECT c.next_step, COUNT(*) AS n,"  # noqa: S608 – constant names
        f" SUM(CASE WHEN {is_late('c.uid', 'c', ':today')} THEN 1 ELSE 0 END) AS late,"
        f" SUM(c.is_stuck) AS stuck FROM {subject} c WHERE c.next_step IS NOT NULL"
        f" AND {within('c.unit_uid')} GROUP BY c.next_step",
        **bounds(who, today),
    )


def list_held(store: Store, who: Who, today: str, most: int = 20) -> list[Row]:
    """Changes that wait for a person (not for a photo), settled by no later one, newest first."""
    places = " UNION ALL ".join(
        f"SELECT uid, code, unit_uid FROM {table}"  # noqa: S608 – constant names
        for table in ("household", "parcel", "structure", "utility", "grave")
    )
    return store.query(
        "SELECT c.seq, c.uid, c.subject, c.subject_uid, c.fact, c.happened_on, c.recorded_at,"  # noqa: S608
        f" {WHY}, p.code, COALESCE(i.full_name, w.name, c.who) AS who_name FROM change c"
        f" JOIN ({places}) p ON p.uid = c.subject_uid LEFT JOIN person w ON w.uid = c.who"
        " LEFT JOIN identity i ON i.subject_uid = c.who"
        " WHERE c.standing <> 'accepted' AND c.standing = 'held' AND c.reason <> 'photo_awaited'"
        " AND NOT EXISTS (SELECT 1 FROM change x WHERE x.about = c.uid"
        f" AND x.standing = 'accepted') AND {within('p.unit_uid')}"
        " ORDER BY c.seq DESC LIMIT :most",
        most=most,
        **bounds(who, today),
    )


_IMPORTS = (
    "SELECT r.uid, r.target, r.file_name, r.rows, r.account, c.recorded_at,"
    " COALESCE(i.full_name, w.name, c.who) AS who_name FROM import_run r"
    " JOIN change c ON c.seq = r.version LEFT JOIN person w ON w.uid = c.who"
    " LEFT JOIN identity i ON i.subject_uid = c.who"
)


def list_imports(store: Store, most: int = 5) -> list[Row]:
    """The latest imports with who brought them and when."""
    return store.query(f"{_IMPORTS} ORDER BY c.seq DESC LIMIT :most", most=most)


def find_import(store: Store, uid: str) -> Row | None:
    """One import with the account of its file."""
    return store.first(f"{_IMPORTS} WHERE r.uid = :uid", uid=uid)


def measure(store: Store) -> Row:
    """The size of things, for the administrator."""
    return (
        store.first(
            "SELECT (SELECT COUNT(*) FROM change) AS changes,"
            " (SELECT MAX(recorded_at) FROM change) AS last_change,"
            " (SELECT COUNT(*) FROM change WHERE standing = 'refused') AS refused,"
            " (SELECT COUNT(*) FROM evidence) AS files,"
            " (SELECT COALESCE(SUM(size), 0) FROM evidence) AS bytes"
        )
        or {}
    )
