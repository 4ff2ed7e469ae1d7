"""The demo corridor's own files: made here, written to and read from `geodata/`.

`python -m clearance.demo.geodata` makes them again, byte for byte. EPSG:9211, metres.
"""

import csv
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from clearance.demo.line import Course, invent, read_course
from clearance.demo.units import Unit, invent_units
from clearance.geo import crs
from clearance.geo.alignment import Alignment

FOLDER = Path(__file__).parents[2] / "geodata"
ALIGNMENT_CODE, CORRIDOR_CODE = "CT-TQHG", "GPMB-HY"
ALIGNMENT_NAME = "Cao tốc Tuyên Quang – Hà Giang, đoạn Hàm Yên (giả định)"
#: Package, contractor (invented), from, to in whole metres; real codes, invented ranges.
PACKAGES = (
    ("XL19", "Công ty Sông Gió (giả định)", 0, 8_200),
    ("XL20", "Liên danh Đá Trắng – Cầu Vồng (giả định)", 8_200, 16_500),
    ("XL21", "Công ty Đường Mây (giả định)", 16_500, 24_900),
    ("XL22", "Công ty Núi Cam (giả định)", 24_900, 33_100),
    ("XL23", "Liên danh Suối Trong – Bến Đá (giả định)", 33_100, 41_000),
    ("XL24", "Công ty Cầu Lam (giả định)", 41_000, 48_000),
)
_SEED, _START_LONLAT, _HEADING = 74, (105.062, 21.855), 1.875
_LENGTH_M, INTERCHANGE_M = 47_999.8, 12_500


@dataclass(frozen=True, slots=True)
class Land:
    """A corridor's ground as drawn: course, alignment, right of way, units, packages."""

    course: Course
    alignment: Alignment
    corridor: shapely.Polygon
    units: tuple[Unit, ...]
    packages: tuple[tuple[str, str, int, int], ...] = PACKAGES


def invent_ham_yen() -> Land:
    """The Hàm Yên demo corridor out of its seed."""
    rng = np.random.default_rng(_SEED)
    start = crs.convert([_START_LONLAT], crs.WGS84, crs.DEFAULT)[0]
    course = invent(rng, (start[0], start[1]), _HEADING, _LENGTH_M, INTERCHANGE_M)
    alignment = Alignment(course.line)
    return Land(course, alignment, course.corridor, tuple(invent_units(rng, alignment)))


def write(land: Land, folder: Path = FOLDER) -> dict[str, str]:
    """Write the files; gives the sha256 of each by name."""
    folder.mkdir(parents=True, exist_ok=True)
    line = {
        "code": ALIGNMENT_CODE,
        "name": ALIGNMENT_NAME,
        "start_m": 0,
        "length_m": land.alignment.length_m,
    }
    way = {"code": CORRIDOR_CODE, "alignment_code": ALIGNMENT_CODE}
    units = [(_unit_row(unit), unit.shape) for unit in land.units]
    _write_shapes(folder / "units.geojson", units)
    _write_shapes(folder / "alignment.geojson", [(line, land.course.line)])
    _write_shapes(folder / "corridor.geojson", [(way, land.corridor)])
    _write_packages(folder / "packages.csv", land.packages)
    return {name: sha256(folder / name) for name in FILES}


FILES = ("units.geojson", "alignment.geojson", "corridor.geojson", "packages.csv")


def read(folder: Path = FOLDER) -> Land:
    """The Hàm Yên demo corridor from its files."""
    (_, line), (_, corridor) = (
        _read_shapes(folder / name)[0] for name in ("alignment.geojson", "corridor.geojson")
    )
    units = tuple(Unit(**row, shape=shape) for row, shape in _read_shapes(folder / "units.geojson"))
    with (folder / "packages.csv").open(encoding="utf-8-sig", newline="") as file:
        packages = tuple(
            (r["code"], r["contractor"], int(r["chainage_from_m"]), int(r["chainage_to_m"]))
            for r in csv.DictReader(file)
        )
    return Land(read_course(line, corridor), Alignment(line), corridor, units, packages)


def sha256(path: Path) -> str:
    """Fingerprint of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _unit_row(unit: Unit) -> dict[str, Any]:
    return {f.name: getattr(unit, f.name) for f in fields(unit) if f.name != "shape"}


def _write_shapes(path: Path, rows: Iterable[tuple[dict[str, Any], Any]]) -> None:
    """GeoJSON in the legal plane, one feature a line; the `crs` member tells the system."""
    system = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{crs.DEFAULT}"}}
    head = {"type": "FeatureCollection", "name": path.stem, "crs": system}
    lines = [_dump({"type": "Feature", "properties": p, "geometry": _geometry(g)}) for p, g in rows]
    text = _dump(head)[:-1] + ',"features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8")


def _geometry(shape: Any) -> Any:
    return json.loads(shapely.to_geojson(shape)) if shape else None


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _read_shapes(path: Path) -> list[tuple[dict[str, Any], Any]]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [
        (f["properties"], f["geometry"] and shapely.from_geojson(_dump(f["geometry"])))
        for f in features
    ]


def _write_packages(path: Path, rows: Iterable[tuple[str, str, int, int]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            ("code", "contractor", "alignment_code", "chainage_from_m", "chainage_to_m")
        )
        writer.writerows((code, who, ALIGNMENT_CODE, a, b) for code, who, a, b in rows)


if __name__ == "__main__":
    write(invent_ham_yen())
