"""Runs test files in a forked child that has the packages imported and our own code not yet."""

import contextlib
import multiprocessing as mp
import os
import resource
import signal
from collections.abc import Sequence
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

#: Imported once; every child shares their memory.
HEAVY = (
    "numpy", "shapely", "pyproj", "hypothesis", "hypothesis.strategies", "flask", "flask_babel",
    "flask_login", "flask_wtf", "flask_limiter", "wtforms", "jinja2", "PIL.Image", "psycopg",
    "sqlite_utils", "pysqlite3", "argon2", "babel.dates", "babel.numbers", "xlsxwriter",
    "mapbox_vector_tile", "pytest_socket",
)  # fmt: skip
#: Seconds of processor time a child may take, and seconds of the wall for one that only waits.
CPU_S, WALL_S = 240, 900
HUNG, DIED = "hangs", "ends the process"
_CONTEXT = mp.get_context("fork")


def warm_up() -> None:
    """Import the packages in the parent; those that are not there are not needed."""
    for name in HEAVY:
        with contextlib.suppress(ImportError):
            import_module(name)


class _First:
    """Remembers the first test that failed."""

    def __init__(self) -> None:
        self.failed = ""

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid or "collection"


def first_failure(tests: Sequence[str], folder: Path) -> str:
    """The first test that fails, `HUNG` or `DIED`; "" when all pass. On SQLite, in `folder`."""
    here, there = _CONTEXT.Pipe(duplex=False)
    child = _CONTEXT.Process(target=_run, args=(list(tests), folder, there))
    child.start()
    there.close()
    child.join(WALL_S)
    if child.is_alive() or child.exitcode == -signal.SIGXCPU:
        _end(child)
        return HUNG
    try:
        return str(here.recv())
    except EOFError:
        return DIED


def _end(child: Any) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.join()


def _run(tests: list[str], folder: Path, there: Connection) -> None:
    os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S + 5))
    os.chdir(folder)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    first = _First()
    quiet = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # packages came before pytest
    plain = ["-x", "-q", "--engine", "sqlite", "-p", "no:cacheprovider", "-p", "no:xdist", *quiet]
    status = pytest.main([*plain, *tests], plugins=[first])
    there.send(first.failed or ("" if status in (0, 5) else DIED))
