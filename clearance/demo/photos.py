"""Made-up photographs, since some steps ask for one: plain fields of colour marked by stripes."""

import hashlib
import struct
import zlib

import numpy as np

_SIZE = 96
_COLOURS = ((122, 92, 60), (70, 110, 62), (148, 140, 120), (88, 104, 128))


def photos() -> dict[str, bytes]:
    """PNG files by sha256; store them before the demo's changes are recorded."""
    made = [_png(number, colour) for number, colour in enumerate(_COLOURS)]
    return {hashlib.sha256(content).hexdigest(): content for content in made}


def _png(number: int, colour: tuple[int, int, int]) -> bytes:
    """An uncompressed PNG, so that its bytes are the same everywhere."""
    rows, columns = np.mgrid[0:_SIZE, 0:_SIZE]
    stripes = ((rows + columns * (number + 1)) // 12 % 2)[..., None] * 24
    pixels = np.clip(np.array(colour) + stripes, 0, 255).astype(np.uint8)
    lines = np.hstack([np.zeros((_SIZE, 1), np.uint8), pixels.reshape(_SIZE, -1)])
    head = struct.pack(">IIBBBBB", _SIZE, _SIZE, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", head), (b"IDAT", zlib.compress(lines.tobytes(), 0)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
