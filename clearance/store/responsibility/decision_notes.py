"""Decision notes: what stands of each on a day, and all that was said of it, by whom."""

from collections.abc import Mapping
from typing import Any

from clearance.rules.basics.actors import Who
from clearance.rules.basics.days import from_stamp, local_day
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.scope import bounds, within
from clearance.store.journal.remarks import opened

#: Roles that read notes at all, and those that read the ones about no one commune.
READERS, OF_THE_PROJECT = ("cadre", "leader", "office", "admin"), ("leader", "office", "admin")
_SEEN = (
    ":reads = 1 AND (n.author_uid = :who OR (n.unit_uid IS NULL AND :of_project = 1)"
    f" OR {within('n.unit_uid')})"
)
_LAST = "(SELECT MAX(x.seq) FROM note_word x WHERE x.note_uid = n.uid AND x.on_day <= :as_of"
_CODES = ("household", "grave", "segment", "unit")
_ABOUT = "CASE n.subject {} END AS about_code".format(
    " ".join(
        f"WHEN '{name}' THEN (SELECT t.code FROM {name} t WHERE t.uid = n.subject_uid)"  # noqa: S608
        for name in _CODES
    )
)
_NOTES = (
    "SELECT n.uid, n.project_uid, n.version, n.code, n.subject, n.subject_uid, n.unit_uid,"  # noqa: S608
    " n.author_uid, n.written_on, n.title, n.facts_known, n.doubt, n.options, n.chosen, n.reason,"
    " COALESCE(n.is_pilot, 0) AS is_pilot, u.code AS commune_code, u.name AS commune,"
    f" {_ABOUT}, a.name AS author_login, COALESCE(ai.full_name, a.name) AS author,"
    " a.role AS author_role, w.fact AS word, w.on_day AS word_on, w.who AS word_by,"
    " v.result AS result, v.review_on AS review_on, v.on_day AS reviewed_on FROM decision_note n"
    " LEFT JOIN unit u ON u.uid = n.unit_uid LEFT JOIN person a ON a.uid = n.author_uid"
    " LEFT JOIN identity ai ON ai.subject_uid = n.author_uid"
    f" LEFT JOIN note_word w ON w.seq = {_LAST} AND x.fact IN ('endorsed', 'not_endorsed'))"
    f" LEFT JOIN note_word v ON v.seq = {_LAST} AND x.fact IN ('registered', 'reviewed'))"
    f" WHERE n.written_on <= :as_of AND {_SEEN}"
)


def _asker(who: Who, today: str) -> dict[str, Any]:
    return {
        "reads": int(who.role in READERS),
        "of_project": int(who.role in OF_THE_PROJECT),
        **bounds(who, today),
    }


def list_notes(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """Notes the person may read, as they stood on a day, newest first."""
    order = " ORDER BY n.written_on DESC, n.code DESC"
    return store.query(_NOTES + order, as_of=as_of, **_asker(who, today))


def list_of_case(store: Store, who: Who, today: str, as_of: str, subject_uid: str) -> list[Row]:
    """The notes about one case, newest first."""
    sql = f"{_NOTES} AND n.subject_uid = :subject_uid ORDER BY n.written_on DESC, n.code DESC"
    return store.query(sql, subject_uid=subject_uid, as_of=as_of, **_asker(who, today))


def find_note(store: Store, who: Who, today: str, as_of: str, code: str) -> Row | None:
    """The note of that code as it stood on a day, if the person may read it."""
    return store.first(f"{_NOTES} AND n.code = :code", code=code, as_of=as_of, **_asker(who, today))


def is_seen(store: Store, who: Who, today: str, uid: str) -> bool:
    """Whether the person may read that note."""
    sql = f"SELECT 1 FROM decision_note n WHERE n.uid = :uid AND {_SEEN}"  # noqa: S608
    return store.first(sql, uid=uid, **_asker(who, today)) is not None


def add_word(store: Store, entry: Mapping[str, Any]) -> None:
    """Keep what was said of a note, on the day it was recorded, beside what was said before."""
    store.run(
        "INSERT INTO note_word (seq, note_uid, fact, who, on_day, result, review_on)"
        " SELECT CAST(:seq AS INTEGER), uid, CAST(:fact AS TEXT), CAST(:who AS TEXT),"
        " CAST(:day AS TEXT), result, review_on FROM decision_note WHERE uid = :uid",
        seq=entry["seq"],
        fact=entry["fact"],
        who=entry["who"],
        uid=entry["subject_uid"],
        day=local_day(from_stamp(entry["recorded_at"])),
    )


def last_word(store: Store, uid: str) -> Row | None:
    """What was said last of a note."""
    sql = "SELECT * FROM note_word WHERE note_uid = :uid ORDER BY seq DESC LIMIT 1"
    return store.first(sql, uid=uid)


def list_said(store: Store, subject_uid: str, until: str) -> list[Row]:
    """All that was said of a note or a request before an instant, in order, with names."""
    return opened(
        store,
        store.query(
            "SELECT c.seq, c.uid, c.subject, c.fact, c.patch, c.why, c.recorded_at, w.role,"
            " COALESCE(i.full_name, w.name, c.who) AS who_name FROM change c"
            " LEFT JOIN person w ON w.uid = c.who LEFT JOIN identity i ON i.subject_uid = c.who"
            " WHERE c.subject_uid = :uid AND c.standing = 'accepted' AND c.recorded_at < :until"
            " ORDER BY c.seq",
            uid=subject_uid,
            until=until,
        ),
    )


def code_of(store: Store, uid: str, subject: str = "decision_note") -> str:
    """The code of a note (or a request) that was just made."""
    return str(store.value(f"SELECT code FROM {subject} WHERE uid = :uid", uid=uid))  # noqa: S608


def count_waiting(store: Store, who: Who, today: str) -> Row:
    """Notes the person may read on which no leader has said a word, and pilots to be reviewed."""
    is_open = (
        "NOT EXISTS (SELECT 1 FROM note_word w WHERE w.note_uid = n.uid"
        " AND w.fact IN ('endorsed', 'not_endorsed'))"
    )
    sql = (
        f"SELECT COALESCE(SUM(CASE WHEN {is_open} THEN 1 ELSE 0 END), 0) AS open,"  # noqa: S608
        " COALESCE(SUM(CASE WHEN n.is_pilot = 1 AND n.review_on <= :today THEN 1 ELSE 0 END), 0)"
        f" AS due FROM decision_note n WHERE {_SEEN}"
    )
    return store.first(sql, **_asker(who, today)) or {}


def next_code(store: Store, subject: str, project_uid: str) -> str:
    """The next number of a project's notes, requests or offerings; none is ever taken away."""
    letters = {"decision_note": "PQ", "request": "DT", "offering": "BG"}[subject]
    known = store.value(
        f"SELECT COUNT(*) FROM {subject} WHERE project_uid = :project",  # noqa: S608
        project=project_uid,
    )
    return f"{letters}-{known + 1:04d}"
