"""Cases past their due date: whose they are, who follows them, what stops them."""

from clearance.rules.basics.actors import Who
from clearance.rules.records.holders import CASES
from clearance.store.cases.as_of import then
from clearance.store.cases.lateness import is_late, late_from
from clearance.store.cases.named_holder import holder_sql
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.intervals import open_kind
from clearance.store.engine.scope import bounds, within

_WHO = (
    " u.code AS commune_code, u.name AS commune, p.name AS officer_login,"
    " COALESCE(o.full_name, p.name) AS officer,"
    f" {open_kind('t.uid')} AS reason"
)
_JOINED = (
    " LEFT JOIN unit u ON u.uid = t.unit_uid LEFT JOIN person p ON p.uid = {holder}"
    " LEFT JOIN identity o ON o.subject_uid = p.uid LEFT JOIN identity i ON i.subject_uid = t.uid"
)


def list_due(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """Cases of the person's area that are late today.

    Personal values are joined here: never ask this for a role that may not see names.
    """
    parts = (_of(table, is_late("t.uid", "t")) for table in CASES)
    return store.query(" UNION ALL ".join(parts), as_of=as_of, **bounds(who, today))


def list_due_then(store: Store, who: Who, today: str, as_of: str) -> list[Row]:
    """The same cases as they stood on an earlier day."""
    parts = (_of(table, is_late("t.uid"), f" JOIN {then(table, 't.uid')}", "d") for table in CASES)
    return store.query(" UNION ALL ".join(parts), as_of=as_of, **bounds(who, today))


def _of(table: str, condition: str, more: str = "", now: str = "t") -> str:
    """The late cases of one kind; `now` holds the derived columns of the day asked for."""
    return (
        f"SELECT '{table}' AS subject, t.uid, t.code, i.full_name, {now}.next_step, {now}.due_on,"  # noqa: S608
        f" {late_from('t.uid', now)} AS late_from,{_WHO} FROM {table} t{more}"
        f"{_JOINED.format(holder=holder_sql(table, 't'))}"
        f" WHERE {condition} AND {within('t.unit_uid')}"
    )
