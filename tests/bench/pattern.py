"""One case as the real door's effects leave it, and the same for any number of others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clearance.record.replay import fold
from clearance.store import Store
from clearance.store.keeping import transfer

#: What is journalled, stands outside the journal, or is made for each case anew.
_APART = (
    "change",
    "identity",
    "search_text",
    "shape",
    "meta",
    "evidence",
    "login",
    "session",
    "source",
    "origin",
    "strip",
    "strip_stale",
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row with places for identifiers and journal numbers, by column."""

    table: str
    values: dict[str, Any]
    uids: dict[str, int]
    seqs: dict[str, int]

    def row(self, uids: Sequence[str], seqs: Sequence[int]) -> dict[str, Any]:
        """The row of another case: its identifiers and numbers in the pattern's order."""
        made = dict(self.values)
        for column, place in self.uids.items():
            made[column] = uids[place]
        for column, place in self.seqs.items():
            made[column] = seqs[place]
        return made


def patterns(journal: Store, uids: Sequence[str]) -> Iterator[Pattern]:
    """The rows that a journal of one case gives; its identifiers in a settled order."""
    state = fold(journal)
    for table, key in transfer.TABLES.items():
        if table not in _APART:
            for row in state.query(f"SELECT * FROM {table} ORDER BY {key}"):
                yield _pattern(table, row, {uid: place for place, uid in enumerate(uids)})


def _pattern(table: str, row: Mapping[str, Any], places: Mapping[str, int]) -> Pattern:
    known = {column: places[value] for column, value in row.items() if value in places}
    numbers = {
        column: value - 1
        for column, value in row.items()
        if (column == "version" or column.endswith("seq")) and value is not None
    }
    return Pattern(table, dict(row), known, numbers)
