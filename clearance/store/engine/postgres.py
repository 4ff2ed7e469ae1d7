"""PostgreSQL behind the seam: the same SQL, on a server that several machines share."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import Any, cast

import psycopg
from psycopg.adapt import Buffer, Loader
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row, tuple_row
from psycopg.types.numeric import FloatDumper

from clearance.store.engine.connection import BATCH, Batch, Row, Store, Unreachable

#: All writers of one database take turns on this number, so that seq order is commit order.
_TURN = 7_405_921
_PARTS = re.compile(
    r"(?P<kept>'(?:[^']|'')*'|\"[^\"]*\"|::)|(?P<comment>--[^\n]*)|:(?P<name>[A-Za-z_]\w*)|%"
)
#: How long a server may be silent before it counts as away; the address may say otherwise.
_PATIENCE = {
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "tcp_user_timeout": "20000",
}
#: Portable type names → those that hold and order values as SQLite does.
_TYPES = (
    (re.compile(r"\bAS TEXT\)"), 'AS TEXT) COLLATE "C"'),
    (re.compile(r"\bAS INTEGER\)"), "AS BIGINT)"),
)
_COLUMN_TYPES = (
    (re.compile(r"\bTEXT\b"), 'TEXT COLLATE "C"'),
    (re.compile(r"\bINTEGER\b"), "BIGINT"),
)


@lru_cache(maxsize=2048)
def translated(sql: str) -> str:
    """The statement in psycopg's form: :name becomes %(name)s, types get PostgreSQL names."""
    is_table = re.match(r"(?:\s|--[^\n]*\n)*(CREATE (TEMPORARY )?|ALTER )TABLE\b", sql)
    for pattern, native in _COLUMN_TYPES if is_table else _TYPES:
        sql = pattern.sub(native, sql)
    return _PARTS.sub(_part, sql)


def _part(found: re.Match[str]) -> str:
    if found["name"]:
        return f"%({found['name']})s"
    if found["comment"]:
        return ""
    return found[0].replace("%", "%%")


class _Number(Loader):
    """Loader: integral sums as int, other exact numbers as float."""

    def load(self, data: Buffer) -> int | float:
        number = Decimal(bytes(data).decode())
        return int(number) if number == number.to_integral_value() else float(number)


class _Flag(Loader):
    """Loader: booleans as 0 or 1, like SQLite."""

    def load(self, data: Buffer) -> int:
        return int(bytes(data) == b"t")


class _Real(FloatDumper):
    """Dumper: minus zero as zero, like SQLite."""

    def dump(self, obj: float) -> Buffer | None:
        return super().dump(obj + 0.0)


class _Connection(psycopg.Connection[Row]):
    """A connection closed silently by libpq when its thread ends."""

    def __del__(self, *_: Any) -> None:
        with suppress(Exception):
            self.pgconn.finish()


class PostgresStore(Store):
    """One database of a server, given as a postgresql:// URL."""

    engine = "postgresql"

    @property
    def connection(self) -> Any:
        """This thread's connection; outside a transaction a broken one is replaced."""
        known = getattr(self._local, "connection", None)
        if known is not None and known.closed and not self._local.depth:
            del self._local.connection
        return super().connection

    def _open(self) -> Any:
        words = _PATIENCE | self._words()
        try:
            connection = _Connection.connect(
                **words,
                autocommit=True,
                row_factory=cast(Any, dict_row),
                application_name="clearance",
                options="-c client_min_messages=warning",
            )
        except psycopg.OperationalError as error:
            raise self._away(error) from None
        connection.adapters.register_loader("numeric", _Number)
        connection.adapters.register_loader("bool", _Flag)
        connection.adapters.register_dumper(float, _Real)
        return connection

    def _words(self) -> dict[str, Any]:
        """Connection parameters of the URL; the password is kept out of messages."""
        try:
            return conninfo_to_dict(self.path)
        except psycopg.ProgrammingError:
            raise Unreachable("PostgreSQL", "địa chỉ không đúng dạng") from None

    def _away(self, error: Exception) -> Unreachable:
        words = self._words()
        place = f"{words.get('dbname') or '?'} ở {words.get('host') or 'máy này'}"
        reason = " ".join(str(error).split())
        return Unreachable(place, reason.replace(words.get("password") or "\0", "***"))

    @contextmanager
    def _heard(self) -> Iterator[None]:
        """Raises Unreachable when the server is gone or is a read-only replica."""
        try:
            yield
        except psycopg.errors.ReadOnlySqlTransaction as error:
            self.connection.close()  # so that the next one looks for the server that takes changes
            raise self._away(error) from error
        except psycopg.OperationalError as error:
            if not self._is_broken:
                raise
            raise self._away(error) from error

    @property
    def _is_broken(self) -> bool:
        return bool(self._local.connection.closed)

    def query(self, sql: str, **values: Any) -> list[Row]:
        """All rows of a SELECT; repeated once when the connection was lost."""
        with self._heard():
            try:
                return list(self._cursor(sql, values).fetchall())
            except psycopg.OperationalError:
                if not self._is_broken or self._local.depth:
                    raise
                return list(self._cursor(sql, values).fetchall())

    def _cursor(self, sql: str, values: Row) -> Any:
        connection = self.connection
        if connection.lock.locked():
            raise RuntimeError("a stream of this thread is not drained yet")
        return connection.execute(translated(sql), values)

    def stream(self, sql: str, **values: Any) -> Iterator[Row]:
        """Rows one by one; read them all before another statement on the same thread."""
        with self.connection.cursor() as cursor:
            yield from cursor.stream(translated(sql), values, size=500)

    def run(self, sql: str, **values: Any) -> None:
        """Run one statement."""
        with self._heard():
            self._cursor(sql, values)

    def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run one statement for each row."""
        with self.connection.cursor() as cursor:
            cursor.executemany(translated(sql), rows)

    def batches(self, sql: str) -> Iterator[Batch]:
        """Rows of a SELECT as tuples, BATCH at a time; inside a transaction only."""
        with self.connection.cursor("batches", row_factory=tuple_row) as cursor:
            cursor.execute(translated(sql))
            while batch := cursor.fetchmany(BATCH):
                yield batch

    def load(self, table: str, columns: tuple[str, ...], batches: Iterable[Batch]) -> None:
        """Write many rows into one table by COPY."""
        sql = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        with self.connection.cursor() as cursor, cursor.copy(sql) as copy:
            for row in chain.from_iterable(batches):
                copy.write_row(row)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Pipeline mode: statements are sent without waiting.

        Errors surface at the next read or at commit."""
        with self.connection.pipeline():
            yield

    @contextmanager
    def _transaction(self, reads_only: bool) -> Iterator[None]:
        with self._heard():
            connection = self._begun(reads_only)
            try:
                yield
                connection.execute("COMMIT")
            except BaseException:
                with suppress(psycopg.OperationalError):
                    connection.execute("ROLLBACK")
                raise

    def _begun(self, reads_only: bool) -> Any:
        """The connection in a new transaction; repeated once when the connection was lost."""
        try:
            self._begin(self.connection, reads_only)
        except psycopg.OperationalError:
            if not self._is_broken:
                raise
            self._begin(self.connection, reads_only)
        return self.connection

    def _begin(self, connection: Any, reads_only: bool) -> None:
        if reads_only:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            return
        connection.execute("BEGIN ISOLATION LEVEL READ COMMITTED")
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])
