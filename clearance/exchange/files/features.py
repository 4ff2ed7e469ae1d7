"""Drawings as plain features: GeoPackage, zipped Shapefile, GeoJSON; attributes and shapes."""

import json
import re
import shutil
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import shapely

from clearance.exchange.files.containers import check_nested, check_size, check_zip, refuse
from clearance.exchange.files.crs_detection import epsg_of
from clearance.exchange.files.csv_in import decode
from clearance.exchange.files.sandbox import TooMuch, read_apart
from clearance.geo import crs as systems

MAX_BYTES = 64 << 20
MAX_FIELDS = 500
DRAWINGS = {".gpkg", ".geojson", ".json", ".shp"}
REMEDY = "xuất lại thành GeoPackage (.gpkg)"


@dataclass(slots=True)
class Features:
    """A layer: values by field name, shapes, the system declared (EPSG) if any.

    `stated` is the declaration as written; `is_geojson` without one means WGS 84.
    """

    file: str
    layer: str
    columns: dict[str, list[Any]]
    shapes: np.ndarray
    declared: int | None = None
    stated: str = ""
    is_geojson: bool = False
    notes: list[str] = field(default_factory=list)


def read_drawing(path: Path, name: str = "", layer: str = "") -> Features:
    """Read a drawing from a private copy; raises Refused for a file that cannot be used.

    Shapes keep the file's own system and coordinates, (n,) geometries or None.
    """
    file = name or path.name
    check_size(path, file, MAX_BYTES)
    with tempfile.TemporaryDirectory(prefix="clearance-") as folder:
        copy, kind = _own_copy(path, file, Path(folder))
        if kind == "geojson":
            return _geojson(copy, file)
        raw = kind == "shapefile" and not copy.with_suffix(".cpg").exists()
        return _through_gdal(copy, file, layer, "ISO-8859-1" if raw else "")


def _own_copy(path: Path, file: str, folder: Path) -> tuple[Path, str]:
    """The drawing to open and its kind; a zip is unpacked by base name only."""
    with path.open("rb") as stream:
        head = stream.read(64)
    if head.startswith(b"PK\x03\x04"):
        return _unpacked(path, file, folder)
    if head.startswith(b"SQLite format 3"):
        return Path(shutil.copyfile(path, folder / "drawing.gpkg")), "gpkg"
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return path, "geojson"
    remedy = "nén .shp, .shx, .dbf, .prj vào một tệp .zip"
    if head[:4] == b"\x00\x00\x27\x0a":
        raise refuse(file, "Shapefile phải đi cùng các tệp của nó", remedy)
    raise refuse(file, "không phải GeoPackage, Shapefile (.zip) hay GeoJSON", REMEDY)


def _unpacked(path: Path, file: str, folder: Path) -> tuple[Path, str]:
    names = check_zip(path, file)
    check_nested(names, file)
    drawings = [n for n in names if _suffix(n) in DRAWINGS and not n.startswith("__MACOSX")]
    if len(drawings) != 1:
        raise refuse(file, f"tệp nén có {len(drawings)} bản vẽ", "mỗi lần nhập một bản vẽ")
    main = PurePosixPath(drawings[0])
    with zipfile.ZipFile(path) as box:
        for member in names:
            inner = PurePosixPath(member)
            if (inner.parent, inner.stem.lower()) == (main.parent, main.stem.lower()):
                (folder / f"drawing{_suffix(member)}").write_bytes(box.read(member))
    copy = folder / f"drawing{_suffix(main.name)}"
    if copy.suffix == ".shp" and not copy.with_suffix(".dbf").exists():
        raise refuse(file, "thiếu tệp .dbf trong tệp nén", "nén đủ .shp, .shx, .dbf, .prj")
    return copy, {".shp": "shapefile", ".gpkg": "gpkg"}.get(copy.suffix, "geojson")


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _through_gdal(copy: Path, file: str, layer: str, encoding: str) -> Features:
    try:
        answer = read_apart("features_script.py", str(copy), layer, encoding, seconds=120)
    except TooMuch:
        raise refuse(file, "bản vẽ quá lớn hoặc bị hỏng", REMEDY) from None
    if "error" in answer:
        layers = ", ".join(answer["layers"])
        remedy = f"chọn một lớp: {layers}" if layers else REMEDY
        raise refuse(file, answer["error"], remedy)
    columns = dict(zip(answer["fields"], answer["columns"], strict=True))
    if encoding:
        columns = {name: _decoded(values, file) for name, values in columns.items()}
    shapes = _shapes(answer["shapes"])
    stated = answer["crs"]
    return Features(file, answer["layer"], columns, shapes, epsg_of(stated), stated)


def _shapes(texts: list[str | None]) -> np.ndarray:
    """Shapes of hex WKB; an unreadable one is None and reported as a flaw later."""
    return shapely.from_wkb(np.array(texts, dtype=object), on_invalid="ignore")


def _decoded(values: list[Any], file: str) -> list[Any]:
    """Text of a .dbf without declared encoding, its bytes so far kept as Latin-1."""
    joined = "\n".join(v for v in values if isinstance(v, str))
    if joined.isascii():
        return values
    texts = iter(decode(joined.encode("latin-1"), file).split("\n"))
    return [next(texts) if isinstance(v, str) else v for v in values]


def _geojson(path: Path, file: str) -> Features:
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
        found = content["features"] if content["type"] == "FeatureCollection" else [content]
        texts = [json.dumps(feature["geometry"]) for feature in found]
        rows = [feature.get("properties") or {} for feature in found]
        names = dict.fromkeys(name for row in rows for name in row)
        stated = json.dumps(content.get("crs") or "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise refuse(file, "GeoJSON sai cấu trúc", REMEDY) from None
    if len(names) > MAX_FIELDS:
        raise refuse(file, f"bản vẽ có quá nhiều trường (trên {MAX_FIELDS})", REMEDY)
    shapes = shapely.from_geojson(np.array(texts, dtype=object), on_invalid="ignore")
    columns = {str(name): [_flat(row.get(name)) for row in rows] for name in names}
    declared = epsg_of(stated) if re.search(r"\w", stated) else None
    return Features(file, "", columns, shapes, declared, stated.strip('"'), is_geojson=True)


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def system_of(features: Features, crs: int | None, default: int) -> tuple[int, str]:
    """The system to read in (EPSG) and a note: `crs` if given, else declared, else `default`."""
    if features.is_geojson and not features.stated:
        features.declared = systems.WGS84
    if crs is not None:
        if features.declared not in (None, crs):
            told = systems.name(features.declared or 0)
            return crs, f"tệp khai {told}, đọc theo --crs {crs} ({systems.name(crs)})"
        return crs, ""
    if features.declared is not None:
        return features.declared, ""
    said = "không nhận ra hệ tọa độ tệp khai" if features.stated else "tệp không khai hệ tọa độ"
    return default, f"{said}; đọc theo {systems.name(default)} (EPSG {default})"
