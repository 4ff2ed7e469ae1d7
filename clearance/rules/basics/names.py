"""Vietnamese names: folding, ordering, look-alike letters and masks."""

import re
import unicodedata

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
SHAPES = {"\u0306": {"a": "ă"}, "\u0302": {"a": "â", "e": "ê", "o": "ô"}}
HORN = {"\u031b": {"o": "ơ", "u": "ư"}}
SHAPE_OF = {**SHAPES, **HORN}
RANK = {letter: chr(ord("A") + place) for place, letter in enumerate(LETTERS)}
D_LIKE = str.maketrans("đðɖ", "ddd")

# Written as code points: the whole trouble with these letters is that they look Latin.
CYRILLIC = {
    0x410: "A",
    0x412: "B",
    0x415: "E",
    0x41A: "K",
    0x41C: "M",
    0x41D: "H",
    0x41E: "O",
    0x420: "P",
    0x421: "C",
    0x422: "T",
    0x423: "Y",
    0x425: "X",
    0x405: "S",
    0x406: "I",
    0x408: "J",
    0x430: "a",
    0x435: "e",
    0x43E: "o",
    0x440: "p",
    0x441: "c",
    0x443: "y",
    0x445: "x",
    0x455: "s",
    0x456: "i",
    0x458: "j",
    0x4BB: "h",
    0x501: "d",
    0x51B: "q",
    0x51D: "w",
}
GREEK = {
    0x391: "A",
    0x392: "B",
    0x395: "E",
    0x396: "Z",
    0x397: "H",
    0x399: "I",
    0x39A: "K",
    0x39C: "M",
    0x39D: "N",
    0x39F: "O",
    0x3A1: "P",
    0x3A4: "T",
    0x3A5: "Y",
    0x3A7: "X",
    0x3BF: "o",
    0x3BD: "v",
}
D_BAR = {0xD0: "Đ", 0x189: "Đ", 0xF0: "đ", 0x256: "đ"}
FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
UNSEEN = dict.fromkeys(
    (
        *(0xAD, 0x61C, 0x180E, 0x2060, 0xFEFF),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    )
)
LOOK_ALIKES: dict[int, str | None] = {**CYRILLIC, **GREEK, **D_BAR, **FULL_WIDTH, **UNSEEN}


def nfc(text: str) -> str:
    """Return the text with each letter and its marks as one code point."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without marks, đ as d, one space between words: what searching compares."""
    if text.isascii():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFD", text).lower()
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.translate(D_LIKE).split())


def mend_look_alikes(text: str) -> tuple[str, bool]:
    """Replace letters that only look Latin, drop invisible marks; also whether there were any.

    To be called after legacy encodings are decoded: in TCVN3 the letter ư is a soft hyphen.
    """
    if text.isascii():
        return text, False
    mended = text.translate(LOOK_ALIKES)
    return nfc(mended), mended != text


def _base_name(full_name: str) -> str:
    """Drop what follows in brackets, such as “(đã chết)”."""
    return full_name.split("(")[0].strip() or full_name.strip()


def _syllable(word: str) -> tuple[str, str]:
    """Split a word into its ranked letters and its tones in Vietnamese order."""
    letters: list[str] = []
    tones = ""
    for mark in unicodedata.normalize("NFD", word.lower()):
        if mark in TONES:
            tones += TONES[mark]
        elif mark in SHAPE_OF and letters:
            letters[-1] = SHAPE_OF[mark].get(letters[-1], letters[-1])
        elif mark.isalnum():
            letters.append(mark)
    return "".join(RANK.get(letter, letter) for letter in letters), tones or "0"


def sort_key(full_name: str) -> str:
    """Text whose plain byte order is Vietnamese name order: given name, then the rest.

    Letters run a ă â b c d đ e ê … y, tones ngang huyền hỏi ngã sắc nặng, word by word.
    """
    words = _base_name(nfc(full_name)).replace("-", " ").split()
    syllables = map(_syllable, [*words[-1:], *words[:-1]])
    return " ".join(f"{letters} {tones}" for letters, tones in syllables if letters)


def masked_phone(phone: str) -> str:
    """Keep two digits in front and three behind: `09****123`; short numbers are hidden whole."""
    digits = "".join(filter(str.isdigit, phone))
    if not digits:
        return ""
    return f"{digits[:2]}****{digits[-3:]}" if len(digits) >= 9 else "****"


def masked_id(number: str) -> str:
    """Keep the last four characters: `********1234`; short numbers are hidden whole."""
    kept = "".join(filter(str.isalnum, number))
    if not kept:
        return ""
    return "********" + (kept[-4:] if len(kept) >= 9 else "")


def slug(*words: object) -> str:
    """A code fit for an address: letters, digits, hyphens."""
    text = "-".join(str(word) for word in words)
    return re.sub(r"[^A-Z0-9]+", "-", fold(text).upper()).strip("-")
