"""Find the header of a list: under title rows, one to three rows high, in any office's words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from clearance.exchange.files.sheets import Grid, letter
from clearance.exchange.lists.cells import is_blank, plain_text
from clearance.exchange.lists.header_words import Matcher, unit_of
from clearance.exchange.lists.tables import Table

SEARCHED = 40
TALLEST = 3


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One column of the file: position, header as written, the field it feeds, its unit.

    `is_left`: a person confirmed that it feeds nothing; else `values` counts its cells that were
    not taken, and `asks` says why that needs confirmation.
    """

    index: int
    text: str
    field: str = ""
    unit: str = ""
    is_left: bool = False
    values: int = 0
    asks: str = ""

    @property
    def name(self) -> str:
        """Letter and header, as shown to the user."""
        return f"{letter(self.index)} ({self.text})" if self.text else letter(self.index)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header lies (places in grid.rows, end exclusive), its columns, the title above."""

    start: int
    end: int
    cells: tuple[HeaderCell, ...]
    title: str = ""

    def fields(self) -> dict[str, HeaderCell]:
        """The file's column for each field."""
        return {cell.field: cell for cell in self.cells if cell.field}


def find_header(grid: Grid, table: Table, column_map: Mapping[str, str]) -> Header | None:
    """The block of rows that names most fields of the table; None when fewer than two."""
    matcher = Matcher(table, column_map)
    head = grid.rows[: SEARCHED + TALLEST]
    near = [merge for merge in grid.merged if head and merge[0] <= head[-1][0]]
    grid = replace(grid, rows=head, merged=near)
    best: tuple[int, Header] | None = None
    for start in _starts(grid, matcher):
        for end in range(start + 1, min(start + TALLEST, len(grid.rows)) + 1):
            if _cuts_a_merge(grid, end):
                continue
            cells = _cells(grid, start, end, matcher)
            score = len({cell.field for cell in cells if cell.field})
            if score >= 2 and (best is None or score > best[0]):
                best = score, Header(start, end, cells, _title(grid, start))
    return best[1] if best else None


def _starts(grid: Grid, matcher: Matcher) -> Iterator[int]:
    """Places where a header may start: not in the middle of merged cells or below its own top."""
    above = -2, 0
    for place, (number, _) in enumerate(grid.rows[:SEARCHED]):
        merged = any(top < number <= bottom for top, _, bottom, _ in grid.merged)
        if not merged and not (above[0] == number - 1 and above[1] >= 2):
            yield place
        above = number, sum(bool(c.field) for c in _cells(grid, place, place + 1, matcher))


def _cuts_a_merge(grid: Grid, end: int) -> bool:
    """Whether a header ending there would leave the lower part of a merged cell outside."""
    last = grid.rows[end - 1][0]
    return any(top <= last < bottom for top, _, bottom, _ in grid.merged)


def _title(grid: Grid, start: int) -> str:
    texts = (plain_text(c) for _, row in grid.rows[:start] for c in row if isinstance(c, str))
    return " ".join(text for text in texts if text)


def _cells(grid: Grid, start: int, end: int, matcher: Matcher) -> tuple[HeaderCell, ...]:
    block = [_filled(grid, place, end) for place in range(start, end)]
    cells = []
    for index in range(max(map(len, block))):
        parts = [row[index] for row in block if index < len(row) and row[index]]
        parts = [p for i, p in enumerate(parts) if i == 0 or p != parts[i - 1]]
        if parts or matcher.field(index, [""]):
            text = " – ".join(parts)
            unit = next(filter(None, map(unit_of, reversed(parts))), "")
            field, is_left = matcher.field(index, parts or [""]), matcher.leaves_out(index, parts)
            cells.append(HeaderCell(index, text, field, unit, is_left))
    return tuple(cells)


def _filled(grid: Grid, place: int, end: int) -> list[str]:
    """Header texts of a row; a merged or group header stands over each of its columns."""
    number, row = grid.rows[place]
    texts = [_text(cell) for cell in row]
    for top, left, bottom, right in grid.merged:
        if top <= number <= bottom:
            source = next((r for n, r in grid.rows if n == top), [])
            texts += [""] * (right + 1 - len(texts))
            texts[left : right + 1] = [_text(source[left] if left < len(source) else "")] * (
                right + 1 - left
            )
    if place + 1 < end and not any(top <= number <= bottom for top, _, bottom, _ in grid.merged):
        _spread(texts, [_text(cell) for cell in grid.rows[place + 1][1]])
    return texts


def _spread(texts: list[str], below: list[str]) -> None:
    """Without merge marks (CSV, ODS): a header reaches right while only sub-headers stand below."""
    for index in range(1, min(len(texts), len(below))):
        if not texts[index] and below[index] and below[index - 1]:
            texts[index] = texts[index - 1]


def _text(cell: object) -> str:
    return plain_text(cell) if isinstance(cell, str) and not is_blank(cell) else ""
