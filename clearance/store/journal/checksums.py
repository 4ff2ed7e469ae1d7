"""Two stores side by side: how many rows a table has, and one sum over every value of it."""

import hashlib
import marshal
from collections.abc import Iterator

from clearance.store.engine.connection import Batch, Store
from clearance.store.journal import changes

#: The newest layout of marshal that tells values only, never how Python happens to share them.
_BY_VALUE = 2


class Sum:
    """Counts and hashes the rows of one table as they pass in order; follows the journal's chain.

    Only sums of one process can be compared.
    """

    def __init__(self, table: str) -> None:
        self.count = 0
        self.is_journal = table == "change"
        self.chain = changes.Chain()
        self._total = hashlib.sha256()

    def over(self, batches: Iterator[Batch]) -> Iterator[Batch]:
        """The same rows, each added on its way."""
        for batch in batches:
            self.count += len(batch)
            self._total.update(marshal.dumps(batch, _BY_VALUE))
            if self.is_journal:
                self.chain.follow(batch)
            yield batch

    def told(self) -> tuple[int, str]:
        """How many rows, and one hash over every value of them in order."""
        return self.count, self._total.hexdigest()


def columns_of(store: Store, table: str) -> tuple[str, ...]:
    """Columns of a table in an order that does not depend on the engine; none when it is empty."""
    if table == "change":
        return changes.COLUMNS
    return tuple(sorted(store.first(f"SELECT * FROM {table} LIMIT 1") or ()))  # noqa: S608


def rows_of(store: Store, table: str, key: str) -> Iterator[Batch]:
    """All rows of a table by its key; inside a transaction."""
    columns = ", ".join(columns_of(store, table)) or "1"
    return store.batches(f"SELECT {columns} FROM {table} ORDER BY {key}")  # noqa: S608


def told(store: Store, table: str, key: str) -> tuple[int, str]:
    """How many rows, and one hash over every value of them in order."""
    total = Sum("")
    for _ in total.over(rows_of(store, table, key)):
        pass
    return total.told()
