"""Rows of a list that are no entries: numbering, totals, group titles, signatures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TypeGuard

from clearance.exchange.cells import is_blank, plain_text
from clearance.exchange.sheets import Cell
from clearance.rules.names import fold, nfc

#: Fields that only an entry has: with one of them a row is never taken for anything else.
PROOF = {
    "parcel_no", "id_number", "phone", "household_code", "code", "map_sheet_no", "deceased_name",
    "paid_on", "land_use_code",
}  # fmt: skip
NUMBERING = re.compile(r"\(?\s*(\d{1,2}|[A-Za-z])\s*\)?(\s*=.*)?")
TOTAL = re.compile(
    r"(?:tổng cộng|tổng số|tổng|cộng)\s*(?:\(.*\)|\d.*)?\s*:?\s*"
    r"|(?:tổng cộng|tổng số|tổng|cộng)"
    r" (?:thôn|xã|thị trấn|bản|trang|tổ|xóm|nhóm|huyện|toàn|hộ|diện)\b.*"
)
UNMARKED_TOTAL = {"tong cong", "tong so", "tong", "cong"}
PLACE = re.compile(
    r"(?:[ivx]+\s*[.:/-]\s*|\d{1,2}\s*[.:/-]\s*|[a-z]\s*[.:/-]\s*)?"
    r"(?:(?P<unit>(?:xã|thị trấn|phường|tt\.?)\s+.+)"
    r"|(?P<village>(?:thôn|bản|xóm|tổ|tdp|tổ dân phố|khu|làng)\s+.+))",
    re.IGNORECASE,
)
SIGNATURE = re.compile(
    r"(ngày\s*[\d.…]+\s*tháng|.*,\s*ngày|người lập|lập biểu|người tổng hợp|kế toán|thủ trưởng"
    r"|(phó )?chủ tịch|tm\.|kt\.|xác nhận|đại diện|ghi chú\s*:|trưởng thôn|cán bộ|\(ký)"
)


@dataclass(slots=True)
class Skipper:
    """Judges rows in order; remembers the group title above and whether the list has ended."""

    place: dict[str, str] = field(default_factory=dict)
    ended: bool = False

    def reason(self, row: Sequence[Cell], raw: Mapping[str, Cell]) -> str:
        """Why a row is no entry, in Vietnamese; "" for an entry. `raw` holds it by field."""
        if any(TOTAL.fullmatch(nfc(" ".join(c.split())).lower()) for c in row if _may_be_total(c)):
            self.ended = True
            return "dòng cộng"
        if any(not is_blank(raw.get(name)) for name in PROOF):
            return ""
        written = [nfc(plain_text(c)) for c in row if isinstance(c, str) and not is_blank(c)]
        texts = [text.lower() for text in written]
        if UNMARKED_TOTAL & set(texts):
            self.ended = True
            return "dòng cộng"
        if self._opens_group(written):
            self.ended = False
            return "dòng tên nhóm"
        if any(SIGNATURE.match(text) for text in texts):
            self.ended = True
            return "phần ký"
        if self.ended and not _has_figures(raw):
            return "sau phần cộng hoặc ký"
        return ""

    def _opens_group(self, texts: Sequence[str]) -> bool:
        """Whether the row names only a commune or village, for the rows below."""
        wordy = [t for t in texts if sum(c.isalpha() for c in t) > 3]
        found = PLACE.fullmatch(wordy[0]) if len(wordy) == 1 else None
        if not found:
            return False
        if found["unit"]:
            self.place = {"unit": found["unit"].strip(" :")}
        else:
            self.place = {**self.place, "village": found["village"].strip(" :")}
        return True


def _may_be_total(cell: Cell) -> TypeGuard[str]:
    """A quick look before the slow one: totals begin with T or C."""
    return isinstance(cell, str) and cell.lstrip()[:1] in {"T", "t", "C", "c"}


def _has_figures(raw: Mapping[str, Cell]) -> bool:
    ordinal = str(raw.get("ordinal") or "")
    figures = any(isinstance(v, int | float) for k, v in raw.items() if k != "ordinal")
    return figures or fold(ordinal).rstrip(".0").isdigit()


def is_numbering(row: Sequence[Cell]) -> bool:
    """Whether a row under the header only counts the columns: (1) (2) (3), A B 1 2, 6=4+5."""
    if any(isinstance(c, date) for c in row):
        return False
    marks = [plain_text(c) for c in row if not is_blank(c)]
    found = [NUMBERING.fullmatch(mark) for mark in marks]
    if len(marks) < 3 or not all(found):
        return False
    numbers = [int(f[1]) for f in found if f and f[1].isdigit()]
    rising = all(b - a == 1 for a, b in pairwise(numbers))
    return len(numbers) >= 2 and rising
