"""UTF-8 text that a program read as Windows-1252: `Nguyá»…n` is Nguyễn."""

import re
from collections.abc import Iterable

from clearance.rules.basics.names import nfc

#: First bytes of Vietnamese letters in UTF-8, as Windows-1252 shows them.
_SIGNS = re.compile("|".join(("á»", "áº", "Ä‘", "Ä\u0090", "Æ°", "Æ¡", "Ã", "Ä\u0083", "Äƒ")))


def mended(text: str) -> str:
    """The text with such letters restored; another text as it is."""
    if not _SIGNS.search(text):
        return text
    try:
        return nfc(b"".join(map(_byte, text)).decode("utf-8"))
    except UnicodeError:
        return text


def is_misread(texts: Iterable[str]) -> bool:
    """Whether some text may be such."""
    return any(map(_SIGNS.search, texts))


def _byte(letter: str) -> bytes:
    """The byte a letter was read from; the five that Windows-1252 leaves open are themselves."""
    return letter.encode("cp1252") if ord(letter) > 0xFF else letter.encode("latin-1")
