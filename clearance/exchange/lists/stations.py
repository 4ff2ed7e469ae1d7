"""Chainage cells of any writing: Km12+345, 12+345, 12345, 12.345; one end, or both with a dash.

A bare number is kilometres or metres by its column and the road (`factor_of`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clearance.exchange.lists.tables import SIDES
from clearance.rules.basics import chainage
from clearance.rules.basics.names import fold

#: No road of ours has as many kilometres: a bare number from here on is metres.
FAR = 1_000
_DASH = re.compile(
    r"(?<=\d)\s*m?\s*(?:÷|~|–|—|->|>|-|đến|tới)\s*(?:km\s*)?(?=k?m?\s*-?\d)", re.IGNORECASE
)
_LEAD = re.compile(r"^(?:từ|đến|tới|tại|lý trình|vị trí)\b\s*:?\s*", re.IGNORECASE)
_SIDE = re.compile(
    r"[\s(,;–-]*\(?(?:\b|(?<=\d))(trái|phải|t|p|hai bên)(?:\s+tuyến)?\)?\s*$", re.IGNORECASE
)
_KM = re.compile(r"(?:km|k)\s*(-?\d{1,4})[.,](\d+)", re.IGNORECASE)
_WITH_UNIT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(km|m)", re.IGNORECASE)
#: 12.345: the kilometre and its metres, or metres with a dot for the thousands, the same place.
_THREE = re.compile(r"(\d{1,3})[.,\s](\d{3})")
_THOUSANDS = re.compile(r"(\d{1,3})[. ](\d{3}),(\d+)")
_BARE = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class End:
    """One written chainage: metres, or a bare number that may be kilometres."""

    value: Decimal
    is_metres: bool = True


@dataclass(frozen=True, slots=True)
class Stations:
    """The chainages of a cell, one or two, and the side written behind them ("" for none)."""

    ends: tuple[End, ...]
    side: str = ""


def read_stations(value: object) -> Stations:
    """Chainages of a cell; ValueError for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise ValueError("không phải là lý trình")
    if not isinstance(value, str):
        return Stations((End(Decimal(f"{value:.15g}"), is_metres=False),))
    text, side = _parted(value)
    ends = [_end(part) for part in _DASH.split(text, maxsplit=1)]
    return Stations(tuple(ends), side)


def _parted(text: str) -> tuple[str, str]:
    """The text without words before it, and the side behind it."""
    bare = _LEAD.sub("", " ".join(text.split()))
    found = _SIDE.search(bare)
    if not found or not found.start():
        return bare, ""
    return bare[: found.start()].strip(), SIDES[fold(found[1])]


def _end(text: str) -> End:
    bare = _LEAD.sub("", text.strip())
    try:
        return End(chainage.to_metres(bare))
    except ValueError:
        pass
    for form, read in _FORMS:
        if found := form.fullmatch(bare):
            return read(found)
    raise ValueError("không phải là lý trình")


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


_FORMS = (
    (_KM, lambda f: End(_number(f"{f[1]}.{f[2]}") * 1000)),
    (_WITH_UNIT, lambda f: End(_number(f[1]) * (1000 if f[2].lower() == "km" else 1))),
    (_THREE, lambda f: End(Decimal(f[1] + f[2]))),
    (_THOUSANDS, lambda f: End(_number(f"{f[1]}{f[2]}.{f[3]}"))),
    (_BARE, lambda f: End(_number(f[0]), is_metres=False)),
)


def factor_of(
    numbers: Iterable[Decimal], header: str, bounds: tuple[int, int] | None
) -> int | None:
    """Metres of one unit of bare numbers: 1000 (km) or 1; None when it has to be asked.

    A unit the header ends with decides; numbers from 1000 on are metres. Below that they are
    kilometres under a header that says Km, or when they have a fraction and the road (`bounds`,
    metres) has room for them as kilometres; whole ones when it has room for nothing else.
    """
    given = [n for n in numbers if n]
    if unit := _header_unit(header):
        return unit
    if not given or max(given) >= FAR:
        return 1
    if re.search(r"\bkm\b", header, re.IGNORECASE):
        return 1000
    fits_km, fits_m = (bounds is None or _fit(given, f, bounds) for f in (1000, 1))
    has_fraction = any(n != n.to_integral_value() for n in given)
    return 1000 if fits_km and (has_fraction or not fits_m) else None


def _fit(numbers: Sequence[Decimal], factor: int, bounds: tuple[int, int]) -> bool:
    return all(bounds[0] - 1 <= n * factor <= bounds[1] + 1 for n in numbers)


def _header_unit(header: str) -> int | None:
    """Metres of the unit a header ends with: (km), (m), chainage_from_m; None for none."""
    found = re.search(r"[(\[_]\s*(km|m|mét)\s*[)\]]?\s*$", header, re.IGNORECASE)
    return (1000 if found[1].lower() == "km" else 1) if found else None
