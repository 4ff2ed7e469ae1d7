"""Migrations, forward only, and the triggers and indexes each of them needs again."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import sqlite_utils
from sqlite_utils.migrations import Migrations

from clearance.store.connection import Store

_FOLDER = Path(__file__).with_name("migrations")
#: What differs between engines in the tables' own SQL.
_TOKENS = {
    "{real}": "REAL",
    "{bytes}": "BLOB",
    "{id}": "INTEGER PRIMARY KEY",
    "{strict}": " STRICT",
}


def statements(sql: str) -> Iterator[str]:
    """The single statements of a script; a trigger's body stays in one piece."""
    for token, native in _TOKENS.items():
        sql = sql.replace(token, native)
    for part in re.split(r";[ \t]*\n(?!\s+)", sql):
        if re.sub(r"--[^\n]*", "", part).strip(" ;\n"):
            yield part


def _step(path: Path) -> Callable[[sqlite_utils.Database], None]:
    def apply(db: sqlite_utils.Database) -> None:
        for statement in statements(path.read_text(encoding="utf-8")):
            db.execute(statement)

    return apply


def _migrations() -> Migrations:
    chosen = Migrations("clearance")
    for path in sorted(_FOLDER.glob("[0-9]*.sql")):
        chosen(name=path.stem)(_step(path))
    return chosen


def migrate(store: Store) -> None:
    """Bring the schema up to date under the write lock; safe from several processes."""
    with store.atomic():
        db = store.database
        chosen = _migrations()
        if chosen.pending(db):
            chosen.apply(db)
        ensure_triggers(store)


def ensure_triggers(store: Store) -> None:
    """Make the triggers and search tables anew: sqlite-utils' transform() drops them."""
    script = (_FOLDER / "triggers.sql").read_text(encoding="utf-8")
    for statement in statements(script):
        store.run(statement)
