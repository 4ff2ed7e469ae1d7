"""Photos that arrive piece by piece: what is there is on disk, and survives a cut line.

Each person's photos lie in a folder of their own: nobody adds to another's.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

#: What a photo begun counts for at least, bytes: very many small ones fill a disk, too.
LEAST = 1 << 16


@dataclass(frozen=True, slots=True)
class Begun:
    """A photo of which not all has arrived: whose, bytes it counts for, last touched (Unix s)."""

    path: Path
    person: str
    counts: int
    touched: float


def begun(folder: Path) -> Iterator[Begun]:
    """Every photo begun, whoever sends it; those of earlier versions belong to nobody."""
    for path in (*folder.glob("*/*"), *(p for p in folder.glob("*") if p.is_file())):
        try:
            told = path.stat()
        except FileNotFoundError:  # finished meanwhile
            continue
        person = path.parent.name if path.parent != folder else ""
        yield Begun(path, person, max(LEAST, told.st_size), told.st_mtime)


def sweep(photos: Iterable[Begun], before: float) -> list[Begun]:
    """Throw away the photos untouched since an instant (Unix seconds); gives the others."""
    kept = []
    for photo in photos:
        if photo.touched < before:
            photo.path.unlink(missing_ok=True)
        else:
            kept.append(photo)
    return kept


def held(folder: Path, person: str, sha256: str) -> int:
    """Bytes of a photo that have arrived."""
    path = folder / person / sha256
    return path.stat().st_size if path.exists() else 0


def add(folder: Path, person: str, sha256: str, offset: int, piece: bytes, at: float) -> int:
    """Put a piece where it belongs, durably, at an instant (Unix s); gives the bytes held now.

    A piece that is already there, or that begins beyond what is there, changes nothing.
    """
    if not piece:
        return held(folder, person, sha256)
    (folder / person).mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / person / sha256).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if file.tell() == offset:
            file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            os.utime(file.fileno(), (at, at))
        return file.tell()


def whole(folder: Path, person: str, sha256: str) -> bytes | None:
    """The photo, if what arrived is what its name says."""
    content = (folder / person / sha256).read_bytes()
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def drop(folder: Path, person: str, sha256: str) -> None:
    """Forget the pieces of one photo."""
    (folder / person / sha256).unlink(missing_ok=True)
