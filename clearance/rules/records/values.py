"""Is a reported value of the kind its field asks for?"""

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from clearance.rules.basics.days import is_month_day, parse_day
from clearance.rules.records.fields import Field, Subject
from clearance.rules.records.subjects import PERSONAL, TOLD

#: An hour of the day as `HH:MM`.
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)
#: Letters a text may have.
LONGEST = 2000


def is_clean(value: Any) -> bool:
    """Text that every database and file can keep: no zero byte, no half letters."""
    if not isinstance(value, str) or "\0" in value:
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_text(value: Any) -> bool:
    """Text of a length that a page can show."""
    return is_clean(value) and len(value) <= LONGEST


def is_identifier(value: Any) -> bool:
    """What programs name things by: no words of people, so nothing blank within."""
    return is_text(value) and len(value.split(None, 1)) < 2


def _is_code(value: Any) -> bool:
    """Whether a text can be a code in page addresses: one path segment, no invisible ends."""
    return is_text(value) and value == value.strip() and "/" not in value and value.strip(".") != ""


def is_whole(value: Any) -> bool:
    """A whole number that JavaScript and SQL both keep exactly."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53


def _is_number(value: Any) -> bool:
    return is_whole(value) or (isinstance(value, float) and math.isfinite(value))


def _is_flag(value: Any) -> bool:
    return isinstance(value, int) and value in (0, 1)


def _is_json(value: Any) -> bool:
    try:
        json.loads(value)
    except (TypeError, ValueError, RecursionError):
        return False
    return is_clean(value)


def _is_pieces(value: Any) -> bool:
    """Intervals of a thing in several pieces: rows of from, to (whole metres) and side."""
    rows = json.loads(value) if _is_json(value) else None
    return isinstance(rows, list) and all(
        isinstance(row, list)
        and len(row) == 3
        and is_whole(row[0])
        and is_whole(row[1])
        and is_identifier(row[2])
        for row in rows
    )


_CHECKS = {
    "code": _is_code,
    "text": is_text,
    "ref": is_identifier,
    "int": is_whole,
    "float": _is_number,
    "money": lambda v: is_whole(v) and v >= 0,
    "date": lambda v: isinstance(v, str) and parse_day(v) is not None,
    "month_day": is_month_day,
    "time": lambda v: isinstance(v, str) and _TIME.fullmatch(v) is not None,
    "flag": _is_flag,
    "json": _is_json,
    "pieces": _is_pieces,
}
#: A geometry in a patch: hex WKB and its EPSG code; longer than any text.
_SHAPE = {"shape": lambda v: isinstance(v, str), "crs": is_whole}


def fits(field: Field, value: Any) -> bool:
    """Whether the value suits the field; None empties any field that is not required."""
    if value is None or (field.required and value == ""):
        return not field.required
    return _CHECKS[field.kind](value) and (not field.options or value in field.options)


def wrong_field(subject: Subject, patch: Mapping[str, Any]) -> tuple[str, str] | None:
    """The first field that is unknown or of the wrong kind, with the reason code."""
    for name, value in patch.items():
        field = subject.field(name) or TOLD.get(name)
        if name in PERSONAL:
            if value is not None and not is_text(value):
                return "bad_value", name
        elif name in _SHAPE and subject.has_shape:
            if value is not None and not _SHAPE[name](value):
                return "bad_value", name
        elif field is None:
            return "unknown_field", name
        elif not fits(field, value):
            return "bad_value", name
    return None


def missing_field(subject: Subject, patch: Mapping[str, Any]) -> str | None:
    """The first required field a registration leaves out."""
    gaps = (f.name for f in subject.fields if f.required and patch.get(f.name) in (None, ""))
    return next(gaps, None)
