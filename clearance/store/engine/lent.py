"""A SQLite database in memory that threads use in turn."""

from threading import RLock
from typing import Any

import pysqlite3 as sqlite3

from clearance.store.engine.sqlite import SqliteStore


class LentStore(SqliteStore):
    """One connection for all threads; its user holds `turn`."""

    def __init__(self, digest_key: bytes = b"") -> None:
        super().__init__(":memory:", digest_key)
        self.turn = RLock()
        self._one: Any = None

    @property
    def connection(self) -> Any:
        """The connection, opened on first use."""
        if self._one is None:
            self._one = sqlite3.connect(
                self.path, isolation_level=None, check_same_thread=False, cached_statements=1024
            )
        if not hasattr(self._local, "depth"):
            self._local.depth = self._local.carried = 0
        return self._one
