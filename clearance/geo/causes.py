"""Likely cause of coordinates outside the neighbourhood: the usual mistakes, tried in turn."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from clearance.geo import crs as systems

Bounds = tuple[float, float, float, float]
Reading = Callable[[np.ndarray], np.ndarray]
#: Share of the coordinates that must fall inside for a reading to be believed.
ENOUGH = 0.9


@dataclass(frozen=True, slots=True)
class Cause:
    """A likely mistake: code, words and remedy in Vietnamese, the EPSG code really used.

    `read` turns the coordinates as written into correct ones in the declared system.
    """

    code: str
    message: str
    remedy: str
    epsg: int | None = None
    also: tuple[int, ...] = ()
    read: Reading | None = None


_WORDS = {
    "axes_swapped": ("tọa độ bị đảo trục (X là Bắc, Y là Đông)", "đổi chỗ hai cột X và Y"),
    "other_zone": ("tọa độ thuộc {name}", "nhập lại với --crs {epsg}"),
    "utm_zone": ("tọa độ thuộc {name}", "nhập lại với --crs {epsg}"),
    "lonlat": ("tọa độ là {name}, không phải mét", "nhập lại với --crs {epsg}"),
    "missing_shift": (
        "tọa độ lệch khoảng 220 m: kinh, vĩ độ VN-2000 và WGS 84 bị coi là một",
        "chuyển lại từ bản gốc, có dùng tham số chuyển hệ VN-2000",
    ),
    "unknown": ("tọa độ nằm ngoài vùng tuyến", "kiểm tra hệ tọa độ ghi trên bản vẽ"),
}


def likely_cause(
    coords: Any, expected: Bounds | shapely.Geometry, crs: int = systems.DEFAULT
) -> Cause | None:
    """The mistake that explains why coordinates (n, 2) in EPSG `crs` lie outside `expected`.

    `expected`, in the same system, is a box or, to separate near zones and the datum shift, a
    polygon such as the corridor widened by some 100 m. None when they lie inside;
    code `unknown` when no mistake explains them. Test pairs: domain.md section 3.
    """
    area = shapely.box(*expected) if isinstance(expected, tuple) else expected
    pairs = np.asarray(coords, dtype=float).reshape(-1, 2)
    if _share_inside(pairs, area) >= ENOUGH:
        return None
    fitting = [r for r in _readings(crs) if _share_inside(r[2](pairs), area) >= ENOUGH]
    if not fitting:
        return _cause("unknown")
    code, epsg, read = fitting[0]
    also = tuple(dict.fromkeys(e for _, e, _ in fitting[1:] if e and e != epsg))
    return _cause(code, epsg, also, read)


def _readings(crs: int) -> Iterator[tuple[str, int | None, Reading]]:
    """Each mistake as (code, system really used, correction of the coordinates)."""
    yield "axes_swapped", None, _swap
    for code, group in (
        ("lonlat", (systems.WGS84, systems.VN2000)),
        ("other_zone", systems.CADASTRAL),
        ("utm_zone", systems.UTM),
    ):
        others = [epsg for epsg in group if epsg != crs]
        yield from ((code, epsg, _as(epsg, crs)) for epsg in others)
        yield from ((code, epsg, _swapped_as(epsg, crs)) for epsg in others)
    yield "missing_shift", systems.VN2000, _shifted(crs, systems.VN2000, systems.WGS84)
    yield "missing_shift", systems.WGS84, _shifted(crs, systems.WGS84, systems.VN2000)


def _cause(
    code: str, epsg: int | None = None, also: tuple[int, ...] = (), read: Reading | None = None
) -> Cause:
    message, remedy = _WORDS[code]
    words = {"name": systems.name(epsg or 0), "epsg": epsg}
    return Cause(code, message.format(**words), remedy.format(**words), epsg, also, read)


def _swap(pairs: np.ndarray) -> np.ndarray:
    return pairs[:, ::-1]


def _as(source: int, target: int) -> Reading:
    return lambda pairs: systems.convert(pairs, source, target)


def _swapped_as(source: int, target: int) -> Reading:
    return lambda pairs: systems.convert(pairs[:, ::-1], source, target)


def _shifted(crs: int, true: int, taken_as: int) -> Reading:
    """Inverse of projecting degrees of system `true` as if they were degrees of `taken_as`."""

    def read(pairs: np.ndarray) -> np.ndarray:
        degrees = systems.convert(pairs, crs, taken_as)
        return systems.convert(degrees, true, crs)

    return read


def _share_inside(pairs: np.ndarray, area: shapely.Geometry) -> float:
    """Share of the points inside the area; NaN counts as outside."""
    if not len(pairs):
        return 1.0
    usable = np.isfinite(pairs).all(axis=1)
    shapely.prepare(area)
    inside = shapely.intersects_xy(area, *np.where(usable[:, None], pairs, 0.0).T)
    return float((inside & usable).mean())
