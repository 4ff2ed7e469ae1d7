"""An office's journal as a signed file, for a hub that only a USB stick reaches.

JSON lines: the office and its head, the rows, then the HMAC-SHA256 of all bytes before it.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from clearance.rules.records.hub_page import MOST, Page, read_page, stopped

#: Bytes a key must have at least.
LEAST = 32
_LONGEST_END = 200


def read_key(path: Path) -> bytes:
    """The shared key in a file; raises Refused for one that is too short."""
    key = path.read_bytes().strip()
    if len(key) < LEAST:
        raise stopped(
            f"khóa ngắn hơn {LEAST} byte.", "Tạo khóa: `openssl rand -hex 32 > hub.key`.", path.name
        )
    return key


def write_feed(
    path: Path, key: bytes, head: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]
) -> int:
    """Write head, rows and signature; the file appears under its name when complete.

    Returns the number of rows. OSError when it cannot be written.
    """
    draft, count = path.with_name(f"{path.name}.part"), -1
    seal = hmac.new(key, digestmod=hashlib.sha256)
    with draft.open("wb") as file:
        for line in chain([_line(head)], map(_line, rows)):
            seal.update(line)
            file.write(line)
            count += 1
        file.write(_line({"hmac": seal.hexdigest()}))
    draft.replace(path)
    return count


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read_feed(file: BinaryIO, key: bytes, name: str, most: int = MOST) -> Iterator[Page]:
    """The pages of a signed file; raises Refused before the first if the signature fails."""
    _see_that_it_is_sealed(file, key, name)
    file.seek(0)
    try:
        head = json.loads(next(file))
        rows = (row for row in map(json.loads, file) if "hmac" not in row)
        first = True
        while (batch := list(islice(rows, most))) or first:
            yield read_page({**head, "rows": batch})
            first = False
    except (ValueError, TypeError, RecursionError):
        raise _broken(name) from None


def _see_that_it_is_sealed(file: BinaryIO, key: bytes, name: str) -> None:
    """Check the signature over the whole file, reading it line by line."""
    seal, last = hmac.new(key, digestmod=hashlib.sha256), b""
    for line in file:
        seal.update(last)
        last = line
    expected = _line({"hmac": seal.hexdigest()})
    if len(last) > _LONGEST_END or not hmac.compare_digest(last, expected):
        raise _broken(name)


def _broken(name: str) -> Exception:
    return stopped(
        "chữ ký không khớp: tệp bị sửa, bị cắt, hoặc khóa khác. Không nhận gì.",
        "Chép lại tệp từ đơn vị và kiểm tra hai bên dùng cùng một khóa.",
        name,
    )
