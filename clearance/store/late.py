"""Cases past their due date: whose they are, who follows them, what stops them."""

from clearance.rules.people import Who
from clearance.store.connection import Row, Store
from clearance.store.scope import bounds, within

_WHO = (
    " u.code AS commune_code, u.name AS commune, p.name AS officer_login,"
    " COALESCE(o.full_name, p.name) AS officer,"
    " (SELECT MIN(b.kind) FROM obstacle b WHERE b.subject_uid = t.uid"
    " AND b.opened_on <= :as_of AND (b.closed_on IS NULL OR b.closed_on > :as_of)) AS reason"
)
_JOINED = (
    " LEFT JOIN unit u ON u.uid = t.unit_uid LEFT JOIN person p ON p.uid = {holder}"
    " LEFT JOIN identity o ON o.subject_uid = p.uid LEFT JOIN identity i ON i.subject_uid = t.uid"
)
#: Kinds of case that carry a due date, with the join that tells who follows them.
_CASES = {
    "household": ("t.holder_uid", ""),
    "grave": ("h.holder_uid", " LEFT JOIN household h ON h.uid = t.household_uid"),
}


def list_due(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """Cases of the person's area whose next step is past due, as they stand today.

    Personal values are joined here: never ask this for a role that may not see names.
    """
    return _each(store, who, today, as_of, "t.cleared_on IS NULL AND t.due_on < :as_of")


def list_open(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """Cases of the person's area not done by an earlier day; their due date is to be derived."""
    return _each(store, who, today, as_of, "(t.cleared_on IS NULL OR t.cleared_on > :as_of)")


def list_steps(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """Steps taken by a day in those cases: subject_uid, step, day."""
    return store.query(
        " UNION ALL ".join(
            f"SELECT s.subject_uid, s.step, s.happened_on FROM {table} t JOIN step_taken s"  # noqa: S608
            " ON s.subject_uid = t.uid AND s.happened_on <= :as_of"
            f" WHERE (t.cleared_on IS NULL OR t.cleared_on > :as_of) AND {within('t.unit_uid')}"
            for table in _CASES
        ),
        as_of=as_of,
        **bounds(who, today),
    )


def _each(store: Store, who: Who, today: str, as_of: str, condition: str) -> list[Row]:
    parts = (
        f"SELECT '{table}' AS subject, t.uid, t.code, i.full_name, t.next_step, t.due_on,{_WHO}"  # noqa: S608
        f" FROM {table} t{join}{_JOINED.format(holder=holder)}"
        f" WHERE {condition} AND {within('t.unit_uid')}"
        for table, (holder, join) in _CASES.items()
    )
    return store.query(" UNION ALL ".join(parts), as_of=as_of, **bounds(who, today))
