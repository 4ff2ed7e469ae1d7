"""Photos that arrive piece by piece: what is there is on disk, and survives a cut line."""

import fcntl
import hashlib
import os
from pathlib import Path


def held(folder: Path, sha256: str) -> int:
    """Bytes of a photo that have arrived."""
    path = folder / sha256
    return path.stat().st_size if path.exists() else 0


def add(folder: Path, sha256: str, offset: int, piece: bytes) -> int:
    """Put a piece where it belongs, durably; gives the bytes held now.

    A piece that is already there, or that begins beyond what is there, changes nothing.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / sha256).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if file.tell() == offset:
            file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        return file.tell()


def whole(folder: Path, sha256: str) -> bytes | None:
    """The photo, if what arrived is what its name says."""
    content = (folder / sha256).read_bytes()
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def drop(folder: Path, sha256: str, before: float) -> None:
    """Forget the pieces of one photo, and those untouched since an instant (Unix seconds)."""
    (folder / sha256).unlink(missing_ok=True)
    for path in folder.glob("*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
