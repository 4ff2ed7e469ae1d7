"""Checks of an uploaded file: size, kind by content, and what a zip container claims to hold."""

import errno
import lzma
import re
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from clearance.rules.basics.faults import Fault, Refused

MAX_BYTES = 8 << 20
MAX_EXPANDED = 96 << 20
MAX_MEMBERS = 2_000
SYMLINK = 0o120000
#: zipfile unpacks bzip2 and LZMA without a limit: 473 bytes became 400 MB of memory at once.
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: What zipfile raises at damage; RuntimeError: a password, or packed in a way unknown here.
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError)
#: Numbers of errors that are the zip's (a place that cannot be; none at all), not the disk's.
_OF_THE_ZIP = (errno.EINVAL, None)
WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}
NESTED = {".zip", ".rar", ".7z", ".gz", ".xlsx", ".kmz"}


def refuse(file: str, message: str, remedy: str = "", value: str = "") -> Refused:
    """The refusal of a whole file with its single fault; the caller raises it."""
    return Refused([Fault(message, remedy, file=file, value=value)])


def check_size(path: Path, name: str, most: int = MAX_BYTES) -> None:
    """Raises Refused for an empty file and for one above `most` bytes."""
    size = path.stat().st_size
    if size == 0:
        raise refuse(name, "tệp rỗng", "chọn lại tệp")
    if size > most:
        raise refuse(name, f"tệp lớn hơn {most >> 20} MB", "tách tệp, hoặc bỏ ảnh chèn trong tệp")


def check_zip(path: Path, name: str) -> list[str]:
    """Names inside a zip; raises Refused for bombs, links, nested archives, names with `..`."""
    try:
        with zipfile.ZipFile(path) as box:
            members = box.infolist()
            expanded = _expanded(box, members[:MAX_MEMBERS])
    except _DAMAGED as error:
        if getattr(error, "errno", None) not in _OF_THE_ZIP:
            raise
        raise refuse(
            name, "tệp nén bị hỏng, có mật khẩu hoặc nén kiểu lạ", "nén lại thành .zip"
        ) from None
    if len(members) > MAX_MEMBERS or expanded > MAX_EXPANDED:
        raise refuse(name, "tệp nở ra quá lớn khi giải nén", "xóa dòng thừa rồi lưu lại")
    for member in members:
        if _climbs(member.filename) or (member.external_attr >> 16) & 0o170000 == SYMLINK:
            raise refuse(name, "tên tệp bên trong không an toàn", "nén lại tệp", member.filename)
    return [member.filename for member in members]


def check_nested(names: list[str], file: str) -> None:
    """Raises Refused for an archive within an archive of drawings."""
    for inner in names:
        if PurePosixPath(inner).suffix.lower() in NESTED:
            raise refuse(file, "tệp nén nằm trong tệp nén", "giải nén rồi nén lại một lần", inner)


def _expanded(box: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> int:
    """True expanded size of the members, counted up to the cap: the directory may lie."""
    total = 0
    for member in members:
        if member.compress_type not in PACKED:
            raise zipfile.BadZipFile("packed in a way that has no limit")
        with box.open(member) as stream:
            while total <= MAX_EXPANDED and (piece := stream.read(1 << 20)):
                total += len(piece)
    return total


def _climbs(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name


#: Marks at the head of a file in UTF-16; without one every other byte of its ASCII is zero.
UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
#: Bytes below which zeros prove nothing.
_ENOUGH = 16
#: Share of the characters of a Vietnamese list that are ASCII: letters, digits, separators.
_ASCII = 0.5


def utf16_of(head: bytes) -> str:
    """The codec of a text in UTF-16, with a mark or without; "" for another text."""
    if head[:2] in UTF16 or len(head) < _ENOUGH:
        return UTF16.get(head[:2], "")
    halves = {"utf-16-be": head[0::2], "utf-16-le": head[1::2]}
    zeros = {codec: half.count(0) / max(1, len(half)) for codec, half in halves.items()}
    best = max(zeros, key=lambda codec: zeros[codec])
    other = min(zeros.values())
    return best if zeros[best] >= _ASCII and other < _ASCII / 10 else ""


def kind_of(path: Path, name: str) -> str:
    """`workbook` or `csv`, by content first; raises Refused for a web page named .xls."""
    with path.open("rb") as stream:
        head = stream.read(512)
    if head.startswith(b"PK\x03\x04"):
        names = check_zip(path, name)
        if "xl/workbook.xml" in names or "content.xml" in names:
            return "workbook"
        raise refuse(name, "không phải là bảng tính", "lưu lại thành .xlsx")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "workbook"
    if re.search(rb"<(?:kml|gpx)\b", head, re.IGNORECASE):
        raise refuse(
            name, "là bản vẽ, mục này nhận danh sách", "ghi tọa độ, lý trình vào bảng tính"
        )
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<html", b"<!doctype", b"<?xml")):
        raise refuse(name, "là trang web mang tên bảng tính", "mở bằng Excel, lưu lại thành .xlsx")
    if Path(name).suffix.lower() in WORKBOOKS or (b"\x00" in head and not utf16_of(head)):
        raise refuse(name, "không phải là bảng tính", "lưu lại thành .xlsx")
    return "csv"
