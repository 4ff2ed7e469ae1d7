"""SQLite behind the seam: the engine of one office, one file."""

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pysqlite3 as sqlite3
import sqlite_utils

from clearance.store.connection import Row, Store

_PRAGMAS = """PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0"""


def _as_dict(cursor: Any, values: tuple[Any, ...]) -> Row:
    return {column[0]: value for column, value in zip(cursor.description, values, strict=True)}


class SqliteStore(Store):
    """One file, one writer at a time, nothing to run beside it."""

    engine = "sqlite"

    @property
    def database(self) -> sqlite_utils.Database:
        """The same connection as sqlite-utils sees it: schema, search, introspection."""
        return sqlite_utils.Database(self.connection, execute_plugins=False)

    def _open(self) -> Any:
        connection = sqlite3.connect(self.path, timeout=15, isolation_level=None)
        for pragma in _PRAGMAS.split(";"):
            connection.execute(pragma)
        return connection

    def stream(self, sql: str, **values: Any) -> Iterator[Row]:
        """Rows one by one; drain it before writing on the same thread."""
        cursor = self.connection.cursor()
        cursor.row_factory = _as_dict
        yield from cursor.execute(sql, values)

    def run(self, sql: str, **values: Any) -> int:
        """Run one statement; gives the number of rows touched."""
        return self.connection.execute(sql, values).rowcount  # type: ignore[no-any-return]

    def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run one statement for each row."""
        self.connection.executemany(sql, rows)

    def load(self, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
        """Write many rows into one table by one prepared statement."""
        places = ", ".join("?" * len(columns))
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
        self.connection.executemany(sql, rows)

    @contextmanager
    def _transaction(self, reads_only: bool) -> Iterator[None]:
        connection = self.connection
        with self._turn(reads_only):
            connection.execute("BEGIN" if reads_only else "BEGIN IMMEDIATE")
            try:
                yield
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _turn(self, reads_only: bool) -> Iterator[None]:
        """First come, first served between processes: SQLite's own back-off is unfair."""
        if self.is_memory or reads_only:
            yield
            return
        with Path(self.path + ".lock").open("a") as queue:
            fcntl.flock(queue, fcntl.LOCK_EX)
            yield
