"""The seam: query, run, atomic. One connection per thread, for the thread's life."""

import fcntl
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pysqlite3 as sqlite3
import sqlite_utils

Row = dict[str, Any]

_PRAGMAS = """PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0"""


def _as_dict(cursor: Any, values: tuple[Any, ...]) -> Row:
    return {column[0]: value for column, value in zip(cursor.description, values, strict=True)}


class Store:
    """SQLite behind the seam: portable SQL with :named parameters goes in, dicts come out."""

    def __init__(self, path: str | Path, digest_key: bytes = b"") -> None:
        self.path = str(path)
        self.digest_key = digest_key
        self._local = threading.local()

    @property
    def is_memory(self) -> bool:
        """Whether nothing is kept on disk (a replay, a test)."""
        return self.path == ":memory:"

    @property
    def connection(self) -> Any:
        """This thread's connection, opened at its first use."""
        if not hasattr(self._local, "connection"):
            self._local.connection = self._open()
            self._local.depth = 0
        return self._local.connection

    @property
    def database(self) -> sqlite_utils.Database:
        """The same connection as sqlite-utils sees it: schema, search, introspection."""
        return sqlite_utils.Database(self.connection, execute_plugins=False)

    def _open(self) -> Any:
        connection = sqlite3.connect(self.path, timeout=15, isolation_level=None)
        for pragma in _PRAGMAS.split(";"):
            connection.execute(pragma)
        return connection

    def query(self, sql: str, **values: Any) -> list[Row]:
        """All rows of a SELECT."""
        return list(self.stream(sql, **values))

    def stream(self, sql: str, **values: Any) -> Iterator[Row]:
        """Rows one by one; drain it before writing on the same thread."""
        cursor = self.connection.cursor()
        cursor.row_factory = _as_dict
        yield from cursor.execute(sql, values)

    def first(self, sql: str, **values: Any) -> Row | None:
        """The first row, or None."""
        return next(iter(self.query(sql, **values)), None)

    def value(self, sql: str, **values: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.first(sql, **values)
        return next(iter(row.values())) if row else None

    def run(self, sql: str, **values: Any) -> int:
        """Run one statement; gives the number of rows touched."""
        return self.connection.execute(sql, values).rowcount  # type: ignore[no-any-return]

    def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run one statement for each row."""
        self.connection.executemany(sql, rows)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """One transaction; inside another one, a part of it. Writers queue on a lock file."""
        connection = self.connection
        if self._local.depth:
            yield
            return
        with self._turn():
            connection.execute("BEGIN IMMEDIATE")
            self._local.depth = 1
            try:
                yield
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._local.depth = 0

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """First come, first served between processes: SQLite's own back-off is unfair."""
        if self.is_memory:
            yield
            return
        with Path(self.path + ".lock").open("a") as queue:
            fcntl.flock(queue, fcntl.LOCK_EX)
            yield

    def close(self) -> None:
        """Close this thread's connection."""
        if hasattr(self._local, "connection"):
            self._local.connection.close()
            del self._local.connection


def open_store(path: str | Path, digest_key: bytes = b"") -> Store:
    """A store at that path, migrated to the newest schema."""
    from clearance.store.schema import migrate

    store = Store(path, digest_key)
    migrate(store)
    return store
