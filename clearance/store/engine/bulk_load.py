"""Bulk load of empty tables: indexes and triggers are dropped and created again at the end."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from clearance.store.engine.connection import Store

#: How each engine drops and makes again what hangs on a table.
_HANGING = {
    "sqlite": "SELECT tbl_name AS held_by, 'DROP ' || type || ' ' || name AS drop_it,"
    " sql AS make_it FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('index', 'trigger')"
    " ORDER BY type, name",
    "postgresql": "SELECT conrelid::regclass::text AS held_by,"
    " format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop_it,"
    " format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,"
    " pg_get_constraintdef(oid)) AS make_it FROM pg_constraint WHERE contype IN ('p', 'u')"
    " AND connamespace = current_schema()::regnamespace UNION ALL"
    " SELECT indrelid::regclass::text, format('DROP INDEX %s', indexrelid::regclass),"
    " pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class c ON c.oid = indrelid"
    " WHERE c.relnamespace = current_schema()::regnamespace"
    " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)",
}
#: What the dropped triggers would have kept, and room to sort in.
_FIRST = {
    "sqlite": (
        "INSERT INTO shape_box SELECT id, min_x, max_x, min_y, max_y FROM shape",
        "INSERT INTO search (search) VALUES ('rebuild')",
    ),
    "postgresql": ("SET LOCAL maintenance_work_mem = '512MB'",),
}
#: What the planner of a server must know of its new rows.
_LAST = {"sqlite": (), "postgresql": ("ANALYZE {tables}",)}


@contextmanager
def loading(store: Store, tables: Collection[str]) -> Iterator[None]:
    """Drop indexes and triggers of empty tables, and create them again when the load is done.

    Use it inside the transaction that fills the tables.
    """
    hanging = [row for row in store.query(_HANGING[store.engine]) if row["held_by"] in tables]
    for row in hanging:
        store.run(row["drop_it"])
    yield
    last = (sql.format(tables=", ".join(tables)) for sql in _LAST[store.engine])
    for sql in (*_FIRST[store.engine], *(row["make_it"] for row in hanging), *last):
        store.run(sql)
