"""Is a file a drawing or a list? By content, where a target takes both."""

import zipfile
from pathlib import Path, PurePosixPath

from clearance.exchange.files.features import DRAWINGS

_HEADS = (b"SQLite format 3", b"\x00\x00\x27\x0a")


def is_drawing(path: Path) -> bool:
    """Whether the file holds shapes: GeoPackage, GeoJSON, or a zip with a drawing in it.

    A damaged zip counts as a list; its reader names what is wrong.
    """
    with path.open("rb") as stream:
        head = stream.read(64)
    if head.startswith(b"PK\x03\x04"):
        return _holds_drawing(path)
    return head.startswith(_HEADS) or head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")


def _holds_drawing(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as box:
            return any(PurePosixPath(n).suffix.lower() in DRAWINGS for n in box.namelist())
    except zipfile.BadZipFile:
        return False
