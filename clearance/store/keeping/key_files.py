"""Secrets of this installation: files of the data folder that only their owner reads."""

import contextlib
import secrets
from pathlib import Path


def secret(data: Path, name: str) -> bytes:
    """A secret of the data folder, made at first use."""
    path = data / name
    if not path.exists():
        draft = path.with_suffix(f".{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_bytes(secrets.token_bytes(32))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_bytes()
