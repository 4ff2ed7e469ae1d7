"""Sheet and parcel written in one cell: `12/301`, `12-301`, `Tờ 12, thửa 301`."""

import re

_ONE = r"(\d+[A-Z]?\d*)"
_PAIR = re.compile(rf"{_ONE}\s*[/\-;,.(|]\s*{_ONE}\)?")
#: Words that say which number is which, whatever the header says.
_BY_WORDS = (
    (re.compile(rf"T(?:Ờ|O|BĐ|BD)\D*{_ONE}\W+TH(?:ỬA|UA)\D*{_ONE}"), (1, 2)),
    (re.compile(rf"TH(?:ỬA|UA)\D*{_ONE}\W+T(?:Ờ|O|BĐ|BD)\D*{_ONE}"), (2, 1)),
)
Pair = tuple[str, str, bool]


def read_pair(text: str) -> Pair:
    """First and second number, and whether words say that the first is the sheet.

    ValueError for a text that is not one pair of numbers.
    """
    upper = text.upper().strip()
    for form, (sheet, parcel) in _BY_WORDS:
        if found := form.fullmatch(upper):
            return found[sheet], found[parcel], True
    if found := _PAIR.fullmatch(upper):
        return found[1], found[2], False
    raise ValueError("không phải là một số tờ và một số thửa")
