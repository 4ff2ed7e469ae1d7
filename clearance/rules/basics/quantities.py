"""Numbers, money, areas and dates as Vietnamese offices write them: read strictly, shown plainly.

Every reader raises ValueError with a Vietnamese reason when a value has no single reading.
"""

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

Units = Mapping[str, int]
AREA_UNITS: Units = {"m2": 1, "mét vuông": 1, "ha": 10_000, "hecta": 10_000, "héc ta": 10_000}
MONEY_UNITS: Units = {
    "đ": 1,
    "đồng": 1,
    "vnd": 1,
    "vnđ": 1,
    "₫": 1,
    "nghìn đồng": 1_000,
    "triệu": 1_000_000,
    "triệu đồng": 1_000_000,
    "tỷ": 10**9,
    "tỷ đồng": 10**9,
    "tỉ": 10**9,
    "tỉ đồng": 10**9,
}
LARGEST = Decimal(10) ** 15
NBSP = "\u00a0"

PLAIN = re.compile(r"\d+(,\d+)?")
BY_DOTS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
BY_SPACES = re.compile(r"[1-9]\d{0,2}( \d{3})+(,\d+)?")
# By factor: whole units hardly have three decimals (1,234), hectares hardly thousands (1.234)
DOUBTFUL = {1: re.compile(r"[1-9]\d{0,2}(,\d{3})+"), 10_000: re.compile(r"\d{1,3}\.\d{3}")}
# (what it looks like, why it is not taken); the first that fits speaks
WHY_NOT = [
    (re.compile(r"[1-9]\d{0,2}(,\d{3})+\.\d+"), "viết theo kiểu Anh; hãy viết như 1.234,5"),
    (
        re.compile(r"[1-9]\d{0,2}(,\d{3})+"),
        "có thể là số lẻ hoặc hàng nghìn; hãy viết 1.234 (hàng nghìn) hoặc 1,23 (số lẻ)",
    ),
    (
        re.compile(r"\d+\.\d+"),
        "dấu chấm là hàng nghìn hay số lẻ? hãy viết số lẻ bằng dấu phẩy, như 1,5",
    ),
    (re.compile(r"[\d., ]+"), "dấu chấm, dấu phẩy không đúng chỗ; hãy viết như 1.234.567,8"),
    (re.compile(r"[\d.,]+e[+-]?\d+"), "viết dạng mũ; hãy viết đủ các chữ số"),
]


def _plain(text: str) -> str:
    """Lower case, ordinary digits and minus, single spaces."""
    flat = unicodedata.normalize("NFKC", text).replace("\u2212", "-").lower()
    return " ".join(flat.split())


def _split_unit(text: str, units: Units) -> tuple[str, str]:
    """Cut a known unit off the end; the longest that fits."""
    for unit in sorted(units, key=len, reverse=True):
        if text.endswith(unit):
            return text.removesuffix(unit).rstrip(), unit
    return text, ""


def _from_text(text: str, factor: int) -> Decimal:
    """Read digits in Vietnamese style; which of them are doubtful depends on the unit's factor."""
    sign = -1 if text.startswith("-") else 1
    digits = text[1:].lstrip() if sign < 0 else text
    doubtful = factor in DOUBTFUL and DOUBTFUL[factor].fullmatch(digits)
    if not doubtful and any(form.fullmatch(digits) for form in (PLAIN, BY_DOTS, BY_SPACES)):
        return sign * Decimal(digits.replace(".", "").replace(" ", "").replace(",", "."))
    for look, reason in WHY_NOT:
        if look.fullmatch(digits):
            raise ValueError(reason)
    raise ValueError("không phải là số")


def read_number(value: object, units: Units | None = None) -> Decimal:
    """One number, multiplied by a unit of the table at its end, if any; ValueError otherwise."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise ValueError("không phải là số")
    if isinstance(value, str):
        digits, unit = _split_unit(_plain(value), units or {})
        factor = (units or {}).get(unit, 1)
        number = _from_text(digits, factor) * factor
    elif not math.isfinite(value):
        raise ValueError("không phải là số")
    else:
        # Excel keeps 15 digits; the rest of a float is noise such as 0.30000000000000004
        number = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    if abs(number) >= LARGEST:
        raise ValueError("số quá lớn")
    return number


def _not_negative(number: Decimal) -> Decimal:
    if number < 0:
        raise ValueError("không được là số âm")
    return number


def read_area(value: object) -> Decimal:
    """Read an area, in m²; “ha” is turned into m²."""
    return _not_negative(read_number(value, AREA_UNITS))


def read_whole(value: object, units: Units | None = None) -> int:
    """A whole number, not negative; ValueError otherwise."""
    number = _not_negative(read_number(value, units))
    if number != number.to_integral_value():
        raise ValueError("phải là số nguyên")
    return int(number)


def read_money(value: object) -> int:
    """Read an amount, in whole đồng."""
    return read_whole(value, MONEY_UNITS)


def read_year(value: object) -> int:
    """A year from 1800 to 2100; ValueError otherwise."""
    text = _plain(value).removeprefix("năm ") if isinstance(value, str) else value
    year = read_whole(text)
    if not 1800 <= year <= 2100:
        raise ValueError("không phải là năm")
    return year


def show_number(value: Decimal | float, places: int = 0) -> str:
    """Write a number as `1.234.567,89`, halves rounded away from zero."""
    exact = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    english = f"{abs(rounded) if rounded == 0 else rounded:,.{places}f}"
    return english.translate(str.maketrans(",.", ".,"))


def show_vnd(amount: int) -> str:
    """Write đồng as `1.234.567 ₫`, unbroken at line ends."""
    return f"{show_number(amount)}{NBSP}₫"


def show_area(area_m2: Decimal | float) -> str:
    """Write m² with one decimal, as `9.222,1 m²`."""
    return f"{show_number(area_m2, 1)}{NBSP}m²"


DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})( [\d:.]+)?")
IN_WORDS = re.compile(r"(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[t ][\d:.]+z?)?")
SHORT_YEAR = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2}")
NO_DAY = re.compile(r"(?:tháng )?(?:\d{1,2}\s*[/.-]\s*)?\d{4}")
SERIALS = range(7_306, 73_416)  # 1920 to 2100: outside, a number is not meant as a day
EPOCH = date(1899, 12, 30)


def _day(year: int, month: int, day: int) -> date:
    """Make a date or say in Vietnamese why there is none."""
    if not 1 <= month <= 12:
        hint = "; hãy viết ngày trước, tháng sau" if 1 <= day <= 12 else ""
        raise ValueError(f"không có tháng {month}{hint}")
    if not 1800 <= year <= 2100:
        raise ValueError(f"năm {year} không hợp lý")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"tháng {month}/{year} không có ngày {day}") from None


def _date_from_text(text: str) -> date:
    for form in (DAY_FIRST, IN_WORDS):
        if found := form.fullmatch(text):
            return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if SHORT_YEAR.fullmatch(text):
        raise ValueError("năm chỉ có hai chữ số; hãy viết đủ bốn chữ số, như 07/03/2025")
    if NO_DAY.fullmatch(text):
        raise ValueError("thiếu ngày; hãy viết đủ ngày/tháng/năm, như 07/03/2025")
    raise ValueError("không phải là ngày; hãy viết như 07/03/2025")


def read_date(value: object) -> date:
    """A day from text (dd/mm/yyyy, ISO), a date, or an Excel serial of the 1900 epoch.

    ValueError for anything else, with how to write it.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _day(value.year, value.month, value.day)
    if isinstance(value, str):
        return _date_from_text(_plain(value))
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("không phải là ngày; hãy viết như 07/03/2025")
    if int(value) not in SERIALS:
        raise ValueError("số này không phải là ngày; hãy viết như 07/03/2025")
    return EPOCH + timedelta(days=int(value))


def show_date(day: date) -> str:
    """Write a day as `07/03/2025`."""
    return f"{day:%d/%m}/{day.year:04d}"
