"""Filters of a list held in memory: the rows the address asks for, and how many a value leaves."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from clearance.web.frame.context import asked

Row = dict[str, Any]
#: One value of a filter: as in the address, in words, how many rows it leaves.
Option = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its name in the address, its title ('' = not offered), a row's value and words.

    `value` is a field of the row or a function of it; it gives one value, a tuple of several, or
    nothing. `words` is the same, or one text for a filter that is on or off. `options` are values
    that are always offered, in their order.
    """

    name: str
    title: Any = ""
    value: Any = ""
    words: Any = ""
    options: Sequence[tuple[str, Any]] = ()

    def values(self, row: Row) -> tuple[str, ...]:
        """The values of a row as they stand in the address."""
        value = _read(row, self.value or self.name)
        return value if isinstance(value, tuple) else ("1" if value is True else str(value or ""),)


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter as a page offers it."""

    name: str
    label: str
    options: Sequence[Option]
    selected: str


def apply(rows: list[Row], filters: Sequence[Filter], but: str = "") -> list[Row]:
    """The rows that pass every filter of the address, one filter left out."""
    for one in filters:
        value = asked(one.name)
        if value and one.name != but:
            rows = [row for row in rows if value in one.values(row)]
    return rows


def choices(rows: list[Row], filters: Sequence[Filter]) -> list[Choice]:
    """Each filter with its values, their words, and how many rows each would leave."""
    return [
        Choice(one.name, str(one.title), _options(rows, filters, one), asked(one.name))
        for one in filters
        if one.title
    ]


def _options(rows: list[Row], filters: Sequence[Filter], one: Filter) -> list[Option]:
    left = Counter(v for row in apply(rows, filters, one.name) for v in one.values(row))
    if one.options:
        said = ((v, words() if callable(words) else words) for v, words in one.options)
        return [(value, str(words), left[value]) for value, words in said]
    found = {v: str(_read(row, one.words) or "") for row in rows for v in one.values(row) if v}
    if asked(one.name) == "1" and not callable(one.words) and not isinstance(one.words, str):
        found.setdefault("1", str(one.words))
    return sorted(((v, words, left[v]) for v, words in found.items()), key=lambda o: o[1])


def _read(row: Row, field: Any) -> Any:
    """A field by its name, a function of the row, or one text for all rows."""
    if callable(field):
        return field(row)
    return row[field] if isinstance(field, str) else field
