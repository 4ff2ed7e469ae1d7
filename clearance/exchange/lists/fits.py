"""Fit of drawn shapes to the corridor, as read and in the system of a likely mistake.

Degrees of VN-2000 taken for WGS 84 lie some 220 m off: near enough to look right.
"""

from collections.abc import Iterator

import numpy as np
import shapely

from clearance.exchange.lists.location_check import FEW, NARROW_M, Ground, is_aside
from clearance.exchange.lists.rows import Fit, Reading
from clearance.geo import crs as systems
from clearance.geo.causes import Cause, likely_cause
from clearance.rules.basics.faults import Fault

ASIDE = "xác nhận là nằm ngoài phạm vi"


def fits(ground: Ground, raw: np.ndarray, crs: int) -> tuple[list[Fit], Cause | None]:
    """Fit of shapes (`raw`, in EPSG `crs`) as read, then under the likely mistake, and its cause.

    Empty when most lie in the corridor or no corridor is known; only the first fit when no mistake
    explains the shapes.
    """
    if ground.corridor is None or not len(raw):
        return [], None
    shapes = systems.convert_shapes(raw, crs, ground.crs)
    shapely.prepare(ground.corridor)
    if shapely.intersects(ground.corridor, shapes).mean() >= FEW:
        return [], None
    first = Fit(crs, systems.name(crs), _count(ground, shapes), len(raw))
    area = systems.convert_shapes(ground.around(NARROW_M), ground.crs, crs)
    cause = likely_cause(shapely.get_coordinates(shapely.centroid(raw)), area, crs)
    if cause is None or cause.read is None:
        return [first], None
    moved = shapely.transform(raw, cause.read)
    there = _count(ground, systems.convert_shapes(moved, crs, ground.crs))
    if there < FEW * len(raw) or there <= first.inside:
        return [first], None
    if cause.code == "missing_shift":
        return [first, Fit(None, "hệ đã bù độ lệch VN-2000 – WGS 84", there, len(raw))], cause
    name = systems.name(cause.epsg) if cause.epsg else "trục đổi chỗ"
    return [first, Fit(cause.epsg, name, there, len(raw))], cause


def doubts(found: list[Fit], cause: Cause | None, file: str) -> Iterator[Fault]:
    """A fault with both fits when another reading puts the shapes into the corridor."""
    if cause is None or len(found) < 2:
        return
    here, there = found
    told = f"phần lớn hình nằm ngoài phạm vi GPMB: {here.text()}; {there.text()}"
    if there.epsg is None or {here.epsg, there.epsg} == {systems.WGS84, systems.VN2000}:
        told += "; lệch khoảng 220 m là do VN-2000 và WGS 84 bị coi là một"
    remedy, option = cause.remedy, "--outside aside"
    if there.epsg is not None:
        remedy = f"đọc lại theo {there.name} (EPSG {there.epsg})"
        option = f"--crs {there.epsg}, hoặc {option}"
    yield Fault(told, f"{remedy}; nếu tọa độ đúng thì {ASIDE}", file, option=option)


def _count(ground: Ground, shapes: np.ndarray) -> int:
    return int(len(shapes) - is_aside(ground, shapes).sum())


def judge_fit(reading: Reading, ground: Ground, raw: np.ndarray, crs: int, outside: str) -> None:
    """Add the fit of a drawing to the reading; a doubt is a fault unless `outside` is given.

    `raw`: shapes in EPSG `crs`.
    """
    reading.fits, cause = fits(ground, raw, crs)
    told = reading.notes if outside else reading.faults
    told.extend(doubts(reading.fits, cause, reading.file))
