"""A whole database from one engine to the other, in one transaction, compared at the end."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from clearance.rules.subjects import SUBJECTS
from clearance.store import changes
from clearance.store.connection import Row, Store, open_store

#: Every table that is kept, with the columns that name a row. What is derived from them
#: (boxes, search index) each engine makes itself.
TABLES = {
    "change": "seq", "step_taken": "subject_uid, step", "promise": "seq",
    "identity": "subject_uid", "evidence": "sha256", "shape": "id", "search_text": "id",
    "login": "person_uid", "session": "uid", "meta": "name", **dict.fromkeys(SUBJECTS, "uid"),
}  # fmt: skip
_NUMBERED = ("shape", "search_text")


Tick = Callable[[int], None]


class NotEqual(Exception):
    """What was written is not what was read; nothing was kept."""


class NotEmpty(Exception):
    """A target that holds something of its own."""


def count_rows(store: Store) -> int:
    """Rows in all tables."""
    return sum(store.value(f"SELECT COUNT(*) FROM {table}") for table in TABLES)  # noqa: S608


def move(source: Store, target: Store, tick: Tick) -> bool:
    """Fill an empty target with all there is; False when it already holds just that.

    Nobody writes to the source meanwhile. Interrupted, nothing was moved: run it again.
    Raises NotEmpty when the target holds anything else, NotEqual when the copy is not exact.
    """
    if count_rows(target):
        if differing(source, target):
            raise NotEmpty
        return False
    with source.atomic(), target.atomic():
        copy_all(source, target, tick)
    return True


def move_to_file(source: Store, path: Path, tick: Tick) -> bool:
    """The same into a SQLite file, whose name appears when it is whole."""
    if path.exists():
        return move(source, open_store(path), tick)
    draft = path.with_name(f"{path.name}.moving")
    remove(draft)
    with source.atomic():
        write_file(source, draft, tick)
    draft.rename(path)
    return True


def write_file(source: Store, path: Path, tick: Tick = lambda _: None) -> None:
    """Everything as it stands at one moment, in a new SQLite file; writers go on meanwhile."""
    target = open_store(path, source.digest_key)
    with source.atomic(reads_only=True):
        copy_all(source, target, tick)
    target.run("PRAGMA wal_checkpoint(TRUNCATE)")
    target.close()
    remove(path, "-wal", "-shm", ".lock")


def remove(path: Path, *suffixes: str) -> None:
    """Take away a SQLite file with what SQLite and our queue of writers keep beside it."""
    for suffix in suffixes or ("", "-wal", "-shm", ".lock"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def replace_all(path: Path, server: Store) -> None:
    """Put what a SQLite file holds in place of all a server holds, in one transaction."""
    source = open_store(path)
    with source.atomic(reads_only=True), server.atomic():
        server.run("ALTER TABLE change DISABLE TRIGGER USER")
        server.run(f"TRUNCATE {', '.join(TABLES)}")
        server.run("ALTER TABLE change ENABLE TRIGGER USER")
        copy_all(source, server, lambda _: None)
    source.close()


def copy_all(source: Store, target: Store, tick: Tick) -> None:
    """Fill the empty tables of a target; raises NotEqual and keeps nothing.

    The caller holds the source still (`atomic`).
    """
    with target.atomic():
        for table, key in TABLES.items():
            _copy(source, target, table, key, tick)
        _follow_numbers(target)
        unlike = differing(source, target)
        if unlike:
            raise NotEqual(", ".join(unlike))


def _copy(source: Store, target: Store, table: str, key: str, tick: Tick) -> None:
    rows = _rows(source, table, key)
    first = next(rows, None)
    if first is not None:
        columns = tuple(first)
        target.load(table, columns, _ticked(first, rows, tick))


def _ticked(first: Row, rows: Iterator[Row], tick: Tick) -> Iterator[tuple[Any, ...]]:
    tick(1)
    yield tuple(first.values())
    for row in rows:
        tick(1)
        yield tuple(row.values())


def _rows(store: Store, table: str, key: str) -> Iterator[Row]:
    return store.stream(f"SELECT * FROM {table} ORDER BY {key}")  # noqa: S608 – own names


def _follow_numbers(store: Store) -> None:
    """A server's own numbering goes on after the rows that came with their numbers."""
    if store.engine == "postgresql":
        for table in _NUMBERED:
            store.query(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'),"  # noqa: S608
                f" COALESCE(MAX(id), 0) + 1, false) FROM {table}"
            )


def differing(source: Store, target: Store) -> list[str]:
    """Tables that do not hold the same values, and the journal when its chain does not hold."""
    found = [t for t, key in TABLES.items() if _sum(source, t, key) != _sum(target, t, key)]
    broken = changes.head(source) != changes.head(target) or changes.broken_links(target)
    return found + (["journal"] if broken else [])


def _sum(store: Store, table: str, key: str) -> tuple[int, str]:
    """How many rows, and one hash over every value of them in order."""
    count, total = 0, hashlib.sha256()
    for row in _rows(store, table, key):
        count += 1
        total.update(repr(sorted(row.items())).encode())
    return count, total.hexdigest()
