"""What a row of a list shows by its shape: a number of its own, proof of an entry, figures."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from clearance.exchange.files.sheets import Cell
from clearance.exchange.lists.cells import is_blank, plain_text
from clearance.exchange.lists.tables import LAND_USES, Column
from clearance.rules.basics.names import fold, nfc
from clearance.rules.basics.person_numbers import NONE_WORDS

#: Kinds of column whose cells a total adds up.
SUMMED = {"area", "money"}
#: Kinds of column in which words alone are out of place.
STRICT = {
    "area",
    "money",
    "whole",
    "number",
    "year",
    "date",
    "chainage",
    "span",
    "stations",
    "id",
    "holder_id",
    "phone",
    "parcel",
    "parcel_no",
    "sheet_parcel",
}
PLACES = ("unit", "village", "cemetery")
NAMES = ("full_name", "deceased_name")
#: A profile is what most entries fill; a row that fills so much of it is one of them.
ENOUGH = 0.6
LONG = 20
ORDINAL = re.compile(r"\(?(\d{1,5})(?:[.,/-]?[^\W_]{0,2}){0,3}\)?\.?")
DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
DATED = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b")
LOGIN = re.compile(r"[A-Za-z0-9._-]{2,40}")
USE = re.compile(r"[A-Z]{3}(?:\s*[+,;]\s*[A-Z]{3})*")
MARKER = re.compile(r"\(?(?:[IVXivx]{1,5}|[A-ZĐa-zđ])\)?[.:)]?")


@dataclass(slots=True)
class Shape:
    """Features of one row below the header; `raw`: cells by field, `why`: verdict if known.

    `texts` are its words outside the note, `label` those no further right than the name column.
    """

    number: int
    raw: Mapping[str, Cell]
    ordinal: int | None = None
    is_marked: bool = False
    texts: tuple[str, ...] = ()
    label: str = ""
    given: frozenset[str] = frozenset()
    figures: tuple[str, ...] = ()
    is_proven: bool = False
    is_misfit: bool = False
    why: str = ""

    @property
    def name(self) -> str:
        """What stands where a name would."""
        return next((str(self.raw[n]) for n in NAMES if n in self.given), "")


@dataclass(slots=True)
class Profile:
    """What the entries of one list have in common."""

    fields: frozenset[str] = frozenset()
    seen: Mapping[str, set[str]] = field(default_factory=dict)
    has_capitals: bool = False

    def is_filled(self, shape: Shape) -> bool:
        """Whether a row fills what entries of this list fill."""
        given = shape.given | ({"ordinal"} if shape.ordinal is not None else set())
        enough = len(given & self.fields) >= ENOUGH * len(self.fields)
        return bool(self.fields) and enough and not shape.is_misfit

    def is_local(self, shape: Shape) -> bool:
        """Whether its village or commune is one that other rows name too."""
        named = [name for name in self.seen if name in shape.given]
        return any(fold(str(shape.raw[n])) in self.seen[n] for n in named)


def shape_of(
    number: int,
    row: Sequence[Cell],
    raw: Mapping[str, Cell],
    columns: Mapping[str, Column],
    places: Mapping[str, int],
) -> Shape:
    """The shape of a row with known cells `raw`; `places` is the column of each field."""
    shape = Shape(number, raw)
    marker = raw.get("ordinal", "")
    shape.ordinal = _ordinal(marker)
    shape.is_marked = isinstance(marker, str) and bool(MARKER.fullmatch(marker.strip()))
    shape.given = frozenset(
        n for n, c in raw.items() if n not in ("ordinal", "note") and not is_blank(c)
    )
    shape.is_proven = _is_proven(raw, shape.given)
    if shape.is_proven and shape.ordinal is not None:
        return shape  # an entry whatever else it holds
    last = next((places[n] for n in NAMES if n in places), 2)
    aside = {places.get("note"), places.get("ordinal") if shape.is_marked else None}
    words = {
        i: " ".join(nfc(c[:300]).split())
        for i, c in enumerate(row)
        if isinstance(c, str) and i not in aside and _is_wordy(c)
    }
    shape.texts = tuple(words.values())
    shape.label = next((text for i, text in words.items() if i <= last), "")
    shape.figures = tuple(
        n for n in raw if n in shape.given and columns[n].kind in SUMMED and _is_figure(raw[n])
    )
    shape.is_misfit = any(_misfits(raw[n]) for n in shape.given if columns[n].kind in STRICT)
    return shape


def profile_of(shapes: Sequence[Shape], columns: Mapping[str, Column]) -> Profile:
    """Fields filled by at least half of the certain entries, or of all rows without any."""
    sure = [s for s in shapes if s.is_proven or (s.ordinal is not None and s.given)]
    rows = sure or [s for s in shapes if s.given]
    wanted = {n for n, c in columns.items() if c.kind not in SUMMED} - {"note", "ordinal"}
    half = len(rows) / 2
    counted = Counter(chain.from_iterable(s.given for s in rows))
    fields = {n for n in wanted if counted[n] >= half}
    if sure and sum(s.ordinal is not None for s in rows) >= half:
        fields.add("ordinal")
    places = {n: {str(s.raw[n]) for s in rows if n in s.given} for n in PLACES if n in fields}
    seen = {n: set(map(fold, texts)) for n, texts in places.items()}
    names = [s.name for s in rows if s.name]
    return Profile(frozenset(fields), seen, sum(map(str.isupper, names)) > len(names) / 2)


def _ordinal(cell: Cell) -> int | None:
    """The number in front of an entry: 5, 5a, 5.1, (5); None for anything else."""
    if isinstance(cell, bool | date):
        return None
    if isinstance(cell, int | float):
        return int(cell)
    found = ORDINAL.fullmatch(cell.strip())
    return int(found[1]) if found else None


def _is_proven(raw: Mapping[str, Cell], given: Iterable[str]) -> bool:
    """Whether a cell holds what only an entry has."""
    has = set(given)
    if "parcel_no" in has and _is_numbered(raw["parcel_no"]):
        sheet = raw.get("map_sheet_no", "1")
        if _is_numbered(sheet) and not is_blank(sheet):
            return True
    return any(name in has and fits(raw[name]) for name, fits in PROOFS.items())


def _is_numbered(cell: Cell) -> bool:
    text = str(cell).strip()
    return len(text) <= 12 and any(c.isdigit() for c in text)


def _is_code(cell: Cell) -> bool:
    text = str(cell).strip()
    return len(text) <= 30 and " " not in text and any(c.isdigit() for c in text)


def _is_login(cell: Cell) -> bool:
    """Whether a cell holds a login name: letters without accents, no blanks."""
    return bool(LOGIN.fullmatch(str(cell).strip()))


def _has_digits(cell: Cell) -> bool:
    """Whether a cell holds a personal or a telephone number, however Excel kept it."""
    text = f"{cell:.0f}" if isinstance(cell, float) else str(cell)
    return sum(c.isdigit() for c in text) >= 9 and len(text) <= 40


def _is_land_use(cell: Cell) -> bool:
    text = str(cell).strip()
    return fold(text) in LAND_USES or bool(USE.fullmatch(text))


def _is_day(cell: Cell) -> bool:
    return isinstance(cell, date) or bool(DAY.fullmatch(str(cell).strip()))


def _is_far(cell: Cell) -> bool:
    return isinstance(cell, int | float) and abs(cell) > 100_000


PROOFS = {
    "id_number": _has_digits,
    "phone": _has_digits,
    "household_code": _is_code,
    "login": _is_login,
    "code": _is_code,
    "land_use_code": _is_land_use,
    "paid_on": _is_day,
    "span": lambda c: "+" in str(c),
    "chainage_m": lambda c: "+" in str(c),
    "from_km": lambda c: "+" in str(c),
    "to_km": lambda c: "+" in str(c),
    "north_m": _is_far,
    "east_m": _is_far,
}


def _is_wordy(text: str) -> bool:
    """Whether a text holds words rather than a mark."""
    return sum(c.isalpha() for c in text) > 3


def _is_figure(cell: Cell) -> bool:
    """Whether a cell may be a figure of a total: a day, as above a signature, is none."""
    if isinstance(cell, str):
        return len(cell) <= LONG and any(c.isdigit() for c in cell) and not DATED.search(cell)
    return isinstance(cell, int | float)


def _misfits(cell: Cell) -> bool:
    """Whether words stand where a number or a day belongs."""
    if not isinstance(cell, str) or sum(c.isalpha() for c in cell) < 3:
        return False
    text = plain_text(cell)
    return fold(text) not in NONE_WORDS and (not any(c.isdigit() for c in text) or len(text) > LONG)
