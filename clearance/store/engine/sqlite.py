"""SQLite behind the seam: one office, one file."""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pysqlite3 as sqlite3

from clearance.store.engine.connection import BATCH, Batch, Row, Store

if TYPE_CHECKING:
    from sqlite_utils import Database

_PRAGMAS = """PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0;
PRAGMA wal_autocheckpoint=8000"""
#: Rows one connection writes before it carries the log into the file, long before SQLite itself
#: would do it in the middle of a writer's turn.
_CARRIED = 500
#: Prepared statements a connection keeps: more than there are in the program. A cache that is full
#: of often used ones would prepare every other statement again each time.
_STATEMENTS = 1024

_DRAFT = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-524288"


def _make_private(path: str) -> None:
    """A new file is read by its owner alone; SQLite gives its log the same rights."""
    with suppress(OSError):  # it is there, or SQLite says itself why it cannot be made
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


class SqliteStore(Store):
    """A SQLite file: one writer at a time, no server."""

    engine = "sqlite"

    @property
    def database(self) -> "Database":
        """The same connection for sqlite-utils: schema, search, introspection."""
        import sqlite_utils

        return sqlite_utils.Database(self.connection, execute_plugins=False)

    def _open(self) -> Any:
        if not self.is_memory:
            _make_private(self.path)
        connection = sqlite3.connect(
            self.path, timeout=15, isolation_level=None, cached_statements=_STATEMENTS
        )
        self._log_ahead(connection)
        for pragma in _PRAGMAS.split(";"):
            connection.execute(pragma)
        self._local.carried = 0
        return connection

    def _log_ahead(self, connection: Any) -> None:
        """Switch a new file to WAL under the write lock, else a second process fails at once."""
        if connection.execute("PRAGMA journal_mode").fetchall() != [("wal",)]:
            with self._turn(reads_only=False):
                connection.execute("PRAGMA journal_mode=WAL").fetchall()

    def stream(self, sql: str, **values: Any) -> Iterator[Row]:
        """Rows one by one; read them all before writing on the same thread."""
        cursor = self.connection.execute(sql, values)
        names = [column[0] for column in cursor.description or ()]
        for row in cursor:  # a row_factory of ours would ask for the names again at every row
            yield dict(zip(names, row, strict=True))

    def run(self, sql: str, **values: Any) -> None:
        """Run one statement."""
        self.connection.execute(sql, values)

    def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run one statement for each row."""
        self.connection.executemany(sql, rows)

    def batches(self, sql: str) -> Iterator[Batch]:
        """Rows of a SELECT as tuples, BATCH at a time; inside a transaction only."""
        cursor = self.connection.execute(sql)
        while batch := cursor.fetchmany(BATCH):
            yield batch

    def load(self, table: str, columns: tuple[str, ...], batches: Iterable[Batch]) -> None:
        """Write many rows into one table with one prepared statement."""
        places = ", ".join("?" * len(columns))
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
        self.connection.executemany(sql, chain.from_iterable(batches))

    def begin_draft(self) -> None:
        """Turn off durability for a file that is discarded unless it is finished."""
        for pragma in _DRAFT.split(";"):
            self.connection.execute(pragma)

    def finish_draft(self) -> None:
        """Restore durability and write the whole file to disk."""
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.close()
        with Path(self.path).open("rb") as file:
            os.fsync(file)

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
        if connection.total_changes - self._local.carried > _CARRIED:
            self._carry()

    def _carry(self) -> None:
        """Checkpoint the write-ahead log after the transaction; the next writer does not wait."""
        self._local.carried = self.connection.total_changes
        with suppress(sqlite3.OperationalError):  # a reading of this thread is not drained yet
            self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    @contextmanager
    def _turn(self, reads_only: bool) -> Iterator[None]:
        """Write lock between processes in order of arrival; SQLite's own back-off is unfair."""
        if self.is_memory or reads_only:
            yield
            return
        with Path(self.path + ".lock").open("a") as queue:
            fcntl.flock(queue, fcntl.LOCK_EX)
            yield
