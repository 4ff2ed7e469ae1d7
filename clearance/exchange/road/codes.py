"""Codes as lists write them, made fit for addresses: no slash, no words before a package's mark."""

import re

from clearance.exchange.lists.row_skipping import GROUP
from clearance.exchange.lists.rows import Reading, Row
from clearance.rules.basics.faults import Fault

FIELDS = ("code", "package_code")
#: Words before the mark of a package: Gói thầu số XL-01.
_PACKAGE = re.compile(r"GÓI(?: THẦU)?(?: XÂY LẮP)?(?: SỐ)?[\s:.]*(?=.*\d)")
#: A segment that has only a number: its package completes it.
_NUMBER = re.compile(r"(?:ĐOẠN|PHÂN ĐOẠN)?\s*(?:SỐ)?\s*(\d{1,3})")


def leave_out_groups(reading: Reading) -> None:
    """Leave out rows of a segment list that only name the package of those below, accounted for."""
    if reading.table != "segments":
        return
    titles = [row for row in reading.rows if _is_title(row)]
    reading.skipped.extend((row.sheet, row.number, GROUP) for row in titles)
    reading.rows = [row for row in reading.rows if not _is_title(row)]


def _is_title(row: Row) -> bool:
    given = [name for name, value in row.values.items() if value is not None]
    return given == ["code"] and bool(_PACKAGE.match(row.values["code"]))


def plain_codes(reading: Reading) -> None:
    """Take slashes and the words before a package's mark out of codes; slashes are noted."""
    slashed = 0
    for row in reading.rows:
        for name in FIELDS:
            written = row.values.get(name)
            if not written:
                continue
            is_package = name == "package_code" or reading.table == "packages"
            bare = _PACKAGE.sub("", written, count=1) if is_package else written
            slashed += "/" in bare
            row.values[name] = re.sub(r"\s*/\s*", "-", bare).strip()
    if slashed:
        told = f"{slashed} mã có dấu / được ghi bằng dấu -, vì mã còn là địa chỉ trang"
        reading.notes.append(Fault(told, file=reading.file))


def numbered(code: str, package_code: str) -> str:
    """A segment's code: one that is only a number is completed by its package."""
    found = _NUMBER.fullmatch(code)
    return f"{package_code}-{int(found[1]):02d}" if found else code
