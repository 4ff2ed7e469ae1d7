"""Migrations, forward only, and the triggers and indexes each of them needs again."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from clearance.store.engine import dialect, postgis
from clearance.store.engine.connection import Store
from clearance.store.engine.sqlite import SqliteStore
from clearance.store.upgrade import repairs, sealing

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

_FOLDER = Path(__file__).with_name("migrations")
#: What follows the statements of a migration, by its name.
_THEN: dict[str, Callable[[Store], None]] = {
    "0018_remark": sealing.seal_journal,
    "0024_repairs": repairs.repair,
    "0025_case_state": repairs.mark_states,
}
#: Triggers on the journal of a server.
_GUARDS = 3


def statements(sql: str, engine: str = "sqlite") -> Iterator[str]:
    """The single statements of a script; a trigger's body stays in one piece."""
    for part in re.split(r";[ \t]*\n(?!\s+)", dialect.native(engine, sql)):
        if re.sub(r"--[^\n]*", "", part).strip(" ;\n"):
            yield part


def _files() -> list[Path]:
    return sorted(_FOLDER.glob("[0-9]*.sql"))


def _run(store: Store, path: Path) -> None:
    """One migration: its statements, and what only a program can carry over."""
    for statement in statements(path.read_text(encoding="utf-8"), store.engine):
        store.run(statement)
    if path.stem in _THEN:
        _THEN[path.stem](store)


def _step(store: Store, path: Path) -> Callable[["Database"], None]:
    return lambda _: _run(store, path)


def _migrations(store: Store) -> "Migrations":
    from sqlite_utils.migrations import Migrations

    chosen = Migrations("clearance")
    for path in _files():
        chosen(name=path.stem)(_step(store, path))
    return chosen


def migrate(store: Store) -> None:
    """Bring the schema up to date under the write lock; safe from several processes."""
    if isinstance(store, SqliteStore):
        with store.atomic():
            _migrate_file(store)
    elif not _is_current(store):
        with store.atomic():
            _migrate_server(store)


def _migrate_file(store: SqliteStore) -> None:
    if not _is_new_enough(store):  # sqlite-utils brings pandas along: only where it has work
        _migrations(store).apply(store.database)
    ensure_triggers(store)


def _is_new_enough(store: Store) -> bool:
    """Whether a file has every migration that is here."""
    there = "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
    done = "SELECT name FROM _sqlite_migrations WHERE migration_set = 'clearance'"
    names = {row["name"] for row in store.query(done)} if store.value(there) else set()
    return names >= {path.stem for path in _files()}


def _is_current(store: Store) -> bool:
    """Whether a server has it all, guards too: replacing them would wait for every reader."""
    guards = "SELECT COUNT(*) FROM pg_trigger WHERE tgrelid = to_regclass('change')"
    own = " AND NOT tgisinternal AND tgenabled = 'O'"
    return store.value(guards + own) == _GUARDS and not _pending(store)


def _pending(store: Store) -> list[Path]:
    done = {row["name"] for row in store.query("SELECT name FROM migration")}
    return [path for path in _files() if path.stem not in done]


def _migrate_server(store: Store) -> None:
    """The same files on a server, which keeps their names in a table of ours."""
    store.run("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY)")
    pending = _pending(store)
    if pending:
        postgis.drop_views(store)
    for path in pending:
        _run(store, path)
        store.run("INSERT INTO migration (name) VALUES (:name)", name=path.stem)
    ensure_triggers(store)


def ensure_triggers(store: Store) -> None:
    """Make the triggers and search tables anew: sqlite-utils' transform() drops them."""
    script = (_FOLDER / f"{store.engine}.sql").read_text(encoding="utf-8")
    for statement in statements(script, store.engine):
        store.run(statement)
