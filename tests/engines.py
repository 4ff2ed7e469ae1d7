"""Both engines under test: a file for SQLite, a database of a real server for PostgreSQL."""

import atexit
import os
import shutil
import subprocess
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg

from clearance.store import Store, open_store
from clearance.store.keeping import transfer
from tests import patterns

ENGINES = ("sqlite", "postgresql")
_OPTIONS = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "shared_buffers=32MB",
    "max_connections=200",
    "jit=off",
)
#: A server as an office runs it: nothing that was acknowledged may be lost.
DURABLE = ("listen_addresses=", "shared_buffers=1GB", "max_wal_size=4GB", "max_connections=60")
_CLEAN = "; ".join(
    [
        "SET session_replication_role = replica",
        *(f"DELETE FROM {table}" for table in transfer.TABLES),
        *(f"ALTER SEQUENCE {table}_id_seq RESTART" for table in ("shape", "search_text")),
    ]
)


def server_programs() -> Path:
    """Where Debian keeps the server's programs: missing ones fail the tests, nothing is skipped."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert found, "PostgreSQL is missing: apt-get install postgresql"
    return found[-1].parent


def as_postgres() -> tuple[str, ...]:
    """What goes before a command that root runs as the server's own account; () for others.

    Debian's plain `su` leaves /usr/sbin off the path, where `runuser` lies.
    """
    if os.geteuid():
        return ()
    path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
    found = shutil.which("runuser", path=path)
    assert found, "runuser is missing: PostgreSQL does not run as root (Debian: util-linux)"
    return (found, "-u", "postgres", "--")


class Cluster:
    """A server of these tests alone, on a socket in a folder that goes away with it."""

    def __init__(self, options: tuple[str, ...] = _OPTIONS) -> None:
        self.folder, self.made, self.free = Path(tempfile.mkdtemp(prefix="pg")), 0, list[str]()
        self.who = as_postgres()
        if self.who:
            shutil.chown(self.folder, "postgres")
        atexit.register(self.stop)
        data, programs = str(self.folder / "data"), server_programs()
        self._run(
            programs / "initdb",
            "-D",
            data,
            "-U",
            "clearance",
            "-A",
            "trust",
            "-N",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        words = " ".join(
            f"-c {option}" for option in (*options, f"unix_socket_directories={self.folder}")
        )
        self._run(
            programs / "pg_ctl",
            "-D",
            data,
            "-w",
            "-o",
            words,
            "-l",
            str(self.folder / "log"),
            "start",
        )

    def _run(self, program: Path, *arguments: str) -> None:
        command = [*self.who, str(program), *arguments]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL)

    def stop(self) -> None:
        """End the server at once and take its folder away."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self._run(
                server_programs() / "pg_ctl",
                "-D",
                str(self.folder / "data"),
                "-m",
                "immediate",
                "stop",
            )
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str) -> str:
        """The address of one database."""
        return f"postgresql://clearance@/{name}?host={self.folder}"

    def lease(self, is_bare: bool = False) -> str:
        """An empty database with the newest schema, or with none."""
        if self.free and not is_bare:
            name = self.free.pop()
            self._clean(name)
            return name
        name, self.made = f"t{self.made}", self.made + 1
        with psycopg.connect(self.url("postgres"), autocommit=True) as admin:
            pattern = "template0" if is_bare else self._template()
            admin.execute(f"CREATE DATABASE {name} TEMPLATE {pattern}".encode())
        return name

    @cache  # noqa: B019 – one cluster lives as long as the tests
    def _template(self) -> str:
        with psycopg.connect(self.url("postgres"), autocommit=True) as admin:
            admin.execute("CREATE DATABASE pattern")
        open_store(self.url("pattern")).close()
        return "pattern"

    def _clean(self, name: str) -> None:
        with psycopg.connect(self.url(name), autocommit=True) as admin:
            others = "datname = current_database() AND pid <> pg_backend_pid()"
            admin.execute(
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}".encode()
            )
            admin.execute(_CLEAN.encode())


cluster = cache(Cluster)


class Bench:
    """What one test works on: the engine, the databases lent to it, files to stay bare."""

    engine = "sqlite"
    lent: dict[str, str] = {}  # noqa: RUF012 – one bench for the process
    bare: set[str] = set()  # noqa: RUF012 – the same


def address(path: str | Path, is_bare: bool = False) -> str | Path:
    """That path on SQLite; on PostgreSQL a database that stands for the path during the test.

    A store is there already, empty, with the newest schema; a bare one has no schema yet.
    """
    if Bench.engine == "sqlite" or str(path).startswith("postgresql://"):
        if is_bare:
            Bench.bare.add(str(path))
        elif not str(path).startswith("postgresql://") and str(path) not in Bench.bare:
            patterns.lay(Path(path))
        return path
    if str(path) not in Bench.lent:
        Bench.lent[str(path)] = cluster().lease(is_bare)
    return cluster().url(Bench.lent[str(path)])


def a_store(path: str | Path, key: bytes) -> Store:
    """An empty store; one in memory gives its database back as soon as nobody holds it."""
    if str(path) == ":memory:" and Bench.engine == "sqlite":
        return patterns.in_memory(key)
    if str(path) != ":memory:":
        return open_store(address(path), key)
    name = cluster().lease()
    store = open_store(cluster().url(name), key)
    weakref.finalize(store, cluster().free.append, name)
    return store


def settings(data: Path) -> dict[str, str]:
    """The environment of an installation in that folder, on the engine under test."""
    path = data / "clearance.sqlite"
    return {"CLEARANCE_DATA": str(data), "CLEARANCE_DATABASE": str(address(path))}


@contextmanager
def using(engine: str) -> Iterator[str]:
    """One engine for the time of a test."""
    Bench.engine = engine
    try:
        yield engine
    finally:
        Bench.engine = "sqlite"
        Bench.bare.clear()
        while Bench.lent:
            cluster().free.append(Bench.lent.popitem()[1])


def unguard(store: Store, deed: str) -> None:
    """Take away what keeps journal rows from a deed: `update` or `delete`."""
    table = " ON change" if store.engine == "postgresql" else ""
    store.run(f"DROP TRIGGER change_is_append_only_{deed}{table}")


def tables(store: Store) -> list[str]:
    """Names of all tables and views."""
    if store.engine == "sqlite":
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    else:
        sql = (
            "SELECT table_name AS name FROM information_schema.tables"
            " WHERE table_schema = current_schema() ORDER BY 1"
        )
    return [row["name"] for row in store.query(sql)]


def guards(store: Store) -> set[str]:
    """Names of all triggers."""
    if store.engine == "sqlite":
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        sql = "SELECT tgname AS name FROM pg_trigger WHERE NOT tgisinternal"
    return {row["name"] for row in store.query(sql)}


#: PostgreSQL's names of types → ours.
_TYPES = {"bigint": "INTEGER", "text": "TEXT", "double precision": "REAL", "bytea": "BLOB"}


def columns(store: Store, table: str) -> dict[str, str]:
    """Names and types of a table's columns."""
    if store.engine == "sqlite":
        return {r["name"]: r["type"] for r in store.query(f"PRAGMA table_info({table})")}
    rows = store.query(
        "SELECT column_name AS name, data_type AS type FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND table_name = :table",
        table=table,
    )
    return {row["name"]: _TYPES[row["type"]] for row in rows}
