"""What somebody typed into the search box: a place on the road, a parcel, or words."""

import re
from dataclasses import dataclass
from math import floor

from clearance.rules.basics.chainage import to_metres
from clearance.rules.basics.names import fold, nfc

_SHEET_FIRST = re.compile(r"(?:to\s*)?(\d{1,4})\s*[/,;\s]\s*(?:thua\s*)?(\d{1,5})")
_PARCEL_FIRST = re.compile(r"thua\s*(\d{1,5})\s*[/,;\s]\s*to\s*(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The reading of a query; exactly one of place, parcel and words is given."""

    words: str = ""
    metres: int | None = None
    sheet: str = ""
    parcel: str = ""


def read(text: str) -> Wanted:
    """`Km12+350` is a place in whole metres, `8/17` or `tờ 8 thửa 17` a parcel, all else words."""
    text = " ".join(nfc(text).split())[:200]
    try:
        return Wanted(metres=floor(to_metres(text)))
    except ValueError:
        pass
    plain = fold(text)
    if found := _PARCEL_FIRST.fullmatch(plain):
        return Wanted(sheet=found[2], parcel=found[1])
    if found := _SHEET_FIRST.fullmatch(plain):
        return Wanted(sheet=found[1], parcel=found[2])
    return Wanted(words=text)


def fits(words: str, name: str | None) -> bool:
    """Whether every word, its marks included, begins a word of the name: such hits come first."""
    parts = nfc(name or "").lower().split()
    return all(any(p.startswith(w) for p in parts) for w in nfc(words).lower().split())
