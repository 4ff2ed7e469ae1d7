"""Legacy Vietnamese encodings (TCVN3, VNI): detected by column, converted, always reported.

Must run before any cleaning of text: in TCVN3 the letter ư is a soft hyphen.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from viparse.normalize.encodings import CHARMAPS
from viparse.normalize.tables import convert

from clearance.rules.basics.names import nfc

LEGACY = {"tcvn3": "TCVN3 (.VnTime)", "vni": "VNI"}
ALPHABET = set("aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụ")
ALPHABET |= set("ưừứửữựvwxyỳýỷỹỵz")
BOTH_CASES = ALPHABET | {letter.upper() for letter in ALPHABET}
ONLY_UNICODE = re.compile(f"[{''.join(sorted(c for c in BOTH_CASES if c > chr(255)))}]")
NEVER_UNICODE = re.compile(
    f"[{''.join(chr(c) for c in range(128, 256) if chr(c) not in BOTH_CASES)}]"
)
#: Signs that stand in Unicode lists too, so they prove nothing: m², 105°, «», ½ …
COMMON = set("²³°«»×÷±·\u00b4§©®½¼¾\u00a0\u00ad")
ASCII = {chr(code) for code in range(128)}
#: Share of words that must be Vietnamese after decoding.
ENOUGH = 0.85
WORD = re.compile(r"(?:[^\W\d_]|[\u0080-\u00ff])+")
SYLLABLE = re.compile(
    r"(?:ngh?|nh|kh|th|tr|ch|gh|gi|ph|qu|[bcdđghklmnpqrstvx])?"
    r"[aăâeêioôơuưy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


@dataclass(frozen=True, slots=True)
class Conversion:
    """The conversion of a column: encoding, cells changed, one example before and after."""

    encoding: str
    count: int
    before: str
    after: str

    def text(self) -> str:
        """Tell it in Vietnamese."""
        name = LEGACY[self.encoding]
        return f"{self.count} ô chữ {name} đã đổi, ví dụ “{self.before}” → “{self.after}”"


def _is_syllable(word: str) -> bool:
    """Whether a word could be Vietnamese: one tone at most, onset, vowels and coda in order."""
    apart = unicodedata.normalize("NFD", word.lower())
    bare, tones = TONES.subn("", apart)
    return tones <= 1 and bool(SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)))


def _share(text: str) -> float:
    """Share of words that could be Vietnamese."""
    words = [word for word in WORD.findall(text) if len(word) > 1]
    return sum(map(_is_syllable, words)) / len(words) if words else 0.0


def _unicode_mark(text: str) -> bool:
    """Whether some letter exists only in Unicode Vietnamese (ă, đ, ơ, ế …)."""
    return not text.isascii() and bool(ONLY_UNICODE.search(nfc(text)))


def _foreign_mark(text: str) -> bool:
    """Whether some letter or sign cannot be Unicode Vietnamese."""
    return not text.isascii() and bool(NEVER_UNICODE.search(text))


def legacy_of(texts: Sequence[str], hint: str | None = None) -> str | None:
    """The legacy encoding of the texts; None when they are Unicode or it is undecided.

    `hint`, the encoding of the whole file, decides when both fit.
    """
    suspects = [t for t in texts if _foreign_mark(t) and not _unicode_mark(t)]
    if not set("".join(suspects)) - COMMON - ASCII:
        # «§» or a soft hyphen alone may be ordinary; then only a legal reading decides
        suspects = [t for t in suspects if any(c in "\u00ad§©®" for c in t)]
    whole = " ".join(suspects)
    shares = {name: _share(decode(whole, name)) for name in LEGACY}
    best = max(shares.values())
    fitting = [name for name, share in shares.items() if share == best]
    if not whole or best < ENOUGH or best <= _share(whole):
        return None
    return fitting[0] if len(fitting) == 1 else hint if hint in fitting else None


def font_of(texts: Sequence[str]) -> tuple[str | None, bool]:
    """The legacy encoding of a whole file, and whether it is certain: no Unicode text beside it."""
    encoding = legacy_of(texts)
    return encoding, encoding is not None and not any(map(_unicode_mark, texts))


def decode(text: str, encoding: str) -> str:
    """Unicode of a text in a legacy encoding, with capitals restored in capitalised words."""
    converted = nfc(convert(text, CHARMAPS[encoding]))
    return WORD.sub(lambda found: _capitals(found[0]), converted)


def _capitals(word: str) -> str:
    """TCVN3 has no accented capitals: NGUYễN becomes NGUYỄN."""
    plain = [c for c in word if c < "\u0080"]
    return word.upper() if len(plain) > 1 and all(c.isupper() for c in plain) else word


def convert_column(
    cells: Sequence[str], hint: str | None = None, *, is_certain: bool = False
) -> tuple[list[str], Conversion | None, list[int]]:
    """Cells in Unicode, the conversion made if any, indices of cells that fit both ways.

    A cell is converted when it cannot be Unicode; an ambiguous one only when the column holds no
    Unicode cell at all. `is_certain`: the whole file is in the encoding `hint`.
    """
    encoding = hint if is_certain else legacy_of(cells, hint)
    if not encoding:
        return list(cells), None, []
    mixed = any(map(_unicode_mark, cells))
    results, doubtful = list(cells), []
    for place, cell in enumerate(cells):
        if cell.isascii() or _unicode_mark(cell):
            continue
        if mixed and not _foreign_mark(cell):
            doubtful.append(place)
        else:
            results[place] = decode(cell, encoding)
    return results, _told(encoding, cells, results), doubtful


def _told(encoding: str, before: Iterable[str], after: Iterable[str]) -> Conversion | None:
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    return Conversion(encoding, len(changed), *changed[0]) if changed else None
