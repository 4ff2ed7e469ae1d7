"""CSV files of offices: encoding and separator are detected."""

import csv
import io
from collections import Counter
from pathlib import Path

from clearance.exchange.files.containers import refuse, utf16_of
from clearance.exchange.files.encodings import legacy_of

SEPARATORS = ";\t,|"
SAMPLE = 60
SAMPLE_BYTES = 4096


def decode(raw: bytes, name: str) -> str:
    """Text of the bytes: UTF-8, UTF-16, else Windows-1258, or Windows-1252 for legacy fonts.

    Raises Refused when none fits; `name` is the file's.
    """
    if codec := utf16_of(raw[:SAMPLE_BYTES]):
        return _strictly(raw, codec, name)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        western = "".join(_byte(b) for b in raw)
        return western if legacy_of([western]) else _strictly(raw, "cp1258", name)


def _byte(code: int) -> str:
    """One byte as a legacy font saw it: 0xAD stays a letter, nothing is lost."""
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)


def _strictly(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise refuse(name, "không rõ bảng mã chữ", "lưu lại thành CSV UTF-8") from None


def separator(text: str) -> str:
    """The separator that splits most lines into the same number of cells."""
    if text[:4].lower() == "sep=":
        return text[4]
    lines = text.splitlines()[:SAMPLE]

    def score(mark: str) -> int:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=mark))
        return max((n * (width - 1) for width, n in widths.items()), default=0)

    return max(SEPARATORS, key=score)


def read_csv(path: Path, name: str) -> list[tuple[int, list[str]]]:
    """Numbered non-blank rows of a CSV file; raises Refused like `decode`.

    Refused too: a quote that never closes hides the rows behind it.
    """
    text = decode(path.read_bytes(), name)
    rows: list[tuple[int, list[str]]] = []
    try:
        mark = separator(text)
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        for number, row in enumerate(lines, 1):
            if any(cell.strip() for cell in row) and not (number == 1 and row[0][:4] == "sep="):
                rows.append((number, row))
    except csv.Error:
        told = f"dòng CSV bị hỏng, từ sau dòng {rows[-1][0] if rows else 0}"
        remedy = "xem dấu ngoặc kép mở mà không đóng, hoặc mở bằng Excel, lưu lại thành .xlsx"
        raise refuse(name, told, remedy) from None
    return rows
