"""Letters of a whole file: old fonts and text read in a wrong encoding, in Unicode again."""

from collections.abc import Iterator, Sequence

from clearance.exchange.files.encodings import convert_column, font_of
from clearance.exchange.files.mojibake import is_misread, mended
from clearance.exchange.files.sheets import Grid, letter
from clearance.rules.basics.faults import Fault


def decode_grids(grids: Sequence[Grid]) -> tuple[list[Fault], list[Fault]]:
    """Notes and faults; the cells are changed in place, headers among them.

    The font is decided for the file: where it is certain, every column is read in it.
    """
    rows = [row for grid in grids for _, row in grid.rows]
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    is_spoilt = is_misread(texts)
    font, is_certain = font_of(texts)
    notes: list[Fault] = []
    faults: list[Fault] = []
    for grid in grids:
        if is_spoilt:
            notes += _mend(grid)
        for index in range(max((len(row) for _, row in grid.rows), default=0)):
            for fault, is_note in _decode(grid, index, font, is_certain):
                (notes if is_note else faults).append(fault)
    return notes, faults


def _mend(grid: Grid) -> Iterator[Fault]:
    """Undo UTF-8 read as Windows-1252, with one note a sheet."""
    changed: list[tuple[str, str]] = []
    for _, row in grid.rows:
        for place, cell in enumerate(row):
            if isinstance(cell, str) and (text := mended(cell)) != cell:
                changed.append((cell, text))
                row[place] = text
    if changed:
        before, after = changed[0]
        told = f"{len(changed)} ô UTF-8 bị đọc sai bảng mã đã đổi, ví dụ “{before}” → “{after}”"
        yield Fault(told, "", grid.file, grid.sheet)


def _decode(
    grid: Grid, index: int, font: str | None, is_certain: bool
) -> Iterator[tuple[Fault, bool]]:
    """Turn one column into Unicode: faults of doubtful cells, and a note of what was done."""
    places = [
        (number, row)
        for number, row in grid.rows
        if index < len(row) and isinstance(row[index], str)
    ]
    cells = [str(row[index]) for _, row in places]
    texts, conversion, doubtful = convert_column(cells, font, is_certain=is_certain)
    if not conversion:
        return
    at = (grid.file, grid.sheet)
    yield Fault(conversion.text(), "", *at, column=letter(index)), True
    for place in doubtful:
        remedy = "gõ lại ô này bằng Unicode"
        where = (*at, places[place][0], letter(index), texts[place])
        yield Fault("không rõ bảng mã chữ", remedy, *where), False
    for (_, row), text in zip(places, texts, strict=True):
        row[index] = text
