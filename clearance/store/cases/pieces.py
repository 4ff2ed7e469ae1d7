"""Rows about things of several pieces: found by their whole reach, kept when a piece is there."""

from collections.abc import Iterable, Iterator

from clearance.rules.corridor.pieces import spans_of
from clearance.store.engine.connection import Row

Place = tuple[int, int]


def meeting(rows: Iterable[Row], place: Place) -> Iterator[Row]:
    """The rows that take some metre of a place [from, to), not only reach around it."""
    for row in rows:
        spans = spans_of(row.pop("parts"))
        if not spans or any(s.from_m < place[1] and s.to_m > place[0] for s in spans):
            yield row
