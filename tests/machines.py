"""PostgreSQL servers that are stopped, killed, copied and promoted, as an office's machines are."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import psycopg

from tests.engines import as_postgres, server_programs

_OPTIONS = ("listen_addresses=", "shared_buffers=32MB", "jit=off", "autovacuum=off")


def until(holds: Callable[[], object], what: str, seconds: float = 60) -> None:
    """Ask again and again until it holds; the deadline is for a machine that is ill."""
    end, pause = time.monotonic() + seconds, Event()
    while not holds():
        assert time.monotonic() < end, what
        pause.wait(0.01)


class Machine:
    """One durable server on a socket in a folder of its own; `stop` and `start` as often as liked.

    A `copy_of` another machine follows it as its streaming replica.
    """

    def __init__(self, copy_of: "Machine | None" = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pgm"))
        self.data = str(self.folder / "data")
        self.who = as_postgres()
        if self.who:
            shutil.chown(self.folder, "postgres")
        if copy_of:
            first = f"{copy_of.url('postgres')}&application_name=spare"
            self._run("pg_basebackup", "-D", self.data, "-R", "-c", "fast", "-d", first)
        else:
            self._run(
                "initdb",
                "-D",
                self.data,
                "-U",
                "clearance",
                "-A",
                "trust",
                "-N",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            )
        self.start()

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self.who, str(server_programs() / program), *arguments]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL)

    def _control(self, deed: str, *more: str) -> None:
        self._run("pg_ctl", "-D", self.data, "-w", *more, deed)

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = (*_OPTIONS, f"unix_socket_directories={self.folder}")
        words = " ".join(f"-c {option}" for option in options)
        self._control("start", "-o", words, "-l", str(self.folder / "log"))

    def stop(self) -> None:
        """Stop it under the hands of whoever is connected."""
        self._control("stop", "-m", "fast")

    def kill(self) -> None:
        """kill -9 of the server and of every process it has, all at once."""
        first = int(Path(self.data, "postmaster.pid").read_text("utf-8").split()[0])
        for pid in (first, *_children(first)):
            os.kill(pid, signal.SIGKILL)
        until(lambda: not _is_running(first), "the server outlives kill -9")

    def promote(self) -> None:
        """Make a replica the server that takes changes."""
        self._control("promote")

    def remove(self) -> None:
        """Take it away for good."""
        if Path(self.data, "postmaster.pid").exists():
            subprocess.run(
                [
                    *self.who,
                    str(server_programs() / "pg_ctl"),
                    "-D",
                    self.data,
                    "-m",
                    "immediate",
                    "stop",
                ],
                cwd=self.folder,
                capture_output=True,
            )
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str = "office") -> str:
        """The address of one database."""
        return f"postgresql://clearance@/{name}?host={self.folder}"

    def ask(self, sql: str, name: str = "postgres") -> list[tuple[Any, ...]]:
        """Put a statement to it as its keeper."""
        with psycopg.connect(self.url(name), autocommit=True) as admin:
            cursor = admin.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []


def a_pair() -> tuple[Machine, Machine]:
    """A server with an empty database `office` and its synchronous replica."""
    first = Machine()
    first.ask("CREATE DATABASE office")
    spare = Machine(copy_of=first)
    first.ask("ALTER SYSTEM SET synchronous_standby_names = 'spare'")
    first.ask("SELECT pg_reload_conf()")
    state = "SELECT sync_state FROM pg_stat_replication"
    until(lambda: first.ask(state) == [("sync",)], "the replica does not follow")
    return first, spare


def _children(pid: int) -> list[int]:
    return [int(p.name) for p in Path("/proc").glob("[0-9]*") if _parent(p) == pid]


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text("utf-8").rsplit(")", 1)[1].split()[1])
    except OSError:  # it ended meanwhile
        return 0


def _is_running(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text("utf-8").rsplit(")", 1)[1][1] != "Z"
    except OSError:
        return False
