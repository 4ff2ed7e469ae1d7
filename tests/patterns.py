"""SQLite stores made once a process and copied for each test: a migrated file, a migrated memory.

Migrating takes 35 ms of processor time and a disk sync for every migration; a copy takes one.
Tests of the migrations themselves ask for a bare file and start from nothing.
"""

import atexit
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from uuid import uuid4

from clearance.store import Store, open_store
from clearance.store.engine.sqlite import SqliteStore


def lay(path: Path) -> None:
    """An empty store with the newest schema in a new file, read by its owner alone."""
    if path.parent.is_dir() and not path.exists():
        own = path.with_name(f"{path.name}.{uuid4()}")
        shutil.copyfile(_file(), own)
        own.chmod(0o600)
        with suppress(FileExistsError):  # another thread's is there, whole
            path.hardlink_to(own)
        own.unlink()


def in_memory(key: bytes) -> Store:
    """An empty store in memory with the newest schema."""
    store = SqliteStore(":memory:", key)
    _memory().connection.backup(store.connection)
    return store


@cache
def _file() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="pattern"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    open_store(folder / "empty.sqlite").close()
    return folder / "empty.sqlite"


@cache
def _memory() -> Store:
    return open_store(":memory:")
