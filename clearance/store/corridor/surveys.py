"""Who declared what surveyed along a road, and whether a project counts it."""

from clearance.rules.records.subjects import BLOCKERS
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.pieces import meets
from clearance.store.journal.remarks import opened


def counted_from(store: Store, project_uid: str) -> str:
    """The day a project began to count surveys; '' for one that does not yet."""
    sql = "SELECT surveys_from FROM project WHERE uid = :uid"
    return store.value(sql, uid=project_uid) or ""


def list_declared(store: Store, alignment_uid: str) -> list[Row]:
    """Declarations along an alignment that were not withdrawn: kind and whole metres."""
    return store.query(
        "SELECT kind, chainage_from_m AS from_m, chainage_to_m AS to_m FROM survey"
        " WHERE alignment_uid = :alignment AND withdrawn_on IS NULL"
        " ORDER BY chainage_from_m, chainage_to_m, uid",
        alignment=alignment_uid,
    )


def first_recorded(store: Store, kind: str, alignment_uid: str, place: tuple[int, int]) -> str:
    """The code of the first thing of a kind on a place [from, to), '' without one."""
    if kind not in BLOCKERS:
        raise KeyError(kind)
    return (
        store.value(
            f"SELECT t.code FROM {kind} t WHERE t.alignment_uid = :alignment"  # noqa: S608
            f" AND {meets(store, 't')} ORDER BY t.chainage_from_m, t.code LIMIT 1",
            alignment=alignment_uid,
            from_m=place[0],
            to_m=place[1],
        )
        or ""
    )


_NAMED = (
    " COALESCE(i.full_name, w.name) AS who FROM change c"
    " LEFT JOIN person w ON w.uid = c.who LEFT JOIN identity i ON i.subject_uid = w.uid"
)


def list_all(store: Store, alignment_uid: str) -> list[Row]:
    """Every declaration along an alignment, withdrawn ones too, with who spoke last of it."""
    return store.query(
        f"SELECT s.*, s.chainage_from_m AS from_m, s.chainage_to_m AS to_m,{_NAMED}"
        " JOIN survey s ON s.version = c.seq WHERE s.alignment_uid = :alignment"
        " ORDER BY s.chainage_from_m, s.chainage_to_m, s.kind, s.uid",
        alignment=alignment_uid,
    )


def find_survey(store: Store, uid: str) -> Row | None:
    """One declaration."""
    return store.first(
        "SELECT s.*, s.chainage_from_m AS from_m, s.chainage_to_m AS to_m FROM survey s"
        " WHERE s.uid = :uid",
        uid=uid,
    )


def list_said(store: Store, uid: str) -> list[Row]:
    """What was recorded of a declaration, oldest first: fact, day, reason, who."""
    return opened(
        store,
        store.query(
            "SELECT c.seq, c.uid, c.subject, c.fact, c.patch, c.why, c.recorded_at,"
            f" c.happened_on,{_NAMED} WHERE c.subject = 'survey' AND c.subject_uid = :uid"
            " AND c.standing = 'accepted' ORDER BY c.seq",
            uid=uid,
        ),
    )


def is_uncounted(store: Store) -> bool:
    """Whether a project with a road does not count surveys yet."""
    sql = (
        "SELECT 1 FROM alignment a JOIN project p ON p.uid = a.project_uid"
        " WHERE p.surveys_from IS NULL LIMIT 1"
    )
    return bool(store.value(sql))
