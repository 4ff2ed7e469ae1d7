"""Counts for everybody: a cell below five, or one that would give such a cell away, is hidden."""

from typing import Any

from clearance.store import Store, public

Row = dict[str, Any]
LEAST = 5
#: What stands in the place of a hidden number.
FEW, NEARLY, HIDDEN = "few", "nearly", "hidden"
#: Done, and the whole it is part of.
PAIRS = (("handed_over", "households"), ("accepted", "graves"))


def open_counts(store: Store, as_of: str) -> list[Row]:
    """One row a commune, hidden cells as words' codes, then the total of all as `name` None."""
    rows = public.count_by_commune(store, as_of)
    columns = [name for pair in PAIRS for name in pair]
    whole = {"name": None} | {c: sum(row[c] for row in rows) for c in columns}
    for done, every in PAIRS:
        hide(rows, done, every)
        hide([whole], done, every)
    return [*rows, whole]


def hide(rows: list[Row], done: str, every: str) -> None:
    """Put codes in place of small numbers of both columns.

    Nearly all done is hidden too: the few who are left could be pointed at. One cell hidden
    alone would follow from the column's total, so the smallest other one goes with it.
    """
    codes = {done: [_code(row[done], row[every] - row[done]) for row in rows],
             every: [_code(row[every]) for row in rows]}  # fmt: skip
    for column, found in codes.items():
        _hide_another(rows, column, found)
        for row, code in zip(rows, found, strict=True):
            row[column] = code or row[column]


def _code(number: int, rest: int = 0) -> str:
    if 0 < number < LEAST:
        return FEW
    return NEARLY if 0 < rest < LEAST else ""


def _hide_another(rows: list[Row], column: str, codes: list[str]) -> None:
    open_ones = [i for i, row in enumerate(rows) if not codes[i] and row[column]]
    if sum(map(bool, codes)) == 1 and open_ones:
        codes[min(open_ones, key=lambda i: rows[i][column])] = HIDDEN
