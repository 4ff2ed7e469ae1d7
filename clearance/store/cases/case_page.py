"""One case in full: its row with names, its steps, its reports, its evidence."""

from typing import Any

from clearance.rules.basics.actors import Who
from clearance.rules.records.subjects import PERSONAL
from clearance.store.cases.named_holder import holder_sql
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.scope import bounds, within
from clearance.store.journal.remarks import WHY, opened

_PERSONAL = ", ".join(f"i.{name}" for name in PERSONAL)
_NAME = "COALESCE(i.full_name, w.name, {who})"


def find_case(store: Store, subject: str, who: Who, today: str, code: str) -> Row | None:
    """A thing of the person's area by its code (or uid), with unit, holder and names."""
    owner = "c.uid" if subject in ("household", "utility") else "c.household_uid"
    return store.first(
        "SELECT c.*, u.name AS unit_name, u.code AS unit_code, p.name AS holder_login,"  # noqa: S608
        " COALESCE(pi.full_name, p.name) AS holder, h.code AS household_code,"
        " hi.full_name AS household_name, h.stage AS household_stage,"
        f" {_PERSONAL} FROM {subject} c LEFT JOIN household h ON h.uid = {owner}"
        " LEFT JOIN unit u ON u.uid = c.unit_uid"
        f" LEFT JOIN person p ON p.uid = {holder_sql(subject, 'c')}"
        " LEFT JOIN identity pi ON pi.subject_uid = p.uid"
        " LEFT JOIN identity hi ON hi.subject_uid = h.uid"
        " LEFT JOIN identity i ON i.subject_uid = c.uid"
        f" WHERE (c.code = :code OR c.uid = :code) AND {within('c.unit_uid')}",
        code=code,
        **bounds(who, today),
    )


def list_namesakes(store: Store, subject: str, who: Who, today: str, code: str) -> list[Row]:
    """Things of the person's area with the same code, one a project: uid and project_uid."""
    return store.query(
        f"SELECT c.uid, c.project_uid FROM {subject} c"  # noqa: S608
        f" WHERE c.code = :code AND {within('c.unit_uid')} ORDER BY c.project_uid",
        code=code,
        **bounds(who, today),
    )


def list_taken(store: Store, subject_uid: str, as_of: str) -> list[Row]:
    """The steps taken up to a day, with who recorded them and their evidence."""
    return store.query(
        f"SELECT s.*, {_NAME.format(who='s.who')} AS who_name, c.uid AS change_uid,"  # noqa: S608
        f" c.evidence, {WHY}, c.subject AS source FROM step_taken s"
        " LEFT JOIN change c ON c.seq = s.seq LEFT JOIN person w ON w.uid = s.who"
        " LEFT JOIN identity i ON i.subject_uid = s.who"
        " WHERE s.subject_uid = :uid AND s.happened_on <= :as_of ORDER BY s.happened_on, s.seq",
        uid=subject_uid,
        as_of=as_of,
    )


def list_reports(store: Store, subject_uid: str, until: str, most: int = 200) -> list[Row]:
    """All that was reported of a case and its obstacles before an instant, newest first."""
    return opened(
        store,
        store.query(
            f"SELECT c.*, {_NAME.format(who='c.who')} AS who_name FROM change c"  # noqa: S608
            " LEFT JOIN person w ON w.uid = c.who LEFT JOIN identity i ON i.subject_uid = c.who"
            " WHERE (c.subject_uid = :uid OR c.subject_uid IN"
            " (SELECT uid FROM obstacle WHERE subject_uid = :uid)) AND c.recorded_at < :until"
            " ORDER BY c.seq DESC LIMIT :most",
            uid=subject_uid,
            until=until,
            most=most,
        ),
    )


def list_obstacles(store: Store, subject_uid: str, as_of: str) -> list[Row]:
    """Obstacles known on a day, open ones first, with who reported them and why."""
    return store.query(
        "SELECT o.uid, o.kind, o.opened_on, CASE WHEN o.closed_on <= :as_of THEN o.closed_on"  # noqa: S608
        f" END AS closed_on, {WHY}, c.evidence, {_NAME.format(who='c.who')} AS who_name"
        " FROM obstacle o LEFT JOIN change c ON c.subject_uid = o.uid AND c.fact = 'opened'"
        " AND c.standing = 'accepted' LEFT JOIN person w ON w.uid = c.who"
        " LEFT JOIN identity i ON i.subject_uid = c.who"
        " WHERE o.subject_uid = :uid AND o.opened_on <= :as_of"
        " ORDER BY CASE WHEN o.closed_on <= :as_of THEN 1 ELSE 0 END, o.opened_on DESC",
        uid=subject_uid,
        as_of=as_of,
    )


#: Things with a unit that evidence can be about; an obstacle has one of its own.
_PLACED = (
    *((name, "uid") for name in ("household", "parcel", "structure", "utility", "grave")),
    ("obstacle", "uid"),
    ("retired", "subject_uid"),
)


def is_evidence_in_area(store: Store, who: Who, today: str, sha256: str, of: str = "") -> bool:
    """Whether a file belongs to a report about something in the person's area.

    `of` names the thing it is looked for at; without it the whole journal is read. A report that
    does not stand shows nothing unless whoever made it sent the file; one taken from another
    office shows nothing, its files stayed there.
    """
    places = " UNION ALL ".join(
        f"SELECT {uid} FROM {table} WHERE {within('unit_uid')}"  # noqa: S608 – constant names
        for table, uid in _PLACED
    )
    at = "c.subject_uid = :of AND" if of else ""
    values: dict[str, Any] = {"of": of} if of else {}
    sql = (
        f"SELECT 1 FROM change c WHERE {at} c.evidence LIKE :file"  # noqa: S608
        f" AND c.subject_uid IN ({places}) AND (c.standing = 'accepted' OR EXISTS (SELECT 1"
        " FROM evidence_sender e WHERE e.sha256 = :sha256 AND e.person_uid = c.who))"
        " AND NOT EXISTS (SELECT 1 FROM origin o WHERE o.seq = c.seq) LIMIT 1"
    )
    values |= {"file": f'%"{sha256}"%', "sha256": sha256}
    return store.first(sql, **values, **bounds(who, today)) is not None


def change_uid(store: Store, seq: int) -> str | None:
    """The identifier of a journal row."""
    uid = store.value("SELECT uid FROM change WHERE seq = :seq", seq=seq)
    return str(uid) if uid else None
