"""Columns whose values were not taken, and which of them need a confirmation.

A column needs one when its header has a word of area, date, state or money, or of a column not
found; or by its values: days, measures, done or not yet.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from clearance.exchange.files.sheets import Grid, letter
from clearance.exchange.lists.cells import is_blank
from clearance.exchange.lists.header_words import phrase
from clearance.exchange.lists.headers import Header, HeaderCell
from clearance.exchange.lists.row_shapes import DAY
from clearance.exchange.lists.rows import Reading, Row
from clearance.rules.basics.faults import Fault
from clearance.rules.basics.names import fold
from clearance.rules.procedure.steps import STEPS

WORDS = {
    "diện tích": "diện tích|dt|m2|m²|ha|hecta|mét vuông|khối lượng|area",
    "ngày tháng": "ngày|tháng|thời gian|thời điểm|thời hạn|hạn|date",
    "tình trạng": "tình trạng|trạng thái|kết quả|tiến độ|hiện trạng|giai đoạn|đợt|đã|chưa|đang"
    "|xong|rồi|hoàn thành|status|state",
    "số tiền": "tiền|đồng|đ|vnđ|vnd|kinh phí|giá|giá trị|bồi thường|hỗ trợ|chi phí|thưởng|tạm ứng"
    "|khấu trừ|phải nộp|money|amount|paid",
}
#: Words of state that stand in cells: what is done, under way, not yet.
ASPECTS = {"đã", "chưa", "đang", "xong", "rồi", "chờ"}
TICKS = {"x", "v", "√", "✓", "✔", "☑", "có", "không", "ok"}
DECIMAL = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+,\d+")
HARMLESS = {"số", "và", "tên", "họ", "đất", "của", "chủ", "ghi", "chú"}
MANY, BIG = 0.5, 100_000
REMEDY = "cho biết cột này là gì ở bảng đối chiếu cột, hoặc xác nhận không nhập cột này"


def note_unread(
    reading: Reading, cell: HeaderCell, values: Sequence[Any], where: Row
) -> HeaderCell:
    """The column with the count of its values not taken; a fault when that needs confirmation."""
    given = [v for v in values if v is not None and str(v).strip()]
    cell = replace(cell, values=len(given))
    why = reason(cell.text, given, reading.missing) if given and not cell.is_left else ""
    if why:
        told = f"cột này có {len(given)} giá trị không được nhập ({why})"
        option = f'--ignore-column "{cell.text or letter(cell.index)}"'
        reading.faults.append(replace(where.fault(told, REMEDY, cell.name), option=option))
    return replace(cell, asks=why)


def pushed_aside(grid: Grid, header: Header, entries: Collection[int]) -> Iterator[Fault]:
    """Faults for entries of a CSV with more cells than its header: a separator inside one of them.

    A decimal comma (1,5) in a file with commas between cells moves all that follow.
    """
    width = max(len(row) for _, row in grid.rows[header.start : header.end])
    for number, row in () if grid.sheet else grid.rows[header.end :]:
        if number in entries and any(not is_blank(cell) for cell in row[width:]):
            told = f"dòng có {len(row)} ô, tiêu đề có {width}: các ô sau bị đẩy lệch"
            remedy = "đặt ô có dấu ngăn cách trong ngoặc kép, hoặc lưu lại thành .xlsx"
            found = Row(grid.file, "", number, {})
            yield found.fault(told, remedy, letter(width), str(row[width]))


def reason(header: str, values: Sequence[Any], missing: Collection[str] = ()) -> str:
    """Why a column may matter: a kind of WORDS, or the missing column it resembles; "" if not."""
    return _by_words(header) or _by_values(values) or _by_missing(header, missing)


def no_such(ignored: Iterable[str], columns: Sequence[HeaderCell], file: str) -> list[Fault]:
    """Faults for ignored columns that the file does not have."""
    known = {fold(phrase(c.text)) for c in columns} | {letter(c.index).lower() for c in columns}
    return [
        Fault("không có cột nào tên như vậy", "xem lại tên hoặc chữ cái của cột", file, value=name)
        for name in ignored
        if fold(phrase(name)) not in known
    ]


def _by_words(header: str) -> str:
    text = phrase(header)
    units = "m2" if re.search(r"m²|\bm2\b", header.lower()) else ""
    plain = fold(text)
    for kind, words in WORDS.items():
        for word in [*words.split("|"), *([units] if units and kind == "diện tích" else [])]:
            if plain != text or word.isascii():
                if f" {word} " in f" {text} {units} ":
                    return kind
            elif f" {fold(word)} " in f" {plain} " or _is_within(fold(word), plain):
                return kind
    tokens = text.split() if plain != text else []
    return "tình trạng" if _PAIRS & set(pairwise(tokens)) else ""


def _is_within(word: str, plain: str) -> bool:
    """Whether a word occurs in a header without spaces, as in attributes: NGAYBG, dientich."""
    return len(word) >= 4 and word.replace(" ", "") in plain.replace(" ", "")


def _step_pairs() -> set[tuple[str, str]]:
    """Pairs of neighbouring syllables in the names of steps."""
    return {pair for step in STEPS.values() for pair in pairwise(phrase(step.vi).split())}


_PAIRS = _step_pairs()


def _by_values(values: Sequence[Any]) -> str:
    texts = [str(v).strip().lower() for v in values]
    half = len(values) * MANY
    if sum(isinstance(v, date) or bool(DAY.fullmatch(str(v).strip())) for v in values) > half:
        return "ngày tháng"
    if any(ASPECTS & set(text.split()) for text in texts) or set(texts) <= TICKS:
        return "tình trạng"
    return "số đo, số tiền" if sum(_is_measure(v) for v in values) > half else ""


def _is_measure(value: Any) -> bool:
    """Whether a value is measured or paid rather than counted or a number used as a name."""
    if isinstance(value, str):
        return bool(DECIMAL.fullmatch(value.strip()))
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return value != int(value) or (abs(value) >= BIG and value % 100 == 0)


def _by_missing(header: str, missing: Collection[str]) -> str:
    """The column not found whose name shares a word with this header."""
    said = set(phrase(header).split()) - HARMLESS
    like = (name for name in missing if said & set(phrase(name).split()))
    return next((f"có thể là {name}" for name in like), "")
