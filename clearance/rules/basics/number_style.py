"""How the numbers of a list are written: 1.234,5 as in Viet Nam, or 1,234.5 as programs write.

Decided by the numbers of the file that have one reading only; Excel's own numbers need none.
"""

import re
from collections.abc import Iterable

VIETNAMESE, ENGLISH = "vi", "en"
MIXED = "mixed"
#: The number a text begins with, behind its sign.
_NUMBER = re.compile(r"(?<![\d.,])\d[\d., ]*(?<=\d)")


def _form(thousands: str, decimal: str) -> re.Pattern[str]:
    """Numbers that can only be read with that mark for thousands and that one for decimals."""
    grouped = rf"[1-9]\d{{0,2}}(?:{thousands}\d{{3}})"
    several = rf"{grouped}{{2,}}(?:{decimal}\d+)?|{grouped}+{decimal}\d+"
    return re.compile(rf"{several}|\d+{decimal}(?:\d\d?|\d{{4,}})|(?:0|\d{{4,}}){decimal}\d+")


_FORMS = {VIETNAMESE: _form(r"\.", ","), ENGLISH: _form(",", r"\.")}
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_MARKS = {VIETNAMESE: (".", ","), ENGLISH: (",", ".")}
_THOUSAND = 3


def style_of(texts: Iterable[str]) -> str:
    """`vi`, `en`, `mixed` when the texts have both, "" when none of them decides.

    Where all numbers of two readings are round (4.500, 9.000) they are thousands: nobody writes a
    fraction with two idle zeros.
    """
    numbers = {_digits(text) for text in texts}
    found = [style for style, form in _FORMS.items() if any(map(form.fullmatch, numbers))]
    if not found:
        open_ones = [number for number in numbers if _EITHER.fullmatch(number)]
        if all(number.endswith("00") for number in open_ones):
            found = [s for s, (mark, _) in _MARKS.items() if mark in "".join(open_ones)]
    return MIXED if len(found) > 1 else "".join(found)


def has_two_readings(text: str) -> bool:
    """Whether a number such as 1.234 is a thousand in one style and a fraction in the other."""
    return bool(_EITHER.fullmatch(_digits(text)))


def in_vietnamese(text: str, style: str) -> str:
    """The text with its number as it is read in Viet Nam in one way only: 1234,50.

    Of a file of both styles what has one reading is turned; what is no number stays.
    """
    number = _digits(text)
    known = [name for name, form in _FORMS.items() if form.fullmatch(number)]
    if style == MIXED and len(known) == 1:
        style = known[0]
    if style not in _MARKS or not (style in known or _EITHER.fullmatch(number)):
        return text
    thousands, decimal = _MARKS[style]
    whole, point, after = number.replace(thousands, "").partition(decimal)
    if len(after) == _THOUSAND:
        after += "0"  # three decimals would look like a thousand again
    return _NUMBER.sub(whole + ("," if point else "") + after, text.strip(), count=1)


def _digits(text: str) -> str:
    """The number a text begins with, without sign and blanks; "" for none."""
    found = re.match(rf"-?\s*({_NUMBER.pattern})", text.strip())
    return found[1].replace(" ", "") if found else ""
