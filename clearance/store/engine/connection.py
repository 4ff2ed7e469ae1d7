"""The engine seam: query, run, atomic. One connection per thread, kept for the thread's life."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, ClassVar

Row = dict[str, Any]
#: Rows as plain values in the order of their columns, so many at a time.
Batch = list[tuple[Any, ...]]
BATCH = 1000


class Unreachable(OSError):
    """The database server does not answer, refuses the sign-in or is read-only now."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"Không dùng được cơ sở dữ liệu {place}: {reason.rstrip('.')}."
            " Kiểm tra PostgreSQL đang chạy, địa chỉ trong CLEARANCE_DATABASE và mật khẩu"
            " (~/.pgpass hoặc PGPASSWORD), rồi làm lại; những gì đã ghi vẫn còn."
        )


class Store(ABC):
    """A database behind the seam: portable SQL with :named parameters in, dicts out."""

    #: `sqlite` or `postgresql`; only `dialect.py` asks.
    engine: ClassVar[str]

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
        """This thread's connection, opened on first use."""
        if not hasattr(self._local, "connection"):
            self._local.connection = self._open()
            self._local.depth = 0
        return self._local.connection

    @property
    def found(self) -> Row:
        """Cache for the current transaction; empty outside one."""
        known: Row = self._local.found if getattr(self._local, "depth", 0) else {}
        return known

    @abstractmethod
    def _open(self) -> Any: ...

    @abstractmethod
    def stream(self, sql: str, **values: Any) -> Iterator[Row]:
        """Rows one by one; read them all before another statement on the same thread."""

    @abstractmethod
    def run(self, sql: str, **values: Any) -> None:
        """Run one statement. To count its rows, send it through `query` with RETURNING."""

    @abstractmethod
    def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run one statement for each row."""

    @abstractmethod
    def batches(self, sql: str) -> Iterator[Batch]:
        """Rows of a SELECT as tuples, BATCH at a time; inside a transaction only."""

    @abstractmethod
    def load(self, table: str, columns: tuple[str, ...], batches: Iterable[Batch]) -> None:
        """Write many rows into one table by the engine's fastest way."""

    @abstractmethod
    def _transaction(self, reads_only: bool) -> AbstractContextManager[None]:
        """The outermost transaction of this thread."""

    def query(self, sql: str, **values: Any) -> list[Row]:
        """All rows of a SELECT."""
        return list(self.stream(sql, **values))

    def first(self, sql: str, **values: Any) -> Row | None:
        """The first row, or None."""
        return next(iter(self.query(sql, **values)), None)

    def value(self, sql: str, **values: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.first(sql, **values)
        return next(iter(row.values())) if row else None

    @contextmanager
    def atomic(self, reads_only: bool = False) -> Iterator[None]:
        """One transaction; nested calls join the outer one. Writers wait for each other.

        With `reads_only` nothing waits and every read sees one snapshot.
        """
        _ = self.connection
        if self._local.depth:
            yield
            return
        with self._transaction(reads_only):
            self._local.depth, self._local.found = 1, {}
            try:
                yield
            finally:
                self._local.depth = 0

    @contextmanager
    def together(self) -> Iterator[None]:
        """Pipeline mode: statements are sent without waiting.

        Errors surface at the next read or at commit."""
        yield

    def close(self) -> None:
        """Close this thread's connection."""
        if hasattr(self._local, "connection"):
            self._local.connection.close()
            del self._local.connection
