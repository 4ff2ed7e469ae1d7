"""Read-only access to background tiles in an MBTiles file (version 1.3)."""

from pathlib import Path

import pysqlite3 as sqlite3

#: How the first bytes of a picture tell its kind; anything else is not handed on.
_KINDS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}


def find_tile(file: Path, z: int, x: int, y: int) -> tuple[bytes, str] | None:
    """The image at z, x, y (y counted from the north) and its media type; None if absent.

    sqlite3.Error when the file is not MBTiles.
    """
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True)
    try:
        row = connection.execute(
            "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
            (z, x, (1 << z) - 1 - y),  # rows count from the south
        ).fetchone()
    finally:
        connection.close()
    data = bytes(row[0]) if row else b""
    kind = next((told for mark, told in _KINDS.items() if data.startswith(mark)), "")
    return (data, kind) if kind else None
