"""Chainage (lý trình): Km12+345 to metres and back. Metres from the alignment's Km0."""

import re
from decimal import Decimal
from math import ceil, floor

_WRITTEN = re.compile(
    r"(?P<km>km|k)?\s*(?P<sign>-?)(?P<kilometres>\d{1,4})"
    r"(?:\s*\+\s*(?P<metres>\d{3}(?:[.,]\d+)?|0{1,2})\s*m?)?",
    re.ASCII | re.IGNORECASE,
)


def to_text(metres: int | float | Decimal) -> str:
    """`Km12+345` for 12345.9 m: floored, never rounded; before the start `Km-0+005`."""
    whole = floor(metres)
    kilometres, rest = divmod(abs(whole), 1000)
    return f"Km{'-' if whole < 0 else ''}{kilometres}+{rest:03d}"


def span_text(from_m: float, to_m: float) -> str:
    """`Km12+345 – Km13+000`: both ends of an interval."""
    return f"{to_text(from_m)} – {to_text(to_m)}"


def to_metres(text: str) -> Decimal:
    """Metres of a chainage as offices write it; ValueError when it can be read two ways.

    `Km12+345`, `KM 12 + 345,67`, `12+345`, `K12+345.6`, `Km12` are read; `Km12+5` is not.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if not found or not (found["km"] or found["metres"]):
        raise ValueError(f"not a chainage: {text!r}")
    metres = Decimal((found["metres"] or "0").replace(",", "."))
    distance = int(found["kilometres"]) * 1000 + metres
    return -distance if found["sign"] else distance


def covering(from_m: float | Decimal, to_m: float | Decimal) -> tuple[int, int]:
    """Smallest whole-metre interval [from, to) with both ends (m); a point takes one metre.

    ValueError when it runs backwards.
    """
    if to_m < from_m:
        raise ValueError(f"interval runs backwards: {from_m} to {to_m}")
    start = floor(from_m)
    return start, max(ceil(to_m), start + 1)
