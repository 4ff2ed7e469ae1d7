"""Is a file a drawing or a list? By content, where a target takes both."""

import zipfile
from pathlib import Path, PurePosixPath

from clearance.exchange.files.drawing_files import HEAD, KINDS

_SUFFIXES = {kind.suffix for kind in KINDS}


def is_drawing(path: Path) -> bool:
    """Whether the file holds shapes: a drawing, or a zip with one in it.

    A damaged zip counts as a list; its reader names what is wrong.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        return _holds_drawing(path)
    return any(kind.begins.match(head) for kind in KINDS)


def _holds_drawing(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as box:
            return any(PurePosixPath(n).suffix.lower() in _SUFFIXES for n in box.namelist())
    except zipfile.BadZipFile:
        return False
