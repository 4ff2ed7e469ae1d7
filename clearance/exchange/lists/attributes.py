"""Attributes of drawn features, read by the same tables and headers as lists."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely

from clearance.exchange.files.encodings import convert_column, legacy_of
from clearance.exchange.files.features_table import Features
from clearance.exchange.lists.cells import READERS, REMEDIES, is_blank
from clearance.exchange.lists.header_words import Matcher
from clearance.exchange.lists.headers import HeaderCell
from clearance.exchange.lists.parcel_rows import set_numbers
from clearance.exchange.lists.rows import MAX_FAULTS, Reading, Row
from clearance.exchange.lists.tables import Column, Table
from clearance.exchange.lists.unread_columns import note_unread
from clearance.rules.basics.faults import Fault


def read_attributes(
    features: Features, table: Table, column_map: Mapping[str, str], reading: Reading
) -> None:
    """Add each feature to the reading as a row, with its faults; rows are numbered from 1."""
    count = reading.written = len(features.shapes)
    reading.rows = [Row(features.file, features.layer, n + 1, {}) for n in range(count)]
    reading.notes += [Fault(note, file=features.file) for note in features.notes]
    matcher = Matcher(table, column_map)
    known = {column.field: column for column in table.columns}
    taken: dict[str, str] = {}
    texts = [v for values in features.columns.values() for v in values if isinstance(v, str)]
    hint = legacy_of(texts)
    for index, (name, values) in enumerate(features.columns.items()):
        field = matcher.field(index, [name])
        is_left = matcher.leaves_out(index, [name])
        reading.columns.append(HeaderCell(index, name, field, is_left=is_left))
        if field in taken:
            told = f"cùng nghĩa với cột {taken[field]}"
            remedy = "chọn một cột trong bảng đối chiếu cột"
            reading.faults.append(Fault(told, remedy, features.file, column=name))
        elif field and field not in known:
            told = f"không có trường {field}"
            remedy = "sửa bảng đối chiếu cột"
            reading.faults.append(Fault(told, remedy, features.file, column=name))
        elif field:
            taken[field] = name
            _read_column(_decoded(values, name, hint, reading), name, known[field], reading)
    for row in reading.rows:
        reading.faults += set_numbers(row, taken)
    reading.missing = [column.vi for column in table.columns if column.field not in taken]
    _note_unread(features, reading, known)


def _note_unread(features: Features, reading: Reading, known: Mapping[str, Column]) -> None:
    """Tell the attributes not taken; what only repeats the shape's own measure loses nothing."""
    where = Row(features.file, features.layer, 0, {})
    for place, cell in enumerate(reading.columns):
        values = features.columns[cell.text]
        if cell.field not in known and not _is_measured(values, features.shapes):
            reading.columns[place] = note_unread(reading, cell, values, where)


def _is_measured(values: list[Any], shapes: np.ndarray) -> bool:
    """Whether a column is the area or the length of the drawn shapes, as GIS programs add them."""
    if not all(isinstance(value, int | float) for value in values):
        return False
    own = shapely.area(shapes), shapely.length(shapes)
    return any(np.allclose(np.array(values, float), size, rtol=1e-3) for size in own)


def _decoded(values: list[Any], name: str, hint: str | None, reading: Reading) -> list[Any]:
    """The column in Unicode; doubtful cells become faults."""
    places = [i for i, value in enumerate(values) if isinstance(value, str)]
    texts, conversion, doubtful = convert_column([values[i] for i in places], hint)
    if conversion:
        reading.notes.append(Fault(conversion.text(), file=reading.file, column=name))
    for place in doubtful:
        row, remedy = reading.rows[places[place]], "gõ lại bằng Unicode"
        reading.faults.append(row.fault("không rõ bảng mã chữ", remedy, name, texts[place]))
    decoded = list(values)
    for place, text in zip(places, texts, strict=True):
        decoded[place] = text
    return decoded


def _read_column(values: list[Any], name: str, column: Column, reading: Reading) -> None:
    read = READERS[column.kind]
    for row, value in zip(reading.rows, values, strict=True):
        if is_blank(value):
            continue
        try:
            row.values[column.field] = read(value, column.options)
        except ValueError as error:
            row.failed.add(column.field)
            if len(reading.faults) < MAX_FAULTS:
                remedy = REMEDIES.get(column.kind, "sửa ô này")
                reading.faults.append(row.fault(str(error), remedy, name, value))
