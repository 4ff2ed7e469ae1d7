"""Drawings as plain features: attributes, shapes and the declared coordinate system."""

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from clearance.exchange.files import cad
from clearance.exchange.files.containers import check_size, refuse
from clearance.exchange.files.crs_detection import epsg_of
from clearance.exchange.files.dbf_text import decoded
from clearance.exchange.files.drawing_files import DXF, GEOJSON, KML, REMEDY, SHAPEFILE, own_copy
from clearance.exchange.files.features_table import Features
from clearance.exchange.files.sandbox import TooMuch, read_apart
from clearance.geo import crs as systems

MAX_BYTES = 100 << 20
MAX_FIELDS = 500
#: The text of a .dbf is read byte by byte: what it declares is often wrong.
RAW = "ISO-8859-1"
#: The way out of an older datum; the parameters are the survey authority's.
CONVERT = (
    "chuyển tọa độ sang VN-2000 bằng phần mềm đo đạc với tham số của cơ quan quản lý đất đai rồi"
    " nhập lại; nếu tệp chỉ khai sai thì ghi đúng mã EPSG"
)
#: How a KML file draws its features, not what they are.
OWN_OF_KML = {"id", "timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude",
              "visibility", "drawOrder", "icon"}  # fmt: skip


def read_drawing(path: Path, name: str = "", layer: str = "") -> Features:
    """Read a drawing from a private copy; raises Refused for a file that cannot be used.

    Shapes keep the file's own system and coordinates, (n,) geometries or None.
    """
    file = name or path.name
    check_size(path, file, MAX_BYTES)
    with tempfile.TemporaryDirectory(prefix="clearance-") as folder:
        copy, kind = own_copy(path, file, Path(folder))
        if kind == GEOJSON:
            return _geojson(copy, file)
        wanted = "" if kind == DXF else layer
        features = _through_gdal(copy, file, wanted, RAW if kind == SHAPEFILE else "")
        if kind == DXF:
            return cad.plain(features, layer)
        if kind == SHAPEFILE:
            features.columns, features.notes = decoded(
                features.columns, copy.with_suffix(".cpg"), file
            )
        if kind == KML:
            features.columns = {n: v for n, v in features.columns.items() if n not in OWN_OF_KML}
        return features


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
    shapes = _shapes(answer["shapes"])
    stated = answer["crs"]
    return Features(file, answer["layer"], columns, shapes, epsg_of(stated), stated)


def _shapes(texts: list[str | None]) -> np.ndarray:
    """Shapes of hex WKB; an unreadable one is None and reported as a flaw later."""
    return shapely.from_wkb(np.array(texts, dtype=object), on_invalid="ignore")


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
    """The system to read in (EPSG) and a note: `crs` if given, else declared, else `default`.

    Raises Refused for a declared system of another datum.
    """
    if features.is_geojson and not features.stated:
        features.declared = systems.WGS84
    if crs is not None:
        if features.declared not in (None, crs):
            told = systems.name(features.declared or 0)
            return crs, f"tệp khai {told}, đọc theo --crs {crs} ({systems.name(crs)})"
        return crs, ""
    if features.declared is not None:
        return features.declared, ""
    if name := systems.foreign(features.stated):
        raise refuse(features.file, f"tệp khai hệ {name}, không phải VN-2000 hay WGS 84", CONVERT)
    said = "không nhận ra hệ tọa độ tệp khai" if features.stated else "tệp không khai hệ tọa độ"
    return default, f"{said}; đọc theo {systems.name(default)} (EPSG {default})"
