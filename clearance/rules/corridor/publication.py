"""What everybody may know, safe against differencing: merged units, rounded counts, fixed days.

Each published number is at least true and at most four too small, each total is the sum of the
numbers published, and between two fixed days nothing moves: no count below five and no day of
one household follows from any number of pages.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
#: A unit of fewer households stands in no row of its own.
LEAST = 5
#: Counts are published in multiples of this, rounded down.
GRAIN = 5
#: A road shorter than this (m) could be one household's ground.
SHORT_M = 500
#: Done, and the whole it is part of.
PAIRS = (("handed_over", "households"), ("accepted", "graves"))


def fixed_day(today: str) -> str:
    """The newest day (YYYY-MM-DD) figures are published of: the end of the month before."""
    return (date.fromisoformat(today).replace(day=1) - timedelta(days=1)).isoformat()


def due_days(last: str, today: str, most: int = 12) -> list[str]:
    """The fixed days after the last one published (`last`, '' for none), oldest first.

    Before the first publication only the newest; never more than `most`.
    """
    found = [fixed_day(today)]
    while last and found[0] > last and len(found) < most:
        found.insert(0, fixed_day(found[0]))
    return [day for day in found if day > last]


def open_counts(units: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Rows of units with publishable counts; empty while all together are fewer than five.

    Units of fewer than `LEAST` households become one row (`name` None), the next smallest unit
    with them until they are enough.
    """
    small = [unit for unit in units if unit["households"] < LEAST]
    rest = [unit for unit in units if unit["households"] >= LEAST]
    if small and _sum(small, "households") < LEAST and rest:
        next_smallest = min(rest, key=lambda unit: unit["households"])
        rest.remove(next_smallest)
        small.append(next_smallest)
    rows = [_published(unit["name"], [unit]) for unit in rest]
    if small and _sum(small, "households") >= LEAST:
        rows.append(_published(None, small))
    return rows


def total(rows: Sequence[Row]) -> Row:
    """The sum of the numbers published; all done when every row is."""
    sums: Row = {}
    for done, every in PAIRS:
        sums |= {name: _sum(rows, name) for name in (done, every)}
        sums[f"all_{done}"] = bool(rows) and all(row[f"all_{done}"] for row in rows)
    return sums


def open_roads(roads: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Metres of roads, the short ones in one row (`name` None) if that row is long enough."""
    rows = [dict(road) for road in roads if road["length_m"] >= SHORT_M]
    short = [road for road in roads if road["length_m"] < SHORT_M]
    if _sum(short, "length_m") >= SHORT_M:
        names = [name for name in short[0] if name != "name"]
        rows.append({"name": None} | {name: _sum(short, name) for name in names})
    return rows


def _published(name: str | None, units: Sequence[Mapping[str, Any]]) -> Row:
    """One row: rounded counts, and whether everything is done, only where there are enough."""
    row: Row = {"name": name}
    for done, every in PAIRS:
        part, whole = _sum(units, done), _sum(units, every)
        row |= {done: part // GRAIN * GRAIN, every: whole // GRAIN * GRAIN}
        row[f"all_{done}"] = part == whole >= LEAST
    return row


def _sum(rows: Iterable[Mapping[str, Any]], name: str) -> int:
    return sum(row[name] for row in rows)
