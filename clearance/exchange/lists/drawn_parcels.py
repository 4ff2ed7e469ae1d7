"""Drawn parcels: attributes, legal shapes, place along the road, faults."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import shapely

from clearance.exchange.files.features import read_drawing, system_of
from clearance.exchange.files.features_table import Features
from clearance.exchange.files.import_questions import SAME_SHAPE, Answers
from clearance.exchange.lists.attributes import read_attributes
from clearance.exchange.lists.fits import judge_fit
from clearance.exchange.lists.list_tables import PARCELS
from clearance.exchange.lists.location_check import Ground, along, far_off, label, tell_aside
from clearance.exchange.lists.parcel_rows import too_much_taken
from clearance.exchange.lists.rows import MAX_FAULTS, Reading, Row
from clearance.exchange.lists.tables import Table
from clearance.geo import crs as systems
from clearance.geo import shapes as figures
from clearance.rules.basics.faults import Fault
from clearance.rules.basics.names import fold
from clearance.rules.basics.quantities import show_area

MAX_VERTICES = 20_000
OVERLAP_M2 = 5.0
#: Shapes that share this part of the larger are one shape.
ONE_SHAPE = 0.98
MAX_NOTES = 50


def read_parcels(
    path: Path,
    ground: Ground,
    name: str = "",
    crs: int | None = None,
    layer: str = "",
    column_map: Mapping[str, str] | None = None,
    outside: str = "",
    answers: Answers | None = None,
) -> Reading:
    """Read drawn parcels; rows get `shape` (hex WKB), `crs`, chainage interval, side, offset.

    Shapes come in the ground's system, the file's own numbers untouched when it is the same.
    `crs` (EPSG) says what the file is in when it does not declare it or declares it wrong;
    `outside` that somebody knows that shapes lie outside the corridor.
    """
    reading, shapes = read_shapes(
        path, PARCELS, ground, name, crs, layer, column_map, outside=outside
    )
    reading.answers = answers or {}
    reading.faults.extend(_attribute_faults(reading.rows))
    reading.faults.extend(_duplicates(reading.rows))
    if not reading.faults:
        _overlaps(reading, shapes)
        reading.notes.extend(islice(_unlike_areas(reading.rows, shapes), MAX_NOTES))
    return reading


def read_shapes(
    path: Path,
    table: Table,
    ground: Ground,
    name: str = "",
    crs: int | None = None,
    layer: str = "",
    column_map: Mapping[str, str] | None = None,
    *,
    may_miss: bool = False,
    is_mixed: bool = False,
    outside: str = "",
) -> tuple[Reading, np.ndarray]:
    """Read features as polygons of the ground's system, checked and placed along the road.

    With `may_miss` a feature without a shape is a row all the same; with `is_mixed` points and
    lines are taken too.
    """
    features = read_drawing(path, name, layer)
    reading = Reading(table.name, features.file, hashlib.sha256(path.read_bytes()).hexdigest())
    if not len(features.shapes):
        reading.faults.append(Fault("bản vẽ không có hình nào", file=features.file))
        return reading, features.shapes
    read_attributes(features, table, column_map or {}, reading)
    how = {"polygons": True, "may_miss": may_miss, "is_mixed": is_mixed}
    shapes = place(features, ground, crs, reading, **how, outside=outside)
    return reading, shapes


def place(
    features: Features,
    ground: Ground,
    crs: int | None,
    reading: Reading,
    *,
    polygons: bool,
    may_miss: bool = False,
    is_mixed: bool = False,
    outside: str = "",
) -> np.ndarray:
    """Check the shapes, bring them into the ground's system, write them into the rows."""
    source, told = system_of(features, crs, ground.crs)
    if told:
        reading.notes.append(Fault(told, file=features.file))
    raw = flat(features, reading)
    flawed = set(np.flatnonzero(shapely.is_missing(raw)).tolist()) if may_miss else set()
    for flaw in _flaws(raw, is_mixed=is_mixed) if polygons else _empties(raw):
        if flaw.index in flawed:
            continue
        flawed.add(flaw.index)
        reading.faults.append(_flaw_fault(reading.rows[flaw.index], flaw))
    sound = np.array([i for i in range(len(raw)) if i not in flawed], dtype=int)
    rows = [reading.rows[i] for i in sound]
    reading.faults.extend(islice(far_off(ground, rows, raw[sound], source), MAX_FAULTS))
    if not reading.faults:
        judge_fit(reading, ground, raw[sound], source, outside)
    shapes = systems.convert_shapes(raw, source, ground.crs)
    if source != ground.crs and not told:
        names = f"{systems.name(source)} sang {systems.name(ground.crs)}"
        reading.notes.append(Fault(f"đã chuyển tọa độ từ {names}", file=features.file))
    if not reading.faults:
        _write(reading, rows, shapes[sound], ground)
    return shapes


def flat(features: Features, reading: Reading) -> np.ndarray:
    """Shapes without heights and measures, a single part no longer wrapped as many."""
    shapes = features.shapes
    if shapely.has_z(shapes).any() or shapely.has_m(shapes).any():
        reading.notes.append(Fault("cao độ trong bản vẽ không được dùng", file=features.file))
    plain = shapely.force_2d(shapes)
    single = (shapely.get_type_id(plain) > 3) & (shapely.get_num_geometries(plain) == 1)
    return np.where(single, shapely.get_geometry(plain, 0), plain)


def _flaws(raw: np.ndarray, *, is_mixed: bool) -> list[figures.Flaw]:
    """Flaws of shapes as polygons; with points and lines among them, of those that are areas."""
    if not is_mixed:
        return [*figures.flaws(raw), *_endless(raw)]
    areas = np.flatnonzero(shapely.get_dimensions(raw) == 2)
    found = [replace(flaw, index=int(areas[flaw.index])) for flaw in figures.flaws(raw[areas])]
    return [*_empties(raw), *found, *_endless(raw)]


def _endless(shapes: np.ndarray) -> Iterator[figures.Flaw]:
    """Shapes of more vertices than any parcel has: a drawing error that would slow every map."""
    for index in np.flatnonzero(shapely.get_num_coordinates(shapes) > MAX_VERTICES):
        yield figures.Flaw(int(index), f"quá nhiều đỉnh (trên {MAX_VERTICES})")


def _empties(shapes: np.ndarray) -> Iterator[figures.Flaw]:
    for index in np.flatnonzero(shapely.is_missing(shapes) | shapely.is_empty(shapes)):
        yield figures.Flaw(int(index), "không có hình")


def _flaw_fault(row: Row, flaw: figures.Flaw) -> Fault:
    mended = abs(flaw.mended_m2 - flaw.area_m2)
    change = f" (sửa tự động sẽ đổi {show_area(mended)})" if flaw.mended_m2 else ""
    return row.fault(f"hình sai: {flaw.reason}{change}", "vẽ lại hình này", "", label(row))


def _write(reading: Reading, rows: list[Row], shapes: np.ndarray, ground: Ground) -> None:
    """Put shape and place along the road into the rows."""
    for row, text in zip(rows, figures.to_hex(shapes).tolist(), strict=True):
        row.values |= {"shape": text, "crs": ground.crs}
    for row, place in zip(rows, along(ground, shapes), strict=True):
        row.values |= place
    tell_aside(reading, ground, rows, shapes)


def _attribute_faults(rows: list[Row]) -> Iterator[Fault]:
    for row in rows:
        values = row.values
        known = values.keys() | row.failed
        if "code" not in known and not {"map_sheet_no", "parcel_no"} <= known:
            yield row.fault("thiếu số tờ hoặc số thửa", "điền đủ, hoặc sửa bảng đối chiếu cột")
        yield from too_much_taken(row, values)


def _duplicates(rows: list[Row]) -> Iterator[Fault]:
    seen: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        values = row.values
        if not values.get("parcel_no"):
            continue
        key = fold(values.get("unit", "")), values.get("map_sheet_no", ""), values["parcel_no"]
        if seen.setdefault(key, row) is not row:
            told = f"thửa này đã có ở hình số {seen[key].number}"
            yield row.fault(told, "mỗi thửa một hình", "", label(row))


def _overlaps(reading: Reading, shapes: np.ndarray) -> None:
    """Note shapes that overlap; two parcels of one shape are asked."""
    rows = reading.rows
    for pair in figures.overlaps(shapes, OVERLAP_M2, MAX_NOTES):
        row, other = rows[pair.first], label(rows[pair.second])
        larger = max(shapely.area(shapes[[pair.first, pair.second]]))
        if pair.area_m2 >= ONE_SHAPE * larger and SAME_SHAPE not in reading.answers:
            told = f"{label(row)} và {other} là cùng một hình, {show_area(pair.area_m2)}"
            reading.ask(SAME_SHAPE, told, sheet=row.sheet, row=row.number)
            continue
        told = f"chồng lên {other} {show_area(pair.area_m2)}"
        reading.notes.append(row.fault(told, "xem lại ranh hai thửa", "", label(row)))


def _unlike_areas(rows: list[Row], shapes: np.ndarray) -> Iterator[Fault]:
    """Notes where the drawn area is far from the document's, which stays the legal one."""
    drawn = shapely.area(shapes)
    for row, area in zip(rows, drawn.tolist(), strict=True):
        stated = [row.values.get(n) for n in ("area_total_m2", "area_recovered_m2")]
        near = [s for s in stated if s and abs(s - area) <= max(5.0, 0.2 * s)]
        if any(stated) and not near:
            told = f"diện tích vẽ {show_area(area)} khác xa số liệu"
            yield row.fault(told, "xem số thửa có đúng không", "", label(row))
