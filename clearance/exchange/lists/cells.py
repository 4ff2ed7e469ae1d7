"""One reader for each kind of cell: a raw value in, a clean value out, ValueError with a reason."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from clearance.exchange.lists.stations import read_stations
from clearance.rules.basics import chainage
from clearance.rules.basics.names import fold, mend_look_alikes
from clearance.rules.basics.parcel_numbers import Pair, read_pair
from clearance.rules.basics.person_numbers import (
    EXPONENT,
    personal_number,
    phone_numbers,
    tax_code,
)
from clearance.rules.basics.quantities import (
    read_area,
    read_date,
    read_money,
    read_whole,
    read_year,
)

Options = Mapping[str, Any]
BLANKS = {"", "-", "--", "–", "—", "…", "...", "/", "\\"}
DITTO = {'"', "''", "”", "“", "nt", "-nt-", "như trên", "nhu tren"}
LONGEST = 200
LONGEST_NOTE = 1000
#: A letter that a wrong encoding turned into a question mark.
LOST = re.compile(r"[^\W\d_]\?|\?[^\W\d_]|\?\?|\ufffd")
SPAN = re.compile(r"\s*(?:-|–|—|÷|~|đến|tới|>|->)\s*(?=k?m?\s*\d+\s*\+)", re.IGNORECASE)
#: Words beside the number of a parcel: “một phần 11”, “12 (LUC)”; DGT-5 and 263A are numbers.
WORDED = re.compile(r"\d[\s(]+[^\W\d_]{3}|[^\W\d_]{3}[\s)]+\d")
SEVERAL = re.compile(r"[,;+&\n]|\bVÀ\b")


def is_blank(value: object) -> bool:
    """Whether a cell is empty: nothing, spaces, or a dash."""
    return value is None or (isinstance(value, str) and value.strip() in BLANKS)


def is_ditto(value: object) -> bool:
    """Whether a cell says “the same as above”."""
    return isinstance(value, str) and len(value) < 10 and value.strip().lower() in DITTO


def plain_text(value: object) -> str:
    """Any cell as text: whole floats without their point, look-alikes replaced, single spaces.

    ValueError for a date, into which Excel turns some texts.
    """
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, str):
        return " ".join(mend_look_alikes(value)[0].split())
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    if isinstance(value, datetime | date):
        raise ValueError("Excel đã đổi ô này thành ngày")
    return str(value)


def read_text(value: object, options: Options) -> str:
    """Text of at most 200 letters; ValueError for more."""
    text = plain_text(value)
    if LOST.search(text):
        raise ValueError("có chữ đã mất thành dấu ?; lấy lại tệp gốc, lưu .xlsx hoặc CSV UTF-8")
    if len(text) > LONGEST:
        raise ValueError(f"dài quá {LONGEST} chữ")
    return text


def read_note(value: object, options: Options) -> str:
    """Free text; dates and numbers as they are displayed. ValueError for one too long to keep."""
    text = value.isoformat() if isinstance(value, date) else plain_text(value)
    if len(text) > LONGEST_NOTE:
        raise ValueError(f"dài {len(text)} chữ, quá {LONGEST_NOTE} chữ")
    return text


def read_name(value: object, options: Options) -> str:
    """A person's or an organisation's name; ValueError without a letter."""
    text = read_text(value, options)
    if not any(c.isalpha() for c in text):
        raise ValueError("không phải là tên")
    return text


def read_code(value: object, options: Options) -> str:
    """A code or number used as a name (sheet 12.0 is 12, 263A stays); ValueError if unusable."""
    text = read_text(value, options).upper()
    if isinstance(value, float) and not value.is_integer():
        raise ValueError("số này có phần lẻ")
    if EXPONENT.fullmatch(text):
        raise ValueError("Excel đã viết dạng mũ, mất chữ số")
    return text


def read_parcel(value: object, options: Options) -> str:
    """The number of one parcel or sheet; ValueError for several in one cell."""
    number = read_code(value, options)
    if SEVERAL.search(number):
        raise ValueError("có nhiều số trong một ô")
    return number


def read_parcel_no(value: object, options: Options) -> str:
    """Like `read_parcel`; ValueError for words beside the number, which are no part of it."""
    number = read_parcel(value, options)
    if WORDED.search(number):
        raise ValueError("số thửa có chữ bên cạnh")
    return number


def read_sheet_parcel(value: object, options: Options) -> Pair:
    """A sheet and a parcel in one cell; ValueError when Excel made a number or a date of them."""
    if not isinstance(value, str):
        raise ValueError("Excel đã đổi ô này thành số hoặc ngày")
    return read_pair(read_text(value, options))


def read_land_use(value: object, options: Options) -> str:
    """A land-use code, also from its usual words; other words unchanged."""
    text = read_text(value, options)
    codes = [options.get(fold(piece), piece.strip()) for piece in re.split(r"[+,;]", text)]
    known = [code.upper() if len(code) <= 4 else code for code in codes if code]
    return "+".join(dict.fromkeys(known))


def read_id(value: object, options: Options) -> str | None:
    """A personal number of 12 digits (or the old 9), leading zeros restored; None for "none".

    ValueError for another number of digits.
    """
    return personal_number(plain_text(value), is_number=isinstance(value, int | float))


def read_holder_id(value: object, options: Options) -> str | int | None:
    """Like `read_id`, or the tax code that an organisation has; the whole row decides which."""
    return tax_code(value) or read_id(value, options)


def read_phone(value: object, options: Options) -> str | None:
    """Telephone digits, several separated by a comma; None for "none"; ValueError otherwise."""
    return phone_numbers(plain_text(value), is_number=isinstance(value, int | float))


def read_chainage(value: object, options: Options) -> int:
    """Metres, floored, of a chainage such as Km12+345; of an interval its start. ValueError."""
    return read_span(value, options)[0]


def read_span(value: object, options: Options) -> tuple[int, int]:
    """Whole metres [from, to) of `Km12+345` or `Km12+345 - Km12+400`; ValueError otherwise."""
    text = plain_text(value)
    ends = SPAN.split(text, maxsplit=1)
    try:
        metres = [chainage.to_metres(end) for end in ends]
    except ValueError:
        raise ValueError("không phải là lý trình") from None
    if metres[-1] < metres[0]:
        raise ValueError("lý trình cuối nhỏ hơn lý trình đầu")
    return chainage.covering(metres[0], metres[-1])


def read_choice(value: object, options: Options) -> Any:
    """One of the table's options, accents and capitals ignored; ValueError for another word."""
    text = fold(plain_text(value))
    if text in options:
        return options[text]
    raise ValueError(f"không có trong danh mục ({', '.join(words_of(options))})")


def words_of(options: Options) -> list[str]:
    """The word to write for each value of a choice: the first of those accepted."""
    first: dict[Any, str] = {}
    for word, value in options.items():
        first.setdefault(value, word)
    return list(first.values())


def read_number_of(value: object, options: Options) -> float:
    """A decimal number such as a coordinate in metres; ValueError otherwise."""
    return float(read_coordinate(value))


def read_coordinate(value: object) -> float:
    """A coordinate; a point after six or more digits is a decimal mark. ValueError otherwise."""
    text = str(value).strip()
    if isinstance(value, str) and re.fullmatch(r"\d{6,7}\.\d+", text):
        return float(text)
    return float(read_area(value))


READERS: dict[str, Callable[[object, Options], Any]] = {
    "text": read_text,
    "note": read_note,
    "name": read_name,
    "code": read_code,
    "parcel": read_parcel,
    "parcel_no": read_parcel_no,
    "sheet_parcel": read_sheet_parcel,
    "land_use": read_land_use,
    "ordinal": read_note,
    "id": read_id,
    "holder_id": read_holder_id,
    "phone": read_phone,
    "area": lambda value, _: float(read_area(value)),
    "money": lambda value, _: read_money(value),
    "whole": lambda value, _: read_whole(value),
    "year": lambda value, _: value.year if isinstance(value, date) else read_year(value),
    "date": lambda value, _: read_date(value).isoformat(),
    "chainage": read_chainage,
    "span": read_span,
    "stations": lambda value, _: read_stations(value),
    "choice": read_choice,
    "number": read_number_of,
}
REMEDIES = {
    "area": "viết số m², ví dụ 1.234,5",
    "money": "viết số đồng, ví dụ 45.600.000",
    "whole": "viết số nguyên",
    "year": "viết năm bốn chữ số, ví dụ 1998",
    "date": "viết ngày/tháng/năm, ví dụ 07/03/2025",
    "chainage": "viết như Km12+345",
    "span": "viết như Km12+345 hoặc Km12+345 - Km12+400",
    "stations": "viết như Km12+345",
    "id": "định dạng ô là Text rồi gõ lại đủ số",
    "holder_id": "định dạng ô là Text rồi gõ lại đủ số",
    "note": "rút gọn, hoặc tách sang cột khác",
    "phone": "viết như 0912345678, hoặc để trống",
    "parcel": "mỗi thửa ghi một dòng, một số",
    "parcel_no": "mỗi thửa ghi một dòng, một số; điều khác ghi ở cột loại đất, ghi chú",
    "sheet_parcel": "định dạng ô là Text, ghi như 12/301, mỗi thửa một dòng",
    "code": "định dạng ô là Text rồi gõ lại",
    "choice": "chọn một trong các chữ đã nêu, hoặc để trống",
    "number": "viết số mét, ví dụ 2439306,9",
}
