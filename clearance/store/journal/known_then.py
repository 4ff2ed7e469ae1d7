"""A state folded from the journal as far as an earlier day, for the readers of today.

What is not in the fold comes from the live database as temporary tables that take the place of
those of the same name: journal rows and texts of that time; names, areas and files of today.
"""

from clearance.store.engine.connection import Store

#: Rows of the journal, and those numbered by them, recorded before :ends.
_PAST = {
    "change": "recorded_at < :ends",
    "remark": "seq IN (SELECT seq FROM change WHERE recorded_at < :ends)",
    "origin": "seq IN (SELECT seq FROM change WHERE recorded_at < :ends)",
}
#: Whole tables of today: who reads, what may be seen, what people are called.
_TODAY = ("identity", "person", "scope", "unit", "evidence", "evidence_sender", "meta", "source")
_KEYS = {
    "change": ("seq", "subject_uid, seq", "uid", "about"),
    "remark": ("seq, field",),
    "origin": ("seq",),
    "identity": ("subject_uid",),
    "person": ("uid",),
    "scope": ("person_uid",),
    "unit": ("uid", "parent_uid"),
    "evidence": ("sha256",),
    "evidence_sender": ("sha256",),
}
#: Things whose names are joined only while they lie in the unit in which they lay then.
_NAMED = ("household", "grave")


def count_rows(store: Store, ends: str) -> int:
    """Accepted journal rows recorded before an instant."""
    sql = "SELECT COUNT(*) FROM change WHERE standing = 'accepted' AND recorded_at < :ends"
    return int(store.value(sql, ends=ends))


def newest(store: Store) -> str:
    """When the newest journal row was recorded, '' for an empty journal."""
    return str(store.value("SELECT MAX(recorded_at) FROM change") or "")


def take_past(copy: Store, live: Store, ends: str) -> None:
    """Lay the journal of before an instant over a folded state."""
    for table, condition in _PAST.items():
        _lay(copy, live, table, f" WHERE {condition}", ends=ends)


def take_today(copy: Store, live: Store) -> None:
    """Lay today's names, areas and files over a folded state, in place of those laid before."""
    for table in _TODAY:
        _lay(copy, live, table, "")
    copy.run("DELETE FROM temp.unit WHERE uid NOT IN (SELECT uid FROM main.unit)")
    _hide_moved(copy, live)


def uncover(copy: Store) -> None:
    """Take away what was laid over it, before the fold goes on."""
    for table in (*_PAST, *_TODAY):
        copy.run(f"DROP TABLE IF EXISTS temp.{table}")


def _lay(copy: Store, live: Store, table: str, where: str, **values: str) -> None:
    copy.run(f"DROP TABLE IF EXISTS temp.{table}")
    copy.run(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table} WHERE 1 = 0")  # noqa: S608
    names = tuple(copy.connection.execute(f"SELECT * FROM {table}").description)  # noqa: S608
    columns = tuple(name[0] for name in names)
    rows = live.query(f"SELECT {', '.join(columns)} FROM {table}{where}", **values)  # noqa: S608
    copy.load(table, columns, [[tuple(row.values()) for row in rows]])
    for number, key in enumerate(_KEYS.get(table, ())):
        copy.run(f"CREATE INDEX temp.laid_{table}_{number} ON {table} ({key})")


def _hide_moved(copy: Store, live: Store) -> None:
    """No names of what lies in another unit today: its area is not the one of then."""
    for table in _NAMED:
        sql = f"SELECT uid, unit_uid FROM {table}"  # noqa: S608
        now = {row["uid"]: row["unit_uid"] for row in live.query(sql)}
        moved = [row for row in copy.query(sql) if now.get(row["uid"]) != row["unit_uid"]]
        copy.run_many(
            "DELETE FROM identity WHERE subject_uid = :uid OR subject_uid IN"
            " (SELECT uid FROM member WHERE household_uid = :uid)",
            [{"uid": row["uid"]} for row in moved],
        )
