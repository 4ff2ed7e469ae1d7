"""Days on which families move graves: the Vietnamese lunar day (UTC+7) of a solar one.

Only days to come are converted; what a family says of an old date is kept as it says it.
"""

from datetime import date

from lunar_vn import solar_to_lunar

_STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
_BRANCHES = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")
#: The years over which the package was checked against the moon itself.
_FIRST, _LAST = 1968, 2050


def year_name(year: int) -> str:
    """Stem and branch of a lunar year: 2026 is Bính Ngọ."""
    return f"{_STEMS[(year + 6) % 10]} {_BRANCHES[(year + 8) % 12]}"


def lunar_words(day: str | None) -> str:
    """`12/11 Bính Ngọ` for a solar YYYY-MM-DD (leap months marked), '' outside 1968-2050."""
    solar = date.fromisoformat(day) if day else None
    if solar is None or not _FIRST <= solar.year <= _LAST:
        return ""
    lunar = solar_to_lunar(solar)
    leap = " nhuận" if lunar.leap else ""
    return f"{lunar.day:02d}/{lunar.month:02d}{leap} {year_name(lunar.year)}"
