"""What leaves an office as whole tables, row after row: state and journal, never `identity`."""

from collections.abc import Iterator, Sequence

from clearance.rules.records.subjects import SUBJECTS
from clearance.store.engine.connection import Row, Store

_LEGAL = ", s.crs AS legal_crs, s.legal_wkb"
_DRAWN = " LEFT JOIN shape s ON s.subject_uid = t.uid"


def count(store: Store, table: str) -> int:
    """How many rows the table holds."""
    return int(store.value(f"SELECT COUNT(*) FROM {table}"))  # noqa: S608 – own names


def stream(
    store: Store, table: str, columns: Sequence[str], key: str, is_drawn: bool = False
) -> Iterator[Row]:
    """Chosen columns of every row in the order of its key, with the legal shape if it has one."""
    chosen = ", ".join(f"t.{name}" for name in columns) + _LEGAL * is_drawn
    source = f"{table} t" + _DRAWN * is_drawn
    ordered = ", ".join(f"t.{name.strip()}" for name in key.split(","))
    return store.stream(f"SELECT {chosen} FROM {source} ORDER BY {ordered}")  # noqa: S608 – own names


def list_drawn(store: Store, table: str, columns: Sequence[str]) -> list[Row]:
    """Chosen columns of every drawn thing with its legal shape and the codes of whose it is."""
    chosen = ", ".join(f"t.{name}" for name in columns)
    unit = "t.unit_uid" if SUBJECTS[table].field("unit_uid") else "NULL"
    return store.query(
        f"SELECT {chosen}, t.project_uid, p.code AS project, u.code AS unit{_LEGAL} FROM {table} t"  # noqa: S608 – own names
        " JOIN shape s ON s.subject_uid = t.uid LEFT JOIN project p ON p.uid = t.project_uid"
        f" LEFT JOIN unit u ON u.uid = {unit} ORDER BY p.code, t.project_uid, t.code"
    )


def list_projects(store: Store) -> list[Row]:
    """Projects this database holds: one in an office, all those taken in a hub."""
    return store.query("SELECT uid, code, name, crs FROM project ORDER BY uid")
