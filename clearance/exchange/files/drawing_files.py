"""Which kind of drawing a file is, by content, and a private copy of it to open.

GeoPackage, Shapefile, GeoJSON, KML and KMZ (Google Earth), TAB and MIF (MapInfo), DXF (AutoCAD),
GPX. What needs companions comes in a .zip; a zip is unpacked by base name only.
"""

import re
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from clearance.exchange.files.containers import check_nested, check_zip, refuse

GPKG, SHAPEFILE, GEOJSON, KML = "gpkg", "shapefile", "geojson", "kml"
TAB, MIF, DXF, GPX = "tab", "mif", "dxf", "gpx"
REMEDY = "xuất lại thành GeoPackage (.gpkg)"
READ = "GeoPackage, Shapefile (.zip), GeoJSON, KML/KMZ, TAB, MIF, DXF hay GPX"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of drawing: suffix, how its file begins, companions it cannot do without."""

    name: str
    suffix: str
    begins: re.Pattern[bytes]
    needs: tuple[str, ...] = ()


def _kind(name: str, suffix: str, begins: bytes, *needs: str) -> Kind:
    return Kind(name, suffix, re.compile(begins, re.DOTALL | re.IGNORECASE), needs)


_SPACE = rb"(?:\xef\xbb\xbf)?\s*"
KINDS = (
    _kind(GPKG, ".gpkg", rb"SQLite format 3"),
    _kind(SHAPEFILE, ".shp", rb"\x00\x00\x27\x0a", ".shx", ".dbf"),
    _kind(GEOJSON, ".geojson", _SPACE + rb"\{"),
    _kind(GEOJSON, ".json", _SPACE + rb"\{"),
    _kind(KML, ".kml", _SPACE + rb"<.{0,2000}?<(?:\w+:)?kml\b|" + _SPACE + rb"<kml\b"),
    _kind(GPX, ".gpx", _SPACE + rb"<.{0,2000}?<(?:\w+:)?gpx\b|" + _SPACE + rb"<gpx\b"),
    _kind(DXF, ".dxf", rb"AutoCAD Binary DXF|" + _SPACE + rb"(?:999\s.{0,2000}?)?0\s+SECTION\b"),
    _kind(TAB, ".tab", _SPACE + rb"!table\b", ".dat", ".map", ".id"),
    _kind(MIF, ".mif", _SPACE + rb"Version\s+\d+.{0,400}?(?:Charset|Delimiter|Columns)\b", ".mid"),
)
_BY_SUFFIX = {kind.suffix: kind for kind in KINDS}
#: Bytes read of a file to know its kind, and how a zip begins.
_HEAD = 4096
_ZIP = b"PK\x03\x04"
#: Files of drawing programs that only those programs open: how they begin, remedy.
_CLOSED = (
    (rb"AC10\d\d", "là bản vẽ .dwg", "mở bằng AutoCAD, lưu lại thành .dxf"),
    (rb"\x08\x09\xfe\x02|\xd0\xcf\x11\xe0", "là bản vẽ .dgn", "xuất lại thành .dxf hoặc .gpkg"),
)
#: Constructs of XML and of MapInfo that make a reader open other files.
_REACHING_OUT = {
    KML: re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE),
    GPX: re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE),
    TAB: re.compile(rb"IsSeamless|^\s*Type\s+(?!NATIVE|DBF)|\bRasterFile\b",
                    re.IGNORECASE | re.MULTILINE),
}  # fmt: skip


def is_drawing(path: Path) -> bool:
    """Whether the file holds shapes: a drawing, or a zip with one in it.

    A damaged zip counts as a list; its reader names what is wrong.
    """
    head = _head(path)
    if not head.startswith(_ZIP):
        return _known(head) is not None
    try:
        with zipfile.ZipFile(path) as box:
            return any(PurePosixPath(name).suffix.lower() in _BY_SUFFIX for name in box.namelist())
    except zipfile.BadZipFile:
        return False


def own_copy(path: Path, file: str, folder: Path) -> tuple[Path, str]:
    """A copy of the drawing to open, and its kind; raises Refused for what is no drawing."""
    head = _head(path)
    if head.startswith(_ZIP):
        copy, kind = _unpacked(path, file, folder)
    else:
        kind = _kind_of(head, file)
        copy = Path(shutil.copyfile(path, folder / f"drawing{kind.suffix}"))
    for suffix in kind.needs:
        if not copy.with_suffix(suffix).exists():
            raise refuse(file, f"bản vẽ {kind.suffix} phải đi cùng tệp {suffix}", _together(kind))
    _check_inside(copy, kind, file)
    return copy, kind.name


def _together(kind: Kind) -> str:
    others = (".prj",) if kind.name == SHAPEFILE else ()
    return f"nén {', '.join((kind.suffix, *kind.needs, *others))} vào một tệp .zip"


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_HEAD)


def _known(head: bytes) -> Kind | None:
    return next((kind for kind in KINDS if kind.begins.match(head)), None)


def _kind_of(head: bytes, file: str) -> Kind:
    if kind := _known(head):
        return kind
    for begins, told, remedy in _CLOSED:
        if re.match(begins, head):
            raise refuse(file, told, remedy)
    raise refuse(file, f"không phải {READ}", REMEDY)


def _check_inside(copy: Path, kind: Kind, file: str) -> None:
    """Raises Refused for a drawing that names other files to be opened."""
    if (reaching := _REACHING_OUT.get(kind.name)) and reaching.search(copy.read_bytes()):
        raise refuse(file, "bản vẽ gọi đến tệp khác", "xuất lại thành một bản vẽ độc lập")


def _unpacked(path: Path, file: str, folder: Path) -> tuple[Path, Kind]:
    names = check_zip(path, file)
    check_nested(names, file)
    main, kind = _main_of(names, file)
    with zipfile.ZipFile(path) as box:
        for member in names:
            inner = PurePosixPath(member)
            if (inner.parent, inner.stem.lower()) == (main.parent, main.stem.lower()):
                copy = folder / f"drawing{inner.suffix.lower()}"
                copy.write_bytes(box.read(member))
    return folder / f"drawing{kind.suffix}", kind


def _main_of(names: list[str], file: str) -> tuple[PurePosixPath, Kind]:
    """The only drawing of a zip, and its kind; raises Refused for none and for several."""
    places = [PurePosixPath(name) for name in names if not name.startswith("__MACOSX")]
    found = [place for place in places if place.suffix.lower() in _BY_SUFFIX]
    if not found:
        raise refuse(file, "trong tệp nén không có bản vẽ nào", f"nén một bản vẽ: {READ}")
    if len(found) > 1:
        told = ", ".join(place.name for place in found[:5])
        raise refuse(file, f"tệp nén có {len(found)} bản vẽ: {told}", "mỗi lần nhập một bản vẽ")
    return found[0], _BY_SUFFIX[found[0].suffix.lower()]
