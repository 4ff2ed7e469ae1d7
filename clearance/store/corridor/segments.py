"""Handover segments: what was needed, promised, offered, accepted, by a day."""

from clearance.store.engine.connection import Row, Store
from clearance.store.journal.remarks import opened

_SEGMENTS = (
    "SELECT s.*, s.chainage_from_m AS from_m, s.chainage_to_m AS to_m, k.code AS package,"
    " k.name AS package_name, k.contractor, a.code AS alignment FROM segment s"
    " LEFT JOIN package k ON k.uid = s.package_uid LEFT JOIN alignment a ON a.uid = s.alignment_uid"
)


def list_segments(store: Store) -> list[Row]:
    """Every segment with its package, along the road."""
    order = "a.code NULLS FIRST, s.chainage_from_m NULLS FIRST, s.code"
    return store.query(f"{_SEGMENTS} ORDER BY {order}")


def list_keys(store: Store, subject: str, as_of: str) -> list[Row]:
    """Offers, acceptances and refusals of segments or offerings that stand on a day."""
    return store.query(
        "SELECT subject_uid, step, happened_on FROM step_taken"
        " WHERE subject = :subject AND happened_on <= :as_of",
        subject=subject,
        as_of=as_of,
    )


def list_promises(store: Store, until: str) -> list[Row]:
    """Every promise made before an instant, oldest first, with who answers for it."""
    return store.query(
        "SELECT p.segment_uid, p.promised_on, p.previous_on, p.why, p.recorded_at,"
        " COALESCE(i.full_name, w.name) AS who FROM promise p"
        " LEFT JOIN person w ON w.uid = p.who LEFT JOIN identity i ON i.subject_uid = w.uid"
        " WHERE p.recorded_at < :until ORDER BY p.seq",
        until=until,
    )


def list_turns(store: Store, uid: str, as_of: str) -> list[Row]:
    """Every accepted turn of a key on one segment or offering, oldest first."""
    return opened(
        store,
        store.query(
            "SELECT c.seq, c.uid, c.subject, c.fact,"
            " COALESCE(c.happened_on, SUBSTR(c.recorded_at, 1, 10)) AS on_day, c.recorded_at,"
            " c.why, c.evidence, c.patch,"
            " COALESCE(i.full_name, w.name) AS who, w.role FROM change c"
            " LEFT JOIN person w ON w.uid = c.who LEFT JOIN identity i ON i.subject_uid = w.uid"
            " WHERE c.subject IN ('segment', 'offering') AND c.subject_uid = :uid"
            " AND c.standing = 'accepted'"
            " AND c.fact IN ('offered', 'accepted', 'refused', 'withdrawn')"
            " AND COALESCE(c.happened_on, SUBSTR(c.recorded_at, 1, 10)) <= :as_of ORDER BY c.seq",
            uid=uid,
            as_of=as_of,
        ),
    )
