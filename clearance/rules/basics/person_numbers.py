"""Numbers of people and organisations: personal numbers, tax codes, telephones.

Every reader raises ValueError with a Vietnamese reason; words such as “không có” give None.
"""

import re

from clearance.rules.basics.names import fold

#: How a spreadsheet shows a number too long for its column: the last digits are lost.
EXPONENT = re.compile(r"\d[.,]\d+e[+-]?\d+", re.IGNORECASE)
NONE_WORDS = {"khong", "khong co", "chua co", "khong ro", "chua ro", "ko", "ko co", "k co"}
#: Digits of a personal number, and of the old identity card.
_PERSONAL = (9, 12)
#: Digits of a tax code, and of one of a branch (Circular 86/2024/TT-BTC, article 5).
_TAX = re.compile(r"(\d{10})(?:-?(\d{3}))?")


def personal_number(text: str, *, is_number: bool = False) -> str | None:
    """Twelve digits, or the old nine; `is_number`: leading zeros are lost and restored."""
    digits = _digits(text)
    if digits is None:
        return None
    # Every 12-digit number starts with 0: a number cell of 10 or 11 digits has lost them
    if is_number and len(digits) in (10, 11):
        digits = digits.zfill(12)
    if not (digits.isascii() and digits.isdigit() and len(digits) in _PERSONAL):
        raise ValueError("số định danh phải có 12 chữ số (hoặc 9 số CMND cũ)")
    return digits


def tax_code(value: object) -> str | int | None:
    """A tax code: the text `0100109106` or `0100109106-001`, or a number of ten digits as it is.

    None for anything else. Ten digits of a number may be a personal number without its zeros.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return int(value) if 10**9 <= value < 10**10 and value == int(value) else None
    found = _TAX.fullmatch(value.strip()) if isinstance(value, str) else None
    return "-".join(filter(None, found.groups())) if found else None


def id_of_holder(number: str | int, is_organisation: bool) -> str:
    """The number as a holder of that kind has it; ValueError for a tax code of a person.

    `number` as `tax_code` gives it: an integer was a number in its cell.
    """
    if is_organisation:
        return str(number)
    return personal_number(str(number), is_number=isinstance(number, int)) or str(number)


def phone_numbers(text: str, *, is_number: bool = False) -> str | None:
    """Digits of the telephones, several separated by a comma."""
    if is_number:
        return _phone(text)
    pieces = re.split(r"[;,/\n]|\s-\s", text)
    numbers = [_phone(piece) for piece in pieces if piece.strip()]
    return ", ".join(n for n in numbers if n) or None


def _phone(text: str) -> str | None:
    digits = _digits(text)
    if digits is None:
        return None
    digits = re.sub(r"^\(?\+84\)?|^84(?=\d{9}$)", "0", digits).replace("(", "").replace(")", "")
    digits = "0" + digits if len(digits) == 9 and digits[0] != "0" else digits
    if not (digits.isascii() and digits.isdigit() and len(digits) in (10, 11)):
        raise ValueError("số điện thoại phải có 10 chữ số")
    return digits


def _digits(text: str) -> str | None:
    """Digits of a cell; None for words that mean there is none."""
    if fold(text) in NONE_WORDS:
        return None
    if EXPONENT.fullmatch(text):
        raise ValueError("Excel đã viết dạng mũ, mất chữ số")
    return text.strip("'`").replace(" ", "").replace(".", "").replace("-", "")
