"""Open cases with their holder, clock, last explanation and open question, on any day."""

from clearance.rules.basics.actors import Who
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.intervals import open_kind
from clearance.store.engine.scope import bounds, within

#: Households and graves as one list of cases.
CASES = (
    "SELECT 'household' AS subject, uid, code, unit_uid, village AS place, next_step, kind,"
    " chainage_m FROM household UNION ALL"
    " SELECT 'grave', uid, code, unit_uid, cemetery, next_step, kind, chainage_from_m FROM grave"
)
_OPEN = f"""SELECT c.subject, c.uid, c.code, c.place, c.chainage_m, i.full_name, i.address,
 u.code AS commune_code, u.name AS commune, t.seq AS turn_seq, t.holder_kind, t.holder_uid,
 t.since, t.why AS turn_why, t.due_on AS turn_due_on, t.due_basis AS turn_due_basis,
 p.name AS officer_login, COALESCE(o.full_name, p.name, t.holder_uid) AS officer,
 COALESCE(d.step, CASE WHEN :is_today = 1 THEN c.next_step END) AS next_step,
 d.opened_on, d.first_due_on, d.basis, d.source,
 COALESCE(e.new_due_on, CASE WHEN :is_today = 1 THEN d.due_on ELSE d.first_due_on END) AS due_on,
 e.category, e.why AS explanation, e.new_due_on, e.recorded_at AS explained_at,
 COALESCE(ei.full_name, ep.name, e.who) AS explained_by,
 a.uid AS ask_uid, a.kind AS ask_kind, a.asked_at, a.due_on AS ask_due_on, a.why AS ask_why,
 {open_kind("c.uid")} AS reason
FROM turn t JOIN ({CASES}) c ON c.uid = t.subject_uid
LEFT JOIN identity i ON i.subject_uid = c.uid LEFT JOIN unit u ON u.uid = c.unit_uid
LEFT JOIN person p ON p.uid = t.holder_uid LEFT JOIN identity o ON o.subject_uid = t.holder_uid
LEFT JOIN deadline d ON d.subject_uid = c.uid AND d.opened_seq <= :head
  AND (d.closed_seq IS NULL OR d.closed_seq > :head)
LEFT JOIN explanation e ON e.seq = (SELECT MAX(x.seq) FROM explanation x
  WHERE x.subject_uid = c.uid AND x.step = d.step AND x.seq > d.opened_seq AND x.seq <= :head)
LEFT JOIN person ep ON ep.uid = e.who LEFT JOIN identity ei ON ei.subject_uid = e.who
LEFT JOIN ask a ON a.seq = (SELECT MAX(y.seq) FROM ask y WHERE y.subject_uid = c.uid
  AND y.seq <= :head AND (y.answered_seq IS NULL OR y.answered_seq > :head))
WHERE t.since < :until AND (t.until IS NULL OR t.until >= :until) AND {{within}}
ORDER BY c.code, d.opened_seq"""  # noqa: S608 – constant parts
#: The turn a clock counts for: the last begun before its first due day was over, and before the
#: change that closed it. 17:00 UTC is midnight in Viet Nam.
_COUNTS = (
    "(SELECT MAX(x.seq) FROM turn x WHERE x.subject_uid = d.subject_uid"
    " AND x.seq < COALESCE(d.closed_seq, :head + 1)"
    " AND x.since < COALESCE(d.first_due_on, '9999-12-31') || 'T17:00:00.000Z')"
)

#: Clocks closed by a day as known then, but for those undone.
_CLOSED = (
    "opened_seq <= :head AND opened_on <= :as_of AND closed_seq <= :head AND closed_on <= :as_of"
    " AND COALESCE(closed_by, '') NOT IN ('withdrawn', 'revised')"
)


def head_at(store: Store, until: str) -> int:
    """Number of the last journal row recorded before an instant."""
    return int(
        store.value("SELECT COALESCE(MAX(seq), 0) FROM change WHERE recorded_at < :at", at=until)
    )


def list_open(store: Store, who: Who, today: str, as_of: str, until: str) -> list[Row]:
    """Every open case of the person's area at the end of a day: who has it, which clock runs.

    Personal values are joined here: never ask this for a role that may not see names.
    """
    return store.query(
        _OPEN.format(within=within("c.unit_uid")),
        as_of=as_of,
        until=until,
        head=head_at(store, until),
        is_today=int(as_of >= today),
        **bounds(who, today),
    )


def list_clocks(store: Store, who: Who, today: str, as_of: str, until: str) -> list[Row]:
    """Every clock of the area opened by a day, with whom it counts for; undone ones left out."""
    head = head_at(store, until)
    return store.query(
        "SELECT d.subject, d.subject_uid, d.step, d.opened_on, d.first_due_on, d.due_on, d.basis,"  # noqa: S608
        " CASE WHEN d.closed_seq <= :head AND d.closed_on <= :as_of THEN d.closed_on END"
        " AS closed_on, c.code, u.code AS commune_code, u.name AS commune, t.holder_kind,"
        " t.holder_uid, p.name AS officer_login,"
        " COALESCE(o.full_name, p.name, t.holder_uid) AS officer"
        f" FROM deadline d JOIN ({CASES}) c ON c.uid = d.subject_uid"
        " LEFT JOIN unit u ON u.uid = c.unit_uid"
        f" LEFT JOIN turn t ON t.seq = COALESCE({_COUNTS},"
        " (SELECT MIN(z.seq) FROM turn z WHERE z.subject_uid = d.subject_uid))"
        " LEFT JOIN person p ON p.uid = t.holder_uid"
        " LEFT JOIN identity o ON o.subject_uid = t.holder_uid"
        " WHERE d.opened_seq <= :head AND d.opened_on <= :as_of"
        " AND COALESCE(d.closed_by, '') NOT IN ('withdrawn', 'revised')"
        f" AND {within('c.unit_uid')} ORDER BY d.opened_seq, c.code",
        as_of=as_of,
        head=head,
        **bounds(who, today),
    )


def count_closed(store: Store, as_of: str, until: str) -> list[Row]:
    """Closed clocks of each step, and the sum of the rows that closed them.

    Closing a clock, opening it again and closing it otherwise each change one of the two.
    """
    return store.query(
        "SELECT subject, step, COUNT(*) AS clocks, SUM(closed_seq) AS closings FROM deadline"  # noqa: S608
        f" WHERE subject IN ('household', 'grave') AND {_CLOSED} GROUP BY subject, step",
        as_of=as_of,
        head=head_at(store, until),
    )


def list_closed(
    store: Store, who: Who, today: str, as_of: str, until: str, step: tuple[str, str], first: str
) -> list[Row]:
    """Clocks of one step (subject, code) in the area closed from a day on."""
    return store.query(
        "SELECT u.code AS commune_code, d.opened_on, d.first_due_on, d.closed_on"  # noqa: S608
        " FROM (SELECT * FROM deadline WHERE subject = :subject AND step = :step"
        f" AND closed_on >= :first AND {_CLOSED}) d"
        f" JOIN {step[0]} c ON c.uid = d.subject_uid LEFT JOIN unit u ON u.uid = c.unit_uid"
        f" WHERE {within('c.unit_uid')}",
        subject=step[0],
        step=step[1],
        first=first,
        as_of=as_of,
        head=head_at(store, until),
        **bounds(who, today),
    )


def list_turns(store: Store, who: Who, today: str, until: str) -> list[Row]:
    """Every turn of the area begun before an instant, case by case, oldest first."""
    return store.query(
        "SELECT t.*, c.code, u.code AS commune_code, p.name AS officer_login,"  # noqa: S608
        " CASE WHEN t.seq = (SELECT MAX(x.seq) FROM turn x WHERE x.subject_uid = t.subject_uid)"
        " THEN 1 ELSE 0 END AS is_last"
        f" FROM turn t JOIN ({CASES}) c ON c.uid = t.subject_uid"
        " LEFT JOIN unit u ON u.uid = c.unit_uid LEFT JOIN person p ON p.uid = t.holder_uid"
        f" WHERE t.since < :until AND {within('c.unit_uid')} ORDER BY t.subject_uid, t.seq",
        until=until,
        **bounds(who, today),
    )


def list_explanations(store: Store, who: Who, today: str, since: str, until: str) -> list[Row]:
    """Explanations recorded in the area between two instants, newest first."""
    return store.query(
        "SELECT e.*, c.code, u.code AS commune_code, u.name AS commune, p.name AS who_login,"  # noqa: S608
        " COALESCE(i.full_name, p.name, e.who) AS who_name"
        f" FROM explanation e JOIN ({CASES}) c ON c.uid = e.subject_uid"
        " LEFT JOIN unit u ON u.uid = c.unit_uid LEFT JOIN person p ON p.uid = e.who"
        " LEFT JOIN identity i ON i.subject_uid = e.who"
        " WHERE e.recorded_at >= :since AND e.recorded_at < :until"
        f" AND {within('c.unit_uid')} ORDER BY e.seq DESC",
        since=since,
        until=until,
        **bounds(who, today),
    )
