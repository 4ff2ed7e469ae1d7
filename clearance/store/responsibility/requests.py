"""Requests of the investor and of enterprises: who holds each on a day, until when, answered."""

from collections.abc import Mapping
from typing import Any

from clearance.rules.basics.actors import Who
from clearance.rules.basics.days import from_stamp, local_day
from clearance.rules.records.requests import HOLDERS
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.scope import bounds, within

#: Roles that read the requests about no one commune.
OF_THE_PROJECT = ("leader", "office", "liaison", "admin")
_SEEN = (
    "(r.holder_uid = :who OR r.asked_by_uid = :who"
    f" OR (r.unit_uid IS NULL AND :of_project = 1) OR {within('r.unit_uid')})"
)
_PLACES = ("package", "segment", "unit")
_PLACE = "CASE r.subject {} END AS place_code".format(
    " ".join(
        f"WHEN '{name}' THEN (SELECT t.code FROM {name} t WHERE t.uid = r.subject_uid)"  # noqa: S608
        for name in _PLACES
    )
)
_NAME = "COALESCE({0}i.full_name, {0}.name)"
_REQUESTS = (
    "SELECT r.uid, r.project_uid, r.version, r.code, r.asker_kind, r.asker, r.question, r.subject,"  # noqa: S608
    " r.subject_uid, r.unit_uid, r.chainage_m, r.asked_on, r.first_due_on, t.holder_uid, t.due_on,"
    " t.due_basis, CASE WHEN t.fact = 'answered' THEN r.answer END AS answer,"
    " CASE WHEN t.fact = 'answered' THEN r.answered_on END AS answered_on,"
    " t.category AS late_category, u.code AS commune_code, u.name AS commune,"
    f" l.code AS alignment, {_PLACE}, h.name AS holder_login, h.role AS holder_role,"
    f" {_NAME.format('h')} AS holder, {_NAME.format('b')} AS asked_by FROM request r"
    " JOIN request_turn t ON t.seq = (SELECT MAX(x.seq) FROM request_turn x"
    " WHERE x.request_uid = r.uid AND x.on_day <= :as_of)"
    " LEFT JOIN unit u ON u.uid = r.unit_uid LEFT JOIN alignment l ON l.uid = r.alignment_uid"
    " LEFT JOIN person h ON h.uid = t.holder_uid"
    " LEFT JOIN identity hi ON hi.subject_uid = t.holder_uid"
    " LEFT JOIN person b ON b.uid = r.asked_by_uid"
    f" LEFT JOIN identity bi ON bi.subject_uid = r.asked_by_uid WHERE {_SEEN}"
)


def _asker(who: Who, today: str) -> dict[str, Any]:
    return {"of_project": int(who.role in OF_THE_PROJECT), **bounds(who, today)}


def list_requests(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """Requests the person may read, as they stood on a day: open ones first, by due date."""
    order = (
        " ORDER BY CASE WHEN t.fact = 'answered' THEN 1 ELSE 0 END,"
        " CASE WHEN t.fact = 'answered' THEN NULL ELSE t.due_on END NULLS LAST,"
        " r.code DESC"
    )
    return store.query(_REQUESTS + order, as_of=as_of, **_asker(who, today))


def find_request(store: Store, who: Who, today: str, as_of: str, code: str) -> Row | None:
    """The request of that code as it stood on a day, if the person may read it."""
    return store.first(
        f"{_REQUESTS} AND r.code = :code", code=code, as_of=as_of, **_asker(who, today)
    )


def is_seen(store: Store, who: Who, today: str, uid: str) -> bool:
    """Whether the person may read that request."""
    sql = f"SELECT 1 FROM request r WHERE r.uid = :uid AND {_SEEN}"  # noqa: S608
    return store.first(sql, uid=uid, **_asker(who, today)) is not None


def add_turn(store: Store, entry: Mapping[str, Any]) -> None:
    """Keep who holds a request from now on and until when, beside the turns before."""
    store.run(
        "INSERT INTO request_turn"
        " (seq, request_uid, fact, who, on_day, holder_uid, due_on, due_basis, category)"
        " SELECT CAST(:seq AS INTEGER), uid, CAST(:fact AS TEXT), CAST(:who AS TEXT),"
        " CAST(:day AS TEXT), holder_uid, due_on, due_basis, late_category"
        " FROM request WHERE uid = :uid",
        seq=entry["seq"],
        fact=entry["fact"],
        who=entry["who"],
        uid=entry["subject_uid"],
        day=local_day(from_stamp(entry["recorded_at"])),
    )


def count_open(store: Store, who: Who, today: str) -> Row:
    """Open requests the person may read: all of them, their own, and the late of each."""
    late, mine = "r.due_on < :today", "r.holder_uid = :who"
    cells = {"n": "1", "late": _one(late), "mine": _one(mine), "mine_late": _one(mine, late)}
    sums = ", ".join(f"COALESCE(SUM({sql}), 0) AS {name}" for name, sql in cells.items())
    sql = f"SELECT {sums} FROM request r WHERE r.answered_on IS NULL AND {_SEEN}"  # noqa: S608
    return store.first(sql, **_asker(who, today)) or {}


def _one(*conditions: str) -> str:
    return f"CASE WHEN {' AND '.join(conditions)} THEN 1 ELSE 0 END"


def holds_open(store: Store, person_uid: str) -> bool:
    """Whether somebody still holds a request that is not answered."""
    sql = "SELECT 1 FROM request WHERE holder_uid = :uid AND answered_on IS NULL LIMIT 1"
    return store.first(sql, uid=person_uid) is not None


def names_of(store: Store, uid: str) -> dict[str, str]:
    """The people who have held a request, by uid."""
    rows = store.query(
        "SELECT DISTINCT t.holder_uid, COALESCE(i.full_name, p.name) AS name FROM request_turn t"
        " JOIN person p ON p.uid = t.holder_uid LEFT JOIN identity i ON i.subject_uid = p.uid"
        " WHERE t.request_uid = :uid",
        uid=uid,
    )
    return {row["holder_uid"]: row["name"] for row in rows}


def list_officers(store: Store) -> list[Row]:
    """Everybody at work who can hold a request: office and leaders before cadres."""
    roles = ", ".join(f"'{role}'" for role in HOLDERS)
    return store.query(
        "SELECT p.uid, p.name, p.role, COALESCE(i.full_name, p.name) AS full_name FROM person p"  # noqa: S608
        " LEFT JOIN identity i ON i.subject_uid = p.uid"
        f" WHERE p.is_active = 1 AND p.role IN ({roles}) ORDER BY p.role DESC, p.name"
    )
