"""Structures and utility lines from a list or a drawing: rows with place, shape and faults."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from clearance.exchange.files.drawing_files import is_drawing
from clearance.exchange.files.import_questions import Answers
from clearance.exchange.lists.drawn_parcels import read_shapes
from clearance.exchange.lists.location_check import Ground, label
from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.lists.tables import Table
from clearance.exchange.road.codes import plain_codes
from clearance.exchange.road.coordinates import START, half_given, locate
from clearance.exchange.road.reading import CHAINAGE, FIELDS, read_along
from clearance.geo.places import METRES
from clearance.rules.basics.faults import Fault

#: Fields a drawing's attributes repeat; the shape itself says them.
_BY_SHAPE = ("span", "from_km", "to_km", "side", "north_m", "east_m")
DRAWN = ("shape", "crs", "alignment_uid", "outside", *METRES)


def read_things(
    path: Path,
    table: Table,
    ground: Ground,
    name: str = "",
    crs: int | None = None,
    layer: str = "",
    column_map: Mapping[str, str] | None = None,
    outside: str = "",
    answers: Answers | None = None,
) -> Reading:
    """Read structures or utilities, by chainages, by coordinates or drawn, as the file has them.

    Rows get chainage interval (whole metres), side, and where drawn `shape` (hex WKB) and `crs`.
    `crs` (EPSG) is that of the drawing or of X and Y; `outside` confirms what no corridor holds.
    Raises Refused for a file that cannot be used.
    """
    if is_drawing(path):
        reading, _ = read_shapes(
            path, table, ground, name, crs, layer, column_map, is_mixed=True, outside=outside
        )
        plain_codes(reading)
        for row in reading.rows:
            _leave_to_shape(row)
    else:
        reading = read_along(path, table, ground, name, column_map, answers, covers=True)
        for row in reading.rows:
            reading.faults.extend(half_given(row))
        if not reading.faults:
            locate(reading, ground, crs or ground.crs, outside)
        reading.faults.extend(_placeless(reading))
    reading.faults.extend(_twice(reading.rows))
    return reading


def _leave_to_shape(row: Row) -> None:
    """Drop what the attributes say of the place of a drawn thing."""
    drawn = {name: row.values[name] for name in DRAWN if name in row.values}
    for name in _BY_SHAPE:
        row.values.pop(name, None)
    row.values |= drawn


def _placeless(reading: Reading) -> Iterator[Fault]:
    for row in reading.rows:
        is_placed = "shape" in row.values or row.values.get(CHAINAGE[0]) is not None
        if not is_placed and not row.failed.intersection((*FIELDS, *START)):
            told = "không biết công trình ở đâu"
            yield row.fault(told, "ghi lý trình, hoặc X (Bắc) và Y (Đông)", "Lý trình")


def _twice(rows: list[Row]) -> Iterator[Fault]:
    seen: dict[str, Row] = {}
    for row in rows:
        code = row.values.get("code")
        if code and seen.setdefault(code, row) is not row:
            told = f"mã này đã có ở dòng {seen[code].number}"
            yield row.fault(told, "mỗi công trình một mã", "Mã công trình", label(row))
